"""The simplest reader of programmes, as a peer: a dated line is a session, the undated line above it is its title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.dates import find_dates, read_period
from ingest.document import Document


@dataclass(frozen=True, slots=True)
class Moment:
    """The date of a session of the baseline."""

    edtf: str | None


@dataclass(frozen=True, slots=True)
class PlainSession:
    """A session of the baseline, with the fields that the comparison reads."""

    title: str
    when: Moment
    series: str | None = None
    place: str | None = None


def plain_sessions(document: Document) -> Iterator[PlainSession]:
    """Yield a session for each date of each line; it knows French dates but nothing of programmes."""
    opening = " ".join(block.text for block in document.blocks[:6])
    period = read_period(document.metadata.title) or read_period(opening)
    title = ""
    for block in document.blocks:
        dates = [one for one in find_dates(block.text, period) if one.kind != "recurrence"]
        if not dates:
            title = block.text
        for mention in dates:
            yield PlainSession(title=f"{title} {block.text}", when=Moment(mention.edtf))
