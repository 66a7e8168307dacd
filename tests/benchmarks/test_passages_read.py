"""What is asked of the centre, and how its answers become things found."""

import json

import pytest
from pyoxigraph import RdfFormat, Store

from benchmarks.passages_gold import BASE
from benchmarks.passages_read import understood

TEXT = "Le 4 juin, l’ORIV a animé à Colmar une visite avec la Régie Bel-Air, membre du RNCRPV."
DOCUMENT = f"{BASE}document/d"
GRAPH = f"""
@prefix mlg: <https://maillage.example/ns#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <{BASE}> .
<{DOCUMENT}> mlg:sha256 "0" .
<{DOCUMENT}#p> oa:hasSource <{DOCUMENT}> ; oa:start 0 ; oa:end 20 .
<urn:fact> a mlg:Assertion ; rdf:subject <urn:passage> ; rdf:predicate schema:mentions ; rdf:object <{BASE}actor/oriv> ;
  mlg:status "fact" ; mlg:method "label" ; mlg:evidence <{DOCUMENT}#p> .
<urn:candidate> a mlg:Assertion ; rdf:subject <urn:passage> ; rdf:predicate schema:about ; rdf:object <{BASE}theme/gusp> ;
  mlg:status "candidate" ; mlg:evidence <{DOCUMENT}#p> .
<urn:tie> a mlg:Assertion ; rdf:subject <{BASE}actor/regie> ; rdf:predicate org:memberOf ; rdf:object <{BASE}actor/rncrpv> ;
  mlg:status "candidate" ; mlg:evidence <{DOCUMENT}#p> .
<urn:tie-of-known> a mlg:Assertion ; rdf:subject <{BASE}actor/oriv> ; rdf:predicate mlg:partnerOf ; rdf:object <{BASE}actor/rncrpv> ;
  mlg:status "candidate" ; mlg:evidence <{DOCUMENT}#p> .
<urn:part> a mlg:Participation ; mlg:actor <{BASE}actor/regie> ; mlg:role mlg:host ; mlg:activity <urn:visit> ;
  mlg:status "candidate" ; mlg:evidence <{DOCUMENT}#p> .
<{BASE}actor/regie> mlg:actorKind <{BASE}actor-kind/association> ; mlg:status "candidate" ; mlg:evidence <{DOCUMENT}#p> ;
  skos:prefLabel "Régie Bel-Air"@fr .
<urn:visit> schema:name "Visite"@fr .
"""


class FakeCentre:
    """A store with one document, and the contract's answer for it."""

    def __init__(self):
        from pyoxigraph import NamedNode

        self.store = Store()
        self.store.load(GRAPH.encode(), format=RdfFormat.TURTLE, to_graph=NamedNode(DOCUMENT))

    def sparql(self, query):
        from pyoxigraph import QueryResultsFormat

        return self.store.query(query).serialize(format=QueryResultsFormat.JSON).decode()

    def document(self, iri):
        return json.loads(
            json.dumps(
                {
                    "id": iri,
                    "title": "d",
                    "date": "2025-06",
                    "dates": [
                        {"edtf": "2025-06-04T09:00", "quote": "4 juin"},
                        {"edtf": None, "quote": "date à fixer"},
                    ],
                    "cites": [{"label": "une visite", "id": "urn:cited"}],
                }
            )
        )


@pytest.fixture(scope="module")
def found():
    return understood(FakeCentre(), {DOCUMENT: TEXT})[DOCUMENT]


def of(found, kind, value):
    return [one for one in found if one.kind == kind and one.value == value]


def test_a_link_is_found_with_its_place_its_method_and_its_names(found):
    (oriv,) = of(found, "actors", f"{BASE}actor/oriv")
    assert (oriv.spans, oriv.sure, oriv.method) == (((0, 20),), True, "label")
    assert "ORIV Grand Est" in oriv.thing.names


def test_a_candidate_counts_when_it_is_of_a_new_actor_only(found):
    assert not of(found, "themes", f"{BASE}theme/gusp")[0].sure
    new = of(found, "actors", f"{BASE}actor/regie")
    assert new
    assert all(one.sure for one in new)
    assert {one.thing.names for one in new} == {("Régie Bel-Air",)}
    assert "association" in {one.thing.category for one in new}
    assert of(found, "relations", "member-of")[0].sure
    assert not of(found, "relations", "partner")[0].sure


def test_a_role_of_a_host_is_a_relation_that_is_not_judged(found):
    (role,) = of(found, "roles", "host")
    (tie,) = of(found, "relations", "hosts")
    assert role.judged
    assert not tie.judged
    assert role.other.names == tie.other.names == ("Visite",)


def test_dates_are_placed_by_their_words_without_hours(found):
    (day,) = of(found, "dates", "2025-06-04")
    assert [TEXT[slice(*span)] for span in day.spans] == ["4 juin"]
    (own,) = of(found, "dates", "2025-06")
    assert (own.spans, own.judged) == (((0, len(TEXT)),), False)
    assert len([one for one in found if one.kind == "dates"]) == 2


def test_a_citation_is_tied_to_the_document(found):
    (cited,) = of(found, "relations", "cites")
    assert (cited.thing.iri, cited.other.names) == (DOCUMENT, ("une visite",))
