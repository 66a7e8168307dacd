"""The vocabulary and the code agree: what is written is declared, what is declared is written, and as declared."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from functools import cache
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from graph.authority import authority_triples
from graph.closure import closure_triples
from graph.decisions import decision_triples
from graph.identity import identity_triples
from graph.namespaces import ID, MLG, SCHEMA, Triple
from graph.store import Store
from graph.triples import document_triples
from ingest import citations, kinds
from ingest.curation import Decision, Target, curation_of, replay
from ingest.programme import resources
from ingest.records import Role
from ontology.authority import load
from ontology.vocabulary import BASE
from tests.graph.small_centre import EXTRACTIONS, VOCABULARY, fill, minutes

ROOT = Path(__file__).parents[2]
ONTOLOGY = ROOT / "ontology"
OWN = str(MLG)
ROLES = {MLG[role] for role in get_args(Role)}
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
BROADER: dict[Node, Node] = {  # what schema.org itself says of the classes the graph writes
    SCHEMA.EventSeries: SCHEMA.Event,
    SCHEMA.DigitalDocument: SCHEMA.CreativeWork,
    SCHEMA.Legislation: SCHEMA.CreativeWork,
}

RARE = {MLG.endTime, MLG.recurrence, MLG.dateNote}
"""What the small centre has no case of."""


@cache
def declared() -> Graph:
    return Graph().parse(ONTOLOGY / "maillage.ttl", format="turtle")


@cache
def written() -> tuple[Triple, ...]:
    """Return what a small centre and the authority files as shipped really write."""
    vocabulary = load(ONTOLOGY)
    documents = (document_triples(extraction) for extraction in (*EXTRACTIONS, minutes()))
    with TemporaryDirectory() as folder, Store(Path(folder) / "graph", read_only=False) as store:
        fill(store, minutes())
        identity = list(identity_triples(store))
    return tuple(
        chain(
            authority_triples(vocabulary, ONTOLOGY),
            closure_triples(vocabulary),
            *documents,
            identity,
            decided(),
        )
    )


def decided() -> tuple[Triple, ...]:
    """Return what is written once a person accepted a new actor."""
    target = Target(subject=f"{BASE}actor/anne-martin")
    accepted = Decision(
        id="d1",
        at="2024-02-01T09:00:00+00:00",
        author="Claire Dupuis",
        reason="Vue",
        action="accept",
        target=target,
    )
    curation = curation_of([accepted])
    replayed = replay(EXTRACTIONS[0], curation, VOCABULARY)
    return (*document_triples(replayed.extraction), *decision_triples([accepted], curation))


@cache
def types() -> dict[Node, set[Node]]:
    found: dict[Node, set[Node]] = defaultdict(set)
    for subject, predicate, value in written():
        if predicate == RDF.type:
            found[subject] |= {value, BROADER.get(value, value), *declared().objects(value, RDFS.subClassOf)}
    return found


def terms(*kinds_of_term: Node) -> set[Node]:
    return {term for kind in kinds_of_term for term in declared().subjects(RDF.type, kind)}


def named_in_code() -> set[Node]:
    """Return each `MLG.name` of the graph package."""
    return {
        MLG[node.attr]
        for path in (ROOT / "graph").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "MLG"
    }


def test_the_code_names_exactly_the_classes_and_properties_declared() -> None:
    own = terms(OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    assert len(own) > 40
    assert named_in_code() | {MLG.Role} == own


def test_the_roles_declared_are_those_of_a_participation() -> None:
    assert terms(MLG.Role) == ROLES


def test_only_the_authority_files_use_annotations() -> None:
    annotations = terms(OWL.AnnotationProperty)
    files = {path.name: Graph().parse(path) for path in ONTOLOGY.glob("*.ttl") if path.name != "maillage.ttl"}
    used = {predicate for graph in files.values() for predicate in graph.predicates()}
    assert annotations <= used
    assert not annotations & named_in_code()


def test_the_questions_name_only_what_is_declared() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "graph" / "queries").glob("*.rq")]
    used = {MLG[name] for text in texts for name in re.findall(r"\bmlg:(\w+)", text)}
    assert len(used) > 30
    assert used <= terms(OWL.Class, *PROPERTIES, MLG.Role)


def test_what_is_written_is_declared() -> None:
    used = {
        term for triple in written() for term in triple if isinstance(term, URIRef) and term.startswith(OWN)
    }
    assert len(used) > 40
    assert used <= terms(OWL.Class, *PROPERTIES, MLG.Role)


@pytest.mark.parametrize("name", sorted(str(one).removeprefix(OWN) for one in terms(*PROPERTIES)))
def test_a_property_is_written_as_it_is_declared(name: str) -> None:
    own = MLG[name]
    uses = [(subject, value) for subject, predicate, value in written() if predicate == own]
    assert uses or own not in terms(OWL.DatatypeProperty, OWL.ObjectProperty) or own in RARE
    links = own in terms(OWL.ObjectProperty)
    ranges = set(declared().objects(own, RDFS.range))
    domains = {*declared().objects(own, RDFS.domain), *declared().objects(own, SCHEMA.domainIncludes)}
    for subject, value in uses:
        assert isinstance(value, URIRef if links else Literal), (subject, value)
        if isinstance(value, Literal):
            datatype = value.datatype or (RDF.langString if value.language else XSD.string)
            assert ranges <= {datatype}, (subject, value)
        elif ranges and types().get(value):
            assert ranges & types()[value], (subject, value, types()[value])
        if domains and types().get(subject):
            assert domains & types()[subject], (subject, types()[subject])


def codes(scheme: str) -> set[str]:
    concepts = declared().subjects(SKOS.inScheme, ID[f"scheme/{scheme}"])
    return {str(code) for concept in concepts for code in declared().objects(concept, SKOS.notation)}


def test_every_kind_of_resource_the_reading_gives_has_a_name() -> None:
    announced = {kind for kind, _ in resources.KINDS}
    given = {kind for kind, _ in kinds._RESOURCES} | set(citations._KINDS.values()) | announced
    pipelines = {"article", "document", "directory", "directory-entry", "programme"}
    assert given | pipelines == codes("resource-kinds")


def test_every_note_on_a_date_has_a_name() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "ingest").rglob("*.py")]
    strings = {
        node.value
        for text in texts
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert codes("date-notes") == strings & {"to-confirm", "to-be-set", "outside-period", "cancelled"}
