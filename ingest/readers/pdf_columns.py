"""Put the lines of a PDF page in reading order: columns are found and read one after the other."""

from __future__ import annotations

from dataclasses import replace

from ingest.readers.blocks import Piece
from ingest.readers.pdf_lines import LEADERS, Line
from ingest.readers.pdf_tables import stretches


def ordered(rows: list[list[Line]]) -> list[Line]:
    """Return the lines of a page in reading order: columns one after the other between full-width lines."""
    lines: list[Line] = []
    plain: list[list[Line]] = []
    counter = [0]
    for records, group in stretches(rows):
        if not records:
            plain.extend(group)
            continue
        lines.extend(_columns(plain, counter))
        plain = []
        lines.extend(replace(group[0][0], cells=cells) for cells in records)
    lines.extend(_columns(plain, counter))
    return lines


def _columns(rows: list[list[Line]], counter: list[int]) -> list[Line]:
    flat = [line for row in rows for line in row]
    gutter = _gutter(flat)
    if gutter is None:
        return _single(rows, counter)
    ordered: list[Line] = []
    left: list[list[Line]] = []
    right: list[list[Line]] = []
    whole: list[list[Line]] = []

    def flush_columns() -> None:
        ordered.extend(_columns(left, counter) if left else [])
        ordered.extend(_columns(right, counter) if right else [])
        left.clear()
        right.clear()

    def flush_whole() -> None:
        ordered.extend(_single(whole, counter) if whole else [])
        whole.clear()

    for row in rows:
        if any(line.x0 < gutter - 2 and line.x1 > gutter + 2 for line in row):
            flush_columns()
            whole.append(row)
            continue
        flush_whole()
        for side, part in (
            (left, [x for x in row if x.x0 < gutter]),
            (right, [x for x in row if x.x0 >= gutter]),
        ):
            if part:
                side.append(part)
    flush_columns()
    flush_whole()
    return ordered


def _gutter(lines: list[Line]) -> float | None:
    """Return the place of the empty band between two columns, None if there is one column."""
    if len(lines) < 8:
        return None
    low, high = min(line.x0 for line in lines), max(line.x1 for line in lines)
    span = high - low
    best: tuple[float, float] | None = None
    for start in sorted({line.x0 for line in lines if low + 0.25 * span < line.x0 < low + 0.75 * span}):
        place = start - 2
        left = [line for line in lines if line.x1 <= place + 1]
        right = [line for line in lines if line.x0 >= place]
        crossing = len(lines) - len(left) - len(right)
        opening = sum(abs(line.x0 - start) < 3 for line in right)
        if min(len(left), len(right)) < 3 or crossing > 0.35 * len(lines) or opening < 0.4 * len(right):
            continue
        shared = min(max(x.y for x in left), max(x.y for x in right)) - max(
            min(x.y for x in left), min(x.y for x in right)
        )
        tall = min(max(x.y for x in side) - min(x.y for x in side) for side in (left, right))
        if shared < 0.6 * tall or _is_labelled(left, right, span):
            continue
        score = crossing - 0.5 * opening
        if best is None or score < best[0]:
            best = (score, place)
    return best[1] if best else None


def _is_labelled(left: list[Line], right: list[Line], span: float) -> bool:
    """Tell a list of short labels with their values on the same lines from two columns of text."""
    heights = [line.y for line in right]
    paired = sum(any(abs(line.y - height) < 2 for height in heights) for line in left)
    widths = sorted(line.x1 - line.x0 for line in left)
    return paired >= 0.8 * len(left) and widths[len(widths) // 2] < 0.22 * span


def _single(rows: list[list[Line]], counter: list[int]) -> list[Line]:
    """Return the lines of one column, the stretches of each row put together again."""
    counter[0] += 1
    merged: list[Line] = []
    for row in rows:
        pieces = list(row[0].pieces)
        for line in row[1:]:
            pieces = [*pieces, Piece(text=" "), *line.pieces]
        widest = max(row, key=lambda line: len(line.text))
        bold = all(line.bold for line in row)
        whole = Line(
            row[0].page, row[0].x0, row[-1].x1, row[0].y, widest.size, bold, pieces, column=counter[0]
        )
        if LEADERS.search(whole.text):
            whole.pieces = [Piece(text=LEADERS.sub(" ", piece.text), target=piece.target) for piece in pieces]
            whole.tabbed = True
        whole.tabbed |= len(row) > 1 and row[-1].x0 - row[-2].x1 > 2 * widest.size
        merged.append(whole)
    if merged:
        left, right = min(line.x0 for line in merged), max(line.x1 for line in merged)
        for line in merged:
            line.left, line.right = left, right
    return merged
