"""iCalendar to rows: each VEVENT is one record with its properties as cells, dates in ISO 8601."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingest.document import Document, IngestError, Metadata, Source
from ingest.readers.blocks import RawBlock, assemble, row_block

_COLUMNS = (
    "summary",
    "dtstart",
    "dtend",
    "location",
    "description",
    "url",
    "status",
    "uid",
    "organizer",
    "rrule",
    "categories",
)


def read(source: Source) -> Document:
    """Return the document of an iCalendar file."""
    from icalendar import Calendar

    try:
        calendars: list[Any] = list(Calendar.from_ical(source.content, multiple=True))
    except (ValueError, IndexError, KeyError, TypeError) as error:
        raise IngestError(
            f"{source.locator} : cet agenda iCalendar est abîmé ou incomplet. Exportez-le à nouveau "
            "depuis le "
            "logiciel d’agenda, puis redonnez-le."
        ) from error
    rows = [row for calendar in calendars for row in _rows(calendar)]
    if not rows:
        raise IngestError(
            f"{source.locator} : cet agenda iCalendar ne contient aucun événement. Vérifiez l’export et "
            "redonnez-le."
        )
    title = next((str(name) for calendar in calendars if (name := calendar.get("x-wr-calname"))), "")
    return assemble(source, rows, Metadata(title=title))


def _rows(calendar: Any) -> Iterator[RawBlock]:
    for event in calendar.walk("VEVENT"):
        block = row_block((name, _value(event, name)) for name in _COLUMNS)
        if block:
            yield block


def _value(event: Any, name: str) -> str:
    found = event.get(name)
    if found is None:
        return ""
    if name in ("dtstart", "dtend"):
        return str(found.dt.isoformat())
    if name == "rrule":
        return str(found.to_ical().decode())
    if name == "categories":
        groups = found if isinstance(found, list) else [found]
        return ", ".join(str(item) for group in groups for item in getattr(group, "cats", [group]))
    if name == "organizer":
        return str(found.params.get("CN", "")) or str(found).split(":", 1)[-1].rpartition("@")[2]
    text = found[0] if isinstance(found, list) else found
    return " ".join(str(text).split())
