"""The switch of sources: which connector reads each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ingest.sources import bookmarks, calendar, feed, folder, oai, openagenda, pages
from ingest.sources.item import Item, Memory
from ingest.sources.settings import SourceEntry
from ingest.sources.web import Web

CONNECTORS: dict[str, Callable[[SourceEntry, Web, Memory], Iterator[Item]]] = {
    "folder": folder.read,
    "page": pages.read_pages,
    "sitemap": pages.read_sitemap,
    "feed": feed.read,
    "calendar": calendar.read,
    "openagenda": openagenda.read,
    "oai-pmh": oai.read,
    "bookmarks": bookmarks.read,
}


def items(entry: SourceEntry, web: Web, memory: Memory) -> Iterator[Item]:
    """Yield the items of a source as of now; raise IngestError when the source itself cannot be read."""
    return CONNECTORS[entry.kind](entry, web, memory)
