"""RSS and Atom to rows: each entry is one record; nothing is fetched from the network."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

from ingest.document import Document, IngestError, Metadata, Source
from ingest.readers.blocks import RawBlock, assemble, row_block
from ingest.readers.html import fragment_text
from ingest.readers.stated import stated_date, stated_language, stated_names


def read(source: Source) -> Document:
    """Return the document of a feed."""
    import feedparser

    feed: Any = feedparser.parse(io.BytesIO(source.content))
    if not feed.entries:
        what = "est abîmé" if feed.bozo else "ne contient aucune entrée"
        raise IngestError(
            f"{source.locator} : ce flux RSS ou Atom {what}. Ouvrez son adresse dans un navigateur pour "
            "le vérifier, "
            "puis redonnez-le."
        )
    return assemble(
        source,
        _rows(feed.entries),
        Metadata(
            title=fragment_text(feed.feed.get("title", "")),
            authors=stated_names(feed.feed.get("author", "")),
            published=_day(feed.feed),
            language=stated_language(feed.feed.get("language")),
            subject=fragment_text(feed.feed.get("subtitle", "")),
        ),
    )


def _rows(entries: list[Any]) -> Iterator[RawBlock]:
    for entry in entries:
        day = _day(entry)
        summary = entry.get("summary") or next((part.value for part in entry.get("content", [])), "")
        block = row_block(
            (
                ("title", fragment_text(entry.get("title", ""))),
                ("link", str(entry.get("link", ""))),
                ("published", day.isoformat() if day else ""),
                ("summary", fragment_text(summary)),
                ("author", str(entry.get("author", ""))),
            )
        )
        if block:
            yield block


def _day(record: Any) -> date | None:
    """Return the day as the feed writes it, before any shift of time zone."""
    for name in ("published", "updated", "created"):
        if day := stated_date(record.get(name)):
            return day
    return None
