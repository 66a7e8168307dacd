"""The endpoint by the letter of the protocol: ways to ask, formats, datasets, refusals, freshness, CORS."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from rdflib import Dataset, Graph

NAMES = "SELECT ?theme ?name { ?theme a skos:Concept ; skos:prefLabel ?name } ORDER BY ?theme ?name LIMIT 3"
ONE_TRIPLE = "CONSTRUCT { ?s skos:prefLabel ?l } WHERE { ?s skos:prefLabel ?l } LIMIT 5"
GRAPHS = "https://maillage.example/id/graph/"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}


def ask(client, query, accept=None, **params):
    return client.get(
        "/sparql", params={"query": query, **params}, headers={"Accept": accept} if accept else {}
    )


def test_the_three_ways_to_ask_give_the_same_answer(client):
    from urllib.parse import urlencode

    by_get = ask(client, NAMES)
    by_form = client.post("/sparql", content=urlencode({"query": NAMES}), headers=FORM)
    direct = client.post("/sparql", content=NAMES, headers=DIRECT)
    assert by_get.status_code == by_form.status_code == direct.status_code == 200
    assert by_get.json() == by_form.json() == direct.json()
    assert len(by_get.json()["results"]["bindings"]) == 3


def rows_of(answer, media_type):
    if "json" in media_type:
        return [{k: v["value"] for k, v in row.items()} for row in answer.json()["results"]["bindings"]]
    if "xml" in media_type:
        space = {"r": "http://www.w3.org/2005/sparql-results#"}
        results = ElementTree.fromstring(answer.text).findall(".//r:result", space)
        return [{b.get("name"): b[0].text for b in result} for result in results]
    if media_type == "text/csv":
        return list(csv.DictReader(io.StringIO(answer.text)))
    head, *lines = answer.text.splitlines()
    names = [name.removeprefix("?") for name in head.split("\t")]
    return [dict(zip(names, line.split("\t"), strict=True)) for line in lines]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv, application/sparql-results+json;q=0.5", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/*", "text/csv"),
        ("application/*;q=0.1, text/csv;q=0", "application/sparql-results+json"),
    ],
)
def test_rows_come_in_the_format_asked(client, accept, media_type):
    answer = ask(client, NAMES, accept)
    assert answer.headers["content-type"].split(";")[0] == media_type
    expected = rows_of(ask(client, NAMES), "json")
    found = rows_of(answer, media_type)
    if media_type == "text/tab-separated-values":
        assert [row["theme"] for row in found] == [f"<{row['theme']}>" for row in expected]
    else:
        assert found == expected


@pytest.mark.parametrize(
    ("accept", "media_type", "syntax"),
    [
        (None, "text/turtle", "turtle"),
        ("application/ld+json", "application/ld+json", "json-ld"),
        ("application/n-triples", "application/n-triples", "nt"),
        ("application/rdf+xml", "application/rdf+xml", "xml"),
        ("application/n-quads", "application/n-quads", "nquads"),
        ("application/trig", "application/trig", "trig"),
    ],
)
def test_triples_come_in_the_format_asked(client, accept, media_type, syntax):
    answer = ask(client, ONE_TRIPLE, accept)
    assert answer.headers["content-type"].split(";")[0] == media_type
    graph = Dataset() if syntax in ("nquads", "trig") else Graph()
    graph.parse(data=answer.text, format=syntax)
    assert len(graph) == 5


@pytest.mark.parametrize(
    ("query", "format", "media_type"),
    [
        (NAMES, "csv", "text/csv"),
        (NAMES, "json", "application/sparql-results+json"),
        (NAMES, "application/sparql-results+xml", "application/sparql-results+xml"),
        (ONE_TRIPLE, "json", "application/ld+json"),
        (ONE_TRIPLE, "xml", "application/rdf+xml"),
        (ONE_TRIPLE, "nt", "application/n-triples"),
    ],
)
def test_format_goes_before_accept(client, query, format, media_type):
    answer = ask(client, query, "text/html", format=format)
    assert answer.headers["content-type"].split(";")[0] == media_type


@pytest.mark.parametrize(
    ("query", "accept", "format"),
    [
        (NAMES, "text/turtle", None),
        (ONE_TRIPLE, "text/csv", None),
        (NAMES, "image/png", None),
        (NAMES, None, "pdf"),
        (ONE_TRIPLE, None, "tsv"),
    ],
)
def test_a_format_that_does_not_exist_is_406(client, query, accept, format):
    answer = ask(client, query, accept, **({"format": format} if format else {}))
    assert answer.status_code == 406
    assert "format" in answer.text


def test_ask_answers_yes_and_no(client):
    assert ask(client, "ASK { ?s ?p ?o }").json()["boolean"] is True
    assert ask(client, "ASK { <urn:a> <urn:b> <urn:c> }").json()["boolean"] is False
    assert "<boolean>true</boolean>" in ask(client, "ASK {}", "application/sparql-results+xml").text


def count(client, pattern, *, text="", **params):
    answer = ask(client, f"SELECT (COUNT(*) AS ?n) {text} {{ {pattern} }}", **params)
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


def test_the_dataset_of_the_protocol(client):
    triple, anywhere = "?s ?p ?o", "GRAPH ?g { ?s ?p ?o }"
    authority, closure = f"{GRAPHS}authority", f"{GRAPHS}closure"
    of_authority = count(client, f"GRAPH <{authority}> {{ ?s ?p ?o }}")
    of_closure = count(client, f"GRAPH <{closure}> {{ ?s ?p ?o }}")
    assert 0 < of_closure < count(client, triple)
    assert count(client, triple, **{"default-graph-uri": authority}) == of_authority
    both = {"default-graph-uri": [authority, closure]}
    assert count(client, triple, **both) == of_authority + of_closure
    assert count(client, anywhere, **{"default-graph-uri": authority}) == 0
    assert count(client, anywhere, **{"named-graph-uri": closure}) == of_closure
    assert count(client, triple, **{"named-graph-uri": closure}) == 0
    assert count(client, triple, **{"default-graph-uri": "urn:unknown"}) == 0


def test_the_dataset_of_the_query_counts_and_the_one_of_the_protocol_replaces_it(client):
    authority, closure = f"{GRAPHS}authority", f"{GRAPHS}closure"
    of_closure = count(client, f"GRAPH <{closure}> {{ ?s ?p ?o }}")
    assert count(client, "?s ?p ?o", text=f"FROM <{closure}>") == of_closure
    assert count(client, "GRAPH ?g { ?s ?p ?o }", text=f"FROM NAMED <{closure}>") == of_closure
    replaced = {"default-graph-uri": closure}
    assert count(client, "?s ?p ?o", text=f"FROM <{authority}>", **replaced) == of_closure


@pytest.mark.parametrize(
    ("status", "request_"),
    [
        (400, {"params": {"query": "SELECT WHERE"}}),
        (400, {"params": {"query": ["ASK {}", "ASK {}"]}}),
        (400, {"params": {"query": "ASK {}", "default-graph-uri": "not an iri"}}),
        (400, {"url": "/sparql?query=%FF"}),
        (403, {"params": {"query": "INSERT DATA { <urn:a> <urn:b> <urn:c> }"}}),
        (403, {"params": {"query": "LOAD <http://127.0.0.1/>"}}),
        (403, {"params": {"update": "CLEAR ALL"}}),
        (403, {"params": {"query": "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"}}),
        (403, {"params": {"query": "SELECT * { SERVICE SILENT <http://127.0.0.1/> { ?s ?p ?o } }"}}),
        (400, {"method": "POST", "headers": FORM, "content": "other=1"}),
        (403, {"method": "POST", "headers": FORM, "content": "update=CLEAR%20ALL"}),
        (403, {"method": "POST", "headers": {"Content-Type": "application/sparql-update"}, "content": "CLEAR ALL"}),
        (415, {"method": "POST", "headers": {"Content-Type": "text/plain"}, "content": "ASK {}"}),
        (415, {"method": "POST", "content": "ASK {}"}),
        (415, {"method": "POST", "headers": {"Content-Type": "application/sparql-query; charset=utf-16"}}),
        (400, {"method": "POST", "headers": DIRECT, "content": "ASK {} # é".encode("latin-1")}),
        (413, {"method": "POST", "headers": DIRECT, "content": "ASK {} #" + "x" * 1_000_001}),
        (405, {"method": "PUT", "params": {"query": "ASK {}"}}),
        (405, {"method": "DELETE"}),
    ],
)  # fmt: skip
def test_what_is_refused_says_so_in_two_languages(client, status, request_):
    answer = client.request(**{"method": "GET", "url": "/sparql", **request_})
    assert answer.status_code == status
    french, english = answer.text.splitlines()
    assert french.endswith((".", ".)"))
    assert english.isascii()
    assert answer.headers["access-control-allow-origin"] == "*"
    if status == 405:
        assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_a_syntax_error_says_where_without_the_grammar(client):
    answer = ask(client, "SELECT ?x WHERE {\n  ?x ?y\n}")
    assert answer.status_code == 400
    assert "ligne 3, colonne 2" in answer.text
    assert len(answer.text) < 400
    assert "Prefix not found" in ask(client, "SELECT * { ?s nope:x ?y }").text


def test_an_answer_is_not_sent_twice_while_the_snapshot_lives(client):
    first = ask(client, NAMES)
    tag = first.headers["etag"]
    again = client.get("/sparql", params={"query": NAMES}, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert "Accept" in again.headers["vary"]
    assert ask(client, NAMES, "text/csv").headers["etag"] != tag
    assert ask(client, ONE_TRIPLE).headers["etag"] != tag
    assert ask(client, NAMES, **{"default-graph-uri": f"{GRAPHS}closure"}).headers["etag"] != tag


def test_head_is_get_without_the_body(server):
    import httpx

    full = httpx.get(f"{server}/sparql", params={"query": NAMES})
    head = httpx.head(f"{server}/sparql", params={"query": NAMES})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == full.headers["content-length"]
    assert head.headers["content-type"] == full.headers["content-type"]


def test_pages_of_other_sites_may_ask(client):
    asked = {
        "Origin": "https://autre.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type, x-requested-with",
    }
    allowed = client.options("/sparql", headers=asked)
    assert allowed.status_code == 204
    assert allowed.headers["access-control-allow-origin"] == "*"
    assert "POST" in allowed.headers["access-control-allow-methods"]
    assert allowed.headers["access-control-allow-headers"] == "content-type, x-requested-with"
    assert ask(client, NAMES).headers["access-control-allow-origin"] == "*"


def test_the_service_describes_itself(client):
    described = client.get("/sparql")
    assert described.headers["content-type"].startswith("text/turtle")
    graph = Graph().parse(data=described.text, format="turtle")
    found = graph.query(
        "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> PREFIX void: <http://rdfs.org/ns/void#> "
        "SELECT ?endpoint ?n { ?s a sd:Service ; sd:endpoint ?endpoint ; sd:feature sd:UnionDefaultGraph ; "
        "sd:defaultDataset/sd:defaultGraph/void:triples ?n }"
    )
    ((endpoint, triples),) = found
    assert str(endpoint) == "http://centre.test/sparql"
    assert int(triples) == count(client, "GRAPH ?g { ?s ?p ?o }")
    for accept, syntax in (("application/ld+json", "json-ld"), ("application/rdf+xml", "xml")):
        answer = client.get("/sparql", headers={"Accept": accept})
        assert len(Graph().parse(data=answer.text, format=syntax)) == len(graph)


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def test_a_browser_gets_pages(client):
    from bs4 import BeautifulSoup

    form = BeautifulSoup(client.get("/sparql", headers={"Accept": BROWSER}).text, "html.parser")
    assert form.find("textarea", {"name": "query"})
    assert form.html["lang"] == "fr"
    page = BeautifulSoup(ask(client, NAMES, BROWSER).text, "html.parser")
    assert len(page.select("tbody tr")) == 3
    assert NAMES in page.find("textarea").text
    csv_link = next(a["href"] for a in page.find_all("a") if a.text == "CSV")
    assert client.get(csv_link).text == ask(client, NAMES, "text/csv").text
    refused = ask(client, "SELECT <script>", BROWSER)
    assert refused.status_code == 400
    assert "<script>" not in refused.text


def test_values_of_the_data_are_never_markup(client):
    answer = ask(client, 'SELECT ("<img src=x onerror=a()>" AS ?x) ("javascript:a()" AS ?y) {}', BROWSER)
    assert "<img" not in answer.text
    assert 'href="javascript' not in answer.text


def test_a_cut_answer_says_so(client, monkeypatch):
    from centre import querying

    small = querying.Workers(querying.Limits(rows=4, processes=1, slow=1))
    monkeypatch.setattr(querying, "workers", lambda: small)
    answer = ask(client, "SELECT * { ?s ?p ?o }")
    assert len(answer.json()["results"]["bindings"]) == 4
    assert answer.json()["maillage:cut"] == {"limit": "rows", "rows": 4}
    assert answer.headers["maillage-cut"] == "rows; given=4"
    assert "/sparql" in answer.headers["link"]
    as_csv = ask(client, "SELECT * { ?s ?p ?o }", "text/csv")
    assert len(as_csv.text.splitlines()) == 5
    assert as_csv.headers["maillage-cut"] == "rows; given=4"
    built = ask(client, "CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples")
    assert len(built.text.splitlines()) == 4
    assert built.headers["maillage-cut"] == "rows; given=4"
    whole = ask(client, "SELECT * { ?s ?p ?o } LIMIT 4")
    assert "maillage-cut" not in whole.headers
    assert "maillage:cut" not in whole.json()
    assert "Seul le début" in ask(client, "SELECT * { GRAPH ?g { ?s ?p ?o } }", BROWSER).text
    small.close()


def test_json_results_are_what_the_engine_writes(client, small_centre):
    """Our rows, which stop at a limit, against the serialiser of the engine, which does not."""
    query = "SELECT ?s ?p ?o ?none { ?s ?p ?o } LIMIT 2000"
    found = ask(client, query).json()
    assert found == json.loads(small_centre.sparql(query))
    assert len({frozenset(row["o"]) for row in found["results"]["bindings"]}) > 2


def test_the_explorer_asks_within_the_same_limits(small_centre):
    from centre.querying import QuestionError

    assert json.loads(small_centre.sparql_within_limits(NAMES)) == json.loads(small_centre.sparql(NAMES))
    assert small_centre.sparql_within_limits(NAMES, "csv") == small_centre.sparql(NAMES, "csv")
    assert "prefLabel" in small_centre.sparql_within_limits(ONE_TRIPLE, "ttl")
    with pytest.raises(QuestionError, match="SPARQL incorrecte"):
        small_centre.sparql_within_limits("SELECT")
