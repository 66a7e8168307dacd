"""Find the tables of a PDF page from how their cells line up, cells on several lines included."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from ingest.readers.lines import join
from ingest.readers.pdf_lines import Line

_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 3
_NEAR = 4.0


def stretches(rows: list[list[Line]]) -> Iterator[tuple[list[list[str]], list[list[Line]]]]:
    """Yield stretches of rows in order, with the records of the table they form (none if it is no table)."""
    position = 0
    while position < len(rows):
        end = _end(rows, position)
        group = rows[position:end]
        records = _records(group) if end - position >= _FEWEST_ROWS else []
        if len(records) >= _FEWEST_ROWS or (len(records) == 2 and len(group) > 2):
            yield records, group
            position = end
        else:
            yield [], [rows[position]]
            position += 1


def _end(rows: list[list[Line]], start: int) -> int:
    """Return the position after the last row whose cells all stand under those of the row at `start`."""
    header = rows[start]
    end = start + 1
    if len(header) < _FEWEST_COLUMNS:
        return end
    while end < len(rows):
        row, above = rows[end], rows[end - 1]
        step = above[0].y - row[0].y
        if step > 3.2 * header[0].size or abs(row[0].size - header[0].size) > 1.5:
            break
        places = [_column(header, line) for line in row]
        if None in places or len(set(places)) < len(places):
            break
        end += 1
    return end


def _column(header: list[Line], line: Line) -> int | None:
    for position, cell in enumerate(header):
        following = header[position + 1].x0 if position + 1 < len(header) else float("inf")
        if line.x1 > following + _NEAR and not abs(line.x0 - following) < _NEAR:
            continue
        centred = abs(cell.x0 + cell.x1 - line.x0 - line.x1) < 4 * _NEAR
        if abs(cell.x0 - line.x0) < _NEAR or abs(cell.x1 - line.x1) < _NEAR or centred:
            return position
    return None


def _records(group: list[list[Line]]) -> list[list[str]]:
    header = group[0]
    full = sum(len(row) >= _FEWEST_COLUMNS for row in group)
    if full < _FEWEST_ROWS or _is_newspaper(group):
        return []
    steps = [above[0].y - row[0].y for above, row in itertools.pairwise(group)]
    tight = min(steps)
    varied = max(steps) > 1.25 * tight
    records: list[list[str]] = []
    for position, row in enumerate(group):
        first = _column(header, row[0]) == 0
        opens = position == 0 or (steps[position - 1] > 1.2 * tight if varied else first)
        if opens or (varied and first and len(row) == len(header)):
            records.append([""] * len(header))
        for line in row:
            column = _column(header, line) or 0
            before = records[-1][column]
            records[-1][column] = join(before, line.text) if before else line.text.strip()
    return records


def _is_newspaper(group: list[list[Line]]) -> bool:
    """Tell columns of running text, whose lines fill their column, from cells."""
    header = group[0]
    fills: list[float] = []
    for row in group:
        for line in row:
            column = _column(header, line) or 0
            if column + 1 < len(header):
                fills.append((line.x1 - line.x0) / max(header[column + 1].x0 - header[column].x0, 1))
    fills.sort()
    return bool(fills) and fills[len(fills) // 2] > 0.85
