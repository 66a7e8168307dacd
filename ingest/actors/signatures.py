"""A name and the office written under it, read as the one line that they are."""

from __future__ import annotations

import re

from ingest.dates.lexicon import fold_in_place
from ingest.document import Block, Document
from ingest.identity import fold
from ingest.roles.lexicon import OCCUPATION, PERSON, first_names

_SIGNATORY = re.compile(rf"(?:(?:M\.|Mme|Dr) )?{PERSON.pattern}\s*,?\s*")


def signature(document: Document, index: int) -> Block | None:
    """Return as one line a person's name and the office written under it, None when a block is no such name."""
    block, following = document.blocks[index], next(iter(document.blocks[index + 1 : index + 2]), None)
    if (
        following is None
        or len(block.text) > 60
        or len(following.text) > 160
        or "row" in (block.kind, following.kind)
    ):
        return None
    first = fold(re.sub(r"^(?:M\.|Mme|Dr) ", "", block.text).split(" ")[0])
    if _SIGNATORY.fullmatch(block.text) is None or first.split("-")[0] not in first_names():
        return None
    if OCCUPATION.match(fold_in_place(following.text)) is None:
        return None
    words = document.text[block.start : following.end]
    gap = block.end - block.start
    comma = "" if block.text.rstrip().endswith(",") else ","
    joined = (words[:gap] + comma + words[gap + len(comma) :]).replace("\n", " ")
    return Block(kind="paragraph", text=joined, page=block.page, start=block.start, end=following.end)
