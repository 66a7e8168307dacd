"""The named graph of identity: which addresses are one event or series, and the pairs that say why."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from rdflib import Literal

from graph.ask import ask
from graph.matching import Match, Pair, identify
from graph.namespaces import ID, MLG, RDF, XSD, Triple, iri
from graph.statements import read_statements

if TYPE_CHECKING:
    from graph.store import Store


def identity_triples(store: Store, decided: Mapping[Pair, bool] | None = None) -> Iterator[Triple]:
    """Yield what the documents of a store have in common; `decided` are the pairs a person judged.

    Everything that a document may speak of has an `mlg:canonical`, itself when it is alone: questions join
    on it without asking whether it is there.
    """
    identity = identify(read_statements(store), decided)
    for row in ask(store, "nameable"):
        thing = str(row["thing"])
        yield iri(thing), MLG.canonical, iri(identity.canonical.get(thing, thing))
    for match in identity.matches:
        yield from _match_triples(match)


def _match_triples(match: Match) -> Iterator[Triple]:
    digest = hashlib.sha256(f"{match.one}\n{match.other}".encode()).hexdigest()[:20]
    node, found = ID[f"match/{digest}"], match.resemblance
    yield node, RDF.type, MLG.Match
    yield node, MLG.matched, iri(match.one)
    yield node, MLG.matched, iri(match.other)
    yield node, MLG.status, Literal(match.status)
    for predicate, value in (
        (MLG.score, found.score),
        (MLG.titleScore, found.title),
        (MLG.dateScore, found.date),
        (MLG.placeScore, found.place),
        (MLG.actorsScore, found.actors),
    ):
        if value is not None:
            yield node, predicate, Literal(f"{value:.4f}", datatype=XSD.decimal)
