"""RSS and Atom to rows: each entry is one record; nothing is fetched from the network."""

from __future__ import annotations

import io
import re
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
            authors=stated_names(author_of(feed.feed)),
            published=stated_day(feed.feed),
            language=stated_language(feed.feed.get("language")),
            subject=fragment_text(feed.feed.get("subtitle", "")),
        ),
    )


def _rows(entries: list[Any]) -> Iterator[RawBlock]:
    for entry in entries:
        day = stated_day(entry)
        block = row_block(
            (
                ("title", fragment_text(entry.get("title", ""))),
                ("link", str(entry.get("link", ""))),
                ("published", day.isoformat() if day else ""),
                ("summary", fragment_text(summary_of(entry))),
                ("category", "; ".join(tags_of(entry))),
                ("author", author_of(entry)),
            )
        )
        if block:
            yield block


def author_of(record: Any) -> str:
    """Return the name of an author, without the address of the mail box that RSS asks for."""
    name = (record.get("author_detail") or {}).get("name") or record.get("author", "")
    return re.sub(r"\S+@\S+", "", str(name)).strip(" ()<>")


def summary_of(entry: Any) -> str:
    """Return the summary of an entry as its markup, or its content without one."""
    return entry.get("summary") or next((part.value for part in entry.get("content", [])), "")


def tags_of(entry: Any) -> Iterator[str]:
    """Yield the words of its categories, which lists repeat in several schemes."""
    seen = dict.fromkeys(str(tag.get("term") or "").strip() for tag in entry.get("tags", []))
    yield from (term for term in seen if term and "://" not in term)


def stated_day(record: Any) -> date | None:
    """Return the day as the feed writes it, before any shift of time zone."""
    for name in ("published", "updated", "created"):
        if day := stated_date(record.get(name)):
            return day
    return None
