"""Rebuild the reading order of PDF pages: glyph runs become lines, columns, paragraphs, titles and rows."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ingest.document import BlockKind
from ingest.identity import fold
from ingest.readers.blocks import Piece, RawBlock, is_list_marker, split_marker, table_blocks
from ingest.readers.lines import join
from ingest.readers.pdf_lines import Line, Page, Run
from ingest.readers.pdf_tables import stretches
from ingest.readers.text import is_title_line

_MARGIN = 0.12
"""Share of the page height, at the top and at the bottom, where running titles and page numbers stand."""
_PAGE_NUMBER = re.compile(
    r"^(?:p(?:age|\.)?\s*)?[-–—|\s]*\d{1,4}\s*(?:(?:/|sur|of)\s*\d{1,4})?[-–—|\s]*$", re.IGNORECASE
)
_NUMBERED = re.compile(r"^(\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}[.)]|[a-z]\))\s+(?=\S)")
_ENDED = re.compile(r"[.!?…:;»\"]\s*$")


@dataclass(slots=True)
class _Paragraph:
    lines: list[Line]
    pieces: list[Piece]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def raw_blocks(pages: Iterable[Page], bookmarks: dict[tuple[int, str], int]) -> list[RawBlock]:
    """Return the blocks of the pages in reading order."""
    fragments = {page.number: _fragments(page) for page in pages if page.runs}
    heights = {page.number: (page.bottom, page.height) for page in pages}
    fragments = _without_running(fragments, heights)
    lines = [line for number in sorted(fragments) for line in _ordered(fragments[number])]
    if not lines:
        return []
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    body = sizes.most_common(1)[0][0]
    pitch = _pitches(lines)
    levels = _size_levels(sizes, body)
    heavy = sum(len(line.text) for line in lines if line.bold) > 0.5 * sum(len(line.text) for line in lines)
    found: list[RawBlock] = []
    titled = sum(1 for line in lines if round(line.size * 2) / 2 in levels) >= 3 and len(levels) >= 2
    notes = _notes(lines, body)
    waiting: list[Line] = []
    table: list[Line] = []
    paragraph: _Paragraph | None = None

    def close() -> None:
        nonlocal paragraph
        if paragraph is not None:
            found.append(_block(paragraph, bookmarks, levels, body, plain_bold=heavy or titled))
        paragraph = None
        note: _Paragraph | None = None
        for held in waiting:
            if note is not None and _continues(note, held, pitch, body):
                _append(note, held)
                continue
            if note is not None:
                found.append(_block(note, {}, {}, body, plain_bold=True))
            note = _Paragraph([held], list(held.pieces))
        if note is not None:
            found.append(_block(note, {}, {}, body, plain_bold=True))
        waiting.clear()
        if table:
            found.extend(table_blocks((line.cells for line in table), page=table[0].page))
            table.clear()

    for line in lines:
        if id(line) in notes:
            waiting.append(line)
        elif line.cells:
            if paragraph is not None or (table and len(table[-1].cells) != len(line.cells)):
                close()
            table.append(line)
        elif paragraph is not None and _continues(paragraph, line, pitch, body):
            _append(paragraph, line)
        else:
            close()
            paragraph = _Paragraph([line], list(line.pieces))
    close()
    return found


def _notes(lines: list[Line], body: float) -> set[int]:
    """Return the identities of the lines of footnotes: small type, below all other lines of their column."""
    found: set[int] = set()
    lowest: dict[tuple[int, int], float] = {}
    for line in lines:
        if line.size > body - 0.9:
            place = (line.page, line.column)
            lowest[place] = min(lowest.get(place, line.y), line.y)
    for line in lines:
        base = lowest.get((line.page, line.column))
        if line.size <= body - 0.9 and base is not None and line.y < base and not line.cells:
            found.add(id(line))
    return found


def _fragments(page: Page) -> list[list[Line]]:
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
    groups: list[list[Run]] = []
    last: Run | None = None
    for run in row:
        if not run.text.strip() and last is None:
            continue
        if (
            last is not None
            and run.text == last.text
            and abs(run.x0 - last.x0) < 0.15 * run.size
            and run.text.strip()
        ):
            continue  # drawn twice for a bold effect
        if last is None or run.x0 - last.x1 > 0.9 * max(run.size, last.size):
            if not run.text.strip():
                continue
            groups.append([])
        groups[-1].append(run)
        last = run if run.text.strip() else replace(last, x1=max(last.x1, run.x1)) if last else run
        if not run.text.strip() and groups[-1]:
            last = Run(last.x0, last.x1, last.y, last.size, last.bold, last.space, " ")
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
        text = (
            f" {run.text}"
            if spaced and not last.text.endswith(" ") and not run.text.startswith(" ")
            else run.text
        )
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


def _without_running(
    pages: dict[int, list[list[Line]]], heights: dict[int, tuple[float, float]]
) -> dict[int, list[list[Line]]]:
    """Take off running titles, running feet and page numbers."""
    seen: dict[tuple[str, int], set[int]] = {}

    def key(line: Line) -> tuple[str, int]:
        return re.sub(r"\d+", "#", " ".join(fold(line.text).split())), round(line.y / 8)

    def near(line: Line) -> bool:
        bottom, top = heights[line.page]
        edge = _MARGIN * (top - bottom)
        return line.y > top - edge or line.y < bottom + edge

    for number, rows in pages.items():
        for line in (line for row in rows for line in row if near(line)):
            text, height = key(line)
            for close in (height - 1, height, height + 1):
                seen.setdefault((text, close), set()).add(number)
    running = {
        place for place, on in seen.items() if len(on) >= 3 or (len(on) >= 2 and len(on) > 0.5 * len(pages))
    }

    def kept(line: Line) -> bool:
        return not near(line) or not (key(line) in running or _PAGE_NUMBER.match(line.text.strip()))

    return {
        number: [row for row in ([line for line in row if kept(line)] for row in rows) if row]
        for number, rows in pages.items()
    }


def _ordered(rows: list[list[Line]]) -> list[Line]:
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
        whole.tabbed = len(row) > 1 and row[-1].x0 - row[-2].x1 > 2 * widest.size
        merged.append(whole)
    if merged:
        left, right = min(line.x0 for line in merged), max(line.x1 for line in merged)
        for line in merged:
            line.left, line.right = left, right
    return merged


def _pitches(lines: list[Line]) -> dict[float, float]:
    """Return the usual distance between two lines of each size of text."""
    steps: dict[float, Counter[float]] = {}
    for first, second in itertools.pairwise(lines):
        step = round((first.y - second.y) * 2) / 2
        same = (
            first.page == second.page
            and first.column == second.column
            and abs(first.size - second.size) < 0.6
        )
        if same and 0.9 * first.size < step < 2.2 * first.size:
            steps.setdefault(round(first.size), Counter())[step] += 1
    return {size: min(found, key=lambda step: (-found[step], step)) for size, found in steps.items()}


def _size_levels(sizes: Counter[float], body: float) -> dict[float, int]:
    larger = sorted((size for size in sizes if size >= body + 0.9), reverse=True)
    return {size: min(level, 6) for level, size in enumerate(larger, start=1)}


def _continues(paragraph: _Paragraph, line: Line, pitch: dict[float, float], body: float) -> bool:
    """Tell whether `line` goes on with the paragraph: the line before was full and nothing else changed."""
    last = paragraph.lines[-1]
    text = line.text.strip()
    if (
        last.tabbed
        or abs(last.size - line.size) > 0.6
        or last.bold != line.bold
        or split_marker(text)[0]
        or _NUMBERED.match(text)
    ):
        return False
    hyphenated = bool(re.search(r"[^\W\d_][-\u2010\u00ad]$", last.text.rstrip())) and text[:1].islower()
    low = text[:1].islower()
    if last.page != line.page or last.column != line.column:
        return hyphenated or (_is_full(last, line) and not re.search(r"[.!?…:;»]\s*$", last.text))
    step = last.y - line.y
    usual = pitch.get(round(line.size), 1.25 * line.size)
    if step <= 0 or step > max(1.25 * usual, 1.15 * line.size):
        return False
    if hyphenated:
        return True
    if len(paragraph.lines) == 1:
        opening = split_marker(paragraph.text)[0] or _NUMBERED.match(paragraph.text.strip())
        if line.x0 > last.x0 + 0.8 * line.size and not opening:
            return False
    elif line.x0 > last.x0 + 0.8 * line.size:
        return False
    if line.size > body + 0.9 and low:
        return True
    return _is_full(last, line)


def _is_full(line: Line, following: Line) -> bool:
    """Tell whether the first word of the following line would not have fitted at the end of this one."""
    words = following.text.strip().split(" ")  # a no-break space holds words together
    if not words[0]:
        return False
    letter = (following.x1 - following.x0) / max(len(following.text), 1)
    room = line.right - line.x1
    return room < (len(words[0]) + 1) * letter and line.x1 - line.x0 > 18 * letter


def _append(paragraph: _Paragraph, line: Line) -> None:
    before = paragraph.text.rstrip()
    joined = join(before, line.text)
    if joined.startswith(f"{before} "):
        paragraph.pieces.append(Piece(text=" "))
    elif not joined.startswith(before):
        last = paragraph.pieces[-1]
        paragraph.pieces[-1] = Piece(text=last.text.rstrip()[:-1], target=last.target)
    paragraph.pieces.extend(line.pieces)
    paragraph.lines.append(line)


def _block(
    paragraph: _Paragraph,
    bookmarks: dict[tuple[int, str], int],
    levels: dict[float, int],
    body: float,
    *,
    plain_bold: bool,
) -> RawBlock:
    first, text = paragraph.lines[0], paragraph.text.strip()
    marker, rest = split_marker(text)
    bold = all(line.bold for line in paragraph.lines)
    size = round(first.size * 2) / 2
    kind: BlockKind = "paragraph"
    level = 0
    bookmark = bookmarks.get((first.page, " ".join(fold(rest).split())))
    short = len(rest) <= 160
    numbered = _NUMBERED.match(text)
    bold_titles = bold and not plain_bold and size >= body - 0.6
    if bookmark:
        kind, level = "heading", bookmark
    elif size in levels and short and not is_list_marker(marker):
        kind, level = "heading", levels[size]
    elif not marker and ((short and is_title_line(rest)) or (bold_titles and _is_bold_title(rest))):
        kind, level = "heading", min(len(levels) + 1, 6)
    elif is_list_marker(marker):
        kind = "item"
        level = min(max(round((first.x0 - first.left) / 18), 0), 5)
    elif numbered:
        kind = "item"
    pieces = tuple(paragraph.pieces)
    return RawBlock(
        kind=kind, pieces=pieces, page=first.page, level=level, emphasis=bold and kind != "heading"
    )


def _is_bold_title(text: str) -> bool:
    """Tell a title in bold from a bold date, a bold quotation or a bold sentence."""
    dated = re.match(r"\d{1,2}(?:er)?\b(?![.)])", text)
    return 3 < len(text) <= 120 and not _ENDED.search(text) and not dated
