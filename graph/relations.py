"""Ties between actors, activities or resources, and pairs of actors that may be one, as triples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from rdflib import Literal, URIRef

from graph.evidence import assertion_iri, decimal, decision_iri, digest, evidence_iri, evidence_triples
from graph.namespaces import DCTERMS, ID, MLG, ORG, RDF, SCHEMA, SKOS, Triple, french, iri
from ingest.identity import slug
from ingest.records import MODEL, Duplicate, Relation

PROPERTIES: Final[dict[str, URIRef]] = {
    "memberOf": ORG.memberOf,
    "partnerOf": MLG.partnerOf,
    "fundedBy": SCHEMA.funder,
    "hostedBy": MLG.hostedBy,
    "worksFor": SCHEMA.affiliation,
    "commissionedBy": MLG.commissionedBy,
    "activeIn": MLG.activeIn,
    "follows": MLG.follows,
    "replaces": DCTERMS.replaces,
}
"""The property that says a relation in one triple."""


def relation_triples(relations: Iterable[Relation]) -> Iterator[Triple]:
    """Yield each relation as an assertion with its evidence and, once it is a fact, as a direct triple."""
    for relation in relations:
        subject, value = iri(relation.subject), iri(relation.object)
        predicate = PROPERTIES[relation.predicate]
        node = assertion_iri(subject, predicate, value, relation.evidence)
        if relation.status == "fact":
            yield subject, predicate, value
        yield node, RDF.type, MLG.Relation
        yield node, RDF.type, MLG.Assertion
        yield node, RDF.type, RDF.Statement
        yield node, RDF.subject, subject
        yield node, RDF.predicate, predicate
        yield node, RDF.object, value
        yield node, MLG.evidence, evidence_iri(relation.evidence)
        yield node, MLG.method, Literal(MODEL if relation.cue == MODEL else "cue")
        yield node, MLG.cue, Literal(relation.cue)
        yield node, MLG.score, decimal(relation.score)
        yield node, MLG.status, Literal(relation.status)
        if relation.decision:
            yield node, MLG.decision, decision_iri(relation.decision)
        if relation.predicate == "worksFor":
            yield from _membership(node, subject, value, relation.detail)
        yield from evidence_triples(relation.evidence)


def duplicate_triples(duplicates: Iterable[Duplicate]) -> Iterator[Triple]:
    """Yield each pair of actors that may be one, for the review queue."""
    for pair in duplicates:
        left, right = iri(pair.left), iri(pair.right)
        node = ID[f"match/{digest(*sorted((left, right)))}"]
        yield node, RDF.type, MLG.Match
        yield node, MLG.matched, left
        yield node, MLG.matched, right
        yield node, MLG.reason, french(pair.reason)
        yield node, MLG.score, decimal(pair.score)
        yield node, MLG.status, Literal("candidate")
        yield node, MLG.evidence, evidence_iri(pair.evidence)
        yield from evidence_triples(pair.evidence)


def _membership(node: URIRef, person: URIRef, body: URIRef, office: str) -> Iterator[Triple]:
    """Yield the same assertion in the words of the ORG ontology, with the office held."""
    yield node, RDF.type, ORG.Membership
    yield node, ORG.member, person
    yield node, ORG.organization, body
    if office:
        role = ID[f"office/{slug(office)}"]
        yield node, ORG.role, role
        yield role, RDF.type, ORG.Role
        yield role, SKOS.prefLabel, french(office)
