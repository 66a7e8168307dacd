"""An iCalendar event, one row of a document: its fields already say what a programme has to be read for."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from ingest.dates import DateMention
from ingest.programme.announcement import Announcement
from ingest.programme.line import Line
from ingest.programme.places import Place, Places


def read_calendar_event(line: Line, places: Places) -> Announcement:
    """Read a VEVENT row (RFC 5545: the end of an all-day event is the day after its last)."""
    block = line.block
    spans = {span.value: span for span in block.cells}
    cells = {
        name: block.text[span.start - block.start : span.end - block.start] for name, span in spans.items()
    }
    first, start_time = _moment(cells.get("dtstart", ""))
    last, end_time = _moment(cells.get("dtend", ""))
    if first is None:
        return Announcement(line=line, dates=())
    if last is not None and start_time is None:
        last -= timedelta(days=1)
    last = max(first, last or first)
    edtf = first.isoformat() + (f"/{last.isoformat()}" if last > first else "")
    offset = spans["dtstart"].start - block.start
    mention = DateMention(
        start=offset, end=offset + len(cells["dtstart"]), kind="days", edtf=edtf, first=first, last=last,
        start_time=start_time, end_time=end_time, to_confirm=cells.get("status", "").upper() == "TENTATIVE",
    )  # fmt: skip
    location = cells.get("location", "").strip()
    place = places.read(location, lenient=True) or (Place(location, "onsite") if location else None)
    if place is None and places.mode_in(f"{cells.get('summary', '')} {cells.get('description', '')}"):
        place = Place(None, "online")
    return Announcement(
        line=line, dates=(mention,), own_title=cells.get("summary") or None, place=place,
        rest=cells.get("description", ""), cancelled=cells.get("status", "").upper() == "CANCELLED",
    )  # fmt: skip


def _moment(value: str) -> tuple[date | None, str | None]:
    """Return the day and, when the value has one, the hour of an ISO date or time."""
    try:
        if "T" not in value:
            return date.fromisoformat(value.strip()), None
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        return None, None
    return moment.date(), f"{moment:%H:%M}"
