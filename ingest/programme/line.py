"""One line of a programme: a block, what it is, and its dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ingest.dates import DateMention
from ingest.document import Block

LineKind = Literal["heading", "month", "date", "embedded", "place", "field", "row", "recurrence", "text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A block and what it is in a programme; the offsets of `dates` are those of the block's text."""

    kind: LineKind
    block: Block
    text: str
    folded: str
    dates: tuple[DateMention, ...] = ()
    field: str = ""
    month: tuple[int, int | None] | None = None
    """Month headings: the month (and year) of the days that follow."""
