"""What the graph says, fact by fact as people decide on them: whatever the place in a text, with its places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from centre.entities import evidence_line
from centre.records import EvidenceLine
from ingest.curation import Target, fact_id

if TYPE_CHECKING:
    from centre.opened import Opened

_PREDICATES: Final = {"funder": "fundedBy", "affiliation": "worksFor"}
"""Relations that the graph says with a property of another name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A link or a role, with every place that says it."""

    id: str
    target: Target
    status: str
    score: float
    method: str
    """How the link was found; the words that told the role."""
    evidence: tuple[EvidenceLine, ...]


def facts(opened: Opened, status: str | None = None) -> tuple[Fact, ...]:
    """Return the facts of a snapshot, or those of one status (`fact`, `candidate`)."""
    found = opened.once("facts", lambda: _facts(opened))
    return tuple(fact for fact in found if status is None or fact.status == status)


def fact_of(opened: Opened, id: str) -> Fact | None:
    """Return the fact of a short name."""
    return next((fact for fact in facts(opened) if fact.id == id), None)


def _facts(opened: Opened) -> tuple[Fact, ...]:
    groups: dict[Target, list[dict[str, Any]]] = {}
    for row in opened.ask("decidable"):
        groups.setdefault(_target(row), []).append(row)
    return tuple(_fact(target, rows) for target, rows in groups.items())


def _target(row: dict[str, Any]) -> Target:
    predicate = str(row["property"]).rsplit("/", 1)[-1].rsplit("#", 1)[-1]
    if row["relation"]:
        predicate = _PREDICATES.get(predicate, predicate)
    subject = row["itself"] or row["subject"]
    if predicate == "mentions":
        subject = row["document"]
    return Target(subject=subject, predicate=predicate, object=row["entity"])


def _fact(target: Target, rows: list[dict[str, Any]]) -> Fact:
    best = max(rows, key=lambda row: (row["status"] == "fact", float(row["score"])))
    lines = {(row["document"], row["quote_start"], row["quote_end"]): evidence_line(row) for row in rows}
    return Fact(
        id=fact_id(target),
        target=target,
        status=best["status"],
        score=float(best["score"]),
        method=str(best["words"] or best["method"] or best["cue"] or ""),
        evidence=tuple(lines.values()),
    )
