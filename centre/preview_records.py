"""What a person is shown of a document before it is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

KINDS = ("events", "actors", "roles", "themes", "territories", "audiences", "relations", "resources")
"""What is understood of a document, in the order it is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A stretch of the text of a document."""

    page: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of the text that was recognised: `actor`, `theme`, `territory`, `audience` or `date`."""

    start: int
    end: int
    kind: str
    label: str
    status: str
    """`fact`, or `candidate` (to be confirmed)."""
    entity: str
    """The IRI of what was recognised, empty for a date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A block of the text: `heading`, `paragraph`, `item` or `row`."""

    kind: str
    page: int
    start: int
    end: int
    text: str
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing understood, on which a person can decide."""

    id: str
    kind: str
    """One of `KINDS`."""
    entity: str
    """Its IRI."""
    label: str
    known: bool
    """It is in the authority files: it has a page already."""
    category: str
    """The code of the kind of an actor, of a territory or of a resource; empty for others."""
    role: str
    """The code of a role or of a relation."""
    about: str
    """The activity that a role is in, the other of a relation; empty for the document itself."""
    date: str | None
    """EDTF, of an event or a resource."""
    date_text: str
    """The date as written."""
    place: str
    status: str
    score: float | None
    method: str
    places: tuple[Place, ...]
    """Where the text says so, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A document read and not published; offsets are code points of the text, end exclusive."""

    draft: str
    name: str
    document: str
    """The IRI that it has once it is published."""
    title: str
    pipeline: str
    media_type: str
    pages: int
    passages: int
    date: str | None
    """EDTF."""
    state: str
    """`added`, `changed` (a newer edition of `replaces`) or `unchanged` (the same bytes are in the centre)."""
    replaces: str
    """The title of the document that the centre has from the same place."""
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    items: tuple[Item, ...]
    targets: Mapping[str, tuple[tuple[str, str, str], ...]] = field(default_factory=dict, repr=False)
    """Subject, predicate and object of each fact that an item stands for."""
