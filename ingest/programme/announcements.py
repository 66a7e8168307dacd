"""A dated line taken apart: its dates, its own title, its place and mode, and the rest."""

from __future__ import annotations

from ingest.dates import Period
from ingest.programme.announcement import Announcement
from ingest.programme.heads import read_embedded
from ingest.programme.line import Line
from ingest.programme.places import Places
from ingest.programme.rows import read_row
from ingest.programme.tails import places_between, read_tail


def read_announcement(line: Line, places: Places, period: Period | None) -> Announcement:
    """Take a dated line apart, whatever its layout."""
    if line.kind == "row":
        return read_row(line, places, period)
    if line.kind == "embedded":
        return read_embedded(line, places)
    after = line.dates[-1].end
    title, place, rest = read_tail(line.text[after:], places)
    return Announcement(
        line=line,
        dates=line.dates,
        own_title=title,
        place=place,
        rest=rest,
        places=places_between(line, places),
    )
