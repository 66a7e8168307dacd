"""Triples that say where in a document a fact stands and how it was found."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Final

from rdflib import Literal, URIRef

from graph.namespaces import (
    DCTERMS,
    ID,
    MLG,
    OA,
    RDF,
    SCHEMA,
    XSD,
    Triple,
    iri,
)
from ingest.records import MODEL, Evidence, Link, Participation, Status

SHORTCUTS: Final = {
    "organiser": SCHEMA.organizer,
    "coOrganiser": SCHEMA.organizer,
    "speaker": SCHEMA.performer,
    "facilitator": SCHEMA.performer,
    "funder": SCHEMA.funder,
    "author": SCHEMA.author,
    "publisher": SCHEMA.publisher,
}
"""The schema.org property that says a role in one triple; every role also has `schema:contributor`."""

ABOUT: Final = SCHEMA.about
SPATIAL: Final = DCTERMS.spatial
AUDIENCE: Final = SCHEMA.audience


def evidence_iri(evidence: Evidence) -> URIRef:
    """Return the address of a stretch of a document (RFC 5147)."""
    return iri(f"{evidence.document}#char={evidence.start},{evidence.end}")


def decision_iri(decision: str) -> URIRef:
    """Return the address of a decision."""
    return ID[f"decision/{decision}"]


def evidence_triples(evidence: Evidence) -> Iterator[Triple]:
    """Yield the Web Annotation selectors of a stretch of a document."""
    place = evidence_iri(evidence)
    for kind in (OA.SpecificResource, OA.TextPositionSelector, OA.TextQuoteSelector):
        yield place, RDF.type, kind
    yield place, OA.hasSource, iri(evidence.document)
    yield place, OA.start, Literal(evidence.start)
    yield place, OA.end, Literal(evidence.end)
    yield place, OA.exact, Literal(evidence.quote)
    yield place, MLG.page, Literal(evidence.page)


def link_triples(subject: URIRef, predicate: URIRef, links: Iterable[Link]) -> Iterator[Triple]:
    """Yield each link as an assertion with its evidence and, when it is a fact, as a direct triple."""
    for link in links:
        yield from assertion_triples(
            subject,
            predicate,
            iri(link.iri),
            link.evidence,
            link.method,
            link.score,
            link.status,
            link.decision,
        )


def assertion_triples(
    subject: URIRef,
    predicate: URIRef,
    value: URIRef,
    evidence: Evidence,
    method: str,
    score: float,
    status: Status,
    decision: str | None = None,
) -> Iterator[Triple]:
    """Yield an assertion with its evidence, method, score and status; a direct triple when it is a fact."""
    if status == "fact":
        yield subject, predicate, value
    place = evidence_iri(evidence)
    assertion = assertion_iri(subject, predicate, value, evidence)
    yield assertion, RDF.type, MLG.Assertion
    yield assertion, RDF.type, RDF.Statement
    yield assertion, RDF.subject, subject
    yield assertion, RDF.predicate, predicate
    yield assertion, RDF.object, value
    yield assertion, MLG.evidence, place
    yield assertion, MLG.method, Literal(method)
    yield assertion, MLG.score, decimal(score)
    yield assertion, MLG.status, Literal(status)
    if decision:
        yield assertion, MLG.decision, decision_iri(decision)
    yield from evidence_triples(evidence)


def assertion_iri(subject: URIRef, predicate: URIRef, value: URIRef, evidence: Evidence) -> URIRef:
    """Return the address of what a stretch of a document asserts."""
    return ID[f"assertion/{digest(subject, predicate, value, evidence_iri(evidence))}"]


def participation_triples(
    activity: URIRef, participations: Iterable[Participation], *, shortcut: bool = True
) -> Iterator[Triple]:
    """Yield each participation as a node with its evidence and, with `shortcut`, each fact as direct triples."""
    for participation in participations:
        actor, place = iri(participation.actor), evidence_iri(participation.evidence)
        node = ID[f"participation/{digest(actor, activity, participation.role, place)}"]
        yield node, RDF.type, MLG.Participation
        yield node, MLG.actor, actor
        yield node, MLG.activity, activity
        yield node, MLG.role, MLG[participation.role]
        yield node, MLG.cue, Literal(participation.cue)
        if participation.cue == MODEL:
            yield node, MLG.method, Literal(MODEL)
        yield node, MLG.evidence, place
        yield node, MLG.score, decimal(participation.score)
        yield node, MLG.status, Literal(participation.status)
        if participation.decision:
            yield node, MLG.decision, decision_iri(participation.decision)
        yield from evidence_triples(participation.evidence)
        if shortcut and participation.status == "fact":
            yield activity, SCHEMA.contributor, actor
            if participation.role in SHORTCUTS:
                yield activity, SHORTCUTS[participation.role], actor


def decimal(score: float) -> Literal:
    """Return a score as it is written in the graph."""
    return Literal(f"{score:.4f}", datatype=XSD.decimal)


def digest(*parts: str) -> str:
    """Return a name made of what a node is about."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]
