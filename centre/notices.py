"""Bibliographic notices of resources and sessions: what catalogues, citation managers and harvesters take."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from centre.agenda import Links, linked_labels, links_of
from centre.news import days_added

if TYPE_CHECKING:
    from centre.opened import Opened

_CREATORS = ("author",)
_PUBLISHERS = ("publisher", "organiser")
_SHOWN = ("fact",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributor:
    """Someone who had a part in it."""

    id: str
    label: str
    role: str
    person: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a catalogue says of one resource or session."""

    id: str
    kind: str
    """A kind of resource (`report`, `note`, `dossier`...), or `event`."""
    title: str
    series: str | None
    """The series or the collection that holds it."""
    description: str
    creators: tuple[Contributor, ...]
    publishers: tuple[Contributor, ...]
    """Who publishes a resource, or holds a session."""
    contributors: tuple[Contributor, ...]
    themes: tuple[str, ...]
    theme_ids: tuple[str, ...]
    territories: tuple[str, ...]
    date: str | None
    """EDTF."""
    place: str | None
    language: str | None
    url: str | None
    document: str
    document_title: str
    page: int | None
    added: str
    """When the centre first read its document (UTC, ISO 8601)."""


def notices(opened: Opened) -> tuple[Notice, ...]:
    """Return the notices of all the resources and sessions, the first read first."""
    return opened.once("notices", lambda: _made(opened))


def notices_of(opened: Opened, iris: Iterable[str]) -> tuple[Notice, ...]:
    """Return the notices of some resources and sessions, in the order given."""
    held = {notice.id: notice for notice in notices(opened)}
    return tuple(held[iri] for iri in iris if iri in held)


def _made(opened: Opened) -> tuple[Notice, ...]:
    resources = list(opened.listed("resources", "resource").values())
    sessions = list(opened.listed("agenda", "event").values())
    links = links_of(opened, [*(row["resource"] for row in resources), *(row["event"] for row in sessions)])
    added = days_added(opened)
    titles = {row["resource"]: row["title"] for row in resources}
    made = [
        *(_of_resource(row, links, titles, added) for row in resources),
        *(_of_session(row, links, added) for row in sessions),
    ]
    once = {notice.id: notice for notice in reversed(made)}
    return tuple(sorted(once.values(), key=lambda notice: (notice.added, notice.id)))


def _of_resource(row: dict[str, Any], links: Links, titles: dict[str, str], added: dict[str, str]) -> Notice:
    document = row["file"] or row["document"]
    return Notice(
        id=row["resource"],
        kind=row["kind"],
        title=row["title"],
        series=titles.get(row["collection"] or ""),
        date=row["date"],
        place=None,
        language=row["language"] or "fr",
        url=row["url"],
        **_common(row, row["resource"], links, document, added),
    )


def _of_session(row: dict[str, Any], links: Links, added: dict[str, str]) -> Notice:
    return Notice(
        id=row["event"],
        kind="event",
        title=row["title"],
        series=row["series_title"],
        date=row["edtf"],
        place=row["place"] or ("En ligne" if row["mode"] == "online" else None),
        language="fr",
        url=None,
        **_common(row, row["event"], links, row["document"], added),
    )


def _common(
    row: dict[str, Any], iri: str, links: Links, document: str, added: dict[str, str]
) -> dict[str, Any]:
    held = [link for link in links.get(iri, []) if link["status"] in _SHOWN]
    actors = [
        Contributor(
            id=link["entity"],
            label=link["label"] or link["entity"].rsplit("/", 1)[-1],
            role=link["role"],
            person=link["category"] in ("personne", "chercheur"),
        )
        for link in held
        if link["kind"] == "actor"
    ]
    themes = [link for link in held if link["kind"] == "theme"]
    return {
        "description": row["description"] or "",
        "creators": _once(actor for actor in actors if actor.role in _CREATORS),
        "publishers": _once(actor for actor in actors if actor.role in _PUBLISHERS),
        "contributors": _once(actor for actor in actors if actor.role not in (*_CREATORS, *_PUBLISHERS)),
        "themes": linked_labels(held, "theme"),
        "theme_ids": tuple(dict.fromkeys(link["entity"] for link in themes)),
        "territories": linked_labels(held, "territory"),
        "document": document,
        "document_title": row["document_title"] or "",
        "page": row["page"],
        "added": added.get(document) or added.get(row["document"]) or "",
    }


def _once(actors: Iterable[Contributor]) -> tuple[Contributor, ...]:
    held: dict[str, Contributor] = {}
    for actor in actors:
        held.setdefault(actor.id, actor)
    return tuple(held.values())
