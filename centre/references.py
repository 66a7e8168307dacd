"""Lists of links: entities in use with their counts, top themes, documents, and what completes a word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from centre.dates_fr import date_text
from centre.names import name_of
from centre.records import CentreError, Reference
from centre.resolving import KINDS

if TYPE_CHECKING:
    from centre.opened import Opened


def themes(opened: Opened) -> tuple[Reference, ...]:
    """Return the top concepts of the thesaurus, with the number of activities and resources under each."""
    counts = {row["entity"]: row["uses"] for row in in_use(opened, "theme")}
    tops = [entity for entity in opened.vocabulary.of_kind("theme") if not entity.broader]
    tops.sort(key=lambda entity: (entity.notation or "~", entity.pref_label))
    return tuple(
        Reference(id=entity.iri, label=entity.pref_label, kind="theme", count=counts.get(entity.iri, 0))
        for entity in tops
    )


def theme_tree(opened: Opened) -> tuple[tuple[int, Reference], ...]:
    """Return the themes of the thesaurus in reading order, each with its depth from 0 and its count.

    A theme with two broader ones stands under both.
    """
    from ingest.identity import fold

    counts = {row["entity"]: row["uses"] for row in in_use(opened, "theme")}
    below: dict[str, list[Reference]] = {}
    for entity in sorted(opened.vocabulary.of_kind("theme"), key=lambda entity: fold(entity.pref_label)):
        theme = Reference(id=entity.iri, label=entity.pref_label, kind="theme", count=counts.get(entity.iri))
        for parent in entity.broader:
            below.setdefault(parent, []).append(theme)

    def branch(depth: int, theme: Reference, above: frozenset[str]) -> Iterator[tuple[int, Reference]]:
        yield depth, theme
        for narrower in below.get(theme.id, ()):
            if narrower.id not in above:
                yield from branch(depth + 1, narrower, above | {narrower.id})

    return tuple(item for top in themes(opened) for item in branch(0, top, frozenset({top.id})))


def references(opened: Opened, kind: str) -> tuple[Reference, ...]:
    """Return the entities of a kind that are in use, the most used first."""
    if kind not in KINDS:
        raise CentreError(f"Sorte « {kind} » inconnue : choisissez parmi {', '.join(KINDS)}.")
    return tuple(
        Reference(
            id=row["entity"],
            label=row["label"] or opened.label(row["entity"]),
            kind=kind,
            detail=category_label(opened, kind, row["category"]),
            count=row["uses"],
        )
        for row in in_use(opened, kind)
    )


def documents(opened: Opened) -> tuple[Reference, ...]:
    """Return the documents, the latest first."""
    return tuple(
        Reference(id=row["document"], label=row["title"], kind="document", detail=_dated(row["date"]))
        for row in opened.once("documents", lambda: opened.ask("documents"))
    )


def suggest(opened: Opened, prefix: str, limit: int = 8) -> tuple[Reference, ...]:
    """Return the titles and names that complete what is being typed; `detail` is the other name matched."""
    if not prefix.strip():
        return ()
    return tuple(
        Reference(id=item.iri, label=item.title, kind=item.kind, detail=_matched(opened, item.iri, prefix))
        for item in opened.index.suggest(prefix, limit=limit)
    )


def category_label(opened: Opened, kind: str, category: str | None) -> str:
    """Return the French name of a kind of actor or of territory."""
    if not category:
        return ""
    if kind == "territory":
        return name_of("territory", category)
    labels = opened.once("actor kinds", lambda: _actor_kinds(opened))
    return labels.get(category, category)


def _actor_kinds(opened: Opened) -> dict[str, str]:
    from ontology.vocabulary import BASE

    prefix = f"{BASE}actor-kind/"
    categories = {entity.category for entity in opened.vocabulary.of_kind("actor") if entity.category}
    categories |= {row["category"] for row in opened.found_actors.values() if row["category"]}
    labels = opened.labels(prefix + category for category in categories)
    return {iri.removeprefix(prefix): label for iri, label in labels.items()}


def in_use(opened: Opened, kind: str) -> list[dict[str, Any]]:
    """Return the entities of a kind that activities or resources are tied to, as the graph counts them."""
    every = opened.once("in use", lambda: opened.ask("references"))
    return [row for row in every if row["kind"] == kind]


def _matched(opened: Opened, iri: str, prefix: str) -> str:
    """Return the alternative label that holds what was typed when the preferred one does not."""
    from ingest.identity import fold

    entity, typed = opened.entity(iri), fold(prefix).strip()
    if entity is not None:
        label, others = entity.pref_label, (*entity.alt_labels, *entity.hidden_labels)
    elif iri in opened.found_actors:
        label, others = opened.found_actors[iri]["pref_label"], opened.found_actors[iri]["alt_labels"]
    else:
        return ""
    if typed in fold(label):
        return ""
    return next((name for name in others if fold(name).startswith(typed)), None) or next(
        (name for name in others if typed in fold(name)), ""
    )


def _dated(edtf: str | None) -> str:
    return date_text(edtf) if edtf else ""
