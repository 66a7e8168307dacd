"""The agenda as iCalendar (RFC 5545), for the calendars people already use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from centre.records import AgendaRow

if TYPE_CHECKING:
    from icalendar import Calendar, Component

HERE: Final = ZoneInfo("Europe/Paris")
_DAYS = re.compile(r"\d{4}-\d{2}-\d{2}(?:/\d{4}-\d{2}-\d{2})?")
"""EDTF dates that are sure: a day, or a first and a last day."""
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
_CALLED_OFF = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The version of the centre a calendar was made from."""

    version: int
    """Grows at each publication: calendars take the highest as the latest (RFC 5545, 3.8.7.4)."""
    at: datetime


def to_ics(
    rows: Iterable[AgendaRow],
    *,
    name: str = "Agenda du centre de ressources",
    published: Published | None = None,
    address: Callable[[str], str] = str,
) -> str:
    """Return sessions as a calendar; the IRI of a session is its UID, so that a later version takes its place.

    Days and hours are events; a date that is not sure is an all-day TENTATIVE event with its words as a note, a
    session without a date a to-do. `address` gives the web address of an IRI.
    """
    from icalendar import Calendar

    made = published or Published(version=0, at=datetime.now(UTC))
    calendar = Calendar()
    calendar.add("prodid", "-//Maillage//Agenda//FR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Europe/Paris")
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for row in rows:
        calendar.add_component(_component(row, made, address))
    _add_timezone(calendar)
    return str(calendar.to_ical().decode("utf-8"))


def _component(row: AgendaRow, made: Published, address: Callable[[str], str]) -> Component:
    from icalendar import Event, Todo

    component = Event() if row.start else Todo()
    component.add("uid", row.id)
    component.add("dtstamp", made.at)
    component.add("last-modified", made.at)
    component.add("sequence", made.version)
    component.add("summary", row.title)
    if row.start:
        first, last = _span(row, row.start)
        component.add("dtstart", first)
        component.add("dtend", last)
        component.add("transp", "OPAQUE" if isinstance(first, datetime) else "TRANSPARENT")
    component.add("status", _status(row))
    component.add("url", address(row.id))
    if place := row.place or ("En ligne" if row.mode == "online" else ""):
        component.add("location", place)
    if row.themes:
        component.add("categories", list(row.themes))
    component.add("description", "\n".join(_description(row)))
    return component


def _span(row: AgendaRow, start: str) -> tuple[date, date]:
    """Return when a session begins and ends: hours on one sure day, else whole days, the last excluded."""
    first = date.fromisoformat(start)
    last = max(first, date.fromisoformat(row.end or start))
    opens = _clock(row.start_time)
    if opens is None or first != last or not _is_sure(row):
        return first, last + timedelta(days=1)
    begins = datetime.combine(first, opens, tzinfo=HERE)
    closes = _clock(row.end_time)
    ends = datetime.combine(first, closes, tzinfo=HERE) if closes else begins + timedelta(hours=1)
    return begins, ends if ends > begins else begins + timedelta(hours=1)


def _clock(text: str | None) -> time | None:
    match = _CLOCK.match(text or "")
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        return None
    return time(int(match[1]), int(match[2]))


def _add_timezone(calendar: Calendar) -> None:
    """Describe the time zone that the hours are in, where there are hours."""
    days = [event.start for event in calendar.events if isinstance(event.start, datetime)]
    if days:
        first, last = min(days).year, max(days).year
        calendar.add_missing_timezones(first_date=date(first - 1, 1, 1), last_date=date(last + 1, 12, 31))


def _status(row: AgendaRow) -> str:
    if row.status == _CALLED_OFF:
        return "CANCELLED"
    if not row.start:
        return "NEEDS-ACTION"
    return "CONFIRMED" if _is_sure(row) else "TENTATIVE"


def _is_sure(row: AgendaRow) -> bool:
    return bool(_DAYS.fullmatch(row.edtf or "")) and row.status not in ("to-confirm", "to-be-set")


def _description(row: AgendaRow) -> list[str]:
    lines = []
    if row.status == _CALLED_OFF:
        lines.append("Annulé.")
    elif not row.start:
        lines.append(f"Date à fixer. Annoncé : {row.date_text}.")
    elif not _is_sure(row):
        lines.append(f"Date à confirmer. Annoncé : {row.date_text}.")
    if row.series and row.series not in row.title:
        lines.append(f"Cycle ou réseau : {row.series}")
    if row.start_time:
        hours = " – ".join(one.replace(":", " h ") for one in (row.start_time, row.end_time) if one)
        lines.append(f"Horaire : {hours}")
    if row.actors:
        lines.append(f"Avec : {', '.join(actor.label for actor in row.actors)}")
    lines.append(f"Source : {row.document_title}, p. {row.page}")
    return lines
