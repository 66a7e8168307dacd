"""The records of search: what is indexed, what may be asked, what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RowKind = Literal["passage", "event", "series", "resource", "actor", "theme", "territory"]
Status = Literal["fact", "candidate"]
Field = Literal["kind", "type", "status", "document", "theme", "territory", "actor", "audience"]


class SearchError(Exception):
    """An index or an encoder that cannot be used; the message says what, why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing that can be found; (`iri`, `document`) is its identity in the index."""

    iri: str
    kind: RowKind
    document: str | None = None
    """The document it was read in; None for rows of the authority files."""
    page: int | None = None
    title: str
    labels: tuple[str, ...] = ()
    """Other names: acronyms, alternative and hidden labels."""
    text: str = ""
    heading_path: tuple[str, ...] = ()
    date_start: date | None = None
    date_end: date | None = None
    type: str = ""
    """Kind of a resource, category of an actor or a territory, kind of action of an event."""
    themes: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    status: Status = "fact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a row must satisfy: one value of every set that is not empty, and a date in the period.

    Sets are expanded by the caller (narrower themes, contained territories). Bounds are included.
    """

    kinds: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    territories: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    audiences: frozenset[str] = frozenset()
    date_from: date | None = None
    date_to: date | None = None

    def __bool__(self) -> bool:
        return any(getattr(self, item.name) for item in fields(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One hit: its row, its score with the parts it is made of (all from 0 to 1), and why it is there."""

    id: int
    row: Row
    score: float
    text: float
    """Words: BM25 over the best BM25 of the query."""
    vector: float
    """Meaning: cosine scaled by the best cosine of the query."""
    link: float
    """Entities recognised in the query that the row is, or is tied to."""
    cosine: float | None = None
    """None: not asked, or the row has no vector."""
    exact: bool = False
    """The query is the title or another name of the row."""
    matched: tuple[str, ...] = ()
    """Words of the row that the query found, as written, in order."""
    links: tuple[str, ...] = ()
    """IRIs of `link_boost` found in the row."""
    snippet: str = ""
    highlights: tuple[tuple[int, int], ...] = ()
    """Offsets into the snippet, end exclusive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The answer of an index: the first hits, how many there are, and what they are about."""

    hits: tuple[Scored, ...] = ()
    total: int = 0
    counts: Mapping[Field, Mapping[str, int]] = field(default_factory=dict)
    """For each facet, values with their number of things among all hits, most frequent first."""
    rows: NDArray[np.int64] | None = field(default=None, compare=False, repr=False)
    """The numbers of all the rows found, ascending."""
    years: Mapping[int, int] = field(default_factory=dict)
    """Years with their number of things among all hits, the earliest first."""
    corrected: tuple[tuple[str, str], ...] = ()
    """Words of the query absent from the index, and what was looked for instead."""
    semantic: bool = False
    """Whether meaning was asked too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A title that completes what is being typed."""

    iri: str
    kind: RowKind
    title: str
