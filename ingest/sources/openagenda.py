"""Connector of agendas in the manner of OpenAgenda (JSON, version 2, or the flat form of data portals)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from ingest.document import IngestError
from ingest.readers.html import fragment_text
from ingest.sources.calendar import following
from ingest.sources.item import Item, Memory
from ingest.sources.places import look
from ingest.sources.settings import SourceEntry
from ingest.sources.web import Web

_PAGES = 200
_SESSIONS = 30
"""Sessions of one event that are kept apart; beyond, it is one that lasts from the first to the last."""
_CANCELLED, _POSTPONED, _ONLINE = 6, 4, 2


def read(entry: SourceEntry, web: Web, memory: Memory) -> Iterator[Item]:
    """Yield an agenda as one calendar, by the same rules as iCalendar addresses."""
    place = entry.places[0]
    title, events = _all(place, web)
    content = following(as_calendar(events, title or entry.name), memory, place)
    yield Item(
        locator=place,
        state="here" if content is not None else "unchanged",
        content=content or b"",
        suffix=".ics",
        declared="text/calendar",
    )
    yield from (Item(locator=locator, state="gone") for locator in memory.items if locator != place)


def _all(place: str, web: Web) -> tuple[str, list[dict[str, Any]]]:
    events: list[dict[str, Any]] = []
    address, title = place, ""
    for _ in range(_PAGES):
        page = _json(look(address, web, Memory()).content, place)
        listed = page if isinstance(page, list) else _listed(page)
        if listed is None:
            raise IngestError(
                f"{place} : ce JSON n’est pas un agenda (ni « events », ni « results »). Donnez l’adresse de "
                "l’export JSON."
            )
        events += [one for one in listed if isinstance(one, dict)]
        after = page.get("after") if isinstance(page, dict) else None
        if isinstance(page, dict) and isinstance(page.get("agenda"), dict):
            title = _text(page["agenda"], "title")
        if not listed or not isinstance(after, list) or not after:
            return title, events
        address = _with(place, [("after[]", str(value)) for value in after])
    raise IngestError(f"{place} : plus de {_PAGES} pages d’agenda. Donnez une adresse qui en demande moins.")


def _json(content: bytes, place: str) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise IngestError(
            f"{place} : ce n’est pas du JSON. Donnez l’adresse de l’export JSON de l’agenda."
        ) from error


def _listed(page: dict[str, Any]) -> list[Any] | None:
    return next((page[name] for name in ("events", "results") if isinstance(page.get(name), list)), None)


def _with(place: str, values: list[tuple[str, str]]) -> str:
    parts = urlsplit(place)
    query = "&".join(part for part in (parts.query, urlencode(values)) if part)
    return urlunsplit(parts._replace(query=query))


def as_calendar(events: list[dict[str, Any]], title: str) -> bytes:
    """Return events as iCalendar, one VEVENT a session."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("PRODID", "-//Maillage//FR")
    calendar.add("VERSION", "2.0")
    calendar.add("X-WR-CALNAME", title)
    for given in events:
        name = _text(given, "title")
        sessions = _sessions(given)
        if not name or not sessions:
            continue
        for rank, (begin, end) in enumerate(sessions):
            event = Event()
            event.add("UID", f"{given.get('uid') or name}-{rank}")
            event.add("DTSTAMP", begin.astimezone(UTC))
            event.add("SUMMARY", name)
            event.add("DTSTART", _on_the_clock(begin))
            event.add("DTEND", _on_the_clock(end))
            for field, value in _fields(given):
                event.add(field, value)
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _fields(given: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    location = given.get("location")
    place = location if isinstance(location, dict) else {
        name: given.get(f"location_{name}") for name in ("name", "address", "city")
    }  # fmt: skip
    words = [str(place[name]) for name in ("name", "address", "city") if place.get(name)]
    words = [word for rank, word in enumerate(words) if not any(word in other for other in words[:rank])]
    if given.get("attendanceMode") == _ONLINE:
        words = ["En ligne"]
    description = _text(given, "longDescription") or _text(given, "description")
    link = given.get("canonicalUrl") or given.get("canonicalurl") or given.get("onlineAccessLink")
    status = {_CANCELLED: "CANCELLED", _POSTPONED: "TENTATIVE"}.get(_code(given.get("status")))
    values = {"LOCATION": ", ".join(words), "DESCRIPTION": description, "URL": link, "STATUS": status}
    yield from ((name, value) for name, value in values.items() if value)
    keywords = _in_french(given.get("keywords") or given.get("keywords_fr"))
    if isinstance(keywords, str):
        keywords = [word.strip() for word in keywords.split(",")]
    if isinstance(keywords, list) and keywords:
        yield "CATEGORIES", [str(word) for word in keywords if word]


def _sessions(given: dict[str, Any]) -> list[tuple[datetime, datetime]]:
    timings = given.get("timings")
    if isinstance(timings, str):
        try:
            timings = json.loads(timings)
        except ValueError:
            timings = None
    if not isinstance(timings, list) or not timings:
        timings = [{"begin": given.get("firstdate_begin"), "end": given.get("lastdate_end")}]
    found = []
    for one in timings:
        begin = _moment(one.get("begin") or one.get("start")) if isinstance(one, dict) else None
        if begin is not None:
            found.append((begin, max(begin, _moment(one.get("end")) or begin, key=datetime.timestamp)))
    found.sort(key=lambda session: session[0].timestamp())
    return found if len(found) <= _SESSIONS else [(found[0][0], found[-1][1])]


def _on_the_clock(moment: datetime) -> datetime:
    """Return the hour that people read: as written, or in France when it is written in universal time."""
    if moment.utcoffset() == timedelta(0):
        moment = moment.astimezone(ZoneInfo("Europe/Paris"))
    return moment.replace(tzinfo=None)


def _moment(value: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(value)) if value else None
    except ValueError:
        return None


def _code(value: object) -> int:
    """Return the number of a state, given as such or in an object."""
    held = value.get("id") if isinstance(value, dict) else value
    return int(held) if isinstance(held, int | str) and str(held).isdigit() else 0


def _text(given: dict[str, Any], name: str) -> str:
    value = _in_french(given.get(name))
    flat = name.lower()
    value = value or given.get(f"{flat}_fr")
    return fragment_text(str(value)).strip() if value else ""


def _in_french(value: Any) -> Any:
    """Return a value given in several languages in French, or in the first that it has."""
    return value.get("fr") or next(iter(value.values()), None) if isinstance(value, dict) else value
