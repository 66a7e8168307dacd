"""The data as a whole: what catalogues, crawlers and people find."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, RDF, VOID

from service import dataset

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
FORMATS = {"ttl": "turtle", "jsonld": "json-ld", "nt": "nt", "rdf": "xml"}


def test_the_data_set_is_described_with_its_counts_and_licences(client, small_centre):
    graph = Graph().parse(data=client.get("/dataset.ttl").text, format="turtle")
    node = URIRef("http://centre.test/dataset")
    assert {VOID.Dataset, DCAT.Dataset} <= set(graph.objects(node, RDF.type))
    assert graph.value(node, VOID.triples) == Literal(small_centre.status()["triples"])
    assert "creativecommons.org/licenses/by/4.0" in str(graph.value(node, DCTERMS.license))
    licences = {
        str(one) for part in graph.objects(node, VOID.subset) for one in graph.objects(part, DCTERMS.license)
    }
    assert any("licence-ouverte" in one for one in licences)
    assert len(list(graph.objects(node, DCAT.distribution))) >= 3
    for distribution in graph.objects(node, DCAT.distribution):
        assert graph.value(distribution, DCAT.accessURL)
        assert graph.value(distribution, DCTERMS.license)
    assert (None, DCAT.dataset, node) in graph


@pytest.mark.parametrize("path", ["/dataset", "/ns"])
def test_the_descriptions_say_the_same_in_every_format(client, path):
    graphs = [
        Graph().parse(data=client.get(f"{path}.{suffix}").content, format=name)
        for suffix, name in FORMATS.items()
    ]
    assert len(graphs[0]) > 40
    assert all(isomorphic(graph, graphs[0]) for graph in graphs[1:])


def test_the_vocabulary_defines_the_terms_that_the_data_uses(client):
    terms = Namespace("https://maillage.example/ns#")
    graph = Graph().parse(data=client.get("/ns", headers={"Accept": "text/turtle"}).text, format="turtle")
    used = Graph().parse(data=client.get("/id/actor/villes-au-carre.ttl").text, format="turtle")
    own = {one for one in used.predicates() if one.startswith(str(terms))}
    assert own
    assert own <= set(graph.subjects())
    page = client.get("/ns").text
    assert all(f'id="{one.removeprefix(str(terms))}"' in page for one in own)


def test_void_is_where_clients_look_for_it(client):
    assert client.get("/.well-known/void").headers["location"] == "/dataset.ttl"
    assert client.get("/.well-known/void", headers={"Accept": "text/html"}).headers["location"] == "/dataset"
    assert client.get("/ontology").headers["location"] == "/ns"


def test_the_sitemap_lists_every_page_once_and_all_answer(client, small_centre):
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    addresses = [one.text for one in tree.iter(f"{SITEMAP}loc")]
    assert len(addresses) == len(set(addresses)) == len(small_centre.things()) + 2
    assert all(
        one.text == small_centre.opened().manifest.created[:10] for one in tree.iter(f"{SITEMAP}lastmod")
    )
    for address in addresses[2::25]:
        assert client.get(address).status_code == 200, address


def test_a_large_sitemap_is_cut_in_parts(client, monkeypatch):
    every = [
        one.text for one in ElementTree.fromstring(client.get("/sitemap.xml").content).iter(f"{SITEMAP}loc")
    ]
    monkeypatch.setattr(dataset, "MOST", 100)
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    assert index.tag == f"{SITEMAP}sitemapindex"
    parts = [one.text for one in index.iter(f"{SITEMAP}loc")]
    found = [
        one.text
        for part in parts
        for one in ElementTree.fromstring(client.get(part).content).iter(f"{SITEMAP}loc")
    ]
    assert found == every
    assert client.get(f"/sitemap-{len(parts) + 1}.xml").status_code == 404


def test_robots_find_the_sitemap_and_leave_queries_alone(client):
    robots = RobotFileParser()
    robots.parse(client.get("/robots.txt").text.splitlines())
    assert robots.site_maps() == ["http://centre.test/sitemap.xml"]
    assert robots.can_fetch("any", "http://centre.test/id/theme/gusp")
    assert not robots.can_fetch("any", "http://centre.test/sparql?query=x")
