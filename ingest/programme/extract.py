"""The programme pipeline: a document read as axes, series, sessions and announced resources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.dates import Period, find_dates, period_of
from ingest.dates.lexicon import fold_in_place, tokens
from ingest.document import Document
from ingest.identity import iri_of
from ingest.kinds import document_kind
from ingest.mentions import Linker, link_of
from ingest.mentions.regional import meant_in, region_of
from ingest.passages import passages
from ingest.programme.announcement import Announcement
from ingest.programme.announcements import read_announcement
from ingest.programme.defaults import default_place
from ingest.programme.entries import Entry, Section, entries, sections
from ingest.programme.lexicon import PAST_SECTION, RESOURCE_SECTION, SERIES_HEAD
from ingest.programme.lines import Line, read_lines
from ingest.programme.order import titles_first
from ingest.programme.places import Place, Places
from ingest.programme.resources import Announced, read_resources
from ingest.programme.sessions import Activity, Session, read_activity
from ingest.records import (
    Event,
    Evidence,
    Extraction,
    Link,
    NewActor,
    Participation,
    Resource,
    Role,
    Series,
    When,
)
from ingest.roles import merge, participations_in
from ontology.vocabulary import Entity

_FIELD_ROLES: dict[str, Role] = {
    "inter": "speaker", "anima": "facilitator", "parte": "partner", "organ": "organiser", "finan": "funder",
    "forma": "facilitator", "pilot": "organiser", "avec": "speaker",
}  # fmt: skip
_JOB_THERE = re.compile(
    r",\s*(?:\w+\s+){0,2}(?:responsable|chef\w*|direct(?:eur|rice)|maire|chargee?|coord\w+|president\w*|deleguee?|adjointe?|elue?"
    r"|administrat\w+|animat\w+|formatr?\w+)\b[^.;()]*\b(?:a|de|d'|du|des)\s*(?:la |l')?$"
)
"""A person's job, in folded text, right before the place it is done in."""
_DATED = ("date", "embedded", "row")


def extract(document: Document, linker: Linker) -> Extraction:
    """Read a programme of activities."""
    return _Programme(document, linker).extraction()


