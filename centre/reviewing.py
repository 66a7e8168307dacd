"""The queue of what people are asked to decide: candidates with the words they rest on, and likely duplicates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from centre.decisions import held_decisions
from centre.entities import around, evidence_line, reference
from centre.facts import Fact, facts
from centre.names import name_of
from centre.opened import kind_of
from centre.records import CentreError, EvidenceLine, ReviewItem
from ingest.curation import Target, fact_id, standing
from ingest.curation.decision import LINKS, SAME

if TYPE_CHECKING:
    from centre.opened import Opened

KINDS: Final = ("actors", "themes", "territories", "audiences", "roles", "relations", "events", "duplicates")
_OF_ENTITY = {"theme": "themes", "territory": "territories", "audience": "audiences", "actor": "actors"}
_SHOWN = 3
"""Sentences shown of one item."""


def review_queue(
    opened: Opened, kinds: Iterable[str] = (), limit: int | None = None
) -> tuple[ReviewItem, ...]:
    """Return what waits for a decision, by kind, the surest first."""
    wanted = tuple(kinds) or KINDS
    unknown = sorted(set(wanted) - set(KINDS))
    if unknown:
        raise CentreError(f"Il n’y a pas de « {unknown[0]} » à relire. Possibles : {', '.join(KINDS)}.")
    noted = _noted(opened)
    items = [
        item
        for item in opened.once("review queue", lambda: _queue(opened))
        if item.kind in wanted and item.id not in noted
    ]
    return tuple(items[:limit] if limit else items)


def _noted(opened: Opened) -> set[str]:
    """Return what was decided on since the snapshot was made."""
    known = {one.id for one in opened.decisions}
    held = held_decisions(opened.data, opened.path)
    noted = set()
    for one in standing(held):
        if one.id in known or one.action in ("rename", "undo"):
            continue
        target = one.target
        pair = sorted((target.subject, target.object))
        noted.add(fact_id(target) if target.predicate else _short(target.subject))
        if one.action in ("merge", "split"):
            noted |= {fact_id(Target(subject=pair[0], predicate=SAME, object=pair[1]))}
        if one.action == "merge":
            noted.add(_short(target.subject))
    return noted


def _queue(opened: Opened) -> list[ReviewItem]:
    from centre.duplicates import duplicates

    new = {iri: row for iri, row in opened.found_actors.items() if row["status"] == "candidate"}
    waiting = [
        fact
        for fact in facts(opened, status="candidate")
        if fact.target.object not in new  # once the actor is known, so are its roles
    ]
    items = [*_actors(opened, new), *(_item(opened, fact) for fact in waiting), *duplicates(opened)]
    with_context = _with_context(opened, items)
    order = {kind: place for place, kind in enumerate(KINDS)}
    return sorted(with_context, key=lambda item: (order[item.kind], -(item.score or 0), item.label, item.id))


def _actors(opened: Opened, new: Mapping[str, dict[str, Any]]) -> Iterable[ReviewItem]:
    if not new:
        return
    for row in opened.ask("actor", actors=list(new)):
        said = [fact for fact in facts(opened) if fact.target.object == row["actor"]]
        own = (
            [evidence_line(row, document_title=opened.titles.get(row["document"], ""))]
            if row["document"]
            else []
        )
        evidence = tuple(line for fact in said for line in fact.evidence) or tuple(own)
        yield ReviewItem(
            id=_short(row["actor"]),
            kind="actors",
            label=row["label"],
            entity=reference(opened, row["actor"]),
            detail=name_of("actor", row["category"]),
            subject=None,
            other=None,
            method=row["cue"] or "",
            score=max((fact.score for fact in said), default=None),
            evidence=evidence[:_SHOWN],
            count=len(evidence),
        )


def _item(opened: Opened, fact: Fact) -> ReviewItem:
    target = fact.target
    link = target.predicate in LINKS
    relation = kind_of(target.subject) == kind_of(target.object) or target.predicate == "activeIn"
    return ReviewItem(
        id=fact.id,
        kind=_OF_ENTITY.get(kind_of(target.object), "themes")
        if link
        else "relations"
        if relation
        else "roles",
        label=opened.label(target.object),
        entity=reference(opened, target.object),
        detail="" if link else name_of("relation" if relation else "role", target.predicate),
        subject=reference(opened, target.subject),
        other=None,
        method=fact.method,
        score=fact.score,
        evidence=fact.evidence[:_SHOWN],
        count=len(fact.evidence),
    )


def pair_item(
    opened: Opened,
    first: str,
    second: str,
    *,
    kind: str,
    score: float,
    method: str,
    evidence: tuple[EvidenceLine, ...],
) -> ReviewItem:
    """Return a pair that may be one and the same."""
    target = Target(subject=min(first, second), predicate=SAME, object=max(first, second))
    return ReviewItem(
        id=fact_id(target),
        kind=kind,
        label=opened.label(first),
        entity=reference(opened, first),
        detail=opened.label(second),
        subject=None,
        other=reference(opened, second),
        method=method,
        score=score,
        evidence=evidence[:_SHOWN],
        count=len(evidence),
    )


def _with_context(opened: Opened, items: list[ReviewItem]) -> list[ReviewItem]:
    """Return items with, around bare words, the sentence of the passage that holds them."""
    documents = sorted({line.document for item in items for line in item.evidence if _is_bare(line.quote)})
    passages: dict[str, list[dict[str, Any]]] = {}
    for row in opened.ask("passages", documents=documents) if documents else ():
        passages.setdefault(row["document"], []).append(row)

    def told(line: EvidenceLine) -> EvidenceLine:
        if not _is_bare(line.quote):
            return line
        for row in passages.get(line.document, ()):
            if row["start"] <= line.start < row["end"]:
                return replace(line, quote=around(row["text"], line.quote))
        return line

    return [replace(item, evidence=tuple(map(told, item.evidence))) for item in items]


def _is_bare(quote: str) -> bool:
    return len(quote.split()) < 8


def _short(iri: str) -> str:
    from ontology.vocabulary import BASE

    return iri.removeprefix(BASE)
