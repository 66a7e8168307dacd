"""The pages of what the authority files describe: themes, audiences, kinds of action, actors, territories."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from centre.agenda import agenda_rows, links_of, sessions_of
from centre.entities import (
    EVIDENCE,
    blank_page,
    counted_references,
    evidence_line,
    fields_of,
    mention_lines,
    reference,
)
from centre.names import role_names, sentence
from centre.records import EntityPage, Reference
from centre.references import category_label
from centre.resources import resource_rows, resources_of
from centre.tied import partners_of, topics_of

if TYPE_CHECKING:
    from centre.opened import Opened

_PROGRAMMES = {
    "contrat-de-ville": "contrat de ville",
    "acv": "Action cœur de ville",
    "cite-de-l-emploi": "cité de l’emploi",
    "cite-educative": "cité éducative",
}
_SHOWN = 100
"""Contained territories listed at most."""


def concept_page(opened: Opened, iri: str) -> EntityPage | None:
    """Return the page of a theme, an audience or a kind of action."""
    found = opened.ask("theme", themes=iri)
    entity = opened.entity(iri)
    if not found or entity is None:
        return None
    row = found[0]
    relations = _relations(opened, iri)
    page = replace(
        blank_page(iri, entity.kind, row["label"]),
        description=row["definition"] or "",
        alt_labels=tuple(row["alt_labels"]),
        breadcrumb=_breadcrumb(opened, iri),
        fields=fields_of(
            ("En anglais", row["label_en"]),
            ("Notation", row["notation"]),
            ("Correspondances", ", ".join(row["exact_matches"])),
        ),
        narrower=_references(opened, relations.get("narrower", ())),
        related=_references(opened, relations.get("related", ())),
        evidence=mention_lines(opened, iri),
    )
    return _with_activities(opened, page) if entity.kind == "theme" else page


def actor_page(opened: Opened, iri: str) -> EntityPage | None:
    """Return the page of a person or an organisation: what it does, with whom, on what, and the proof."""
    found = opened.ask("actor", actors=iri)
    if not found:
        return None
    row = found[0]
    done = opened.ask("evidence_of_actor", actors=iri)
    relations = _relations(opened, iri)
    lines = [evidence_line(item) for item in done][:EVIDENCE]
    if row["document"]:
        title = opened.titles.get(row["document"], "")
        lines.insert(0, evidence_line(row, document_title=title, activity="", activity_title="", role=""))
    page = replace(
        blank_page(iri, "actor", row["label"]),
        status=row["status"],
        category=row["category_label"] or category_label(opened, "actor", row["category"]),
        description=row["note"] or (opened.vocabulary.entities[iri].definition if opened.entity(iri) else ""),
        alt_labels=tuple(row["alt_labels"]),
        fields=fields_of(
            ("Fonction", row["job_title"]),
            ("Siège", row["seat_label"]),
            ("Territoire d’action", ", ".join(opened.labels(row["active_in"]).values())),
            ("Membre de", ", ".join(opened.labels(row["member_of"]).values())),
            ("Repéré par", f"« {row['cue']} »" if row["cue"] else ""),
        ),
        narrower=_references(opened, relations.get("member", ())),
        related=counted_references(
            opened,
            partners_of(opened, iri),
            of="partner",
            what="activity",
            detail=role_names,
        ),
        themes=counted_references(
            opened, topics_of(opened, iri), of="theme", what="activity", detail=lambda _: ""
        ),
        evidence=tuple(lines[:EVIDENCE]) or mention_lines(opened, iri),
    )
    return _with_activities(opened, page)


def territory_page(opened: Opened, iri: str) -> EntityPage | None:
    """Return the page of a territory: what it contains, who acts there, what happens there."""
    found = opened.ask("territory", territories=iri)
    if not found:
        return None
    row = found[0]
    relations = _relations(opened, iri)
    programmes = ", ".join(_PROGRAMMES.get(name, name) for name in row["programmes"])
    page = replace(
        blank_page(iri, "territory", row["label"]),
        category=category_label(opened, "territory", row["category"]),
        alt_labels=tuple(row["alt_labels"]),
        breadcrumb=_breadcrumb(opened, iri),
        fields=fields_of(
            ("Code officiel", row["code"]),
            ("Population", f"{row['population']:,}".replace(",", " ") if row["population"] else ""),
            ("Périmètre", row["vintage"]),
            ("Programmes", sentence(programmes)),
            ("Remplace", ", ".join(opened.labels(relations.get("replaces", ())).values())),
            ("Remplacé par", ", ".join(opened.labels(relations.get("replacedBy", ())).values())),
        ),
        narrower=_references(opened, _noted(opened, relations.get("contains", ()))),
        evidence=mention_lines(opened, iri),
    )
    page = _with_activities(opened, page)
    seated = _references(opened, (*relations.get("active", ()), *relations.get("seats", ())))
    known = {item.id for item in page.actors}
    return replace(page, actors=(*page.actors, *(item for item in seated if item.id not in known)))


def _with_activities(opened: Opened, page: EntityPage) -> EntityPage:
    """Add the events and resources tied to an entity, and what these are tied to in turn."""
    events, resources = sessions_of(opened, page.id), resources_of(opened, page.id)
    links = links_of(opened, [*(row["event"] for row in events), *(row["resource"] for row in resources)])
    held = [row for rows in links.values() for row in rows if row["entity"] != page.id]

    def tied(kind: str) -> tuple[Reference, ...]:
        rows = [row for row in held if row["kind"] == kind]
        return counted_references(opened, rows, of="entity", what="activity", detail=role_names)

    return replace(
        page,
        events=agenda_rows(opened, events, links),
        resources=resource_rows(opened, resources, links),
        themes=page.themes or (tied("theme") if page.kind == "territory" else ()),
        actors=page.actors or (tied("actor") if page.kind != "actor" else ()),
        territories=page.territories or (tied("territory") if page.kind != "territory" else ()),
    )


def _relations(opened: Opened, iri: str) -> dict[str, tuple[str, ...]]:
    relations: dict[str, list[str]] = {}
    for row in opened.ask("relations", entities=iri):
        relations.setdefault(row["relation"], []).append(row["other"])
    return {name: tuple(dict.fromkeys(others)) for name, others in relations.items()}


def _breadcrumb(opened: Opened, iri: str) -> tuple[Reference, ...]:
    """Return the way from the broadest to the direct parent, by the first parent of each."""
    steps: list[Reference] = []
    entity = opened.entity(iri)
    while entity and entity.broader and all(step.id != entity.broader[0] for step in steps):
        steps.insert(0, reference(opened, entity.broader[0]))
        entity = opened.entity(entity.broader[0])
    return tuple(steps)


def _references(opened: Opened, iris: Iterable[str]) -> tuple[Reference, ...]:
    counts = opened.once("uses", lambda: _uses(opened))
    return tuple(
        reference(opened, iri, detail=_perimeter(opened, iri), count=counts.get(iri))
        for iri in dict.fromkeys(iris)
    )


def _perimeter(opened: Opened, iri: str) -> str:
    """Return the year of the perimeter of a neighbourhood: two perimeters may bear one name."""
    entity = opened.entity(iri)
    return entity.vintage or "" if entity else ""


def _uses(opened: Opened) -> dict[str, Any]:
    rows = opened.once("in use", lambda: opened.ask("references"))
    return {row["entity"]: row["uses"] for row in rows}


def _noted(opened: Opened, iris: Iterable[str]) -> list[str]:
    """Return contained territories, those in use first, not more than can be read."""
    counts = opened.once("uses", lambda: _uses(opened))
    labels = opened.labels(iris)
    return sorted(labels, key=lambda iri: (-int(counts.get(iri) or 0), labels[iri]))[:_SHOWN]
