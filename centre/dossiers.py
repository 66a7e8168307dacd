"""Dossiers: living collections, what entered them and what changed since a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from centre.agenda import agenda_rows, checked_day, linked_labels, links_of
from centre.arrivals import collected, first_seen, former, state_before
from centre.declared import DeclaredDossier, declared
from centre.edtf import bounds
from centre.entities import counted_references
from centre.opened import kind_of
from centre.records import Reference
from centre.tied import activities_of

if TYPE_CHECKING:
    from centre.opened import Opened

KINDS = ("dossier", "press-review")
"""Kinds of collections that have a page without being declared."""
_COMPARED = ("title", "kind", "date", "url")
"""Values of an entry whose change is told."""
_NOT_ENTRIES = ("directory-entry", "platform")
"""Kinds of resources on a theme that tell nothing of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that a dossier gathers."""

    id: str
    title: str
    kind: str
    """Code of a kind of resource, or `event`."""
    date: str | None
    """Its own date, EDTF."""
    arrived: str
    """When it came in (UTC, ISO 8601); empty when no snapshot says."""
    listed: bool
    """Whether a document of the dossier lists it; else it is on a theme that the dossier follows."""
    url: str | None
    actors: tuple[str, ...]
    document: str | None
    document_title: str
    page: int | None
    start: int | None = None
    """Offsets into the text of the document of the sentence that tells it, end exclusive."""
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedEntry:
    """An entry whose values are no longer those of a former snapshot."""

    entry: Entry
    before: tuple[tuple[str, str], ...]
    """The values that changed, by name (`title`, `kind`, `date`, `url`), as they were."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What changed in a dossier since a day."""

    since: str
    """ISO 8601."""
    dated: tuple[Entry, ...]
    """Entries whose own date is of that day or after, the latest first."""
    arrived: tuple[Entry, ...]
    """The other entries that came in on that day or after."""
    changed: tuple[ChangedEntry, ...]
    removed: tuple[str, ...]
    """Titles."""
    compared_with: str | None
    """When the snapshot compared with was published; None when none is older than the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A living collection."""

    id: str
    """The declared one, or the IRI of the resource."""
    title: str
    description: str
    kind: str
    resources: tuple[str, ...]
    """IRIs of the collections it is made of; the first has its feed."""
    entries: tuple[Entry, ...]
    """The latest dated first, those without a date last."""
    documents: tuple[Reference, ...]
    """The documents read for it, with the day each was first read in `detail` (ISO 8601)."""
    actors: tuple[Reference, ...]
    themes: tuple[Reference, ...]
    territories: tuple[Reference, ...]


def dossiers(opened: Opened) -> tuple[Dossier, ...]:
    """Return the declared dossiers in their order, then the other collections, the most entries first."""
    held = opened.listed("resources", "resource")
    known = list(declared(opened.data).dossiers.values())
    made = [_dossier(opened, one, _named(held, one.resources)) for one in known]
    taken = {iri for one in made for iri in one.resources}
    others = [
        _alone(opened, held[iri])
        for iri in collected(opened)
        if iri in held and iri not in taken and held[iri]["kind"] in KINDS
    ]
    return (*made, *sorted(others, key=lambda one: (-len(one.entries), one.title)))


def dossier(opened: Opened, asked: str) -> Dossier | None:
    """Return the dossier of an id or of the IRI of a collection, None when there is none."""
    every = dossiers(opened)
    return next((one for one in every if asked == one.id or asked in one.resources), None)


def changes(opened: Opened, asked: Dossier, since: str) -> Changes:
    """Return what changed in a dossier since a day (ISO 8601; a year or a month is its first day)."""
    day = checked_day(since) or since
    dated = tuple(one for one in asked.entries if (bounds(one.date)[0] or "") >= day)
    new = {one.id for one in dated}
    arrived = tuple(one for one in asked.entries if one.arrived[:10] >= day and one.id not in new)
    state = state_before(opened, day)
    changed: list[ChangedEntry] = []
    removed: list[str] = []
    by_id = {one.id: one for one in asked.entries}
    for collection in asked.resources if state else ():
        assert state is not None
        now, before = collected(opened).get(collection, {}), state.collections.get(collection, {})
        gone = dict(before)
        for iri, row in now.items():
            if was := former(before, now, iri):
                gone.pop(was["item"], None)
                other = tuple((name, was[name] or "") for name in _COMPARED if was[name] != row[name])
                changed += [ChangedEntry(entry=by_id[iri], before=other)] if other else []
        removed += [row["title"] for row in gone.values()]
    return Changes(
        since=day,
        dated=dated,
        arrived=tuple(sorted(arrived, key=lambda one: one.arrived, reverse=True)),
        changed=tuple(changed),
        removed=tuple(sorted(removed)),
        compared_with=state.created if state else None,
    )


