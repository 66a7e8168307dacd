"""Every vocabulary the graph uses, and the named graphs of the store, as constants."""

from __future__ import annotations

from rdflib import BNode, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, XSD

from ontology.vocabulary import BASE, NAMESPACE

__all__ = ["DCTERMS", "FOAF", "ORG", "OWL", "PROV", "RDF", "RDFS", "SKOS", "XSD"]

MLG = Namespace(NAMESPACE)
ID = Namespace(BASE)
SCHEMA = Namespace("https://schema.org/")
OA = Namespace("http://www.w3.org/ns/oa#")
GEO = Namespace("http://www.w3.org/2003/01/geo/wgs84_pos#")
GEOSPARQL = Namespace("http://www.opengis.net/ont/geosparql#")

AUTHORITY_GRAPH = f"{BASE}graph/authority"
CLOSURE_GRAPH = f"{BASE}graph/closure"
DECISIONS_GRAPH = f"{BASE}graph/decisions"
IDENTITY_GRAPH = f"{BASE}graph/identity"
"""What documents say of one and the same event, brought together; derived from their graphs."""

PREFIXES: dict[str, str] = {
    "mlg": str(MLG),
    "id": BASE,
    "schema": str(SCHEMA),
    "skos": str(SKOS),
    "dcterms": str(DCTERMS),
    "org": str(ORG),
    "foaf": str(FOAF),
    "prov": str(PROV),
    "oa": str(OA),
    "geo": str(GEO),
    "geosparql": str(GEOSPARQL),
    "owl": str(OWL),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "xsd": str(XSD),
}

Term = URIRef | BNode | Literal
Triple = tuple[URIRef | BNode, URIRef, Term]


def iri(value: str) -> URIRef:
    """Return the term that names `value`."""
    return URIRef(value)


def french(text: str) -> Literal:
    """Return `text` as a French literal."""
    return Literal(text, lang="fr")
