"""Plain text to raw blocks: paragraphs, lines that stand alone, titles in capitals or underlined."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.document import Document, Metadata, Source
from ingest.readers.blocks import RawBlock, assemble, is_list_marker, split_marker, text_block
from ingest.readers.encoding import decode
from ingest.readers.lines import units, wrap_width

_RULE = re.compile(r"\s*([=\-~_*])\1{2,}\s*$")
_NUMBERED = re.compile(r"\s*(\d{1,2}[.)]|[a-z]\))\s+(?=\S)")
_LONGEST_TITLE = 90


def read(source: Source) -> Document:
    """Return the document of a plain text file."""
    raw = list(_raw_blocks(decode(source.content, source.locator)))
    title = next((item.pieces[0].text for item in raw if item.kind == "heading"), "")
    return assemble(source, raw, Metadata(title=split_marker(title)[1].strip()))


def is_title_line(text: str) -> bool:
    """Tell whether a short line is written all in capitals, as titles are."""
    text = text.strip()
    letters = [char for char in text if char.isalpha()]
    if len(letters) < 5 or len(text) > _LONGEST_TITLE or "://" in text or "@" in text:
        return False
    lower = sum(char.islower() for char in letters)
    return lower == 0 or (lower / len(letters) <= 0.05 and len(letters) > 20)


def _raw_blocks(text: str) -> Iterator[RawBlock]:
    paragraphs = list(_paragraphs(text))
    width = wrap_width([lines for lines, _ in paragraphs])
    for lines, level in paragraphs:
        if level:
            yield text_block("heading", lines[0].strip(), level=level)
            continue
        indents = [len(line) - len(line.lstrip()) for line in lines]
        for unit in units([line.rstrip() for line in lines], width):
            marker, rest = split_marker(unit.strip())
            numbered = _NUMBERED.match(unit)
            if is_title_line(rest):
                yield text_block("heading", unit, level=1)
            elif numbered:
                yield text_block("item", unit[numbered.end() :], marker=numbered[1])
            elif is_list_marker(marker):
                depth = next(
                    (i for line, i in zip(lines, indents, strict=True) if unit.startswith(line.strip())), 0
                )
                yield text_block("item", unit, level=min((depth - min(indents)) // 2, 5))
            else:
                yield text_block("paragraph", unit)


def _paragraphs(text: str) -> Iterator[tuple[list[str], int]]:
    """Yield the lines of each paragraph, with a level for an underlined title (else 0)."""
    current: list[str] = []
    for line in [*re.split(r"\r\n|[\n\r\f\v\x85\u2028\u2029]", text), ""]:
        expanded = line.expandtabs(4)
        rule = _RULE.match(expanded)
        if rule and len(current) == 1 and len(current[0].strip()) <= _LONGEST_TITLE:
            yield current, 1 if rule[1] == "=" else 2
            current = []
        elif rule or not expanded.strip():
            if current:
                yield current, 0
            current = []
        else:
            current.append(expanded)
