"""What texts say ties an entity to others (`membre de`, `financé par`, `fait suite à`), each with its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from centre.entities import evidence_line, reference
from centre.names import name_of
from centre.records import RelationLine

if TYPE_CHECKING:
    from centre.opened import Opened

_LOCAL = {"funder": "fundedBy", "affiliation": "worksFor"}
"""Properties that others coined, by the name the relation has here."""


def relation_lines(opened: Opened, iri: str) -> tuple[RelationLine, ...]:
    """Return the ties of an entity, in the words of its side of each, the surest first."""
    lines = [_line(opened, row) for row in opened.ask("entity_relations", entities=iri)]
    return tuple(sorted(lines, key=lambda line: (line.status != "fact", line.name, line.other.label)))


def document_relations(opened: Opened, iri: str) -> list[dict[str, Any]]:
    """Return the ties a document states, as the command line contract gives them."""
    rows = opened.ask("document_relations", documents=iri)
    labels = opened.labels({row[end] for row in rows for end in ("subject", "object")})
    return [
        {
            "subject": {"id": row["subject"], "label": labels[row["subject"]]},
            "predicate": _code(row["predicate"]),
            "name": name_of("relation", _code(row["predicate"])),
            "object": {"id": row["object"], "label": labels[row["object"]]},
            "detail": row["office"] or "",
            "cue": row["cue"],
            "status": row["status"],
            "score": float(row["score"]),
            "evidence": [
                {
                    "page": row["page"],
                    "start": row["quote_start"],
                    "end": row["quote_end"],
                    "quote": row["quote"],
                }
            ],
        }
        for row in rows
    ]


def _line(opened: Opened, row: dict[str, Any]) -> RelationLine:
    code, inverse = _code(row["predicate"]), row["direction"] == "in"
    return RelationLine(
        name=name_of("relation-of" if inverse else "relation", code),
        predicate=code,
        inverse=inverse,
        other=reference(opened, row["other"], detail=row["office"] or ""),
        status=row["status"],
        score=float(row["score"]),
        cue=row["cue"],
        evidence=evidence_line(row),
    )


def _code(predicate: str) -> str:
    local = predicate.replace("#", "/").rsplit("/", 1)[-1]
    return _LOCAL.get(local, local)
