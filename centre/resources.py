"""The resources: reports, notes, dossiers, platforms, newsletters, with what they are about and who made them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from centre.agenda import Links, linked_labels, links_of
from centre.records import ResourceRow
from centre.resolving import resolve
from centre.tied import activities_of

if TYPE_CHECKING:
    from centre.opened import Opened


def resources(
    opened: Opened, *, kind: str | None = None, theme: str | None = None
) -> tuple[ResourceRow, ...]:
    """Return the resources of a kind, on a theme, the latest first."""
    every = opened.listed("resources", "resource").values()
    found = [row for row in every if not kind or row["kind"] == kind]
    if theme:
        held = activities_of(opened, resolve(opened, "theme", theme))
        found = [row for row in found if row["resource"] in held]
    return resource_rows(opened, found)


def resources_of(opened: Opened, entity: str) -> list[dict[str, Any]]:
    """Return the answers of the question `resources` on a theme, in a territory or with an actor."""
    held = activities_of(opened, [entity])
    return [row for iri, row in opened.listed("resources", "resource").items() if iri in held]


def resource_rows(
    opened: Opened, found: Iterable[dict[str, Any]], links: Links | None = None
) -> tuple[ResourceRow, ...]:
    """Return answers of the question `resources` as rows; `links` are those of these resources when known."""
    found = list(found)
    if links is None:
        links = links_of(opened, [row["resource"] for row in found])
    return tuple(
        ResourceRow(
            id=row["resource"],
            title=row["title"],
            kind=row["kind"],
            url=row["url"],
            themes=linked_labels(links.get(row["resource"], []), "theme"),
            actors=linked_labels(links.get(row["resource"], []), "actor"),
            date=row["date"],
            document=row["file"] or row["document"],
            page=row["page"],
        )
        for row in found
    )
