"""Connector of bookmarks (the Netscape format that browsers, Scoop.it and Pearltrees export)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from html.parser import HTMLParser

from ingest.document import IngestError
from ingest.readers.encoding import decode
from ingest.sources.entries import Channel, Entry, write_feed
from ingest.sources.item import Item, Memory
from ingest.sources.places import look
from ingest.sources.settings import SourceEntry
from ingest.sources.web import Web

_OPENING = b"<!doctype netscape-bookmark-file-1>"
_MILLISECONDS = 100_000_000_000


def read(entry: SourceEntry, web: Web, memory: Memory) -> Iterator[Item]:
    """Yield an export as one collection; a bookmark that is not in it any more leaves with it."""
    place = entry.places[0]
    found = look(place, web, memory)
    content = b""
    if found.changed:
        title, entries = parse_bookmarks(found.content, place)
        content = write_feed(Channel(title=title or entry.name), entries)
    yield Item(
        locator=place,
        state="here" if found.changed else "unchanged",
        content=content,
        suffix=".rss",
        etag=found.etag,
        modified=found.modified,
    )
    yield from (Item(locator=locator, state="gone") for locator in memory.items if locator != place)


def parse_bookmarks(content: bytes, place: str) -> tuple[str, list[Entry]]:
    """Return the title of an export and its bookmarks, their folders and their labels as categories."""
    if _OPENING not in content[:2048].lower():
        raise IngestError(
            f"{place} : ce n’est pas un export de favoris (format Netscape). Exportez les favoris « en HTML »."
        )
    parser = _Parser()
    parser.feed(decode(content, place))
    parser.close()
    entries: dict[str, Entry] = {}
    for link in parser.links:
        if link.address.startswith(("http://", "https://")):
            entries.setdefault(link.address, _entry(link))
    if not entries:
        raise IngestError(f"{place} : cet export de favoris est vide. Refaites l’export.")
    return _flat(parser.title), list(entries.values())


@dataclass(slots=True)
class _Link:
    address: str
    day: str
    labels: list[str]
    title: list[str] = field(default_factory=list)
    summary: list[str] = field(default_factory=list)


class _Parser(HTMLParser):
    """Follows the tags in order: the format leaves most of them unclosed."""

    def __init__(self) -> None:
        super().__init__()
        self.title: list[str] = []
        self.links: list[_Link] = []
        self._folders: list[str] = []
        self._name: list[str] = []
        self._text: list[str] = []
        """Where the text that comes belongs."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a":
            labels = [*self._folders, *given.get("tags", "").split(",")]
            self.links.append(_Link(given.get("href", ""), given.get("add_date", ""), labels))
            self._text = self.links[-1].title
        elif tag == "dd" and self.links:
            self._text = self.links[-1].summary
        elif tag == "h1":
            self._text = self.title
        elif tag == "h3":
            self._name = self._text = []
        elif tag == "dl":
            self._folders.append(_flat(self._name))
            self._name, self._text = [], []
        elif tag == "dt":
            self._text = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "dl" and self._folders:
            self._folders.pop()
        if tag in ("a", "h1", "h3", "dl"):
            self._text = []

    def handle_data(self, data: str) -> None:
        self._text.append(data)


def _entry(link: _Link) -> Entry:
    labels = (label.strip() for label in link.labels)
    return Entry(
        title=_flat(link.title) or link.address,
        identifier=link.address,
        link=link.address,
        published=_day(link.day),
        summary=_flat(link.summary),
        tags=tuple(dict.fromkeys(label for label in labels if label)),
    )


def _flat(pieces: list[str]) -> str:
    return " ".join("".join(pieces).split())


def _day(seconds: str) -> date | None:
    if not seconds.isdigit():
        return None
    value = int(seconds)
    try:
        return (
            datetime.fromtimestamp(value / 1000 if value > _MILLISECONDS else value, UTC).date()
            if value
            else None
        )
    except (OverflowError, OSError, ValueError):
        return None
