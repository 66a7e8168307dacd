"""Organisations that only what they do reveals: the plain subject of a verb of action (`L'Afev accompagne…`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ingest.dates.lexicon import fold_in_place
from ingest.identity import fold
from ingest.mentions.surroundings import everyday_words
from ingest.roles.lexicon import CAPITAL, GENERIC, HEAD, NO_BODY, category_of, first_names
from ingest.roles.name import Name

_STEMS = [
    "accompagn",
    "accueill",
    "achev",
    "aid",
    "agi",
    "alert",
    "ambitionn",
    "amenag",
    "anim",
    "appliqu",
    "apport",
    "assoc",
    "assur",
    "coanim",
    "collect",
    "concentr",
    "confi",
    "confirm",
    "conduis",
    "consacr",
    "constru",
    "contribu",
    "coordonn",
    "copilot",
    "cre",
    "cofinanc",
    "coorganis",
    "coport",
    "defend",
    "demand",
    "deploi",
    "deploy",
    "developp",
    "diffus",
    "dispens",
    "dispos",
    "distribu",
    "edit",
    "embauch",
    "emploi",
    "encadr",
    "encourag",
    "entreprend",
    "entretien",
    "evalu",
    "experiment",
    "fabriqu",
    "facilit",
    "feder",
    "financ",
    "form",
    "fourni",
    "gagn",
    "gere",
    "ger",
    "guid",
    "heberg",
    "identifi",
    "impuls",
    "indiqu",
    "inaugur",
    "initi",
    "insist",
    "install",
    "intervien",
    "invit",
    "lanc",
    "livr",
    "log",
    "loue",
    "men",
    "mobilis",
    "mont",
    "noue",
    "nou",
    "obtien",
    "observ",
    "offr",
    "organis",
    "orient",
    "ouvr",
    "particip",
    "partag",
    "pilot",
    "plant",
    "poursui",
    "port",
    "precis",
    "prepar",
    "present",
    "prevoi",
    "produi",
    "propos",
    "publi",
    "rassembl",
    "rappel",
    "recherch",
    "recrut",
    "recueill",
    "rejoin",
    "relog",
    "remerci",
    "rencontr",
    "renov",
    "repar",
    "repond",
    "reuni",
    "sensibilis",
    "sign",
    "signal",
    "soulign",
    "souhait",
    "soutien",
    "sui",
    "tien",
    "transform",
    "travaill",
    "valoris",
    "veill",
    "vis",
]
_ADVERB = r"(?:(?:y|en|vous|nous|lui|leur|les|le|la|l'|s'|se) ?)?"
_DID = (
    r"(?:a|ont|avait|avaient|aura|auront) (?:(?:ainsi|aussi|deja|egalement|bien|notamment|\w+ment) )?\w{2,}(?:e|i|is|it|u|rt)\b"
    r"|(?:est|sont|etait) (?:membre|adherent|partenaire|porteu|laureat|chargee?s? d|associee?s?|implantee?s?|installee?s?|agreee?s?|labellisee?s?|presente?s? (?:sur|dans|a)\b)"
    r"|(?:met|mettent|mettra|mettront) (?:en|a)\b|(?:fait|font) (?:partie|vivre|appel|part|etat)|(?:rend|rendent) compte|(?:va|vont) \w+er\b|vient de|(?:tient|tiennent)\b"
)
_VERB = re.compile(
    rf"(?:\s*\([^()]{{2,40}}\))?(?:,? qui)?(?:,? (?:quant a (?:elle|lui|eux)|de (?:son|leur) cote),?)?,? {_ADVERB}"
    rf"(?:{_DID}|(?:{'|'.join(sorted(_STEMS, key=len, reverse=True))})(?:[eiy]?(?:e|ent|era|eront|ait|aient|nt|t|d|sent|ssent|ra|ront|s)?|nent|nnent|dra|dront|vent)\b)"
)
"""What someone does, right after who does it, in folded text."""
_WORD = rf"(?:{CAPITAL}[\w&’'.-]*[\w&]|{CAPITAL}|\d{{1,3}}(?!\d))"
_LINK = r"(?:(?:de la|de l[’']|du|des|de|d[’']|aux?|à la|en|pour|sur|sous|&|la|le|les|l[’'])\s?)"
_BODY = rf"{_WORD}(?:\s{_LINK}?{_WORD}|\s(?:populaire|familial|solidaire|citoyen|catholique|laïque|mutualiste|numérique|français|social)e?s?(?=\s{_LINK}?{_WORD}|\s[a-zà-ÿ]))*"
_NAMED = re.compile(
    rf"(?P<open>^|[.;:!?…»]\s+|,\s+|[–—]\s+|\bet\s+|\bque?\s+)(?P<article>[Ll][’']|(?:[Ll]a|[Ll]e|[Ll]es)\s)?(?P<name>{_BODY})"
)
_CIVILITY = re.compile(r"(?:M|MM|Mmes?|Mlle|Dre?|Pre?|Me)\.?\s$")
_SHORT = 4
"""Letters that a word alone has at least, for it to be a name at the head of a sentence: French nouns have an article there."""
_FINITE = re.compile(
    r"\s(?:y |en |nous |vous |les |l['’])?[a-zà-ÿ]{2,}(?:e|ent|it|nd|ne|era|eront|ait)\s(?:l['’]|qu['’]|(?:le|la|les|un|une|des|son|sa|ses|leurs?|aux?|du|que|\d+|vingt|trente|plusieurs|chaque)\b)"
)
"""A verb with its object, as a noun without an article has none."""
_ELIDED = re.compile(r"(?:[LlDdJjNnSsCc]|[Qq]u)[’'][a-zà-ÿ]")
_ALONE = re.compile(r"\w*(?:’|'|&|-)\w+|\w*[a-z][A-Z]\w*|[A-ZÀ-Þ][A-Z0-9À-Þ]{2,}")
"""One word that looks like a name even at the head of a sentence: `Optim'Halles`, `AideAuxLoyers`, `AFEV`."""


_GIVEN_TO = re.compile(
    r"\b(?:attribu|accord|confi|allou|vers|octroy|deleg|transmis|reserv)(?:e|ee|es|ees|er|ent|ait|ant|e par \w+)? (?:[^.;:,()]{0,40} )?(?:a la |a l'|au |aux |a )$"
    r"|\b(?:subventions?|soutien|aide|dotation|mission|lots?|marche|animation|gestion|pilotage)s? (?:\w+ )?(?:confiee?s? |attribuee?s? )?(?:a la |a l')$"
    r"|\b(?:merci|remerci\w+)\b[^.;:()]{0,30}\bequipes?\b[^.;:()]{0,60}? (?:a la |a l'|a |de la |de l'|d'|de )$"
    r"|\b(?:recrutee?s?|employee?s?|portee?s?|geree?s?|animee?s?|accompagnee?s?|formee?s?|menee?s?|realisee?s?|construite?s?|editee?s?|signee?s?|coordonnee?s?|confectionnee?s?|preparee?s?) par (?:la |l'|le |les )?$"
    r"|\b(?:chantiers?|entreprises?|structures?) d'insertion |\b(?:operateur|prestataire|structure|recyclerie|ludotheque|creche|auto-ecole(?: \w+)?|velo-ecole|garage (?:solidaire|associatif)|tiers-lieu|cooperative|conciergerie|start-up) $"
    r"|\b(?:rapport|etude|enquete|guide|salarie[\w·.]*|benevoles?|mediat(?:eur|rice)s?|adherents?|volontaires?)"
    r"(?: (?:de|du) [a-z]+(?: \d{4})?)? (?:de la |de l'|d'|des )$"
)
"""What comes before an organisation that something is given to, done by or said to belong to, in folded text."""
_INSIDE = re.compile(rf"(?<=[\s’'])(?P<open>)(?P<article>)(?P<name>{_BODY})(?=[\s.,;:)»]|$)")


def named_inside(text: str, is_place: Callable[[str], bool]) -> Iterator[Name]:
    """Yield the organisations that a word before them reveals inside a sentence (`confié à l'Afev`, `l'opérateur Urbanis`)."""
    folded = fold_in_place(text.replace("’", "'"))
    for match in _INSIDE.finditer(text):
        start = match.start("name")
        before = folded[max(0, start - 80) : start]
        if _GIVEN_TO.search(before) is None or not _is_body(match, text, is_place):
            continue
        article = re.search(r"(?:la|le|l'|des|les|aux|au|du|d') ?$", before) is not None
        one_word = _capitals(match["name"]) < 2 and _ALONE.fullmatch(match["name"]) is None
        if one_word and not article:
            continue
        yield Name(start, match.end("name"), match["name"], category_of(fold_in_place(match["name"])))


def subjects(text: str, is_place: Callable[[str], bool]) -> Iterator[Name]:
    """Yield the organisations that a sentence makes act, known by no other sign than a capital and their verb.

    At the head of a sentence a capital proves nothing: there, an article or a second capital is asked for. A person,
    a place alone (`Tours accueille`), an office or a document is none.
    """
    folded = fold_in_place(text.replace("’", "'"))
    for match in _NAMED.finditer(text):
        start = match.start("name")
        if _CIVILITY.search(text, max(0, start - 6), start):
            continue
        if _VERB.match(folded, match.end()) is None and not _goes_on(folded, match.end()):
            continue
        if _is_body(match, text, is_place):
            article = match["article"] or ""
            opens = (
                article[:1].isupper()
                and not _opens_a_sentence(match["open"])
                and article.strip() in ("La", "Le", "Les")
            )
            begin = match.start("article") if opens else start
            words = text[begin : match.end()]
            yield Name(begin, match.end(), words, category_of(fold_in_place(words)))


def _goes_on(folded: str, end: int) -> bool:
    """Say whether a second subject stands between a name and its verb (`X et l'association Y animent`)."""
    joint = re.match(r" et (?:l'|la |le |les )?(?:[\w'&.-]+ ?){1,6}", folded[end : end + 70])
    if joint is None:
        return False
    return (
        any(
            _VERB.match(folded, end + at.start()) is not None
            for at in re.finditer(r" ", joint.group())
            if at.start() > 5
        )
        and re.search(r"\w+ent\b|\bont\b|\bsont\b", folded[end : end + 110]) is not None
    )


def _is_body(match: re.Match[str], text: str, is_place: Callable[[str], bool]) -> bool:
    name, article = match["name"], match["article"] or ""
    plain = fold_in_place(name)
    first = fold(name.split()[0])
    if len(name) < 3 or name.isdigit():
        return False
    if NO_BODY.fullmatch(plain) or (NO_BODY.match(plain) and not _capitals(name) > 1):
        return False
    if NO_BODY.match(plain) or (GENERIC.match(plain) and _capitals(name) < 2):
        return False
    if first in first_names() or first.split("-")[0] in first_names():
        return False
    if is_place(name) or is_place(article.strip().rstrip("’'") + " " + name) or is_place(article + name):
        return False
    after = re.match(r"\s[a-zà-ÿ]+", text[match.end() :])
    if after is not None and HEAD.fullmatch(plain + fold_in_place(after.group())):
        return False  # `la Mission locale`
    if HEAD.fullmatch(plain) or _ELIDED.match(name):
        return False
    if match.re is _INSIDE:
        return True
    if not article and _opens_a_sentence(match["open"]) and re.match(rf"{_WORD}\s{_LINK}", name):
        return False  # `Adhérents d'AREAL, ils…`
    lone = (
        len(name) > _SHORT
        and plain not in everyday_words()
        and match.re is _NAMED
        and _FINITE.match(text, match.end()) is not None
    )
    return bool(article) or _capitals(name) > 1 or _ALONE.fullmatch(name) is not None or lone


def _opens_a_sentence(before: str) -> bool:
    return not before.strip() or before.strip() in (".", "!", "?", "…", ":", "»")


def _capitals(name: str) -> int:
    return sum(word[:1].isupper() for word in re.split(r"[\s’']", name) if word)
