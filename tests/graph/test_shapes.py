"""The check: a sound centre conforms, and each kind of damage is found and named."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import Literal, URIRef

from graph.namespaces import DCTERMS, MLG, OA, SCHEMA, SKOS, Triple
from graph.shapes import SHAPES, check
from graph.store import Store
from graph.triples import document_triples
from ontology.vocabulary import BASE
from tests.graph.small_centre import EXTRACTIONS, fill

KINDS = ("association", "collectif", "collectivite", "personne", "recherche")
KIND_LABELS = [
    (URIRef(f"{BASE}actor-kind/{kind}"), SKOS.prefLabel, Literal(kind, lang="fr")) for kind in KINDS
]
PROGRAMME = EXTRACTIONS[0]
TO_CONFIRM = "mlg:status|^mlg:actor/mlg:status"


@pytest.fixture
def writer(tmp_path: Path):
    with Store(tmp_path / "graph", read_only=False) as store:
        fill(store)
        store.replace(f"{BASE}graph/kinds", KIND_LABELS)
        yield store


def damage(store: Store, change: Callable[[Triple], Triple | None]) -> None:
    """Rewrite the programme's graph with each triple changed, or left out."""
    triples = (change(triple) for triple in document_triples(PROGRAMME))
    store.replace(PROGRAMME.document.iri, [triple for triple in triples if triple is not None])


def test_a_sound_centre_conforms_and_says_what_to_complete(writer: Store) -> None:
    report = check(writer)
    assert report.violations == ()
    assert report.conforms
    # An actor with several roles to confirm is one warning; a session online needs no territory; a session
    # has the themes of its series.
    assert sorted((finding.label, finding.path) for finding in report.warnings) == [
        ("Anne Martin", TO_CONFIRM),
        ("Forum emploi", "mlg:edtf"),
        ("Le Labo", TO_CONFIRM),
    ]
    assert all(finding.message and finding.fix for finding in report.warnings)
    plain = report.as_json()
    assert plain["conforms"] is True
    assert set(plain["warnings"][0]) == {"focus", "label", "message", "path", "fix"}


def test_a_participation_without_evidence_is_a_violation(writer: Store) -> None:
    ponts = URIRef(f"{BASE}actor/les-ponts")
    (node,) = {s for s, p, o in document_triples(PROGRAMME) if p == MLG.actor and o == ponts}
    damage(writer, lambda triple: None if triple[:2] == (node, MLG.evidence) else triple)
    report = check(writer)
    assert not report.conforms
    assert {finding.focus for finding in report.violations} == {str(node)}
    assert {finding.label for finding in report.violations} >= {"Les Ponts – Réseau Cadre de vie"}


def test_a_quote_that_is_not_in_its_document_is_a_violation(writer: Store) -> None:
    def misquote(triple: Triple) -> Triple:
        subject, predicate, value = triple
        if predicate == OA.exact and str(value) == "emploi":
            return subject, predicate, Literal("travai")
        return triple

    damage(writer, misquote)
    (finding,) = check(writer).violations
    assert (finding.label, finding.path) == ("travai", "oa:exact")


def test_a_quote_of_another_length_than_its_place_is_a_violation(writer: Store) -> None:
    def cut(triple: Triple) -> Triple:
        subject, predicate, value = triple
        return (subject, predicate, Literal("emplo")) if str(value) == "emploi" else triple

    damage(writer, cut)
    (finding,) = check(writer).violations
    assert "longueur" in finding.message


def test_a_link_to_nothing_is_a_violation(writer: Store) -> None:
    event = replace(PROGRAMME.events[2], series=f"{BASE}series/aucune")
    writer.replace(PROGRAMME.document.iri, document_triples(replace(PROGRAMME, events=(event,))))
    (finding,) = check(writer).violations
    assert (finding.label, finding.path) == ("Forum emploi", "schema:superEvent")
    assert f"{BASE}series/aucune" in finding.message


def test_an_event_without_a_title_is_a_violation(writer: Store) -> None:
    forum = URIRef(f"{BASE}event/forum")
    damage(writer, lambda triple: None if triple[:2] == (forum, SCHEMA.name) else triple)
    assert str(forum) in {finding.focus for finding in check(writer).violations}


@pytest.mark.parametrize(
    ("predicate", "value"),
    [(MLG.page, Literal(0)), (MLG.page, None), (OA.start, None), (OA.exact, None), (OA.hasSource, None)],
)
def test_evidence_that_lacks_something_is_a_violation(
    writer: Store, predicate: URIRef, value: Literal | None
) -> None:
    spoilt = next(s for s, p, o in document_triples(PROGRAMME) if p == OA.exact and str(o) == "emploi")

    def spoil(triple: Triple) -> Triple | None:
        if triple[:2] != (spoilt, predicate):
            return triple
        return None if value is None else (spoilt, predicate, value)

    damage(writer, spoil)
    found = [finding for finding in check(writer).violations if finding.focus == str(spoilt)]
    assert [str(finding.path).partition(":")[2] for finding in found] == [re.split("[#/]", predicate)[-1]]
    assert found[0].fix == "Ingérez de nouveau le document concerné."


def test_sessions_of_a_series_that_miss_the_same_thing_are_one_warning(writer: Store) -> None:
    def bare(triple: Triple) -> Triple | None:
        return None if triple[1] in (SCHEMA.about, DCTERMS.spatial, SCHEMA.eventAttendanceMode) else triple

    damage(writer, bare)
    found = {(finding.label, finding.path): finding for finding in check(writer).warnings}
    whole = "Réseau Cadre de vie (2 séances)"
    assert found[whole, "schema:about"].focus == f"{BASE}series/cadre-de-vie"
    assert (whole, "dcterms:spatial") in found
    assert ("Forum emploi", "dcterms:spatial") in found
    assert not [label for label, _ in found if "webinaire" in label]


def test_without_shapes_the_graph_is_still_checked(writer: Store, tmp_path: Path) -> None:
    assert check(writer, tmp_path / "none.ttl").warnings == ()
    assert SHAPES.is_file()
