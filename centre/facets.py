"""The facets of a search: the values that all its results have, with labels and counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from centre.records import Choice

if TYPE_CHECKING:
    from centre.opened import Opened
    from search.records import Field, Filters, Found

_SHOWN = 30
"""Values of a facet given at most."""
_YEARS = 8
KINDS = {
    "passage": "Passages",
    "event": "Rencontres",
    "series": "Réseaux et cycles",
    "resource": "Ressources",
    "actor": "Acteurs",
    "theme": "Thèmes",
    "territory": "Territoires",
}


def facets_of(opened: Opened, found: Found, filters: Filters) -> dict[str, tuple[Choice, ...]]:
    """Return the facets of what was found."""
    facets = {
        "type": tuple(
            Choice(id=kind, label=KINDS.get(kind, kind), count=count)
            for kind, count in found.counts.get("kind", {}).items()
        )
    }
    for facet in ("theme", "territory", "audience"):
        facets[facet] = _tree(opened, found, facet)
    actors = list(found.counts.get("actor", {}).items())[:_SHOWN]
    labels = opened.labels(iri for iri, _ in actors)
    facets["actor"] = tuple(Choice(id=iri, label=labels[iri], count=count) for iri, count in actors)
    facets["year"] = _years(found, filters)
    return facets


def _tree(opened: Opened, found: Found, facet: Field) -> tuple[Choice, ...]:
    """Return the most frequent themes, territories or audiences with those that hold several of them, most frequent first.

    Each counts what has it or what lies in it, as a filter by it does.
    """
    direct = found.counts.get(facet, {})
    shown = dict.fromkeys([*direct][:_SHOWN])
    containers = {iri: opened.vocabulary.containers(iri) - {iri} for iri in direct}
    groups: dict[str, list[str]] = {iri: [iri] for iri in shown}
    for iri in shown:
        for above in containers[iri]:
            groups.setdefault(above, [above])
    for iri in direct:
        for holder in containers[iri] & groups.keys():
            groups[holder].append(iri)
    wide = {name: held for name, held in groups.items() if len(held) > 1}
    counts = {**direct, **opened.index.count_within(found, facet, wide)}
    above_of = {iri: opened.vocabulary.containers(iri) - {iri} for iri in groups}
    # One that only repeats what stands under it would be one more line to read.
    below = {
        name: max((counts[iri] for iri in groups if name in above_of[iri]), default=0) for name in groups
    }
    kept = [iri for iri in groups if iri in direct or counts[iri] > below[iri]]
    labels = told_apart(opened, kept)
    choices = []
    for iri in sorted(kept, key=lambda iri: (-counts[iri], labels[iri])):
        holders = [one for one in kept if one in above_of[iri]]
        nearest = max(holders, key=lambda one: (len(above_of[one]), one), default=None)
        choices.append(Choice(id=iri, label=labels[iri], count=counts[iri], broader=nearest))
    return tuple(choices)


def told_apart(opened: Opened, iris: Iterable[str]) -> dict[str, str]:
    """Return labels; two perimeters of one name say their year, other homonyms their code."""
    labels = opened.labels(iris)
    names = [*labels.values()]
    for iri, label in labels.items():
        entity = opened.entity(iri) if names.count(label) > 1 else None
        if entity and (entity.vintage or entity.notation):
            labels[iri] = f"{label} ({entity.vintage or entity.notation})"
    return labels


def _years(found: Found, filters: Filters) -> tuple[Choice, ...]:
    """Return the latest years that have results, the latest first, within the period that is asked for."""
    asked = range(
        filters.date_from.year if filters.date_from else 0,
        (filters.date_to.year if filters.date_to else date.max.year) + 1,
    )
    held = [year for year in sorted(found.years, reverse=True) if year in asked]
    return tuple(Choice(id=str(year), label=str(year), count=found.years[year]) for year in held[:_YEARS])
