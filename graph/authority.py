"""The authority files as the triples of the authority graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rdflib import Literal, URIRef

from graph.namespaces import (
    DCTERMS,
    FOAF,
    GEO,
    GEOSPARQL,
    ID,
    MLG,
    ORG,
    RDF,
    SCHEMA,
    SKOS,
    XSD,
    Triple,
    french,
    iri,
)
from ontology.gathering import OUTLINE_FILE, read_outlines
from ontology.official import Geometry
from ontology.vocabulary import Entity, Vocabulary

TERRITORY_CLASSES: Final = {
    "country": MLG.Country,
    "region": MLG.Region,
    "departement": MLG.Departement,
    "epci": MLG.Epci,
    "commune": MLG.Commune,
    "qpv": MLG.Qpv,
}
_PERSON = "personne"
_INSEE_GEO = "http://id.insee.fr/geo/"
_INSEE = {"region": "region", "departement": "departement", "commune": "commune"}
"""Kinds of territory that INSEE identifies by their code."""
_SHAPES = "shapes.ttl"


def authority_triples(vocabulary: Vocabulary, *folders: Path) -> Iterator[Triple]:
    """Yield the triples of the authority records, each once.

    With `folders`, the Turtle files stand for themselves (with their schemes, kinds of actor, mappings and
    the labels of the schema, but not the SHACL shapes, which are no data) and only the territories, which
    are a table, are written from the records, with the outlines of the folders.
    """
    made = (
        triple
        for entity in vocabulary
        if not folders or entity.kind == "territory"
        for triple in _entity_triples(entity)
    )
    yield from dict.fromkeys(made)
    for folder in folders:
        yield from _file_triples(folder)
    outlines = {iri: outline for folder in folders for iri, outline in _outlines(folder).items()}
    for name, geometry in outlines.items():
        if vocabulary.get(name) is not None:
            yield from _outline_triples(iri(name), geometry)


def _entity_triples(entity: Entity) -> Iterator[Triple]:
    subject = iri(entity.iri)
    yield subject, SKOS.prefLabel, french(entity.pref_label)
    if entity.label_en:
        yield subject, SKOS.prefLabel, Literal(entity.label_en, lang="en")
    for label in entity.alt_labels:
        yield subject, SKOS.altLabel, french(label)
    for label in entity.hidden_labels:
        yield subject, SKOS.hiddenLabel, french(label)
    if entity.definition:
        yield subject, SKOS.definition, french(entity.definition)
    if entity.notation:
        yield subject, SKOS.notation, Literal(entity.notation)
    for old in entity.replaces:
        yield subject, DCTERMS.replaces, iri(old)
    if entity.kind == "territory":
        yield from _territory_triples(subject, entity)
    elif entity.kind == "actor":
        yield from _actor_triples(subject, entity)
    else:
        yield subject, RDF.type, SKOS.Concept
        for broader in entity.broader:
            yield subject, SKOS.broader, iri(broader)


def _actor_triples(subject: URIRef, entity: Entity) -> Iterator[Triple]:
    person = entity.category == _PERSON
    yield subject, RDF.type, FOAF.Person if person else ORG.Organization
    if entity.category:
        yield subject, MLG.actorKind, ID[f"actor-kind/{entity.category}"]
    for territory in entity.active_in:
        yield subject, MLG.activeIn, iri(territory)
    if entity.seat:
        yield subject, MLG.seat, iri(entity.seat)
    for organisation in entity.member_of:
        yield subject, SCHEMA.affiliation if person else ORG.memberOf, iri(organisation)
    if entity.job_title:
        yield subject, SCHEMA.jobTitle, french(entity.job_title)


def _territory_triples(subject: URIRef, entity: Entity) -> Iterator[Triple]:
    yield subject, RDF.type, TERRITORY_CLASSES.get(entity.category, MLG.Territory)
    for container in entity.broader:
        yield subject, MLG.container, iri(container)
    if entity.latitude is not None and entity.longitude is not None:
        yield subject, GEO.lat, Literal(str(entity.latitude), datatype=XSD.decimal)
        yield subject, GEO.long, Literal(str(entity.longitude), datatype=XSD.decimal)
    if entity.population is not None:
        yield subject, MLG.population, Literal(entity.population)
    if entity.vintage:
        yield subject, MLG.vintage, Literal(entity.vintage)
    for programme in entity.programmes:
        yield subject, MLG.programme, Literal(programme)
    if entity.category in _INSEE and entity.notation:
        yield subject, SKOS.exactMatch, iri(f"{_INSEE_GEO}{_INSEE[entity.category]}/{entity.notation}")


def _outline_triples(subject: URIRef, geometry: Geometry) -> Iterator[Triple]:
    """Yield an outline as a GeoSPARQL geometry (OGC 22-047r1, 8.7), longitude before latitude."""
    node = iri(f"{subject}/outline")
    yield subject, GEOSPARQL.hasGeometry, node
    yield node, RDF.type, GEOSPARQL.Geometry
    yield node, GEOSPARQL.asWKT, Literal(_wkt(geometry), datatype=GEOSPARQL.wktLiteral)


def _wkt(geometry: Geometry) -> str:
    many = geometry["type"] == "MultiPolygon"
    polygons = geometry["coordinates"] if many else [geometry["coordinates"]]
    texts = [
        "(" + ", ".join("(" + ", ".join(f"{x} {y}" for x, y, *_ in ring) + ")" for ring in polygon) + ")"
        for polygon in polygons
    ]
    return f"MULTIPOLYGON ({', '.join(texts)})" if many else f"POLYGON {texts[0]}"


def _outlines(folder: Path) -> dict[str, Geometry]:
    path = folder / OUTLINE_FILE
    return read_outlines(path) if path.is_file() else {}


def _file_triples(folder: Path) -> Iterator[Triple]:
    from rdflib import Graph

    for path in sorted(folder.glob("*.ttl")):
        if path.name == _SHAPES:
            continue
        triples = Graph().parse(path, format="turtle")
        for subject, predicate, value in sorted(triples, key=lambda triple: tuple(t.n3() for t in triple)):
            # Blank nodes have no place of their own to be cited at; the files name what they describe.
            if isinstance(subject, URIRef) and isinstance(value, URIRef | Literal):
                yield subject, URIRef(str(predicate)), value
