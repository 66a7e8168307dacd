"""What a model says of a passage against what the passage says: a quote stands exactly, a name stands in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from ingest.document import Document
from ingest.records import Evidence, Passage

Reason = Literal["quote", "name", "unknown", "person", "contact", "malformed"]
"""Why a proposal is dropped: no such words in the passage, the name not among them, nothing known by that name, a
person in no public role, a way to reach somebody, not what was asked for."""

_CONTACT = re.compile(r"@|https?:|www\.|(?:\d[ .-]?){9,}")
_MOST = 40
"""Proposals of one sort that are looked at for one passage."""
_LONGEST = {"quote": 600}


@dataclass(slots=True)
class Tally:
    """What became of the proposals of a run."""

    kept: int = 0
    dropped: Counter[str] = field(default_factory=Counter)


def proposals(
    answer: Mapping[str, Any], sort: str, names: tuple[str, ...], tally: Tally
) -> Iterator[dict[str, str]]:
    """Yield the proposals of a sort whose fields are all short texts."""
    listed = answer.get(sort, [])
    if not isinstance(listed, list):
        tally.dropped["malformed"] += 1
        return
    for one in listed[:_MOST]:
        if not isinstance(one, dict) or not all(_is_text(one.get(name), name) for name in names):
            tally.dropped["malformed"] += 1
            continue
        yield {name: one[name].strip() for name in names}


def quoted(document: Document, passage: Passage, quote: str) -> Evidence | None:
    """Return the place of a quote that stands exactly in a passage."""
    at = passage.text.find(quote)
    if at < 0 or len(quote) < 3:
        return None
    start = passage.start + at
    end = start + len(quote)
    if document.text[start:end] != quote:
        return None
    return Evidence(document=document.iri, page=passage.page, start=start, end=end, quote=quote)


def named(evidence: Evidence, name: str) -> Evidence | None:
    """Return the place of a name that stands in a quote as a whole word."""
    match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", evidence.quote)
    if match is None:
        return None
    start = evidence.start + match.start()
    return Evidence(
        document=evidence.document, page=evidence.page, start=start, end=start + len(name), quote=name
    )


def reaches_somebody(text: str) -> bool:
    """Tell whether a text holds a mail address, a link or a telephone number."""
    return _CONTACT.search(text) is not None


def _is_text(value: object, name: str) -> bool:
    return isinstance(value, str) and 1 < len(value.strip()) <= _LONGEST.get(name, 120)
