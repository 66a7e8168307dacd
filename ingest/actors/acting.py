"""Roles that running text gives by its grammar: the subject of a verb, the author of a work, who signs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.actors.ties import is_joint
from ingest.dates.lexicon import MONTH_NAMES, fold_in_place
from ingest.identity import fold
from ingest.records import Role
from ingest.roles.cues import VERB, VERBS, in_an_invitation, opens_a_meeting
from ingest.roles.lexicon import CAPITAL, PERSON, first_names
from ingest.roles.name import Name
from ingest.roles.names import names_after, persons


@dataclass(frozen=True, slots=True)
class Acting:
    """Someone with a role, and the words that give it."""

    name: Name
    role: Role
    cue: str


_BEFORE_A_VERB = re.compile(
    r"^(?:\s*\([^)]*\))?(?P<apposed>, (?:(?:notre|son|leur) )?(?:partenaire|membre|adherente?|chef de file|porteu\w+|association|tete de reseau|bailleur|maitre d'ouvrage|laureate?|operateur)[^,.;:]{0,50},)?(?:,? (?:qui|lequel|laquelle|lesquel\w+),?)?(?:,? (?:egalement|aussi|notamment|ensemble|\w+ment))?(?: (?:y|en|vous|nous|leur|se|l'|les|la|le))?,?\s*$"
)
_WORK_OF = re.compile(
    r"\b(?:rapport|enquete|etude|ouvrage|livre|article|these|film|documentaire|note|recherche|travaux|essai|memoire|portrait|conference|texte)s?\b[^.;:,«»()]{0,40}?\b(?:de |d'|par )$"
)
_GUIDE_OF = re.compile(
    r"(?:^|[»,:(–]\s?|\b(?:le|un|du|ce|au|son|leur|une|la) )(?:guide|livret|brochure|manuel|recueil|podcast)s?(?: (?!par\b)[\w'-]+){0,3}? (?:de |d'|par )$"
)
_AUTHOR_OF = re.compile(
    r"^(?:\s*\([^)]*\))?,? (?:(?:qui )?est )?(?:l'|la |le )?(?:co-?)?aut(?:rice|eure?)s? (?:de|du|d'une?|des)\b[^.;:«»]{0,40}«"
)
"""What makes the person named before it the author of the work in quotes after it, in folded text."""
_RELIES = re.compile(
    r"\b(?:(?:s'appu\w+|se fond\w+|s'inspir\w+)(?: (?:aussi|egalement|notamment|en particulier))? (?:sur|de|d')|cite(?:nt)?|d'apres|selon|tire\w* d[eu']s?|issu\w* d[eu']s?) ?(?:la |le |les |l'|une? |des )?"
    r"(?P<work>(?:derniere? |recente? )?(?:enquete|etude|rapport|diagnostic|portrait|barometre|note|analyse|guide|donnees|travaux|observatoire)s?(?: [\w'-]+){0,4}? (?:de la |de l'|du |des |de |d'))$"
)
"""What relies on the work of the organisation named after it, in folded text."""
_SIGNED = re.compile(r"(?<=[\s(])(?P<cue>avec|par)\s+")
_SAYS = re.compile(
    r"\b(?:est|sont|etait|etaient|sera|seront|a|ont|avait|avaient|ete|fut|peut|doit|va|vont|se|s'est|il|elle|ils|elles|on|nous|vous)\b"
)
"""Words that a sentence has and that the item of an agenda has not, in folded text."""
OPENS_AN_ITEM = re.compile(
    r"^\W*(?:\d{1,2}\s?(?:h|:)\s?(?:\d{2})?[\s:,–—-]+(?:(?:a\s)?\d{1,2}\s?(?:h|:)\s?(?:\d{2})?[\s:,–—-]+)?)?(?:\d+(?:er|re|e)?[.)\s]+)?"
    r"(?:(?:premier|premiere|deuxieme|second|seconde|troisieme|grand|grande)\s)?(?:ateliers?|tables?[ -]rondes?|conferences?|pleniere|echanges?|debat|cine-debat|projection|seance|webinaire|visite|intervention|temoignages?|rencontre|presentation|restitution|ouverture|conclusion|cloture|introduction|cafe|dialogue|entretien)\b"
)
_ITEM = 200
"""The longest item of an agenda."""
_INITIALLED = re.compile(rf"{CAPITAL}\.(?:-{CAPITAL}\.)? {CAPITAL}[\w’'-]+")
_JOINT = re.compile(r",\s+(?:et\s+)?|\s+et\s+(?:de\s+|d['’])?")
_LETTER = re.compile(
    r"^(?:[^.:;]{1,60}, )?\W*(?:la |le |l')?(?:lettre|newsletter|infolettre|bulletin|journal|gazette)(?: d'information| d'actualites?| mensuelle?)? (?:de |du |des |d'|de la |de l')$"
)
_PRESENT = re.compile(
    r"\W*(?:etaient |liste des |personnes |membres )*(?:presents?|presentes|participants?|participaient)[\w·.() ]{0,20}:"
)
_MISSING = re.compile(r"\b(?:excus|absent)")
_WROTE = re.compile(
    r"\b(?:elle|il) (?:est|fut) (?:egalement |aussi |notamment )?(?:l'|la |le )?(?:co-?)?aut(?:rice|eure?) d|\b(?:elle|il) a (?:co-?)?(?:ecrit|signe|publie) «"
)
_IS_AUTHOR = re.compile(
    r"^(?:\s*\([^)]*\))?,? (?:en )?(?:est|sont|etait|etaient) (?:l'|la |le |les )?(?:co-?)?aut(?:rice|eure?)s?\b"
)
_THE_AUTHOR = re.compile(r"(?:^|[.,;:] |\b)(?:l'|son |leur )(?:co-?)?aut(?:rice|eure?), $")
"""What makes the person named before it, or after it, the author of the work told, in folded text."""
_GATHERS = re.compile(
    r"\b(?:a|ont|avait|avaient) (?:reuni|rassemble)\b|\breunissait\b|\brassemblait\b|\ben presence(?: notamment)? (?:de |d'|du |des )"
)
_CLAUSE_END = re.compile(r"[.;!?:](?:\s|$)|\s[–—]\s|\b(?:pour|afin|autour|sur le theme|sur la)\b|\bqui\b")
_MEETING = r"(?:rencontre|seance|reunion|journee|atelier|matinee|comite|forum|colloque|session|visite|formation|assemblee|seminaire|webinaire|conference)s?"
_HELD_AT = re.compile(
    r"\b(?:se (?:tient|tiendra|tiennent|deroule|deroulent|deroulera)|s'est (?:tenue?|deroulee?)|se sont (?:tenue?s|deroulee?s)|aura lieu|a eu lieu|auront lieu|ont eu lieu)"
    r"\b[^.;:]{0,50}? (?:au|a la|a l'|chez|au sein d[eu])\s*(?:la |l')?$"
)
_DAY = rf"(?:\b\d{{1,2}}(?:er)? (?:{'|'.join(fold_in_place(month) for month in MONTH_NAMES)})(?: \d{{4}})?|\b\d{{1,2}} ?h(?: ?\d{{2}})?)"
_AT = re.compile(
    rf"(?:\b(?:rendez-vous|accueil|visites?|permanences?|{_MEETING})\b|{_DAY})[^.;:()]{{0,25}}? chez (?:la |le |l')?$"
)
"""What places what is announced at an organisation, in folded text."""
_WHERE_HELD = re.compile(
    rf"^,? ou (?:se (?:tient|tiendra|tiennent|deroule\w*)|s'est (?:tenue?|deroulee?)|se sont (?:tenue?s|deroulee?s)|(?:a|ont) eu lieu) (?:la |le |les |l'|cette |ce |ces )?{_MEETING}\b"
)
"""What places a meeting at an organisation, before its name and after it, in folded text."""
_CLOSING = 40
_PLACED = frozenset([*MONTH_NAMES, "fait", "pour"])
"""Small words that a signature may have besides a name and an office."""


def acting(text: str, names: Sequence[Name], former: Name | None = None) -> Iterator[Acting]:
    """Yield those whom a sentence makes act: the subjects of its verbs, and the authors of the works it names.

    `former` is whom the sentence before is about (`Elle est l'autrice de`).
    """
    folded = fold_in_place(text.replace("’", "'"))
    groups = _groups(folded, names)
    for verb in VERB.finditer(folded):
        assert verb.lastgroup is not None
        if text[verb.end() - 1] == "é" and not verb.group().startswith(("a ", "ont ")):
            continue
        group = next(
            (
                one
                for one, end in groups
                if end <= verb.start()
                and (before := _BEFORE_A_VERB.match(folded[end : verb.start()]))
                and (one[0].category == "personne" or before["apposed"] or not before.group().endswith(", "))
            ),
            None,
        )
        if group is None:
            continue
        role = VERBS[int(verb.lastgroup[1:])][0]
        for rank, name in enumerate(group):
            opens = opens_a_meeting(verb.group(), name.category)
            if role != "speaker" or name.category == "personne":
                held = in_an_invitation(role, verb.group(), rank)
                yield Acting(name, "speaker" if opens else held, verb.group())
    if former is not None and former.category == "personne" and (cue := _WROTE.search(folded)) is not None:
        yield Acting(former, "author", cue.group())
    for name in names:
        if name.category == "personne" and (cue := _AUTHOR_OF.match(folded[name.end :])) is not None:
            yield Acting(name, "author", cue.group().strip(" ,«"))
    for name in names:
        if name.category != "personne":
            continue
        own = _IS_AUTHOR.match(folded[name.end :]) or _THE_AUTHOR.search(folded[: name.start])
        if own is not None:
            yield Acting(name, "author", own.group().strip(" ,.;:"))
    yield from authors(text, folded)
    yield from _signed(text, folded)
    yield from _relied_on(folded, names)
    yield from _gathered(folded, names)
    yield from _housing(folded, names)


def _signed(text: str, folded: str) -> Iterator[Acting]:
    """Yield the people on whose names an item of an agenda ends (`La santé des jeunes, par X`)."""
    opening = OPENS_AN_ITEM.match(folded)
    if len(text) > _ITEM or (text.rstrip().endswith(".") and opening is None):
        return
    for cue in _SIGNED.finditer(folded):
        before = folded[: cue.start("cue")].rstrip()
        if _SAYS.search(before) or VERB.search(before) or not before.strip(" -–—•"):
            return
        if cue["cue"] == "avec" and opening is None:
            continue
        if (
            cue["cue"] == "par"
            and opening is None
            and not before.endswith((",", ":", "»", "–", "—", "-", "("))
        ):
            continue
        group = list(names_after(text, cue.end(), ()))
        if (
            group
            and {name.category for name in group} == {"personne"}
            and not folded[_reach(folded, group[-1]) :].strip(" .)")
        ):
            yield from (Acting(name, "speaker", cue["cue"]) for name in group)
            return


def _relied_on(folded: str, names: Sequence[Name]) -> Iterator[Acting]:
    """Yield the organisation whose work a sentence says that it relies on (`s'appuie sur l'enquête de X`)."""
    for name in names:
        if name.category != "personne" and (cue := _RELIES.search(folded[: name.start])) is not None:
            yield Acting(name, "author", cue["work"].strip())
            return


def _gathered(folded: str, names: Sequence[Name]) -> Iterator[Acting]:
    """Yield those whom a meeting brought together, or in whose presence it was held."""
    bodies = {body.start for name in names for body in name.affiliation}
    for cue in _GATHERS.finditer(folded):
        clause = _CLAUSE_END.search(folded, cue.end())
        limit = clause.start() if clause else len(folded)
        if cue.group().startswith(("a ", "ont ")) and any(
            name.end + 1 >= cue.start() >= name.end for name in names
        ):
            continue  # a body that gathers others
        for name in names:
            if cue.end() <= name.start and name.end <= limit and name.start not in bodies:
                yield Acting(name, "participant", cue.group().strip())


def _housing(folded: str, names: Sequence[Name]) -> Iterator[Acting]:
    """Yield the organisation at which a meeting is told to be held."""
    for name in names:
        if name.category in ("personne", "service-de-l-etat") or name.text.lower().startswith("ville"):
            continue
        before = _HELD_AT.search(folded[max(0, name.start - 110) : name.start])
        before = before or _AT.search(folded[max(0, name.start - 110) : name.start])
        after = _WHERE_HELD.match(folded[name.end :])
        if (cue := before or after) is not None:
            yield Acting(name, "host", " ".join(cue.group().split())[:60].strip(" ,"))


def _groups(folded: str, names: Sequence[Name]) -> list[tuple[list[Name], int]]:
    """Return the names joined by commas and `et`, with where each group ends, offices included."""
    groups: list[tuple[list[Name], int]] = []
    for name in names:
        if groups and name.start < groups[-1][1]:
            continue  # the organisation of the person before
        end = _reach(folded, name)
        if groups and is_joint(folded[groups[-1][1] : name.start]):
            groups[-1] = ([*groups[-1][0], name], end)
        else:
            groups.append(([name], end))
    return groups


def _reach(folded: str, name: Name) -> int:
    """Return where a name ends with the office and the organisation said after it."""
    end = name.end
    job = fold_in_place(name.job_title.replace("’", "'"))
    at = folded.find(job, end) if job else -1
    if 0 <= at - end <= 3:
        end = at + len(job)
    for body in name.affiliation:
        if 0 <= body.start - end <= 9 and re.match(
            r"[\s,(]*(?:de la|de l'|du|des|de|d'|l'|la|le|les)?\s*$", folded[end : body.start]
        ):
            end = body.end + (folded[body.end : body.end + 1] == ")")
    return end


def authors(text: str, folded: str) -> Iterator[Acting]:
    """Yield the people whom the words before their names make authors (`rapport de X et Y`)."""
    position = 0
    for match in persons(text):
        before = folded[: match.start()]
        work = _WORK_OF.search(before) or _GUIDE_OF.search(before)
        if match.start() < position or work is None or not _is_person(match.group()):
            continue
        cue = " ".join(work.group().split())
        name: re.Match[str] | None = match
        while name is not None:
            yield Acting(Name(name.start(), name.end(), name.group(), "personne"), "author", cue)
            position = name.end()
            joint = _JOINT.match(text, position)
            following = joint and (PERSON.match(text, joint.end()) or _INITIALLED.match(text, joint.end()))
            name = (
                following
                if following and (_INITIALLED.match(following.group()) or _is_person(following.group()))
                else None
            )


def signing(text: str, names: Sequence[Name], *, cover: bool) -> Iterator[Acting]:
    """Yield those of whom a line is only the signature: people with their office, a place and a date left aside.

    On a `cover` a line of people with their organisations is enough.
    """
    people = [name for name in names if name.category == "personne"]
    if not people or len(text) > 200:
        return
    rest = text
    for name in people:
        rest = rest.replace(name.text, "")
        rest = rest.replace(name.job_title, "") if name.job_title else rest
        for body in name.affiliation:
            rest = rest.replace(body.text, "")
    if any(word not in _PLACED for word in re.findall(r"\b[a-zà-ÿ]{3,}", rest)):
        return
    letters = re.sub(r"\b(?:et|par|le|la|du|de)\b|[\W\d_]", "", rest)
    opens = (people[0].start <= 3 or cover) and text[people[0].end :].lstrip()[:1] in (",", "(", "–", "-", "")
    told = any(name.job_title for name in people) or (cover and any(name.affiliation for name in people))
    if (
        opens
        and told
        and len(letters) <= (6 if cover else _CLOSING)
        and text[: people[0].start].strip(" *_–—-") == ""
    ):
        for name in people:
            yield Acting(name, "author", "signature")


def present(text: str, names: Sequence[Name]) -> Iterator[Acting]:
    """Yield those whom a list of people present names, the excused left aside."""
    folded = fold_in_place(text)
    opening = _PRESENT.match(folded)
    if opening is None:
        return
    missing = _MISSING.search(folded)
    for name in names:
        if opening.end() <= name.start and (missing is None or name.end <= missing.start()):
            yield Acting(name, "participant", opening.group().strip(" :"))


def publishing(title: str, names: Sequence[Name]) -> Iterator[Acting]:
    """Yield the organisation whose letter a title says it is (`La lettre de X`)."""
    folded = fold_in_place(title.replace("’", "'"))
    for name in names:
        if (cue := _LETTER.match(folded[: name.start])) is not None:
            yield Acting(name, "publisher", cue.group().strip())


def _is_person(name: str) -> bool:
    first = fold(name.split()[0])
    return first in first_names() or first.split("-")[0] in first_names()
