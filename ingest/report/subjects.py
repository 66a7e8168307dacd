"""Second step of the report pipeline: what a whole document is about, from where and how often it says so."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from ingest.document import Block, Document
from ingest.identity import fold
from ingest.records import Link

TITLE, HEADING, LIST, PROSE = 3.0, 2.0, 1.5, 1.0
"""Weight of a mention in the title or the keywords, in a heading, in a list or a table, in prose."""
_LONG = 6000
"""Code points above which one mention more is asked for."""
_KEYWORDS = re.compile(r"^(?:mots?[ -]?cles?|themes?|thematiques?|keywords)\s*:")


def subjects(
    document: Document, links: Sequence[Link], title: Block | None, *kinds: str, limit: int = 15
) -> tuple[Link, ...]:
    """Return what a document is about among its mentions: facts first, then by weight.

    Each link returned is the first mention of its entity; an entity named once in passing is left out.
    """
    starts = [block.start for block in document.blocks]
    weights: dict[str, float] = defaultdict(float)
    firsts: dict[str, Link] = {}
    for link in links:
        if link.kind not in kinds:
            continue
        block = document.blocks[bisect_right(starts, link.evidence.start) - 1]
        weights[link.iri] += _weight(block, title) * (1.0 if link.status == "fact" else 0.5)
        held = firsts.get(link.iri)
        if held is None or (held.status == "candidate" and link.status == "fact"):
            firsts[link.iri] = link
    stated = fold(document.metadata.subject)
    needed = 3.0 if len(document.text) > _LONG else 2.0
    if "territory" in kinds:
        needed = LIST  # a place named once in a table or a list is part of the subject
    kept = [
        link
        for link in firsts.values()
        if weights[link.iri] + (TITLE if stated and fold(link.label) in stated else 0) >= needed
    ]
    kept.sort(key=lambda link: (link.status != "fact", -weights[link.iri], link.evidence.start))
    return tuple(kept[:limit])


def _weight(block: Block, title: Block | None) -> float:
    if block is title or (block.kind != "row" and _KEYWORDS.match(fold(block.text))):
        return TITLE
    if block.kind == "heading":
        return HEADING
    return LIST if block.kind in ("row", "item") else PROSE
