"""The graph that a query builds, ready to be shown: its triples with what things are called, and its picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from centre.drawing import DrawnNetwork, draw
from centre.network import Network, NetworkActor, NetworkTie
from centre.opened import kind_of

if TYPE_CHECKING:
    from centre.centre import Centre
    from centre.opened import Opened


@dataclass(frozen=True, slots=True, kw_only=True)
class Triple:
    """A statement; a literal has no `object_id`."""

    subject_id: str
    subject: str
    predicate: str
    """CURIE where a prefix is known, else the IRI."""
    object_id: str | None
    object: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltGraph:
    """What a query built."""

    triples: tuple[Triple, ...]
    turtle: str
    drawn: DrawnNetwork
    """The things of the centre that the statements tie."""


def built_graph(centre: Centre, query: str) -> BuiltGraph:
    """Return the graph of a CONSTRUCT or DESCRIBE within the limits of anyone's question; QuestionError, CentreError."""
    from rdflib import Graph, Literal

    turtle = centre.sparql_within_limits(query, "ttl")
    opened = centre.opened()
    found = sorted(Graph().parse(data=turtle, format="turtle"))
    things = {str(term) for one in found for term in (one[0], one[2]) if not isinstance(term, Literal)}
    known = {iri for iri in things if kind_of(iri)}
    labels = {iri: iri for iri in things} | opened.labels(known)
    triples = tuple(
        Triple(
            subject_id=str(subject),
            subject=labels[str(subject)],
            predicate=curie(str(predicate)),
            object_id=None if isinstance(value, Literal) else str(value),
            object=str(value) if isinstance(value, Literal) else labels[str(value)],
        )
        for subject, predicate, value in found
    )
    return BuiltGraph(triples=triples, turtle=turtle, drawn=draw(_network(opened, triples, known)))


def curie(iri: str) -> str:
    """Return an IRI with its usual prefix, or as it is."""
    from graph.namespaces import PREFIXES

    held = [(base, name) for name, base in PREFIXES.items() if iri.startswith(base) and iri != base]
    if not held:
        return iri
    base, name = max(held)
    return f"{name}:{iri.removeprefix(base)}"


def _network(opened: Opened, triples: Sequence[Triple], known: set[str]) -> Network:
    """Return the statements between things of the centre as ties, each statement counting for one."""
    ties: dict[tuple[str, str], list[str]] = {}
    labels: dict[str, str] = {}
    for one in triples:
        if one.object_id in known and one.subject_id in known and one.object_id != one.subject_id:
            assert one.object_id is not None
            labels |= {one.subject_id: one.subject, one.object_id: one.object}
            low, high = sorted((one.subject_id, one.object_id))
            ties.setdefault((low, high), []).append(one.predicate)
    many = {iri: sum(len(held) for pair, held in ties.items() if iri in pair) for iri in labels}
    return Network(
        actors=tuple(
            NetworkActor(
                id=iri,
                label=label,
                category=(opened.category(iri) if kind_of(iri) == "actor" else None) or kind_of(iri),
                activities=many[iri],
            )
            for iri, label in sorted(labels.items())
        ),
        ties=tuple(
            NetworkTie(source=low, target=high, activities=tuple(sorted(held)), first=None, last=None)
            for (low, high), held in sorted(ties.items())
        ),
    )
