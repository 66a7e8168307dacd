"""Group the blocks of a document into passages of a size to read and to index."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.document import Block, Document
from ingest.records import Passage
from ingest.sentences import sentences

MOST_WORDS = 120
_ENOUGH_WORDS = 30
"""A passage of this many words is closed when a new title opens."""
_TITLE_WORDS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unit:
    """What is never cut: a block, or one sentence of a long block."""

    start: int
    end: int
    page: int
    words: int
    path: tuple[str, ...]
    alone: bool
    opens: bool


def passages(document: Document) -> Iterator[Passage]:
    """Yield the passages in order; they do not overlap, and `text` is `document.text[start:end]`."""
    group: list[_Unit] = []
    for unit in _units(document):
        if group and not _joins(group, unit):
            yield _passage(document, group)
            group = []
        group.append(unit)
    if group:
        yield _passage(document, group)


def _joins(group: list[_Unit], unit: _Unit) -> bool:
    first, last = group[0], group[-1]
    words = sum(member.words for member in group)
    if unit.alone or last.alone or unit.page != first.page or unit.path != first.path:
        return False
    if unit.opens and words >= _ENOUGH_WORDS:
        return False
    return words + unit.words <= MOST_WORDS


def _passage(document: Document, group: list[_Unit]) -> Passage:
    start, end = group[0].start, group[-1].end
    return Passage(
        iri=f"{document.iri}/passage/{start}-{end}",
        document=document.iri,
        page=group[0].page,
        start=start,
        end=end,
        heading_path=group[0].path,
        text=document.text[start:end],
    )


def _units(document: Document) -> Iterator[_Unit]:
    path: list[tuple[int, str]] = []
    blocks = document.blocks
    for position, block in enumerate(blocks):
        if block.kind == "heading":
            level = block.level or 1
            path = [(above, text) for above, text in path if above < level]
            following = blocks[position + 1] if position + 1 < len(blocks) else None
            if following is None or (following.kind == "heading" and (following.level or 1) <= level):
                yield _unit(block, block.start, block.end, path, opens=True, alone=True)
            path.append((level, block.text))
            continue
        spans = [(block.start, block.end)]
        if _count(block.text) > MOST_WORDS and block.kind != "row":
            spans = [(block.start + start, block.start + end) for start, end in _pieces(block.text)]
        before = blocks[position - 1] if position else None
        for start, end in spans:
            opens = start == block.start and _opens(block, before)
            yield _unit(block, start, end, path, opens=opens, alone=block.kind == "row")


def _unit(
    block: Block, start: int, end: int, path: list[tuple[int, str]], *, opens: bool, alone: bool
) -> _Unit:
    words = _count(block.text[start - block.start : end - block.start])
    headings = tuple(text for _, text in path)
    return _Unit(start=start, end=end, page=block.page, words=words, path=headings, opens=opens, alone=alone)


def _opens(block: Block, before: Block | None) -> bool:
    """Tell a short line that reads as a title of what follows."""
    if block.kind != "paragraph" or block.marker or before is None:
        return False
    short = _count(block.text) <= _TITLE_WORDS and not re.search(r"[.!;,:…]$", block.text)
    return short and (before.kind == "item" or _count(before.text) > _TITLE_WORDS or bool(before.marker))


def _count(text: str) -> int:
    return len(text.split())


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a long text; one that is itself too long is cut between words."""
    for start, end in sentences(text):
        words = list(re.finditer(r"\S+", text[start:end]))
        for first in range(0, len(words), MOST_WORDS):
            last = min(first + MOST_WORDS, len(words)) - 1
            yield start + words[first].start(), start + words[last].end()
