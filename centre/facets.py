"""The facets of a search: the values that all its results have, with labels and counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from centre.records import Choice

if TYPE_CHECKING:
    from centre.opened import Opened
    from search.facets import Ids
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
    above_of = {iri: opened.vocabulary.containers(iri) - {iri} for iri in [*direct][:_SHOWN]}
    for iri in [*above_of]:
        above_of |= {
            above: opened.vocabulary.containers(above) - {above}
            for above in above_of[iri]
            if above not in above_of
        }
    wide = [iri for iri in above_of if opened.vocabulary.narrower(iri)]
    counts = {
        **direct,
        **opened.index.count_among(found, {iri: _held(opened, facet, iri) for iri in wide}),
    }
    # One that only repeats what stands under it would be one more line to read.
    below = dict.fromkeys(above_of, 0)
    for iri, holders in above_of.items():
        for holder in holders:
            below[holder] = max(below[holder], counts[iri])
    kept = {iri: None for iri in above_of if iri in direct or counts[iri] > below[iri]}
    labels = told_apart(opened, kept)
    choices = []
    for iri in sorted(kept, key=lambda iri: (-counts[iri], labels[iri])):
        above = (one for one in above_of[iri] if one in kept)
        nearest = max(above, key=lambda one: (len(above_of[one]), one), default=None)
        choices.append(Choice(id=iri, label=labels[iri], count=counts[iri], broader=nearest))
    return tuple(choices)


def _held(opened: Opened, facet: Field, iri: str) -> Ids:
    """Return where the rows stand that have a theme, a territory or an audience, or what lies in it."""
    return opened.once(
        f"held {facet} {iri}", lambda: opened.index.holding(facet, opened.vocabulary.within(iri))
    )


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
