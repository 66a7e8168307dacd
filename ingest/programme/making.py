"""The records made of what was read: series, events, announced resources, and the programme itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.dates import find_dates
from ingest.dates.lexicon import fold_in_place
from ingest.identity import iri_of
from ingest.kinds import document_kind
from ingest.programme.context import Context
from ingest.programme.lexicon import SERIES_HEAD
from ingest.programme.line import Line
from ingest.programme.participants import Participants
from ingest.programme.resources import Announced
from ingest.programme.sessions import Activity, Session
from ingest.programme.subjects import evidence_of, links_in
from ingest.records import Event, Evidence, Link, Resource, Series, When

_TOLD_DAYS = 45
"""A period longer than this is one that sessions must stand in."""
_MAIN_THEMES, _MAIN_MENTIONS = 8, 3
"""The most themes of a programme as a whole, and the mentions each must have."""


def make_series(activity: Activity, context: Context, participants: Participants) -> Series | None:
    """Make the series of an activity: several sessions, sessions with their own titles, or a recurrence."""
    title = activity.title
    if not title or not activity.entry.titles:
        return None
    many = len(activity.sessions) > 1
    own = any(session.own_title for session in activity.sessions)
    named = SERIES_HEAD.match(fold_in_place(title)) is not None
    if not (many or own or activity.recurrence or named):
        return None
    lines = [*activity.entry.titles, *activity.shared]
    return Series(
        iri=iri_of("series", title),
        title=title,
        axis=activity.entry.axis,
        action=_action_iri(activity.entry.axis, context),
        description=_words(activity.shared),
        recurrence=activity.recurrence,
        participations=participants.named_in(lines),
        themes=links_in(lines, "theme", context),
        territories=links_in(lines, "territory", context),
        audiences=links_in(lines, "audience", context),
        evidence=evidence_of(lines[0], lines[0], context),
    )


def make_events(
    activity: Activity, series: Series | None, context: Context, participants: Participants
) -> Iterator[Event]:
    """Make the event of each session of an activity that has a title."""
    titles, shared = activity.entry.titles, activity.shared
    for session in activity.sessions:
        title, own = _session_title(activity.title, session)
        if not title:
            continue
        lines = [*titles, *shared, session.line, *session.lines, *session.places]
        lines = list({id(line): line for line in lines}.values())
        when = _when(session, context)
        place = session.place
        where = place.text if place else None
        axis = session.axis or activity.entry.axis
        yield Event(
            iri=iri_of("event", title, when.edtf or when.quote, activity.title, where),
            title=title,
            own_title=own,
            series=series.iri if series else None,
            axis=axis,
            action=_action_iri(axis, context),
            when=when,
            place=where,
            mode=place.mode if place else None,
            description=" ".join(
                part for part in (session.rest, _words(session.lines), _words(shared)) if part
            ),
            participations=participants.named_in(lines),
            themes=links_in(lines, "theme", context),
            territories=links_in(lines, "territory", context),
            audiences=links_in(lines, "audience", context),
            evidence=evidence_of(titles[-1] if titles else session.line, session.line, context),
        )


def make_resource(announced: Announced, context: Context, participants: Participants) -> Resource:
    """Make the record of a resource the programme announces."""
    lines = [announced.line, *announced.lines]
    dates = find_dates(announced.line.text, context.period)
    return Resource(
        iri=iri_of("resource", announced.title, announced.kind),
        title=announced.title,
        kind=announced.kind,
        url=announced.url,
        description=_words(announced.lines),
        date=next((date.edtf for date in dates if date.edtf), None),
        collection=None,
        language="fr",
        outline=(),
        participations=participants.named_in(lines),
        themes=links_in(lines, "theme", context),
        territories=links_in(lines, "territory", context),
        citations=(),
        evidence=evidence_of(announced.line, announced.line, context),
    )


def make_programme(context: Context) -> Resource:
    """Make the record of the document itself, with the themes it comes back to most."""
    document, title, period = context.document, context.title, context.period
    first = document.blocks[0]
    return Resource(
        iri=iri_of("resource", title, document.sha256[:16]),
        title=title,
        kind="newsletter" if document_kind(document, title) == "newsletter" else "programme",
        url=document.locator if document.locator.startswith("http") else None,
        description="",
        date=f"{period.start.isoformat()[:7]}/{period.end.isoformat()[:7]}" if period else None,
        collection=None,
        language=document.metadata.language or "fr",
        outline=tuple(block.text for block in document.blocks if block.kind == "heading"),
        participations=(),
        themes=_main_themes(context.links),
        territories=(),
        citations=(),
        evidence=Evidence(
            document=document.iri, page=first.page, start=first.start, end=first.end, quote=first.text
        ),
    )


def _main_themes(links: Iterable[Link]) -> tuple[Link, ...]:
    named: dict[str, list[Link]] = {}
    for link in links:
        if link.kind == "theme" and link.status == "fact":
            named.setdefault(link.iri, []).append(link)
    often = sorted(named.values(), key=lambda mentions: -len(mentions))
    return tuple(mentions[0] for mentions in often if len(mentions) >= _MAIN_MENTIONS)[:_MAIN_THEMES]


def _session_title(title: str, session: Session) -> tuple[str, str | None]:
    """Return a title that stands alone, and the session's own: too short a one is put behind its series."""
    own = session.own_title
    if own is None:
        return title, None
    if title and (len(own.split()) < 3 or len(own) < 14):
        return f"{title} – {own}", own
    return own[:1].upper() + own[1:], own


def _when(session: Session, context: Context) -> When:
    date = session.date
    base = session.line.block.start
    return When(
        edtf=date.edtf,
        start=date.first,
        end=date.last,
        quote=context.document.text[base + date.start : base + date.end],
        start_time=date.start_time,
        end_time=date.end_time,
        note=_note(session, context),
    )


def _note(session: Session, context: Context) -> str | None:
    """Return what must be known of a date besides the date."""
    date, period = session.date, context.period
    if session.cancelled:
        return "cancelled"
    if date.kind == "unset":
        return "to-be-set"
    if date.to_confirm:
        return "to-confirm"
    told = period is not None and (period.end - period.start).days > _TOLD_DAYS
    if told and period and date.first and not period.holds(date.first, date.last):
        return "outside-period"
    return None


def _action_iri(heading: str | None, context: Context) -> str | None:
    action = context.action(heading)
    return action.iri if action else None


def _words(lines: Iterable[Line]) -> str:
    return " ".join(line.text.strip(" *_") for line in lines)
