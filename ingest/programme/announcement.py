"""What one dated line announces by itself."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.dates import DateMention
from ingest.programme.line import Line
from ingest.programme.places import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """One dated line: what it says of its sessions by itself."""

    line: Line
    dates: tuple[DateMention, ...]
    own_title: str | None = None
    place: Place | None = None
    rest: str = ""
    """What follows the title and the place: description, actors."""
    audience: str = ""
    axis: str | None = None
    places: tuple[Place | None, ...] = ()
    """The place of each date where each has its own."""
    cancelled: bool = False
