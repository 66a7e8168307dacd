"""The records that PDF layout works on: glyph runs, pages and lines, lengths in points."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.readers.blocks import Piece


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs shown together; lengths in points, `y` is the baseline, `space` the width of a space."""

    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    space: float
    text: str
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The runs of one page, in the order they are drawn."""

    number: int
    height: float
    bottom: float
    runs: tuple[Run, ...]


@dataclass(slots=True)
class Line:
    """A stretch of one line of text within a column."""

    page: int
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    pieces: list[Piece]
    left: float = 0.0
    right: float = 0.0
    column: int = 0
    cells: list[str] = field(default_factory=list)
    tabbed: bool = False
    """Its end stands apart from the rest, as a page number does in a table of contents."""

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)
