"""From the glyph runs of a PDF page to its lines; lengths are in points."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from ingest.readers.blocks import Piece, split_marker

LEADERS = re.compile(r"\s*(?:\s?[.…·_]){4,}\s*")
"""The dots between a title and its page number in a table of contents."""


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


def fragments_of(page: Page) -> list[list[Line]]:
    """Return the rows of a page, top first, each cut where the gap is wider than between words."""
    rows: list[list[Run]] = []
    for run in sorted((run for run in page.runs if run.text), key=lambda run: -run.y):
        reach = 0.6 * max(run.size, rows[-1][0].size) if rows else 0
        if rows and abs(rows[-1][0].y - run.y) <= reach:
            rows[-1].append(run)
        else:
            rows.append([run])
    found = []
    for row in rows:
        lines = _cut(sorted(row, key=lambda run: run.x0), page.number)
        if lines:
            found.append(lines)
    return found


def _cut(row: list[Run], page: int) -> list[Line]:
    """Return the stretches of one row of runs, in order; spaces drawn on their own do not fill a gap."""
    groups: list[list[Run]] = []
    last: Run | None = None
    for run in row:
        if not run.text.strip():
            if groups:
                groups[-1].append(run)
            continue
        if last is not None and run.text == last.text and abs(run.x0 - last.x0) < 0.15 * run.size:
            continue  # drawn twice for a bold effect
        if last is None or run.x0 - last.x1 > 0.9 * max(run.size, last.size):
            groups.append([])
        groups[-1].append(run)
        last = run
    return [line for group in groups if (line := _line(group, page)) is not None]


def _without_references(runs: list[Run]) -> list[Run]:
    """Drop the raised numbers that call a footnote; `m2` and the like stay."""
    size = max((run.size for run in runs), default=0.0)
    base = min((run.y for run in runs if run.size >= 0.8 * size), default=0.0)
    kept: list[Run] = []
    for run in runs:
        raised = run.size <= 0.8 * size and run.y > base + 0.15 * size and run.text.strip().isdigit()
        before = re.search(r"(\w*)$", kept[-1].text) if kept else None
        if not raised or before is None or before[1] in ("m", "km", "cm", "ha"):
            kept.append(run)
    return kept


def _line(runs: list[Run], page: int) -> Line | None:
    runs = _without_references(runs)
    while runs and not runs[-1].text.strip():
        runs.pop()
    if not runs:
        return None
    pieces: list[Piece] = []
    last: Run | None = None
    weights: Counter[tuple[float, bool]] = Counter()
    for run in runs:
        gap = run.x0 - last.x1 if last else 0.0
        spaced = last is not None and gap > max(
            0.45 * min(run.space or run.size, 0.4 * run.size), 0.08 * run.size
        )
        apart = spaced and not (last is None or last.text.endswith(" ") or run.text.startswith(" "))
        text = f" {run.text}" if apart else run.text
        if pieces and pieces[-1].target == run.target:
            pieces[-1] = Piece(text=pieces[-1].text + text, target=run.target)
        else:
            pieces.append(Piece(text=text, target=run.target))
        if split_marker(run.text)[1].strip():
            weights[run.size, run.bold] += len(run.text.strip())
        last = run
    size, bold = weights.most_common(1)[0][0] if weights else (runs[0].size, False)
    bold = bold and not any(not is_bold and count > 2 for (_, is_bold), count in weights.items())
    base = min(run.y for run in runs if run.size >= 0.8 * size)
    return Line(page, runs[0].x0, runs[-1].x1, base, size, bold, pieces)
