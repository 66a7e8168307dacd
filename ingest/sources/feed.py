"""Connector of RSS and Atom feeds: what scrolled out of a feed stays, what it corrects is corrected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ingest.document import IngestError
from ingest.sources.bodies import reject_entities
from ingest.sources.entries import Channel, Entry, write_feed
from ingest.sources.item import Item, Memory
from ingest.sources.places import look
from ingest.sources.settings import SourceEntry
from ingest.sources.web import Web

_KEPT = 5000
"""Entries of a feed that are kept, the newest."""


def read(entry: SourceEntry, web: Web, memory: Memory) -> Iterator[Item]:
    """Yield a feed as one growing document: its entries, then those it showed before."""
    place = entry.places[0]
    found = look(place, web, memory)
    if found.changed:
        channel, entries = parse_feed(found.content, place)
        before = memory.bytes_of(place)
        earlier = parse_feed(before, place)[1] if before else ()
        content = write_feed(channel, merged(entries, earlier))
        yield Item(
            locator=place,
            state="here",
            content=content,
            suffix=".rss",
            etag=found.etag,
            modified=found.modified,
        )
    else:
        yield Item(locator=place, state="unchanged", suffix=".rss", etag=found.etag, modified=found.modified)
    yield from (Item(locator=locator, state="gone") for locator in memory.items if locator != place)


def merged(entries: Iterable[Entry], earlier: Iterable[Entry]) -> list[Entry]:
    """Return the entries of a feed, then those of before that it does not show any more."""
    kept: dict[str, Entry] = {}
    for one in (*entries, *earlier):
        kept.setdefault(one.key, one)
    return list(kept.values())[:_KEPT]


def parse_feed(content: bytes, locator: str) -> tuple[Channel, list[Entry]]:
    """Return what a feed says of itself and its entries; raise IngestError when it is no feed."""
    import feedparser

    from ingest.readers.feed import author_of, stated_day, summary_of, tags_of
    from ingest.readers.html import fragment_text

    reject_entities(content, locator)
    parsed: Any = feedparser.parse(content, resolve_relative_uris=False)
    if not parsed.entries and not parsed.version:
        raise IngestError(
            f"{locator} : ce n’est pas un flux RSS ou Atom{_announced(content)}. Ouvrez l’adresse dans un "
            "navigateur pour la vérifier."
        )
    head = parsed.feed
    channel = Channel(
        title=fragment_text(head.get("title", "")) or locator,
        link=str(head.get("link", "")),
        description=fragment_text(head.get("subtitle", "")),
        language=str(head.get("language", "")),
    )
    entries = [
        Entry(
            identifier=str(one.get("id", "")),
            title=fragment_text(one.get("title", "")),
            link=str(one.get("link", "")),
            published=stated_day(one),
            summary=fragment_text(summary_of(one)),
            author=author_of(one),
            tags=tuple(tags_of(one)),
        )
        for one in parsed.entries
    ]
    return channel, [one for one in entries if one.title or one.summary]


def _announced(content: bytes) -> str:
    """Return where a page says that its feed is."""
    from bs4 import BeautifulSoup

    if b"<html" not in content[:4096].lower():
        return ""
    kinds = ("application/rss+xml", "application/atom+xml")
    link = BeautifulSoup(content, "lxml").find(
        "link", attrs={"rel": "alternate", "type": kinds, "href": True}
    )
    return f" mais une page, qui annonce le flux « {link['href']} »" if link is not None else ""
