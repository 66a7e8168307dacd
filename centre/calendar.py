"""The agenda as iCalendar (RFC 5545), for the calendars people already use."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from centre.records import AgendaRow

if TYPE_CHECKING:
    from icalendar import Event

_DAYS = re.compile(r"\d{4}-\d{2}-\d{2}(?:/\d{4}-\d{2}-\d{2})?")
"""EDTF dates that are sure: a day, or a first and a last day."""
_CALLED_OFF = "cancelled"


def to_ics(rows: Iterable[AgendaRow], *, stamp: datetime | None = None) -> str:
    """Return the dated sessions as a calendar of all-day events; the IRI of a session is its UID.

    A date that is not sure is TENTATIVE, with its words as a note. `stamp` is when the calendar was made.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Maillage//Agenda//FR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Agenda du centre de ressources")
    made = stamp or datetime.now(UTC)
    for row in rows:
        if row.start:
            calendar.add_component(_event(row, row.start, made))
    return str(calendar.to_ical().decode("utf-8"))


def _event(row: AgendaRow, start: str, made: datetime) -> Event:
    from icalendar import Event

    event = Event()
    first = date.fromisoformat(start)
    last = date.fromisoformat(row.end or start)
    event.add("uid", row.id)
    event.add("dtstamp", made)
    event.add("summary", row.title)
    event.add("dtstart", first)
    event.add("dtend", max(first, last) + timedelta(days=1))  # the end is the day after the last
    event.add("status", _status(row))
    event.add("transp", "TRANSPARENT")
    event.add("url", row.id)
    if place := row.place or ("En ligne" if row.mode == "online" else ""):
        event.add("location", place)
    if row.themes:
        event.add("categories", list(row.themes))
    event.add("description", "\n".join(_description(row)))
    return event


def _status(row: AgendaRow) -> str:
    if row.status == _CALLED_OFF:
        return "CANCELLED"
    return "CONFIRMED" if _is_sure(row) else "TENTATIVE"


def _is_sure(row: AgendaRow) -> bool:
    return bool(_DAYS.fullmatch(row.edtf or "")) and row.status not in ("to-confirm", "to-be-set")


def _description(row: AgendaRow) -> list[str]:
    lines = []
    if not _is_sure(row) and row.status != _CALLED_OFF:
        lines.append(f"Date à confirmer. Annoncé : {row.date_text}.")
    if row.series and row.series not in row.title:
        lines.append(f"Cycle ou réseau : {row.series}")
    if row.start_time:
        lines.append(f"Horaire : {row.start_time.replace(':', ' h ')}")
    if row.actors:
        lines.append(f"Avec : {', '.join(actor.label for actor in row.actors)}")
    lines.append(f"Source : {row.document_title}, p. {row.page}")
    return lines
