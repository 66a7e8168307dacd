"""What the graph is written with, term by term, and how much the centre holds of what, to be drawn."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from centre.authority import ONTOLOGY
from centre.built import curie

if TYPE_CHECKING:
    from centre.opened import Opened

REUSED = ONTOLOGY / "reused_terms.toml"
THEMES = 20
"""Themes drawn at most."""

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedTerm:
    """A class or a property that the graph uses."""

    kind: Literal["class", "property"]
    iri: str
    curie: str
    label: str
    comment: str
    comment_en: str
    """Definitions; empty for a term that only its own vocabulary defines."""
    many: int
    """Things of the class, or statements with the property."""
    example: str
    """IRI of one thing."""
    example_label: str
    """Empty for a thing that nothing names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Numbers to draw, each with what it counts."""

    documents: Counts
    """By year."""
    events: Counts
    """By month (`2024-02`)."""
    statements: Counts
    """Links drawn from texts, by the name of what they say."""
    themes: Counts
    """Resources by theme (with what is narrower), the most first."""


def used_terms(opened: Opened) -> tuple[UsedTerm, ...]:
    """Return the classes, then the properties, the most used first."""
    return opened.once("used terms", lambda: _used(opened))


def figures(opened: Opened) -> Figures:
    """Return the figures of a snapshot."""
    return opened.once("figures", lambda: _figures(opened))


def _used(opened: Opened) -> tuple[UsedTerm, ...]:
    from centre.describing import terms

    own = {one.iri: one for one in terms(opened)}
    reused: dict[str, list[str]] = tomllib.loads(REUSED.read_text(encoding="utf-8"))
    asked: tuple[tuple[Literal["class", "property"], str], ...] = (
        ("class", "used_classes"),
        ("property", "used_properties"),
    )
    found = [(kind, row) for kind, question in asked for row in opened.ask(question)]
    given = opened.labels(row["example"] for _, row in found if row["example"])
    # What nothing names is called by the end of its address, which says nothing to people.
    names = {
        iri: "" if iri.endswith(f"/{label}") else label.replace("ns#", "mlg:") for iri, label in given.items()
    }
    made = []
    for kind, row in found:
        iri, short = row["term"], curie(row["term"])
        label, comment, comment_en = reused.get(short, ["", "", ""])
        if term := own.get(iri):
            label, comment, comment_en = term.label or "", term.comment or "", term.comment_en or ""
        made.append(
            UsedTerm(
                kind=kind, iri=iri, curie=short, label=label, comment=comment, comment_en=comment_en,
                many=int(row["many"]), example=row["example"] or "", example_label=names.get(row["example"], ""),
            )
        )  # fmt: skip
    return tuple(made)


def _figures(opened: Opened) -> Figures:
    from centre.tied import tied

    documents = Counter(row["date"][:4] for row in opened.ask("documents") if row["date"])
    events = Counter(row["start"][:7] for row in opened.listed("agenda", "event").values() if row["start"])
    labels = {one.iri: one.label for one in used_terms(opened)}
    statements: Counter[str] = Counter()
    for row in opened.ask("statement_kinds"):
        statements[labels.get(row["kind"]) or curie(row["kind"])] += int(row["many"])
    resources = opened.listed("resources", "resource").keys()
    on = {
        entity.pref_label: len(tied(opened).activities.get(entity.iri, set()) & resources)
        for entity in opened.vocabulary.of_kind("theme")
    }
    themes = sorted(((name, many) for name, many in on.items() if many), key=lambda one: (-one[1], one[0]))
    return Figures(
        documents=tuple(sorted(documents.items())),
        events=tuple(sorted(events.items())),
        statements=tuple(statements.most_common()),
        themes=tuple(themes[:THEMES]),
    )
