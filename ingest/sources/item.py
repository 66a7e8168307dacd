"""What every connector yields, whatever the source: one item, with its bytes or why there are none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

State = Literal["here", "unchanged", "gone", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a source says of an item beside its text; it fills what the document itself leaves out."""

    title: str = ""
    published: date | None = None
    url: str = ""
    """Where people read it, when it is not where it was fetched."""
    publisher: str = ""
    licence: str = ""
    themes: tuple[str, ...] = ()
    """Names of themes: candidates, never facts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One document of a source, as of now."""

    locator: str
    """The path or address that the centre knows it by."""
    state: State
    """`unchanged`: the source said so; `gone`: it withdrew the item."""
    content: bytes = b""
    suffix: str = ""
    declared: str = ""
    """The media type that a server states."""
    stated: Stated = field(default_factory=Stated)
    reason: str = ""
    """Of a failure, in French."""
    etag: str = ""
    modified: str = ""
    stamp: str = ""
    """The date a list gives the item (`lastmod`, OAI-PMH datestamp), as written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What is kept of an item between two runs."""

    sha256: str
    etag: str = ""
    modified: str = ""
    stamp: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What is known of a source when it is asked again."""

    items: Mapping[str, Remembered] = field(default_factory=dict)
    """By locator: those that the centre still holds as they were fetched."""
    whole: bool = True
    """The centre holds all that was fetched; otherwise a source must be read from its beginning."""
    original: Callable[[str], bytes | None] = lambda _: None
    """The bytes that have a sha256."""
    today: date = date.min

    def bytes_of(self, locator: str) -> bytes | None:
        """Return the bytes that the centre holds of an item."""
        held = self.items.get(locator)
        return self.original(held.sha256) if held else None
