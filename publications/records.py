"""A letter as data: sections of lines, each with its words and the place it rests on; the formats print no more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The place in a document that a line rests on."""

    document: str
    title: str
    page: int | None
    quote: str
    """Exactly as written."""
    start: int | None
    end: int | None
    link: str | None
    """The page of the site that shows the place; None when the public address of the site is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing to tell."""

    id: str
    kind: str
    title: str
    date_text: str
    """As it is to be read: `13 ou 20 juin 2024 (à confirmer)`."""
    place: str
    """Where, or `en ligne`; empty when nothing says."""
    facts: str
    """Its kind, who wrote or holds it, the dossier that lists it."""
    text: str
    """What the document itself says of it."""
    flags: tuple[str, ...]
    """What the reader must not miss: `Annulée`, what two documents do not agree on."""
    link: str | None
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The lines of one theme, by date."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a letter."""

    key: str
    heading: str
    introduction: str
    """A count of what follows."""
    groups: tuple[Group, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All the lines, in order."""
        return tuple(chain.from_iterable(group.lines for group in self.groups))


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A letter before someone signs it."""

    kind: str
    """`newsletter`, `press-review` or `digest`."""
    name: str
    """What its files are called, without an ending: `lettre-2024-06`."""
    title: str
    month: str
    """`2024-06`: the month it tells; of a digest, that of its last day."""
    period: str
    """In French: `juin 2024`."""
    introduction: str
    message: str
    """Why there is nothing in it, and where there is something; empty when there is."""
    sections: tuple[Section, ...]
    snapshot: str
    """The version of the centre that it was made from."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """All the lines, in order."""
        return tuple(chain.from_iterable(section.lines for section in self.sections))


def mapped(section: Section, lines: dict[str, Line]) -> Section:
    """Return a section with the lines that are kept, as they have become; groups left empty are gone."""
    groups = (
        replace(group, lines=tuple(lines[line.id] for line in group.lines if line.id in lines))
        for group in section.groups
    )
    return replace(section, groups=tuple(group for group in groups if group.lines))
