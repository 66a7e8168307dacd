"""What an activity is mostly about: its themes in order, and the top concept that weighs most."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from centre.records import Reference
from ingest.identity import fold

if TYPE_CHECKING:
    from centre.opened import Opened

_IN_TITLE = 3
"""Times that a theme named in the title weighs one found in the text."""


def subjects(
    opened: Opened, links: Iterable[dict[str, Any]], title: str, asked: frozenset[str]
) -> tuple[tuple[Reference, ...], Reference | None]:
    """Return the themes of links, those of the title first and those asked for last, and their top concept."""
    held = [row for row in links if row["kind"] == "theme" and row["label"]]
    weights = {row["entity"]: _weight(row, title, asked) for row in held}
    held.sort(key=lambda row: (-weights[row["entity"]], row["label"]))
    under: dict[str, float] = {}
    for theme, weight in weights.items():
        for top in tops_of(opened, theme):
            under[top] = under.get(top, 0) + weight
    tops = sorted(under, key=lambda top: (-under[top], _notation(opened, top)))
    themes = _references(opened, (row["entity"] for row in held))
    return themes, next(iter(_references(opened, tops[:1])), None)


def tops_of(opened: Opened, iri: str) -> frozenset[str]:
    """Return the top concepts over a theme."""
    above, over = [iri], {}
    while above:
        entity = opened.entity(above.pop())
        if entity is not None and entity.iri not in over:
            over[entity.iri] = entity
            above += entity.broader
    return frozenset(entity.iri for entity in over.values() if not entity.broader)


def _weight(link: dict[str, Any], title: str, asked: frozenset[str]) -> float:
    weight = float(link["score"] or 0) * (1 if link["status"] == "fact" else 0.5)
    if link["entity"] in asked:
        return weight / 100
    return weight * (_IN_TITLE if fold(link["quote"] or "") in fold(title) else 1)


def _notation(opened: Opened, iri: str) -> str:
    entity = opened.entity(iri)
    return entity.notation or f"~{entity.pref_label}" if entity else "~"


def _references(opened: Opened, themes: Iterable[str]) -> tuple[Reference, ...]:
    labels = opened.labels(themes)
    return tuple(Reference(id=iri, label=label, kind="theme") for iri, label in labels.items())