def _named(held: dict[str, dict[str, Any]], titles: Iterable[str]) -> list[dict[str, Any]]:
    """Return the collections of some titles, those that were read before those only announced."""
    from ingest.identity import fold

    wanted = {fold(title) for title in titles}
    found = [row for row in held.values() if fold(row["title"]) in wanted]
    return sorted(found, key=lambda row: (row["file"] is None, row["resource"]))


def _alone(opened: Opened, row: dict[str, Any]) -> Dossier:
    one = DeclaredDossier(id=row["resource"], title=row["title"])
    return _dossier(opened, one, [row])


def _dossier(opened: Opened, one: DeclaredDossier, rows: list[dict[str, Any]]) -> Dossier:
    from ontology.vocabulary import BASE

    resources = tuple(row["resource"] for row in rows)
    themes = tuple(f"{BASE}theme/{name}" for name in one.themes if opened.entity(f"{BASE}theme/{name}"))
    entries = {entry.id: entry for entry in _followed(opened, themes, but=resources)}
    entries |= {entry.id: entry for entry in _listed(opened, resources)}
    links = links_of(opened, (*resources, *entries))
    flat = [row for held in links.values() for row in held]

    def linked(kind: str) -> tuple[Reference, ...]:
        held = [row for row in flat if row["kind"] == kind]
        return counted_references(opened, held, of="entity", what="activity", detail=lambda _: "")

    return Dossier(
        id=one.id,
        title=one.title,
        description=one.description or next((row["description"] for row in rows if row["description"]), ""),
        kind=rows[0]["kind"] if rows else KINDS[0],
        resources=resources,
        entries=tuple(
            sorted(
                entries.values(), key=lambda entry: (bounds(entry.date)[0] or "", entry.title), reverse=True
            )
        ),
        documents=_documents(opened, rows, entries.values()),
        actors=linked("actor"),
        themes=linked("theme"),
        territories=linked("territory"),
    )


def _documents(
    opened: Opened, rows: Iterable[dict[str, Any]], entries: Iterable[Entry]
) -> tuple[Reference, ...]:
    from centre.news import days_added

    added = days_added(opened)
    counts: dict[str, int] = {row["file"]: 0 for row in rows if row["file"]}
    for entry in entries:
        if entry.document:
            counts[entry.document] = counts.get(entry.document, 0) + 1
    return tuple(
        Reference(
            id=iri,
            label=opened.titles.get(iri, iri),
            kind="document",
            detail=added.get(iri, ""),
            count=many,
        )
        for iri, many in sorted(counts.items(), key=lambda pair: -pair[1])
    )


def _listed(opened: Opened, resources: Iterable[str]) -> Iterator[Entry]:
    """Yield what the documents of some collections list."""
    for collection in resources:
        entries = collected(opened).get(collection, {})
        links = links_of(opened, entries)
        for iri, row in entries.items():
            yield Entry(
                id=iri,
                title=row["title"],
                kind=row["kind"],
                date=row["date"],
                arrived=first_seen(opened, collection, iri),
                listed=True,
                url=row["url"],
                actors=linked_labels(links.get(iri, []), "actor"),
                document=row["document"],
                document_title=opened.titles.get(row["document"], ""),
                page=row["page"],
                start=row["quote_start"],
                end=row["quote_end"],
            )


def _followed(opened: Opened, themes: Iterable[str], but: Iterable[str]) -> Iterator[Entry]:
    """Yield the resources and the sessions on some themes."""
    from centre.news import days_added

    added = days_added(opened)
    held = activities_of(opened, themes) - set(but)
    resources = opened.listed("resources", "resource")
    links = links_of(opened, held)
    for iri in held & resources.keys():
        row = resources[iri]
        if row["kind"] not in _NOT_ENTRIES:
            document = row["file"] or row["document"]
            yield Entry(
                id=iri, title=row["title"], kind=row["kind"], date=row["date"], arrived=added.get(document, ""),
                listed=False, url=row["url"], actors=linked_labels(links.get(iri, []), "actor"),
                document=document, document_title=opened.titles.get(document, ""), page=row["page"],
            )  # fmt: skip
    events = opened.listed("agenda", "event")
    for session in agenda_rows(opened, [events[iri] for iri in held & events.keys()]):
        yield Entry(
            id=session.id, title=session.title, kind=kind_of(session.id), date=session.edtf,
            arrived=added.get(session.document, ""), listed=False, url=None,
            actors=tuple(actor.label for actor in session.actors), document=session.document,
            document_title=session.document_title, page=session.page,
        )  # fmt: skip
