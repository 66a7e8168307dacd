"""Roles that minutes give by plain words: who speaks at a meeting, who was there, and those whom a cue leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.actors.acting import Acting
from ingest.actors.ties import groups_of
from ingest.roles.cues import cues, names_people_only
from ingest.roles.name import Name

_TELLS = (
    r"introdui(?:t|sent)|clotur(?:e|ent)|presente(?:nt)?|expose(?:nt)?|temoign(?:e|ent)|restitu(?:e|ent)|detaill(?:e|ent)|(?:rend|rendent) compte|(?:fait|font) (?:etat|part|le point|un point|un retour)"
    r"|(?:revient|reviennent) sur|(?:prend|prennent) la parole|intervien(?:t|nent)|(?:ouvre|ouvrent|leve) la (?:seance|reunion|rencontre|journee)"
    r"|(?:a|ont) (?:\w+ment )?(?:introduit|presente|expose|temoigne|restitue|detaille|rendu compte|fait part|pris la parole|ouvert la seance)"
)
_REMARKS = (
    r"rappel(?:le|lent)|soulign(?:e|ent)|precis(?:e|ent)|indiqu(?:e|ent)|expliqu(?:e|ent)|insist(?:e|ent)|conclu(?:t|ent)|evoqu(?:e|ent)|racont(?:e|ent)|salu(?:e|ent)|alert(?:e|ent)|signal(?:e|ent)|ajout(?:e|ent)"
    r"|annonc(?:e|ent)|inform(?:e|ent)|constat(?:e|ent)|observ(?:e|ent)|confirm(?:e|ent)|estim(?:e|ent)|not(?:e|ent) que|remerci(?:e|ent)|s'inquiet(?:e|ent)|s'interrog(?:e|ent)|interrog(?:e|ent)|sugger(?:e|ent)|demand(?:e|ent)"
    r"|regrett(?:e|ent)|se felicit(?:e|ent)|repond(?:ent)?|plaid(?:e|ent)|souhait(?:e|ent)|propos(?:e|ent) (?:de|d'|que)|(?:fait|font) (?:remarquer|observer|un tour)|partag(?:e|ent) (?:son|leur|l'|les|ses)|donn(?:e|ent) (?:lecture|la parole|des nouvelles)"
    r"|(?:a|ont) (?:\w+ment )?(?:rappele|souligne|precise|indique|explique|insiste|conclu|evoque|salue|alerte|signale|annonce|informe|confirme|demande|propose de)"
)
_SAYS = re.compile(rf"\b(?:(?P<tells>{_TELLS})|{_REMARKS})\b")
"""What someone who speaks at a meeting does, in folded text; what an organisation says besides its own point (`la CAF
rappelle`) gives it no role."""
_BEFORE = re.compile(
    r"(?:\s*\([^)]*\))?(?:,[^.;:«»]{2,90},)?(?:,? qui)?(?: (?:egalement|aussi|notamment|ensuite|enfin|\w+ment))?(?: (?:y|en|nous|leur|lui))?\s+$"
)
_THERE = re.compile(
    r"\W*(?:(?:etaient|sont|furent) (?:egalement |aussi |notamment )?(?:presente?s?|representee?s?|reunie?s?|invitee?s?|du voyage|de la partie)|ont (?:egalement |aussi )?(?:participe|pris part)(?: a la (?:seance|reunion|visite|rencontre))?"
    r"|(?:personnes|structures|organismes|institutions) (?:presente?s|rencontree?s|representee?s)|invitee?s?|participant\w*|presente?s?)(?: a la (?:seance|reunion|visite|rencontre))?(?: pour [\w' ]{3,30})?[\w·.()]{0,8}\s*(?P<colon>:|\*\*\s*:)?\s*"
)
_MISSING = re.compile(r"\b(?:excus|absent)")
_LEADS = re.compile(
    r"[\s:*]*(?:(?:le|la|les|l'|du|de la|de l'|des|de|d'|m\.|mme|monsieur|madame|nos partenaires|notre partenaire)\s*)*$"
)
"""What stands between a cue and the name it leads to."""
_UNREAD = re.compile(
    r"[\s:]*(?:(?:le|la|les|l'|du|de la|de l'|des|de|d'|un|une) ?[a-z' -]{3,40}(?:,| et| ainsi que)\s)(?:(?:le|la|les|l'|du|de la|de l'|des|de|d')\s*)*$"
)
"""One item that names nobody, before the first name of an enumeration (`porté par le département et la Ville de X`)."""
_LOOSE = ("avec", "par", "chez")


def speaking(folded: str, names: Sequence[Name]) -> Iterator[Acting]:
    """Yield those whom a sentence of minutes makes speak."""
    bodies = {body.start for name in names for body in name.affiliation}
    groups = groups_of(folded, [name for name in names if name.start not in bodies])
    for verb in _SAYS.finditer(folded):
        group = next(
            (
                one
                for one in groups
                if one[-1].end <= verb.start() and _BEFORE.fullmatch(folded[one[-1].end : verb.start()])
            ),
            None,
        )
        for name in group or ():
            if name.category == "personne" or verb["tells"]:
                yield Acting(name, "speaker", verb.group())


def attending(folded: str, names: Sequence[Name]) -> Iterator[Acting]:
    """Yield those whom a sentence that opens on `Étaient présents` names, with a colon or without."""
    opening = _THERE.match(folded)
    if opening is None or (
        not opening["colon"] and not folded.lstrip().startswith(("etaient", "sont", "furent", "ont"))
    ):
        return
    missing = _MISSING.search(folded)
    for name in names:
        if opening.end() <= name.start and (missing is None or name.end <= missing.start()):
            yield Acting(name, "participant", opening.group().strip(" :*"))


def led(folded: str, names: Sequence[Name]) -> Iterator[Acting]:
    """Yield those to whom a cue leads directly, or past one item that names nobody."""
    groups = groups_of(folded, names)
    for cue in cues(folded):
        if cue.words in _LOOSE:
            continue
        for group in groups:
            gap = folded[cue.end : group[0].start] if group[0].start >= cue.end else None
            if gap is None or not (_LEADS.fullmatch(gap) or _UNREAD.fullmatch(gap)):
                continue
            people = [one for one in group if one.category == "personne"]
            for name in people if names_people_only(cue) else group:
                yield Acting(name, cue.role, cue.words)
            break
