"""What is new in a centre: sessions and resources, each with the day the centre first read its document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from centre.dates_fr import date_text
from centre.names import name_of
from centre.opened import kind_of
from centre.records import AgendaRow, ResourceRow

if TYPE_CHECKING:
    from centre.opened import Opened


_TIED = ("theme", "territory", "actor")
"""Kinds that sessions and resources are tied to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsItem:
    """One thing to tell people about."""

    id: str
    kind: str
    """`event`, `resource`, or another kind that an address names."""
    title: str
    summary: str
    """What is known of it, in one French line, or the passage that matched a search."""
    added: str
    """When the centre first read its document (UTC, ISO 8601); empty when no snapshot says."""
    date: str | None
    """EDTF."""
    url: str | None
    """Where the thing itself is on the web, when known."""
    themes: tuple[str, ...]
    document: str | None
    document_title: str
    page: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What can be told of an entity that someone follows."""

    label: str
    items: tuple[NewsItem, ...]


def news(
    opened: Opened,
    *,
    since: str | None = None,
    until: str | None = None,
    limit: int = 50,
) -> tuple[NewsItem, ...]:
    """Return what the centre read from one day to another (ISO 8601, inclusive), the latest first."""
    kept = (
        item
        for item in _everything(opened)
        if (not since or item.added >= since) and (not until or item.added[:10] <= until)
    )
    return tuple(item for _, item in zip(range(limit), kept, strict=False))


def followed(opened: Opened, iri: str) -> Followed | None:
    """Return an entity with its sessions and resources, the latest read first; of a dossier, its entries.

    None when the centre knows nothing of it.
    """
    from centre.entities import entity_page
    from centre.tied import activities_of

    if kind_of(iri) not in _TIED:
        page = entity_page(opened, iri)
        return (
            Followed(label=page.label, items=items(opened, (*page.events, *page.resources))) if page else None
        )
    iri = opened.canonical(iri)
    if opened.entity(iri) is None and iri not in opened.found_actors:
        return None
    held = activities_of(opened, [iri])
    told = tuple(item for item in _everything(opened) if item.id in held)
    return Followed(label=opened.label(iri), items=told)


def _everything(opened: Opened) -> tuple[NewsItem, ...]:
    from centre.agenda import agenda
    from centre.resources import resources

    return opened.once("news", lambda: items(opened, (*agenda(opened), *resources(opened))))


def items(opened: Opened, rows: Iterable[AgendaRow | ResourceRow]) -> tuple[NewsItem, ...]:
    """Return rows as news, the latest read first, then the latest dated."""
    added = days_added(opened)
    made = {row.id: _item(row, added.get(row.document or "", ""), opened) for row in rows}
    return tuple(sorted(made.values(), key=lambda item: (item.added, item.date or "", item.id), reverse=True))


def found(opened: Opened, query: str, **filters: object) -> tuple[NewsItem, ...]:
    """Return the results of a search as news, the latest read first."""
    from centre.searching import search

    added = days_added(opened)
    hits = search(opened, query, **filters)  # type: ignore[arg-type]
    made = [
        NewsItem(
            id=hit.id,
            kind=hit.type,
            title=hit.title,
            summary=hit.snippet,
            added=added.get(hit.document or "", ""),
            date=hit.date,
            url=None,
            themes=hit.themes,
            document=hit.document,
            document_title=hit.document_title or "",
            page=hit.page,
        )
        for hit in hits.results
        if hit.document
    ]
    return tuple(sorted(made, key=lambda item: (item.added, item.id), reverse=True))


def days_added(opened: Opened) -> dict[str, str]:
    """Return when each document was first read, by IRI; the day of the snapshot for older ones."""
    made = opened.manifest.created
    return {stamp.iri: stamp.added or made for stamp in opened.manifest.documents}


def _item(row: AgendaRow | ResourceRow, added: str, opened: Opened) -> NewsItem:
    if isinstance(row, AgendaRow):
        mode = name_of("mode", row.mode) if row.mode else ""
        actors = ", ".join(actor.label for actor in row.actors[:4])
        facts = (row.date_text, row.place or mode, f"avec {actors}" if actors else "")
        edtf, url = row.edtf, None
    else:
        facts = (
            name_of("resource", row.kind),
            date_text(row.date) if row.date else "",
            ", ".join(row.actors[:4]),
        )
        edtf, url = row.date, row.url
    return NewsItem(
        id=row.id,
        kind=kind_of(row.id),
        title=row.title,
        summary=" · ".join(fact for fact in facts if fact),
        added=added,
        date=edtf,
        url=url,
        themes=row.themes,
        document=row.document,
        document_title=opened.titles.get(row.document or "", ""),
        page=row.page,
    )
