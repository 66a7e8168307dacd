"""The store: replacing graphs, reading while another writes, and refusing what could change it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rdflib import BNode, Literal, URIRef

from graph.namespaces import MLG, XSD
from graph.store import GraphError, Store, term_text

A, B, P = URIRef("http://e.org/a"), URIRef("http://e.org/b"), URIRef("http://e.org/p")
G1, G2 = "http://e.org/g1", "http://e.org/g2"
ALL = "SELECT DISTINCT ?o { ?s ?p ?o } ORDER BY ?o"


def test_replacing_a_graph_leaves_the_others_and_twice_changes_nothing(tmp_path: Path) -> None:
    with Store(tmp_path / "g", read_only=False) as store:
        store.replace(G1, [(A, P, Literal("un"))])
        store.replace(G2, [(A, P, Literal("deux"))])
        store.replace(G1, [(A, P, Literal("trois")), (A, P, Literal("trois"))])
        assert [row["o"] for row in store.query(ALL)] == ["deux", "trois"]
        assert (store.count(), store.named_graphs()) == (2, [G1, G2])
        store.remove(G1)
        store.remove("http://e.org/none")
        assert store.named_graphs() == [G2]
        store.clear_and_load({G1: [(A, P, B)]})
        assert (store.count(), store.named_graphs()) == (1, [G1])


def test_values_come_back_as_python_ones(tmp_path: Path) -> None:
    values = [
        Literal(3),
        Literal("0.5", datatype=XSD.decimal),
        Literal(True),
        Literal("é", lang="fr"),
        Literal("2024-02-09", datatype=XSD.date),
        B,
    ]
    with Store(tmp_path / "g", read_only=False) as store:
        store.replace(G1, [(A, MLG[f"p{number}"], value) for number, value in enumerate(values)])
        row = store.query(
            "SELECT * { ?s mlg:p0 ?a ; mlg:p1 ?b ; mlg:p2 ?c ; mlg:p3 ?d ; mlg:p4 ?e ; mlg:p5 ?f }"
        )
        assert [row[0][name] for name in "abcdef"] == [3, 0.5, True, "é", "2024-02-09", "http://e.org/b"]
        assert sorted(store.construct("CONSTRUCT WHERE { ?s ?p ?o }"), key=lambda triple: triple[1]) == [
            (A, MLG[f"p{number}"], value) for number, value in enumerate(values)
        ]
        assert store.query("SELECT ?x { OPTIONAL { ?x mlg:none ?y } }") == [{"x": None}]
        assert store.query("ASK { ?s mlg:p0 3 }") == [{"answer": True}]


def test_bindings_are_substituted(tmp_path: Path) -> None:
    with Store(tmp_path / "g", read_only=False) as store:
        store.replace(G1, [(A, P, Literal('"quoted" }')), (B, P, Literal("other"))])
        rows = store.query("SELECT ?s ?o { ?s ?p ?o }", {"o": Literal('"quoted" }')})
        assert rows == [{"s": str(A), "o": '"quoted" }'}]


def test_a_reader_is_frozen_while_a_writer_works(tmp_path: Path) -> None:
    with Store(tmp_path / "g", read_only=False) as writer:
        writer.replace(G1, [(A, P, Literal("un"))])
        writer.flush()
        with Store(tmp_path / "g") as reader:
            writer.replace(G1, [(A, P, Literal("deux"))])
            writer.optimize()
            assert [row["o"] for row in reader.query(ALL)] == ["un"]
    with Store(tmp_path / "g") as reader:
        assert [row["o"] for row in reader.query(ALL)] == ["deux"]


def test_a_second_writer_and_a_missing_graph_are_refused(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="ingest"):
        Store(tmp_path / "none")
    with Store(tmp_path / "g", read_only=False), pytest.raises(GraphError, match="recommencez"):
        Store(tmp_path / "g", read_only=False)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("INSERT DATA { <http://a> <http://b> <http://c> }", "lecture seule"),
        ("# drop\nDROP ALL", "lecture seule"),
        ("PREFIX e: <http://e/> DELETE WHERE { ?s ?p ?o }", "lecture seule"),
        ("SELECT * { SERVICE <http://e.org/sparql> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { service ?where { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { ?s ?p }", "incorrecte"),
    ],
)
def test_updates_services_and_mistakes_are_refused_in_a_line(store: Store, query: str, words: str) -> None:
    for ask in (store.query, store.serialise):
        with pytest.raises(GraphError, match=words) as raised:
            ask(query)
        assert "\n" not in str(raised.value).strip()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service a mlg:Commune . FILTER(STR(?service) != 'SERVICE <x>') }",
        "PREFIX service: <http://service/> SELECT * { ?s service:p 'INSERT DATA' }",
        "# SERVICE\nSELECT * { ?s a <http://e.org/service> }",
    ],
)
def test_the_words_are_allowed_where_they_mean_nothing(store: Store, query: str) -> None:
    assert isinstance(store.query(query), list)


def test_answers_are_serialised(store: Store) -> None:
    query = "SELECT ?label { ?s a mlg:Qpv ; skos:prefLabel ?label }"
    found = json.loads(store.serialise(query))
    assert found["results"]["bindings"] == [
        {"label": {"type": "literal", "xml:lang": "fr", "value": "Le Bas"}}
    ]
    assert store.serialise(query, "csv").split() == ["label", "Le", "Bas"]
    turtle = store.serialise(
        "CONSTRUCT { ?s skos:prefLabel ?l } WHERE { ?s a mlg:Qpv ; skos:prefLabel ?l }", "ttl"
    )
    assert '"Le Bas"@fr' in turtle
    with pytest.raises(GraphError, match="csv"):
        store.serialise(query, "ttl")
    with pytest.raises(GraphError, match="ttl"):
        store.serialise("CONSTRUCT WHERE { ?s a mlg:Qpv }", "csv")


def test_the_dataset_is_the_same_store_through_rdflib(store: Store) -> None:
    dataset = store.dataset()
    assert (None, URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), MLG.Qpv) in dataset
    assert len(list(dataset.query("SELECT ?s { ?s a mlg:Commune }"))) == 2


def test_terms_are_written_safely() -> None:
    assert term_text(Literal('a"b\nc')) == '"a\\"b\\nc"'
    assert term_text(URIRef("http://e.org/é")) == "<http://e.org/é>"
    for bad in (URIRef("http://e.org/> }"), URIRef("relative"), BNode()):
        with pytest.raises(GraphError):
            term_text(bad)
