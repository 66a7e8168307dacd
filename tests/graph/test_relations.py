"""A tie is an assertion with its evidence; only a fact is also a direct triple."""

from __future__ import annotations

from rdflib import RDF, Literal

from graph.namespaces import ID, MLG, ORG, SCHEMA
from graph.triples import document_triples
from tests.graph.small_centre import report


def written():
    return set(document_triples(report()))


def test_a_fact_is_a_direct_triple_and_a_candidate_is_not() -> None:
    triples = written()
    assert (ID["actor/collectif-sud"], MLG.partnerOf, ID["actor/basseville"]) in triples
    assert (ID["actor/le-labo"], ORG.memberOf, ID["actor/collectif-sud"]) not in triples


def test_each_tie_has_its_words_its_score_and_its_sentence() -> None:
    triples = written()
    ties = {
        subject for subject, predicate, value in triples if (predicate, value) == (RDF.type, MLG.Relation)
    }
    assert len(ties) == 6
    for tie in ties:
        said = {predicate for subject, predicate, _ in triples if subject == tie}
        assert {MLG.cue, MLG.score, MLG.status, MLG.evidence, RDF.subject, RDF.object} <= said


def test_an_office_is_a_membership_of_the_org_ontology() -> None:
    triples = written()
    ((node, _, role),) = [triple for triple in triples if triple[1] == ORG.role]
    assert (node, ORG.member, ID["actor/anne-martin"]) in triples
    assert (node, ORG.organization, ID["actor/basseville"]) in triples
    assert any(subject == role and str(value) == "cheffe de projet" for subject, _, value in triples)


def test_a_pair_to_confirm_has_its_two_ends() -> None:
    triples = written()
    (match,) = [s for s, p, o in triples if (p, o) == (RDF.type, MLG.Match)]
    assert {o for s, p, o in triples if s == match and p == MLG.matched} == {
        ID["actor/le-labo"],
        ID["actor/collectif-sud"],
    }
    assert (match, MLG.status, Literal("candidate")) in triples
    assert SCHEMA.funder not in {p for _, p, _ in triples}
