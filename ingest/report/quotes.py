"""Where a pipeline turns a stretch of a document into the evidence of a fact."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.document import Block, Document, Span
from ingest.records import Evidence, Link


def evidence_of(
    document: Document, block: Block, start: int | None = None, end: int | None = None
) -> Evidence:
    """Return the evidence of a block, or of a stretch of it given in offsets of the document."""
    low = block.start if start is None else start
    high = block.end if end is None else end
    return Evidence(
        document=document.iri, page=block.page, start=low, end=high, quote=document.text[low:high]
    )


def cell_text(document: Document, cell: Span) -> str:
    """Return the words of a cell."""
    return document.text[cell.start : cell.end].strip()


def links_within(links: Iterable[Link], start: int, end: int) -> tuple[Link, ...]:
    """Return the mentions of a stretch of the document, in order."""
    return tuple(link for link in links if start <= link.evidence.start and link.evidence.end <= end)


def first_of_each(links: Iterable[Link], *kinds: str) -> tuple[Link, ...]:
    """Return the first mention of each entity of these kinds, a fact before a candidate."""
    kept: dict[str, Link] = {}
    for link in links:
        if link.kind in kinds:
            held = kept.get(link.iri)
            if held is None or (held.status == "candidate" and link.status == "fact"):
                kept[link.iri] = link
    return tuple(kept.values())
