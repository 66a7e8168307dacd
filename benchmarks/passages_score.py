"""What was understood against what was annotated: lenient on the place, strict on the identity."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.passages_gold import BASE, GoldDocument, Note, Span
from benchmarks.passages_read import Found, Thing

_NO_NAME = frozenset(
    [
        "le",
        "la",
        "les",
        "l",
        "un",
        "une",
        "d",
        "de",
        "du",
        "des",
        "m",
        "mme",
        "mr",
        "monsieur",
        "madame",
        "docteur",
        "docteure",
        "dr",
        "association",
        "asso",
    ]
)
_TITLE_WORDS = re.compile(r"[a-z0-9]{3,}")
_WIDE = frozenset({"themes", "roles", "relations"})
"""Kinds that a whole passage may prove: the words of the annotation need not be those found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One error, for people to read."""

    document: str
    passage: str
    kind: str
    wrong: bool
    """Whether it was found and is wrong; otherwise it was missed."""
    quote: str
    what: str


@dataclass(slots=True, kw_only=True)
class Tally:
    """The counts of one kind."""

    right: int = 0
    wrong: int = 0
    recalled: int = 0
    required: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        return self.recalled / self.required if self.required else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, other: Tally) -> None:
        """Add the counts and the errors of another."""
        self.right += other.right
        self.wrong += other.wrong
        self.recalled += other.recalled
        self.required += other.required
        self.faults += other.faults


def score(gold: GoldDocument, found: Sequence[Found]) -> dict[str, Tally]:
    """Return the counts of each kind for one document."""
    return {kind: _score_kind(kind, gold, [one for one in found if one.kind == kind]) for kind in gold.kinds}


def _score_kind(kind: str, gold: GoldDocument, found: Sequence[Found]) -> Tally:
    notes = [note for note in gold.notes if note.kind == kind]
    met: set[tuple[str, ...]] = set()
    tally = Tally()
    wrong: dict[tuple[str, ...], Fault] = {}
    for one in found:
        here = [note for note in notes if _near(one, note, gold) and same(one, note, gold)]
        passages = [name for name, span in gold.passages.items() if _overlap(one.spans, span)]
        if not one.sure or (not here and not passages):
            continue
        met.update(_unit(note) for note in here)
        if not here and one.judged and not _inside_a_name(one, gold):
            wrong.setdefault(_unit_found(one, passages[0]), _fault(one, passages[0], gold))
    units = {_unit(note): note for note in sorted(notes, key=lambda note: note.required)}
    tally.right = sum(note.counted for unit, note in units.items() if unit in met)
    tally.required = sum(note.required for note in units.values())
    tally.recalled = sum(note.required for unit, note in units.items() if unit in met)
    tally.wrong = len(wrong)
    tally.faults = [_missed(note, gold) for unit, note in units.items() if note.required and unit not in met]
    tally.faults += wrong.values()
    return tally


def same(one: Found, note: Note, gold: GoldDocument) -> bool:
    """Say whether what was found is what was annotated, the place left aside."""
    if note.kind == "roles":
        return one.value in note.values and _is(one.thing, note.subject, gold)
    if note.kind == "relations":
        if one.value not in note.values:
            return False
        ends = (one.thing, one.other), (one.other, one.thing)
        return any(_is(a, note.subject, gold) and _is(b, note.object, gold) for a, b in ends)
    if note.kind == "actors":
        return _is_one_of(one.thing, note.values)
    return one.value in note.values


def _is(thing: Thing | None, wanted: str | None, gold: GoldDocument) -> bool:
    """Say whether a thing is the actor, the concept or the activity that an annotation names."""
    actor = thing is not None and thing.iri.startswith(f"{BASE}actor/")
    if wanted is None:
        return not actor
    if wanted in gold.names:
        return _is_one_of(thing, gold.names[wanted])
    if re.match(r"(actor|theme|territory)/\S+$", wanted):
        return thing is not None and thing.iri == BASE + wanted
    # A work or an event has no name of its own: its organiser or its author may stand for it.
    return actor or alike(wanted, thing)


def _is_one_of(thing: Thing | None, values: Iterable[str]) -> bool:
    if thing is None:
        return False
    names = {name_of(name) for name in thing.names}
    return any(value == thing.iri if value.startswith(BASE) else name_of(value) in names for value in values)


def name_of(text: str) -> str:
    """Return a name without case, accents, punctuation, articles, titles and the word association."""
    words = re.findall(r"[a-z0-9]+", _plain(text))
    return " ".join(word for word in words if word not in _NO_NAME) or " ".join(words)


def alike(title: str, thing: Thing | None) -> bool:
    """Say whether a thing has a name with half the words of a title."""
    words = set(_TITLE_WORDS.findall(_plain(title)))
    names = [set(_TITLE_WORDS.findall(_plain(name))) for name in (thing.names if thing else ())]
    return any(2 * len(words & name) >= min(len(words), len(name)) > 0 for name in names)


def right_activities(gold: GoldDocument, found: Sequence[Found]) -> tuple[int, int]:
    """Return, of the roles found and right whose activity is annotated, how many are tied to it, and how many they are."""
    right: dict[tuple[str, ...], bool] = {}
    for note in gold.notes:
        if note.kind == "roles" and note.object:
            hits = [
                one
                for one in found
                if one.kind == "roles" and _near(one, note, gold) and same(one, note, gold)
            ]
            if hits:
                right[_unit(note)] = any(alike(note.object, one.other) for one in hits)
    return sum(right.values()), len(right)


def right_categories(gold: GoldDocument, found: Sequence[Found]) -> tuple[int, int]:
    """Return, of the new actors found and right, how many have the right kind, and how many they are."""
    right: dict[tuple[str, ...], bool] = {}
    for note in gold.notes:
        if note.kind == "actors" and note.category:
            hits = [one for one in found if one.kind == "actors" and one.thing and one.thing.category]
            hits = [one for one in hits if _near(one, note, gold) and same(one, note, gold)]
            if hits:
                right[_unit(note)] = any(one.thing and one.thing.category == note.category for one in hits)
    return sum(right.values()), len(right)


def _near(one: Found, note: Note, gold: GoldDocument) -> bool:
    return _overlap(one.spans, gold.passages[note.passage] if note.kind in _WIDE else note.span)


def _overlap(spans: Iterable[Span], other: Span) -> bool:
    return any(start < other[1] and other[0] < end for start, end in spans)


def _inside_a_name(one: Found, gold: GoldDocument) -> bool:
    """Say whether a place or a theme stands inside the name of an organisation."""
    if one.kind not in ("territories", "themes"):
        return False
    bodies = [note.span for note in gold.notes if note.kind == "actors" and note.category != "personne"]
    return all(any(a <= start and end <= b for a, b in bodies) for start, end in one.spans)


def _unit(note: Note) -> tuple[str, ...]:
    return (
        note.passage,
        note.subject or "",
        note.values[0],
        note.object if note.kind == "relations" and note.object else "",
    )


def _unit_found(one: Found, passage: str) -> tuple[str, ...]:
    ends = sorted(thing.iri for thing in (one.thing, one.other) if thing) if one.kind == "relations" else []
    return (passage, one.value, one.thing.iri if one.kind == "roles" and one.thing else "", *ends)


def _missed(note: Note, gold: GoldDocument) -> Fault:
    what = " ".join(part.removeprefix(BASE) for part in (note.subject, note.values[0], note.object) if part)
    return Fault(
        document=gold.path.name,
        passage=note.passage,
        kind=note.kind,
        wrong=False,
        quote=note.quote,
        what=what,
    )


def _fault(one: Found, passage: str, gold: GoldDocument) -> Fault:
    quote = re.sub(r"\s+", " ", gold.text[slice(*one.spans[0])])[:90]
    subject = one.thing.names[0] if one.thing and one.thing.names and one.kind != "themes" else ""
    other = one.other.names[0] if one.other and one.other.names else ""
    parts = (
        (subject, one.value.removeprefix(BASE), other)
        if one.kind in ("roles", "relations")
        else (one.value.removeprefix(BASE), subject)
    )
    what = " ".join(part for part in parts if part)
    return Fault(document=gold.path.name, passage=passage, kind=one.kind, wrong=True, quote=quote, what=what)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("œ", "oe"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))
