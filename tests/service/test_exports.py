"""Downloads over HTTP."""

from __future__ import annotations

import pytest
import rispy


def test_a_search_is_cited_with_the_addresses_of_the_site(client):
    answer = client.get("/export/search.ris", params={"q": "GUSP", "type": "event"})
    assert answer.headers["content-type"].startswith("application/x-research-info-systems")
    assert 'filename="maillage-search.ris"' in answer.headers["content-disposition"]
    entries = rispy.loads(answer.text)
    assert entries
    assert all(entry["urls"][0].startswith("http://centre.test/id/event/") for entry in entries)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("actors.csv", "text/csv"),
        ("network.graphml", "application/graphml+xml"),
        ("notices.bib", "application/x-bibtex"),
        ("graph.nq", "application/n-quads"),
        ("graph.ttl", "text/turtle"),
        ("graph.nt", "application/n-triples"),
        ("graph.jsonld", "application/ld+json"),
        ("thesaurus.ttl", "text/turtle"),
    ],
)
def test_lists_and_the_whole_graph(client, path, kind):
    answer = client.get(f"/export/{path}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(kind)
    assert len(answer.content) > 100


@pytest.mark.parametrize("path", ["actors.pdf", "nothing.csv", "actors.ris"])
def test_what_cannot_be_downloaded_is_told(client, path):
    answer = client.get(f"/export/{path}")
    assert answer.status_code == 404
    assert answer.text.strip().endswith((".", "nq."))


def test_a_search_is_exported_as_data(client):
    from rdflib import Graph

    graphs = {}
    for suffix, form in (("ttl", "turtle"), ("jsonld", "json-ld")):
        answer = client.get(f"/export/search.{suffix}", params={"q": "GUSP", "type": "event"})
        assert answer.status_code == 200
        graphs[form] = Graph().parse(data=answer.text, format=form)
    assert {str(one) for one in graphs["turtle"].subjects()} == {
        str(one) for one in graphs["json-ld"].subjects()
    }
    events = {str(one) for one in graphs["turtle"].subjects() if "/id/event/" in one}
    listed = client.get("/api/search", params={"q": "GUSP", "type": "event"}).json()["results"]
    assert {one["id"] for one in listed} <= events
