"""What completes the words being typed: themes, actors and territories by any of their names, meetings and resources by title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from centre.dates_fr import date_text
from centre.names import name_of
from centre.records import Completion
from centre.references import category_label, in_use

if TYPE_CHECKING:
    from centre.opened import Opened

KINDS = ("theme", "actor", "territory", "event", "series", "resource")
"""In the order they are offered."""
OF_A_KIND = 3
"""Completions of one kind at least, where there are others."""
_TITLES = 40
"""Titles asked of the index."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    """A name that something can be found by."""

    folded: str
    written: str
    iri: str
    kind: str
    label: str
    uses: int


def completions(opened: Opened, typed: str, limit: int = 12) -> tuple[Completion, ...]:
    """Return what the words typed begin, grouped by kind, the most used first in each.

    Names that begin so come before those that have a word that does.
    """
    from ingest.identity import fold

    begun = fold(typed).strip()
    if not begun:
        return ()
    names = opened.once("names to complete", lambda: tuple(_names(opened)))
    best: dict[str, tuple[tuple[int, int, int, int], _Name]] = {}
    for name in names:
        place = 0 if name.folded.startswith(begun) else 1 if f" {begun}" in f" {name.folded}" else 2
        if place == 2:
            continue
        exact = 0 if name.folded == begun else 1
        rank = (exact, place, -name.uses, len(name.label))
        if name.iri not in best or rank < best[name.iri][0]:
            best[name.iri] = (rank, name)
    found = [_completion(opened, name) for _, name in sorted(best.values(), key=lambda pair: pair[0])]
    for item in opened.index.suggest(typed, limit=_TITLES):
        if item.kind in ("event", "series", "resource"):
            iri = opened.same.get(item.iri, item.iri)
            found.append(
                Completion(
                    id=iri,
                    kind=item.kind,
                    label=item.title,
                    matched="",
                    detail=_dated(opened, iri, item.kind),
                )
            )
    return _grouped(found, limit)


def _grouped(found: list[Completion], limit: int) -> tuple[Completion, ...]:
    """Keep some of each kind, more of each where others have few, in the order of the kinds."""
    by_kind = {kind: [*{one.id: one for one in found if one.kind == kind}.values()] for kind in KINDS}
    share = OF_A_KIND
    while sum(min(len(of), share) for of in by_kind.values()) < min(limit, sum(map(len, by_kind.values()))):
        share += 1
    return tuple(one for of in by_kind.values() for one in of[:share])[:limit]


def _names(opened: Opened) -> Iterator[_Name]:
    from ingest.identity import fold

    uses = {row["entity"]: int(row["uses"]) for kind in KINDS[:3] for row in in_use(opened, kind)}
    for entity in opened.vocabulary:
        if entity.kind in KINDS[:3]:
            code = (entity.notation,) if entity.category == "qpv" and entity.notation else ()
            for name in (entity.pref_label, *entity.alt_labels, *entity.hidden_labels, *code):
                yield _Name(
                    folded=fold(name),
                    written=name,
                    iri=entity.iri,
                    kind=entity.kind,
                    label=entity.pref_label,
                    uses=uses.get(entity.iri, 0),
                )
    for iri, row in opened.found_actors.items():
        for name in dict.fromkeys((row["pref_label"], *row["alt_labels"])):
            yield _Name(
                folded=fold(name),
                written=name,
                iri=iri,
                kind="actor",
                label=row["pref_label"],
                uses=uses.get(iri, 0),
            )


def _completion(opened: Opened, name: _Name) -> Completion:
    from ingest.identity import fold

    entity = opened.entity(name.iri)
    above = [opened.label(iri) for iri in (entity.broader if entity else ())[:1]]
    category = category_label(opened, name.kind, opened.category(name.iri)) if name.kind != "theme" else ""
    vintage = [f"périmètre {entity.vintage}"] if entity and entity.vintage else []
    return Completion(
        id=name.iri,
        kind=name.kind,
        label=name.label,
        matched="" if fold(name.label) == name.folded else name.written,
        detail=", ".join(part for part in (category, *above, *vintage) if part),
    )


def _dated(opened: Opened, iri: str, kind: str) -> str:
    """Return the date of a meeting, or the kind and the date of a resource."""
    if kind == "event":
        row = opened.listed("agenda", "event").get(iri)
        return date_text(row["edtf"]) if row and row["edtf"] else ""
    row = opened.listed("resources", "resource").get(iri) if kind == "resource" else None
    if row is None:
        return ""
    return ", ".join(
        part
        for part in (name_of("resource", row["kind"]), date_text(row["date"]) if row["date"] else "")
        if part
    )
