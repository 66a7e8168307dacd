"""What a role read from a cue is worth in its sentence: an office, another work, the making of a work."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.dates.lexicon import fold_in_place
from ingest.records import Participation

SPEAKS = re.compile(
    r"\b(?:a |ont )?(?:ouv(?:re|ert|rent)|conclu\w*|cloture\w*|intervien\w*|intervenu\w*|presente\w*|rappele?\w*|rappelle\w*|soulign\w+|expliqu\w+|temoign\w+|introdui\w+|insist\w+"
    r"|precis\w+|salu[eé]\w*|evoqu\w+|prendra\w* la parole|pris la parole|prend la parole|estim\w+|affirm\w+|racont\w+|partag\w+|expos\w+|plaid\w+|replac\w+|anim\w+\b(?! par)|revien\w*)\b"
)
"""Verbs of someone who speaks, in folded text."""
_WORK = re.compile(
    r"\b(?:etude|rapport|enquete|guide|diagnostic|note|article|ouvrage|livre|evaluation|recherche|film|documentaire|podcast|carte|synthese|publication|livret|brochure|analyse|observatoire|these|memoire|portrait|bilan)s?\b[^.;:]{0,80}$"
)
_WALK = re.compile(r"\b(?:visite|balade|promenade|marche|circuit|parcours|deambulation)\b")
_ANOTHER = re.compile(r"\b(?:une?|d'une?|l'|d'|cet|cette)\s?autres?\b[^.;:]{0,50}$")
_MEETING = re.compile(
    r"\b(?:comite|jury|seance|reunion|assemblee|rencontre|journee|table|colloque|commission|atelier|groupe|pleniere|debat|session|conference|instance|forum|seminaire)s?\b"
)
"""What may be chaired for a time: anything else is presided over as an office, in folded text."""
_SPOKEN_TO = re.compile(
    r"\b(?:devant|remerci\w+|salue\w*|interroge\w*|face a|grace a|aupres d(?:e|u|es|')|succede a|remplace|excuse\w*)\s*(?:m\.|mme|madame|monsieur|l'|la|le)?\s*$"
)
"""What stands before someone who is spoken to or of, in folded text."""
_MADE = re.compile(
    r"(?:realise|mene|conduit|elabore|concu|pilote|cree|produit|prepare|coordonne)\w*(?:[·.()-]\w*)* par"
)


def is_elsewhere(one: Participation) -> bool:
    """Say whether a role is of something else than what is told (`un autre appel, publié par X`), or an office."""
    folded = fold_in_place(one.evidence.quote.replace("’", "'"))
    at = folded.find(one.cue)
    if at < 0 or one.role not in ("publisher", "author", "facilitator"):
        return False
    if one.cue.startswith("preside"):
        return _MEETING.search(folded[:at]) is None
    return one.role != "facilitator" and _ANOTHER.search(folded[:at]) is not None


def speaks(one: Participation) -> bool:
    """Say whether the sentence of someone named with an office has a verb of speaking, and is no list of those present."""
    folded = fold_in_place(one.evidence.quote.replace("’", "'"))
    at = folded.find(fold_in_place(one.label.replace("’", "'")))
    if at >= 0 and _SPOKEN_TO.search(folded[:at]):
        return False
    return SPEAKS.search(folded) is not None and "en presence d" not in folded


def of_a_work(one: Participation) -> Participation:
    """Return the role of those who made a work (`étude réalisée par X`): they are its authors."""
    folded = fold_in_place(one.evidence.quote)
    if one.cue.startswith("commente") and not _WALK.search(folded):
        return replace(one, role="speaker")
    if _MADE.match(one.cue) and (at := folded.find(one.cue)) >= 0 and _WORK.search(folded[:at]):
        return replace(one, role="author")
    return one