@dataclass(slots=True)
class _Programme:
    document: Document
    linker: Linker
    links: tuple[Link, ...] = ()
    region: str | None = None
    period: Period | None = None
    places: Places = field(init=False)
    new_actors: dict[str, NewActor] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.places = Places(self.linker)

    def extraction(self) -> Extraction:
        document = self.document
        self.links = self.linker.link(document)
        self.region = region_of(self.links, self.linker.vocabulary)
        self.links = tuple(self._localised(self.links))
        title = self._title()
        self.period = period_of(
            [title, document.metadata.title, *(block.text for block in document.blocks[:6])],
            document.text,
            tokens(fold_in_place(document.text)),
            document.metadata.published,
        )
        lines = read_lines(document, self.period, self.places)
        announcements = {
            id(line): announced
            for line in lines
            if line.kind in _DATED and (announced := read_announcement(line, self.places, self.period)).dates
        }
        lines = [
            replace(line, kind="text") if line.kind in _DATED and id(line) not in announcements else line
            for line in lines
        ]
        lines = titles_first(lines, announcements)
        place = default_place(document, self.places)
        series: dict[str, Series] = {}
        events: list[Event] = []
        resources: list[Resource] = [self._programme_resource(title)]
        for section in sections(lines):
            if _is_past(section):
                continue
            if self._is_resources(section, announcements):
                resources.extend(self._resource(one) for one in read_resources(section, self._covered))
                continue
            for entry in entries(section, announcements, self._covered):
                for activity in self._activities(entry, announcements, place):
                    record = self._series(activity)
                    if record is not None:
                        series[record.iri] = record
                    events.extend(self._events(activity, record))
        return Extraction(
            document=document,
            pipeline="programme",
            title=title,
            passages=tuple(passages(document)),
            links=self.links,
            new_actors=tuple(self.new_actors.values()),
            dates=tuple(event.when for event in events),
            series=tuple(series.values()),
            events=_distinct(events),
            resources=tuple({resource.iri: resource for resource in resources}.values()),
        )

    # -- reading -------------------------------------------------------------------------------------

    def _title(self) -> str:
        first = next((block.text for block in self.document.blocks if block.text.strip()), "")
        stated = self.document.metadata.title
        return stated if stated and len(stated) > 8 else first.strip() or self.document.locator

    def _localised(self, links: Iterable[Link]) -> Iterator[Link]:
        for link in links:
            if link.kind != "actor":
                yield link
                continue
            meant = meant_in(link.iri, link.label, link.score > 0.9, self.region, self.linker.vocabulary)
            if meant is not None:
                yield replace(link, iri=meant[0], label=meant[1])

    def _covered(self, text: str) -> float:
        """Return the share of a text that is names of known actors."""
        inside = [match for match in self.linker.matches(text) if match.entity.kind == "actor"]
        return sum(match.end - match.start for match in inside) / max(1, len(text.strip()))

    def _is_resources(self, section: Section, announcements: dict[int, Announcement]) -> bool:
        axis = section.axis or ""
        folded = fold_in_place(axis)
        named = RESOURCE_SECTION.search(folded) is not None or self._action(axis) == "ressource"
        dated = sum(id(line) in announcements for line in section.lines)
        return named and dated <= len(section.lines) / 3

    def _action(self, axis: str | None) -> str | None:
        """Return the last part of the IRI of the kind of action a heading names."""
        if not axis:
            return None
        found = [one for one in self.linker.matches(axis, strict=False) if one.entity.kind == "action"]
        top = self._top_action(found[0].entity) if found else None
        return top.iri.rsplit("/", 1)[1] if top else None

    def _top_action(self, entity: Entity) -> Entity:
        while entity.broader and (parent := self.linker.vocabulary.get(entity.broader[0])) is not None:
            entity = parent
        return entity

    def _action_iri(self, axis: str | None) -> str | None:
        slug = self._action(axis)
        return (
            None
            if slug is None
            else next(
                (one.iri for one in self.linker.vocabulary.of_kind("action") if one.iri.endswith(f"/{slug}")),
                None,
            )
        )

    def _activities(
        self, entry: Entry, announcements: dict[int, Announcement], place: Place | None
    ) -> Iterator[Activity]:
        """Yield the activities of an entry: titled dates that belong to no series stand alone."""
        if not entry.titles and not entry.dated:
            return
        if entry.titles and not any(id(line) in announcements for line in entry.lines) and not _recurs(entry):
            return
        if entry.titles:
            yield read_activity(entry, announcements, self.places, place)
            return
        current: Entry | None = None
        for line in entry.lines:
            if id(line) in announcements or line.kind == "recurrence":
                if current is not None:
                    yield read_activity(current, announcements, self.places, place)
                current = Entry(entry.axis, [])
            if current is not None:
                current.lines.append(line)
        if current is not None:
            yield read_activity(current, announcements, self.places, place)

    # -- records -------------------------------------------------------------------------------------

    def _series(self, activity: Activity) -> Series | None:
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
            action=self._action_iri(activity.entry.axis),
            description=_text(activity.shared),
            recurrence=activity.recurrence,
            participations=self._participations(lines),
            themes=self._linked(lines, "theme"),
            territories=self._linked(lines, "territory"),
            audiences=self._linked(lines, "audience"),
            evidence=self._span(lines[0], lines[0]),
        )

    def _events(self, activity: Activity, series: Series | None) -> Iterator[Event]:
        for session in activity.sessions:
            title, own = _session_title(activity.title, session)
            if not title:
                continue
            lines = [*activity.entry.titles, *activity.shared, session.line, *session.lines, *session.places]
            lines = list({id(line): line for line in lines}.values())
            when = self._when(session)
            place = session.place
            axis = session.axis or activity.entry.axis
            yield Event(
                iri=iri_of(
                    "event", title, when.edtf or when.quote, activity.title, place.text if place else None
                ),
                title=title,
                own_title=own,
                series=series.iri if series else None,
                axis=axis,
                action=self._action_iri(axis),
                when=when,
                place=place.text if place else None,
                mode=place.mode if place else None,
                description=" ".join(
                    part for part in (session.rest, _text(session.lines), _text(activity.shared)) if part
                ),
                participations=self._participations(lines, session),
                themes=self._linked(lines, "theme"),
                territories=self._linked(lines, "territory"),
                audiences=self._linked(lines, "audience"),
                evidence=self._span(
                    activity.entry.titles[-1] if activity.entry.titles else session.line, session.line
                ),
            )

    def _when(self, session: Session) -> When:
        date = session.date
        base = session.line.block.start
        note = (
            "cancelled"
            if session.cancelled
            else "to-be-set"
            if date.kind == "unset"
            else "to-confirm"
            if date.to_confirm
            else None
        )
        told = self.period is not None and (self.period.end - self.period.start).days > 45
        if (
            note is None
            and told
            and self.period
            and date.first
            and not self.period.holds(date.first, date.last)
        ):
            note = "outside-period"
        return When(
            edtf=date.edtf,
            start=date.first,
            end=date.last,
            quote=self.document.text[base + date.start : base + date.end],
            start_time=date.start_time,
            end_time=date.end_time,
            note=note,
        )

    def _span(self, first: Line, last: Line) -> Evidence:
        """Return the stretch from the title to the date when they are near, else the dated line."""
        start, end = first.block.start, last.block.end
        if not 0 <= end - start <= 500:
            start = last.block.start
        return Evidence(
            document=self.document.iri,
            page=last.block.page,
            start=start,
            end=end,
            quote=self.document.text[start:end],
        )

    def _linked(self, lines: Sequence[Line], kind: str) -> tuple[Link, ...]:
        """Return the entities of a kind named in lines, one each, the surest mention first."""
        best: dict[str, Link] = {}
        for line in lines:
            block = line.block
            for link in self.links:
                if link.kind == kind and block.start <= link.evidence.start < block.end:
                    if self._is_aside(link):
                        continue
                    held = best.get(link.iri)
                    if held is None or (
                        (link.status, link.score) > (held.status, held.score)
                        and link.status == "fact" != held.status
                    ):
                        best[link.iri] = link
        return tuple(best.values())

    def _is_aside(self, link: Link) -> bool:
        """Tell a territory that only qualifies an actor (`X [centre de Bretagne]`, `Y, cheffe de projet à Z`)."""
        if link.kind != "territory":
            return False
        before = self.document.text[max(0, link.evidence.start - 80) : link.evidence.start]
        if _JOB_THERE.search(fold_in_place(before)):
            return True
        opening = max(before.rfind("["), before.rfind("("))
        if opening < 0 or any(close in before[opening:] for close in "])"):
            return False
        at = link.evidence.start - (len(before) - opening)
        return any(other.kind == "actor" and 0 <= at - other.evidence.end <= 2 for other in self.links)

    def _participations(
        self, lines: Iterable[Line], session: Session | None = None
    ) -> tuple[Participation, ...]:
        groups = []
        for line in lines:
            block = line.block
            if line.kind == "field" and line.field.startswith(("public", "pour", "destin")):
                continue
            role: Role | None = next(
                (role for name, role in _FIELD_ROLES.items() if line.field.startswith(name)), None
            )
            if line.kind == "place":
                role = "host"
            found = participations_in(
                self.document, block.start, block.end, self.linker, role=role, page=block.page
            )
            new = {actor.iri: actor for actor in found.new_actors}
            for span in block.cells:
                cell_role = next(
                    (
                        role
                        for name, role in _FIELD_ROLES.items()
                        if fold_in_place(span.value).startswith(name)
                    ),
                    None,
                )
                if cell_role is not None:
                    listed = participations_in(
                        self.document, span.start, span.end, self.linker, role=cell_role, page=block.page
                    )
                    groups.append(self._regional(listed.participations))
                    self.new_actors = {actor.iri: actor for actor in listed.new_actors} | self.new_actors
            if line.kind == "place":
                groups.append(self._regional(one for one in found.participations if one.actor not in new))
                continue
            groups.append(self._regional(found.participations))
            self.new_actors = new | self.new_actors
        return merge(*groups)

    def _regional(self, found: Iterable[Participation]) -> list[Participation]:
        """Tie the names every region has to the region of the document."""
        kept = []
        for one in found:
            meant = meant_in(one.actor, one.label, one.score > 0.9, self.region, self.linker.vocabulary)
            if meant is None:
                continue
            known = self.linker.vocabulary.get(meant[0]) is not None
            kept.append(replace(one, actor=meant[0], label=meant[1], status="fact" if known else one.status))
        return kept

    def _resource(self, one: Announced) -> Resource:
        lines = [one.line, *one.lines]
        return Resource(
            iri=iri_of("resource", one.title, one.kind),
            title=one.title,
            kind=one.kind,
            url=one.url,
            description=_text(one.lines),
            date=next((date.edtf for date in find_dates(one.line.text, self.period) if date.edtf), None),
            collection=None,
            language="fr",
            outline=(),
            participations=self._participations(lines),
            themes=self._linked(lines, "theme"),
            territories=self._linked(lines, "territory"),
            citations=(),
            evidence=self._span(one.line, one.line),
        )

    def _programme_resource(self, title: str) -> Resource:
        first = self.document.blocks[0]
        evidence = Evidence(
            document=self.document.iri, page=first.page, start=first.start, end=first.end, quote=first.text
        )
        counted: dict[str, int] = {}
        for link in self.links:
            if link.kind == "theme" and link.status == "fact":
                counted[link.iri] = counted.get(link.iri, 0) + 1
        main = [iri for iri, count in sorted(counted.items(), key=lambda item: -item[1]) if count >= 3][:8]
        themes = tuple(
            next(link for link in self.links if link.iri == iri and link.status == "fact") for iri in main
        )
        return Resource(
            iri=iri_of("resource", title, self.document.sha256[:16]),
            title=title,
            kind="newsletter" if document_kind(self.document, title) == "newsletter" else "programme",
            url=self.document.locator if self.document.locator.startswith("http") else None,
            description="",
            date=f"{self.period.start.isoformat()[:7]}/{self.period.end.isoformat()[:7]}"
            if self.period
            else None,
            collection=None,
            language=self.document.metadata.language or "fr",
            outline=tuple(block.text for block in self.document.blocks if block.kind == "heading"),
            participations=(),
            themes=themes,
            territories=(),
            citations=(),
            evidence=evidence,
        )


def _is_past(section: Section) -> bool:
    """Say whether a heading announces what has been held rather than what will be."""
    titles = [section.axis or "", section.heading.text if section.heading else ""]
    return any(PAST_SECTION.search(fold_in_place(title)) for title in titles)


def _recurs(entry: Entry) -> bool:
    return any(line.kind == "recurrence" for line in entry.lines)


def _session_title(title: str, session: Session) -> tuple[str, str | None]:
    """Return a title that stands alone, and the session's own: too short a one is put behind its series."""
    own = session.own_title
    if own is None:
        return title, None
    if title and (len(own.split()) < 3 or len(own) < 14):
        return f"{title} – {own}", own
    return own[:1].upper() + own[1:], own


def _text(lines: Iterable[Line]) -> str:
    return " ".join(line.text.strip(" *_") for line in lines)


def _distinct(events: Sequence[Event]) -> tuple[Event, ...]:
    """Keep one event an IRI (a session repeated word for word in a document)."""
    return tuple({event.iri: event for event in events}.values())


__all__ = ["extract", "link_of"]
