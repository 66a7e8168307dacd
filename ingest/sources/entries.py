"""What lists of news and of bookmarks hold, and the one feed each list becomes for the readers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import format_datetime

from ingest.sources.markup import escaped


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What a list says of itself."""

    title: str
    link: str = ""
    description: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a list."""

    title: str
    identifier: str = ""
    link: str = ""
    published: date | None = None
    summary: str = ""
    author: str = ""
    tags: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Return what tells an entry from the others, whatever is corrected in it."""
        return self.identifier or self.link or f"{self.title}|{self.published or ''}"


def write_feed(channel: Channel, entries: Iterable[Entry]) -> bytes:
    """Return RSS 2.0: the same list gives the same bytes, whatever the hour it is fetched at."""
    head = (
        _element("title", escaped(channel.title)),
        _element("link", channel.link),
        _element("description", escaped(channel.description)),
        _element("language", channel.language),
    )
    lines = ['<?xml version="1.0" encoding="utf-8"?>', '<rss version="2.0">', "<channel>", *head]
    for entry in entries:
        day = entry.published
        date_text = format_datetime(datetime.combine(day, time(0), UTC)) if day else ""
        lines += [
            "<item>",
            # Readers take titles and descriptions for HTML: text is escaped once for it, once for XML.
            _element("title", escaped(entry.title)),
            _element("link", entry.link),
            f'<guid isPermaLink="false">{escaped(entry.key)}</guid>',
            _element("pubDate", date_text),
            _element("author", entry.author),
            *(_element("category", tag) for tag in entry.tags),
            _element("description", escaped(entry.summary)),
            "</item>",
        ]
    lines += ["</channel>", "</rss>"]
    return "".join(f"{line}\n" for line in lines if line).encode("utf-8")


def _element(name: str, value: str) -> str:
    return f"<{name}>{escaped(value)}</{name}>" if value else ""
