"""Connector of iCalendar addresses: corrections and cancellations are followed, what is past is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from ingest.document import IngestError
from ingest.sources.item import Item, Memory
from ingest.sources.places import look
from ingest.sources.settings import SourceEntry
from ingest.sources.web import Web

_MOST = 20_000
"""Events of a calendar that are read."""
_PASSING = frozenset(("DTSTAMP", "LAST-MODIFIED", "CREATED", "SEQUENCE"))
"""What programs rewrite at each export without anything having changed."""


def read(entry: SourceEntry, web: Web, memory: Memory) -> Iterator[Item]:
    """Yield a calendar as one document; an event that it drops stays if it is past, leaves if it was to come."""
    place = entry.places[0]
    found = look(place, web, memory)
    content = following(found.content, memory, place) if found.changed else None
    yield Item(
        locator=place,
        state="here" if content is not None else "unchanged",
        content=content or b"",
        suffix=".ics",
        etag=found.etag,
        modified=found.modified,
    )
    yield from (Item(locator=locator, state="gone") for locator in memory.items if locator != place)


def following(content: bytes, memory: Memory, place: str) -> bytes | None:
    """Return the calendar that follows the one held of a place; None when they say the same."""
    before = memory.bytes_of(place)
    now = _calendars(content, place)
    events = _events(now)
    earlier = _events(_calendars(before, place)) if before else {}
    kept = {
        key: event for key, event in earlier.items() if key not in events and _last_day(event) < memory.today
    }
    after = {**events, **kept}
    if not after:
        raise IngestError(
            f"{place} : cet agenda iCalendar ne contient aucun événement : rien n’est changé. Vérifiez l’export."
        )
    if earlier and list(map(_essence, after.values())) == list(map(_essence, earlier.values())):
        return None
    if not kept and len(now) == 1 and not any(_cancels(one) for one in now):
        return content
    return _written(now, list(after.values()))


def _calendars(content: bytes, place: str) -> list[Any]:
    from icalendar import Calendar

    try:
        return list(Calendar.from_ical(content, multiple=True))
    except (ValueError, IndexError, KeyError, TypeError) as error:
        raise IngestError(
            f"{place} : cet agenda iCalendar est abîmé, ou ce n’en est pas un. Ouvrez l’adresse pour la vérifier."
        ) from error


def _events(calendars: list[Any]) -> dict[tuple[str, str], Any]:
    """Return the events by what tells them apart, a cancelled one marked as such whatever the way it is said."""
    found: dict[tuple[str, str], Any] = {}
    for calendar in calendars:
        for event in calendar.walk("VEVENT"):
            if _cancels(calendar):
                event["STATUS"] = "CANCELLED"
            recurrence = event.get("RECURRENCE-ID")
            identifier = str(event.get("UID") or f"{event.get('SUMMARY')}|{_first_day(event)}")
            found[identifier, recurrence.dt.isoformat() if recurrence else ""] = event
            if len(found) > _MOST:
                raise IngestError(
                    f"Plus de {_MOST} événements dans un agenda : demandez un export plus court."
                )
    return found


def _cancels(calendar: Any) -> bool:
    return str(calendar.get("METHOD", "")).upper() == "CANCEL"


def _first_day(event: Any) -> date:
    return _day(event.get("DTSTART")) or date.max


def _last_day(event: Any) -> date:
    """Return the last day of an event; one that repeats or that has no date is never past."""
    if event.get("RRULE"):
        return date.max
    return _day(event.get("DTEND")) or _first_day(event)


def _day(value: Any) -> date | None:
    moment = getattr(value, "dt", None)
    return moment.date() if isinstance(moment, datetime) else moment if isinstance(moment, date) else None


def _essence(event: Any) -> bytes:
    """Return an event without what changes at each export."""
    lines = event.to_ical().replace(b"\r\n ", b"").splitlines()
    return b"\n".join(line for line in lines if line.split(b":")[0].split(b";")[0].decode() not in _PASSING)


def _written(calendars: list[Any], events: list[Any]) -> bytes:
    from icalendar import Calendar

    whole = Calendar()
    whole.add("PRODID", "-//Maillage//FR")
    whole.add("VERSION", "2.0")
    for calendar in calendars:
        if calendar.get("X-WR-CALNAME") and "X-WR-CALNAME" not in whole:
            whole.add("X-WR-CALNAME", calendar["X-WR-CALNAME"])
        for zone in calendar.walk("VTIMEZONE"):
            whole.add_component(zone)
    for event in events:
        whole.add_component(event)
    return bytes(whole.to_ical())
