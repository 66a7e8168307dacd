"""The page of an entity: its own values first, then all that it is tied to, with the sentences that say so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from centre.opened import kind_of
from centre.records import EntityPage, EvidenceLine, Reference

if TYPE_CHECKING:
    from centre.opened import Opened

_TIED = ("actor", "event", "series", "resource")
"""Kinds that sentences tie to one another."""
EVIDENCE = 50
"""Sentences given at most."""


def entity_page(opened: Opened, iri: str) -> EntityPage | None:
    """Return the page of an entity of any kind, None when the centre knows nothing of it.

    What is one with something else has the page of that: the `id` of the page says which.
    """
    from centre.activities import event_page, resource_page, series_page
    from centre.concepts import actor_page, concept_page, territory_page
    from centre.readings import document_page
    from centre.relations import relation_lines

    pages: dict[str, Callable[[Opened, str], EntityPage | None]] = {
        "theme": concept_page,
        "audience": concept_page,
        "action": concept_page,
        "actor": actor_page,
        "territory": territory_page,
        "event": event_page,
        "series": series_page,
        "resource": resource_page,
        "legal": resource_page,
        "document": document_page,
    }
    iri = opened.canonical(iri) if kind_of(iri) in pages else iri
    make = pages.get(kind_of(iri))
    page = make(opened, iri) if make else None
    return replace(page, relations=relation_lines(opened, iri)) if page and page.kind in _TIED else page


def blank_page(iri: str, kind: str, label: str) -> EntityPage:
    """Return a page with nothing on it yet."""
    return EntityPage(
        id=iri, kind=kind, label=label, status="fact", category="", description="", alt_labels=(), breadcrumb=(),
        fields=(), narrower=(), related=(), themes=(), actors=(), territories=(), events=(), resources=(),
        evidence=(),
    )  # fmt: skip


def fields_of(*pairs: tuple[str, object]) -> tuple[tuple[str, str], ...]:
    """Return French names and values, those without a value left out."""
    return tuple((name, str(value)) for name, value in pairs if value not in (None, "", (), []))


def reference(opened: Opened, iri: str, *, detail: str = "", count: int | None = None) -> Reference:
    """Return a link to an entity."""
    return Reference(id=iri, label=opened.label(iri), kind=kind_of(iri), detail=detail, count=count)


def evidence_line(row: dict[str, Any], **changes: Any) -> EvidenceLine:
    """Return a row of a question as the sentence of a document; `changes` name what the row calls otherwise."""
    held = {**row, **changes}
    return EvidenceLine(
        activity=held.get("activity_title") or "",
        activity_id=held.get("activity") or "",
        role=held.get("role") or "",
        document=held["document"],
        document_title=held.get("document_title") or "",
        page=held["page"],
        quote=held["quote"],
        start=held["quote_start"],
        end=held["quote_end"],
        date=held.get("edtf") or held.get("start"),
        points=0.0,
    )


def mention_lines(opened: Opened, iri: str) -> tuple[EvidenceLine, ...]:
    """Return the passages that name an entity, each as one sentence or two around the name."""
    lines: dict[tuple[str, int], EvidenceLine] = {}
    for row in opened.ask("mentions", entities=iri):
        text, place = row["text"] or row["quote"], row["quote_start"]
        line = evidence_line(row, quote=around(text, row["quote"]))
        lines.setdefault((row["document"], place // 400), line)
        if len(lines) == EVIDENCE:
            break
    return tuple(lines.values())


def around(text: str, words: str, width: int = 240) -> str:
    """Return the words with what surrounds them in the text."""
    flat, at = " ".join(text.split()), " ".join(text.split()).find(" ".join(words.split()))
    if at < 0 or len(flat) <= width:
        return flat[:width] if at < 0 else flat
    start = max(0, at - width // 3)
    start = flat.find(" ", start) + 1 if start else 0
    end = min(len(flat), start + width)
    end = max(flat.rfind(" ", start, end), at + len(words)) if end < len(flat) else end
    return f"{'… ' if start else ''}{flat[start:end]}{' …' if end < len(flat) else ''}"


def counted_references(
    opened: Opened, rows: Iterable[dict[str, Any]], *, of: str, what: str, detail: Callable[[set[str]], str]
) -> tuple[Reference, ...]:
    """Return the entities of a column, by how many different things of another column they go with."""
    things: dict[str, set[str]] = {}
    roles: dict[str, set[str]] = {}
    for row in rows:
        if row[of]:
            things.setdefault(row[of], set()).add(row[what])
            roles.setdefault(row[of], set()).add(row.get("role") or "")
    labels = opened.labels(things)
    order = sorted(things, key=lambda iri: (-len(things[iri]), labels[iri]))
    return tuple(
        Reference(
            id=iri,
            label=labels[iri],
            kind=kind_of(iri),
            detail=detail(roles[iri] - {""}),
            count=len(things[iri]),
        )
        for iri in order
    )
