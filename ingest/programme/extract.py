"""The programme pipeline: a document read as axes, series, sessions and announced resources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.dated import dates_beside
from ingest.dates.lexicon import fold_in_place
from ingest.document import Document
from ingest.mentions import Linker
from ingest.passages import passages
from ingest.programme.announcement import Announcement
from ingest.programme.announcements import read_announcement
from ingest.programme.context import Context, read_context
from ingest.programme.defaults import default_place
from ingest.programme.entries import Entry, Section, entries, sections
from ingest.programme.lexicon import PAST_SECTION
from ingest.programme.line import Line
from ingest.programme.lines import read_lines
from ingest.programme.making import make_events, make_programme, make_resource, make_series
from ingest.programme.order import titles_first
from ingest.programme.participants import Participants
from ingest.programme.places import Place
from ingest.programme.resources import holds_resources, read_resources
from ingest.programme.sessions import Activity, read_activity
from ingest.records import Event, Extraction, Resource, Series

_DATED = ("date", "embedded", "row")


def extract(document: Document, linker: Linker) -> Extraction:
    """Read a programme of activities."""
    context = read_context(document, linker)
    participants = Participants(context)
    lines, announcements = _dated_lines(context)
    place = default_place(document, context.places)
    series: dict[str, Series] = {}
    events: list[Event] = []
    programme = make_programme(context)
    resources: list[Resource] = [programme]
    for section in sections(lines):
        if _is_past(section):
            continue
        if _lists_resources(section, announcements, context):
            announced = read_resources(section, context.covered)
            resources.extend(make_resource(one, context, participants) for one in announced)
            continue
        for entry in entries(section, announcements, context.covered):
            for activity in _activities(entry, announcements, place, context):
                record = make_series(activity, context, participants)
                if record is not None:
                    series[record.iri] = record
                events.extend(make_events(activity, record, context, participants))
    return Extraction(
        document=document,
        pipeline="programme",
        title=context.title,
        passages=tuple(passages(document)),
        links=context.links,
        new_actors=participants.new_actors,
        dates=dates_beside(document, context.title, programme.date, events),
        series=tuple(series.values()),
        events=tuple({event.iri: event for event in events}.values()),
        resources=tuple({resource.iri: resource for resource in resources}.values()),
    )


def _dated_lines(context: Context) -> tuple[list[Line], dict[int, Announcement]]:
    """Return the lines, titles before dates, and what each dated one announces, by the identity of the line."""
    lines = read_lines(context.document, context.period, context.places)
    announcements = {
        id(line): announced
        for line in lines
        if line.kind in _DATED
        and (announced := read_announcement(line, context.places, context.period)).dates
    }
    kept = [
        replace(line, kind="text") if line.kind in _DATED and id(line) not in announcements else line
        for line in lines
    ]
    return titles_first(kept, announcements), announcements


def _is_past(section: Section) -> bool:
    """Say whether a heading announces what has been held rather than what will be."""
    titles = [section.axis or "", section.heading.text if section.heading else ""]
    return any(PAST_SECTION.search(fold_in_place(title)) for title in titles)


def _lists_resources(section: Section, announcements: dict[int, Announcement], context: Context) -> bool:
    days = ("days", "alternative")
    dated = sum(
        any(one.kind in days for one in announcements[id(line)].dates)
        for line in section.lines
        if id(line) in announcements
    )
    if dated == 0 and section.heading is not None and holds_resources(section):
        return True
    return context.names_resources(section.axis or "") and dated <= len(section.lines) / 5


def _activities(
    entry: Entry, announcements: dict[int, Announcement], place: Place | None, context: Context
) -> Iterator[Activity]:
    """Yield the activities of an entry: titled dates that belong to no series stand alone."""
    for one in _parts(entry, announcements):
        yield read_activity(one, announcements, context.places, place)


def _parts(entry: Entry, announcements: dict[int, Announcement]) -> Sequence[Entry]:
    dated = any(id(line) in announcements for line in entry.lines)
    if entry.titles:
        recurs = any(line.kind == "recurrence" for line in entry.lines)
        return [entry] if dated or recurs else []
    parts: list[Entry] = []
    for line in entry.lines if entry.dated else ():
        if id(line) in announcements or line.kind == "recurrence":
            parts.append(Entry(entry.axis, []))
        if parts:
            parts[-1].lines.append(line)
    return parts
