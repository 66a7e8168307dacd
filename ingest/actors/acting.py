"""Roles that running text gives by its grammar: the subject of a verb, the author of a work, who signs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.actors.ties import groups_of
from ingest.dates.lexicon import MONTH_NAMES, fold_in_place
from ingest.identity import fold
from ingest.records import Role
from ingest.roles.cues import VERB, VERBS, opens_a_meeting
from ingest.roles.lexicon import CAPITAL, PERSON, first_names
from ingest.roles.name import Name
from ingest.roles.names import persons


@dataclass(frozen=True, slots=True)
class Acting:
    """Someone with a role, and the words that give it."""

    name: Name
    role: Role
    cue: str


_BEFORE_A_VERB = re.compile(
    r"^(?:\s*\([^)]*\))?(?:,? (?:qui|lequel|laquelle|lesquel\w+),?)?(?:,? (?:egalement|aussi|notamment|ensemble|\w+ment))?(?: (?:y|en|vous|nous|leur|se|l'|les|la|le))?\s*$"
)
_WORK_OF = re.compile(
    r"\b(?:rapport|enquete|etude|ouvrage|livre|article|these|film|documentaire|note|recherche|travaux|essai|memoire|portrait|conference|texte)s?\b[^.;:,«»()]{0,40}?\b(?:de |d'|par )$"
)
_INITIALLED = re.compile(rf"{CAPITAL}\.(?:-{CAPITAL}\.)? {CAPITAL}[\w’'-]+")
_JOINT = re.compile(r",\s+(?:et\s+)?|\s+et\s+(?:de\s+|d['’])?")
_LETTER = re.compile(
    r"^\W*(?:la |le |l')?(?:lettre|newsletter|infolettre|bulletin|journal|gazette)(?: d'information| d'actualites?| mensuelle?)? (?:de |du |des |d'|de la |de l')$"
)
_PRESENT = re.compile(
    r"\W*(?:etaient |liste des |personnes |membres )*(?:presents?|presentes|participants?|participaient)[\w·.() ]{0,20}:"
)
_MISSING = re.compile(r"\b(?:excus|absent)")
_CLOSING = 40
_PLACED = frozenset([*MONTH_NAMES, "fait", "pour"])
"""Small words that a signature may have besides a name and an office."""


def acting(text: str, names: Sequence[Name]) -> Iterator[Acting]:
    """Yield those whom a sentence makes act: the subjects of its verbs, and the authors of the works it names."""
    folded = fold_in_place(text.replace("’", "'"))
    groups = groups_of(folded, names)
    for verb in VERB.finditer(folded):
        assert verb.lastgroup is not None
        if text[verb.end() - 1] == "é" and not verb.group().startswith(("a ", "ont ")):
            continue
        group = next(
            (one for one in groups if _BEFORE_A_VERB.match(folded[one[-1].end : verb.start()])), None
        )
        if group is None or group[-1].end > verb.start():
            continue
        role = VERBS[int(verb.lastgroup[1:])][0]
        for name in group:
            opens = opens_a_meeting(verb.group(), name.category)
            if role != "speaker" or name.category == "personne":
                yield Acting(name, "speaker" if opens else role, verb.group())
    yield from authors(text, folded)


def authors(text: str, folded: str) -> Iterator[Acting]:
    """Yield the people whom the words before their names make authors (`rapport de X et Y`)."""
    position = 0
    for match in persons(text):
        work = _WORK_OF.search(folded[: match.start()])
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
