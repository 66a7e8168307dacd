"""The blocks of a document cut and joined into the lines a programme is made of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ingest.dates import Period, find_dates
from ingest.dates.lexicon import fold_in_place
from ingest.document import Block, Document
from ingest.programme.lexicon import BUTTON, LONE_DAYS, LONE_MONTH, LONE_YEAR

REPEATED = 3
"""A line that stands this often, its numbers aside, is a footer or a button."""
_ANY = Period(date(2000, 1, 1), date(2000, 12, 31))
_LAST_LINES = 14
_CONTACT = re.compile(
    r"^\W*\d{1,4}(?:\s?(?:bis|ter))?,?\s+(?:rue|avenue|allee|boulevard|place|quai|cours|chemin|square|impasse|bd|av)\b"
    r"|^\W*\d{5}\s+[a-z]|\b0\d(?:[ .]?\d\d){4}\b|[\w.-]+@[\w.-]+\.\w+"
)
"""An address, a telephone or an e-mail, in folded text."""
_SENTENCE = re.compile(r"(?<=[.!?»])\s+(?=[A-ZÀ-Þ\d])")


def unit_blocks(document: Document) -> Iterator[Block]:
    """Yield the blocks of a programme: no footers nor buttons, split days joined, runs of dated sentences cut."""
    blocks = [
        block
        for block in document.blocks
        if block.text.strip() and (block.kind == "heading" or not BUTTON.match(fold_in_place(block.text)))
    ]
    blocks = blocks[: _end_of_programme(blocks)]
    footers = _footers(blocks)
    kept = [block for block in blocks if _numberless(block) not in footers]
    index = 0
    while index < len(kept):
        count = _split_date(kept, index)
        if count > 1:
            yield _joined(document, kept[index : index + count])
        else:
            yield from _sentences(kept[index])
        index += count


def _end_of_programme(blocks: list[Block]) -> int:
    """Return where the address of the publisher begins, when the document ends on one."""
    tail = max(0, len(blocks) - _LAST_LINES)
    for index in range(tail, len(blocks)):
        folded = fold_in_place(blocks[index].text)
        if _CONTACT.search(folded) and len(folded) < 120:
            if any(next(find_dates(one.text, _ANY), None) for one in blocks[index:]):
                return len(blocks)
            named = index and len(blocks[index - 1].text) <= 50 and blocks[index - 1].kind != "heading"
            return index - 1 if named and not next(find_dates(blocks[index - 1].text, _ANY), None) else index
    return len(blocks)


def _footers(blocks: list[Block]) -> set[str]:
    counts = Counter(_numberless(block) for block in blocks if "page" in fold_in_place(block.text))
    return {text for text, count in counts.items() if count >= REPEATED}


def _numberless(block: Block) -> str:
    return re.sub(r"\d+", "#", fold_in_place(block.text).strip())


def _split_date(blocks: list[Block], index: int) -> int:
    """Return how many blocks make one date (`12`, `mars` or `Juin`, `2026`), 1 when they do not."""
    texts = [fold_in_place(block.text).strip() for block in blocks[index : index + 3]]
    if len(texts) > 1 and LONE_DAYS.match(texts[0]) and LONE_MONTH.match(texts[1]):
        return 3 if len(texts) > 2 and LONE_YEAR.match(texts[2]) else 2
    return 2 if len(texts) > 1 and LONE_MONTH.match(texts[0]) and LONE_YEAR.match(texts[1]) else 1


def _joined(document: Document, parts: list[Block]) -> Block:
    start, end = parts[0].start, parts[-1].end
    return replace(parts[0], kind="paragraph", text=document.text[start:end], end=end, cells=(), links=())


def _sentences(block: Block) -> Iterator[Block]:
    """Cut a paragraph in which several sentences open on a date: each announces its own session."""
    if block.kind == "row" or len(block.text) < 30:
        yield block
        return
    starts = [0, *(match.end() for match in _SENTENCE.finditer(block.text))]
    heads = [at for at in starts if _opens_on_date(block.text[at : at + 40])]
    if len(heads) < 2 or heads[0] != 0:
        yield block
        return
    for at, following in zip(heads, [*heads[1:], len(block.text)], strict=True):
        text = block.text[at:following].rstrip()
        yield replace(
            block, text=text, start=block.start + at, end=block.start + at + len(text), cells=(), links=(),
            marker=block.marker if at == 0 else "",
        )  # fmt: skip


def _opens_on_date(text: str) -> bool:
    first = next(find_dates(text, _ANY), None)
    return (
        first is not None
        and first.kind == "days"
        and re.fullmatch(r"(?:[Ll]es?\s+|[Dd]u\s+)?", text[: first.start]) is not None
    )
