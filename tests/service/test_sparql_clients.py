"""Clients that we did not write ask the endpoint: rdflib, SPARQLWrapper and curl."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading

import httpx
import pytest

from centre import querying

NAMES = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?theme ?name { ?theme a skos:Concept ; skos:prefLabel ?name } ORDER BY ?theme ?name LIMIT 3"""
BUILD = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
CONSTRUCT { ?s skos:prefLabel ?l } WHERE { ?s skos:prefLabel ?l } LIMIT 5"""
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def expected(small_centre):
    return [
        (row["theme"]["value"], row["name"]["value"])
        for row in json.loads(small_centre.sparql(NAMES))["results"]["bindings"]
    ]


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("format", ["xml", "json"])
def test_rdflib_reads_the_endpoint_as_a_store(server, expected, method, format):
    from rdflib import Graph
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    graph = Graph(SPARQLStore(f"{server}/sparql", method=method, returnFormat=format))
    assert [(str(theme), str(name)) for theme, name in graph.query(NAMES)] == expected
    if format == "xml":  # of JSON, rdflib reads rows only
        assert len(graph.query(BUILD).graph) == 5
    assert graph.query("ASK { ?s ?p ?o }").askAnswer is True


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparqlwrapper_in_its_formats(server, expected, method):
    from SPARQLWrapper import CSV, JSON, JSONLD, N3, RDFXML, TSV, TURTLE, XML, SPARQLWrapper

    client = SPARQLWrapper(f"{server}/sparql")
    client.setMethod(method)
    client.setQuery(NAMES)
    client.setReturnFormat(JSON)
    rows = client.query().convert()["results"]["bindings"]
    assert [(row["theme"]["value"], row["name"]["value"]) for row in rows] == expected
    client.setReturnFormat(XML)
    assert len(client.query().convert().getElementsByTagName("result")) == 3
    for format in (CSV, TSV):
        client.setReturnFormat(format)
        assert len(client.query().convert().decode().splitlines()) == 4
    client.setQuery(BUILD)
    for format in (TURTLE, N3):
        client.setReturnFormat(format)
        assert b"prefLabel" in client.query().convert()
    for format in (RDFXML, JSONLD, XML):
        client.setReturnFormat(format)
        assert len(client.query().convert()) == 5


def test_sparqlwrapper_understands_refusals(server):
    from SPARQLWrapper import SPARQLWrapper
    from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

    client = SPARQLWrapper(f"{server}/sparql")
    client.setQuery("SELECT * { ?s ?p }")
    with pytest.raises(QueryBadFormed, match="ligne 1"):
        client.query()


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not here")
def test_curl(server, expected):
    def curl(*arguments):
        command = ["curl", "-sS", "-D", "-", *arguments, f"{server}/sparql"]
        head, body = subprocess.run(command, capture_output=True, check=True).stdout.split(b"\r\n\r\n", 1)
        return head.decode(), body.decode()

    head, body = curl("-G", "--data-urlencode", f"query={NAMES}", "-H", "Accept: text/csv")
    assert " 200 " in head
    assert len(body.splitlines()) == 4
    head, body = curl("--data-urlencode", f"query={BUILD}", "-H", "Accept: text/turtle")
    assert "text/turtle" in head
    head, body = curl("-H", "Content-Type: application/sparql-query", "--data-binary", NAMES)
    assert [
        (r["theme"]["value"], r["name"]["value"]) for r in json.loads(body)["results"]["bindings"]
    ] == expected
    head, body = curl()
    assert "sd:Service" in body


def test_an_abusive_query_is_stopped_and_the_others_are_answered(server, monkeypatch):
    pool = querying.Workers(querying.Limits(seconds=3.0, processes=2, slow=1))
    monkeypatch.setattr(querying, "workers", lambda: pool)
    httpx.get(f"{server}/sparql", params={"query": NAMES}, timeout=60)
    found = []
    abusive = threading.Thread(
        target=lambda: found.append(httpx.get(f"{server}/sparql", params={"query": CROSS}, timeout=60))
    )
    abusive.start()
    while not found:
        assert httpx.get(f"{server}/id/theme/nothing", timeout=60).status_code == 404
        assert httpx.get(f"{server}/sparql", params={"query": NAMES}, timeout=60).status_code == 200
    abusive.join()
    assert found[0].status_code == 504
    assert "3 s" in found[0].text
    assert "time limit" in found[0].text
    pool.close()


def test_too_many_questions_are_told_to_come_back(client, small_centre, monkeypatch):
    pool = querying.Workers(querying.Limits(seconds=3.0, processes=1, slow=1, waiting=0))
    monkeypatch.setattr(querying, "workers", lambda: pool)
    held = querying.put(small_centre, CROSS)
    answer = client.get("/sparql", params={"query": NAMES})
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    with pytest.raises(querying.QuestionError):
        held.result(60)
    pool.close()
