"""Rebuild the reading order of PDF pages: glyph runs become lines, columns, paragraphs, titles and rows."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.document import BlockKind
from ingest.identity import fold
from ingest.readers.blocks import Piece, RawBlock, is_list_marker, split_marker, table_blocks
from ingest.readers.lines import join
from ingest.readers.pdf_columns import ordered
from ingest.readers.pdf_lines import Line, Page, fragments_of
from ingest.readers.text import is_title_line

_MARGIN = 0.12
"""Share of the page height, at the top and at the bottom, where running titles and page numbers stand."""
_PAGE_NUMBER = re.compile(
    r"^(?:[ivxlc]{1,6}|(?:p(?:age|\.)?\s*)?[-–—|\s]*\d{1,4}\s*(?:(?:/|sur|of)\s*\d{1,4})?[-–—|\s]*)$",
    re.IGNORECASE,
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
    fragments = {page.number: fragments_of(page) for page in pages if page.runs}
    heights = {page.number: (page.bottom, page.height) for page in pages}
    fragments = _without_running(fragments, heights)
    lines = [line for number in sorted(fragments) for line in ordered(fragments[number])]
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
    nearly_full = last.x1 - last.x0 > 0.75 * (last.right - last.left)
    if low and nearly_full and len(last.text) > 60 and not _ENDED.search(last.text):
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
    if first.tabbed and re.search(r"\d$", text):  # an entry of a table of contents
        kind = "item"
    elif bookmark:
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
