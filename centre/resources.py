"""The resources: reports, notes, dossiers, platforms, newsletters, with what they are about and who made them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from centre.agenda import Links, linked_labels, links_of
from centre.records import ResourceRow
from centre.resolving import resolve

if TYPE_CHECKING:
    from centre.opened import Opened


def resources(
    opened: Opened, *, kind: str | None = None, theme: str | None = None
) -> tuple[ResourceRow, ...]:
    """Return the resources of a kind, on a theme, the latest first."""
    if theme:
        found = opened.ask("resources", kinds=kind or None, themes=resolve(opened, "theme", theme))
    else:
        every = opened.listed("resources", "resource").values()
        found = [row for row in every if not kind or row["kind"] == kind]
    return resource_rows(opened, found)


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
