"""The triples of a document: exact shape of a session, evidence of everything, the same each time."""

from __future__ import annotations

from pathlib import Path

from rdflib import Graph, Literal, URIRef

from graph.authority import authority_triples
from graph.closure import closure_triples
from graph.namespaces import FOAF, GEOSPARQL, MLG, OA, RDF, SCHEMA, SKOS, XSD
from graph.triples import document_triples
from ontology.vocabulary import BASE
from tests.graph.small_centre import DIRECTORY, EXTRACTIONS, PROGRAMME, REPORT, VOCABULARY

TEXTS = {"0001": PROGRAMME, "0002": REPORT, "0003": DIRECTORY}


def whole() -> Graph:
    graph = Graph()
    for extraction in EXTRACTIONS:
        for triple in document_triples(extraction):
            graph.add(triple)
    return graph


def test_the_same_extraction_gives_the_same_triples_each_once() -> None:
    for extraction in EXTRACTIONS:
        triples = list(document_triples(extraction))
        assert triples == list(document_triples(extraction))
        assert len(triples) == len(set(triples))


def test_a_session_has_exactly_its_triples() -> None:
    event = URIRef(f"{BASE}event/visite")
    document = f"{BASE}document/0001"
    found = {
        (str(p).rsplit("/", 1)[-1].rsplit("#", 1)[-1], str(o)) for p, o in whole().predicate_objects(event)
    }
    assert found == {
        ("type", "https://schema.org/Event"),
        ("name", "Réseau Cadre de vie : visite du chantier"),
        ("ownTitle", "visite du chantier"),
        ("superEvent", f"{BASE}series/cadre-de-vie"),
        ("modality", "announced"),
        ("edtf", "2024-02-09"),
        ("startDate", "2024-02-09"),
        ("endDate", "2024-02-09"),
        ("startTime", "09:30"),
        ("dateQuote", "9 février 2024"),
        ("placeName", "Basseville"),
        ("eventAttendanceMode", "https://schema.org/OfflineEventAttendanceMode"),
        ("axis", "Réseaux"),
        ("action", f"{BASE}action/visite"),
        ("spatial", f"{BASE}territory/commune-1"),
        ("contributor", f"{BASE}actor/basseville"),
        ("evidence", f"{document}#char=55,144"),
        ("announcedIn", document),
    }


def test_every_evidence_quotes_its_document() -> None:
    graph = whole()
    places = set(graph.objects(None, MLG.evidence))
    assert len(places) == 18
    for place in places:
        text = TEXTS[str(graph.value(place, OA.hasSource)).rsplit("/", 1)[1]]
        start, end = graph.value(place, OA.start).toPython(), graph.value(place, OA.end).toPython()
        assert text[start:end] == str(graph.value(place, OA.exact))
        assert str(place).endswith(f"#char={start},{end}")
        assert graph.value(place, MLG.page) == Literal(1)


def test_every_participation_and_assertion_has_evidence_score_and_status() -> None:
    graph = whole()
    nodes = [*graph.subjects(RDF.type, MLG.Participation), *graph.subjects(RDF.type, MLG.Assertion)]
    assert len(nodes) == 6 + 12 + 6
    for node in nodes:
        assert graph.value(node, MLG.evidence)
        assert graph.value(node, MLG.score).datatype == XSD.decimal
        assert str(graph.value(node, MLG.status)) in ("fact", "candidate")


def test_a_mention_stands_on_the_passage_that_holds_it() -> None:
    graph = whole()
    assert set(graph.subject_objects(SCHEMA.mentions)) == {
        (URIRef(f"{BASE}document/{passage}"), URIRef(BASE + entity))
        for passage, entity in (
            ("0001/passage/0", "theme/cadre-de-vie"),
            ("0001/passage/55", "territory/commune-1"),
            ("0001/passage/55", "theme/gusp"),
            ("0003/passage/0", "actor/collectif-sud"),
            ("0003/passage/0", "territory/commune-2"),
        )
    }


def test_new_actors_are_candidates_of_the_right_class() -> None:
    graph = whole()
    anne = URIRef(f"{BASE}actor/anne-martin")
    assert set(graph.subjects(MLG.status, Literal("candidate"))) >= {anne, URIRef(f"{BASE}actor/le-labo")}
    assert list(graph.subjects(RDF.type, FOAF.Person)) == [anne]
    assert graph.value(anne, SCHEMA.affiliation) == URIRef(f"{BASE}actor/basseville")


def test_a_directory_row_is_no_shortcut_to_its_document() -> None:
    graph = whole()
    document = URIRef(f"{BASE}document/0003")
    assert len(list(graph.subjects(MLG.activity, document))) == 1
    assert (document, SCHEMA.contributor, None) not in graph


def test_the_closures_hold_each_pair_once_with_self() -> None:
    pairs = list(closure_triples(VOCABULARY))
    assert len(pairs) == len(set(pairs))
    within = {(str(s)[len(BASE) :], str(o)[len(BASE) :]) for s, p, o in pairs if p == MLG.within}
    broader = {(str(s)[len(BASE) :], str(o)[len(BASE) :]) for s, p, o in pairs if p == SKOS.broaderTransitive}
    chain = ("territory/qpv-1", "territory/commune-1", "territory/region-1")
    assert within == {
        *((chain[i], chain[j]) for i in range(3) for j in range(i, 3)),
        *(("territory/commune-2", place) for place in ("territory/commune-2", "territory/region-1")),
    }
    assert broader == {
        *((concept, concept) for concept in ("theme/cadre-de-vie", "theme/gusp", "theme/emploi")),
        *((concept, concept) for concept in ("action/visite", "audience/habitants")),
        ("theme/gusp", "theme/cadre-de-vie"),
    }


def test_with_a_folder_the_turtle_files_stand_for_themselves(tmp_path: Path) -> None:
    (tmp_path / "themes.ttl").write_text(
        f'<{BASE}theme/a> <{SKOS.prefLabel}> "A"@fr ; <{SKOS.exactMatch}> <http://e.org/a> ; '
        f"<{SKOS.note}> [ <{SKOS.note}> 1 ] .",
        encoding="utf-8",
    )
    (tmp_path / "shapes.ttl").write_text(f'<{BASE}shape/a> <{SKOS.prefLabel}> "shape" .', encoding="utf-8")
    found = set(authority_triples(VOCABULARY, tmp_path))
    theme = URIRef(f"{BASE}theme/a")
    assert {triple for triple in found if triple[0] == theme} == {
        (theme, SKOS.prefLabel, Literal("A", lang="fr")),
        (theme, SKOS.exactMatch, URIRef("http://e.org/a")),
    }
    assert {str(subject).removeprefix(BASE).split("/")[0] for subject, _, _ in found} == {
        "theme",
        "territory",
    }
    town = URIRef(f"{BASE}territory/commune-1")
    assert (town, MLG.container, URIRef(f"{BASE}territory/region-1")) in found
    assert (town, RDF.type, MLG.Commune) in found


def test_outlines_are_geosparql_and_the_codes_of_insee_are_matched(tmp_path: Path) -> None:
    ring = "[[5.0,45.0],[5.2,45.0],[5.2,45.2],[5.0,45.0]]"
    feature = '{"type":"Feature","properties":{"id":"%s"},"geometry":{"type":"%s","coordinates":%s}}'
    known = feature % ("commune-1", "MultiPolygon", f"[[{ring}]]")
    unknown = feature % ("commune-999", "Polygon", f"[{ring}]")
    (tmp_path / "outlines.geojson").write_text(
        f'{{"type":"FeatureCollection","features":[{known},{unknown}]}}', encoding="utf-8"
    )
    found = set(authority_triples(VOCABULARY, tmp_path))
    town = URIRef(f"{BASE}territory/commune-1")
    wkt = Literal("MULTIPOLYGON (((5.0 45.0, 5.2 45.0, 5.2 45.2, 5.0 45.0)))", datatype=GEOSPARQL.wktLiteral)
    assert [o for s, p, o in found if p == GEOSPARQL.asWKT] == [wkt]
    assert (town, GEOSPARQL.hasGeometry, URIRef(f"{town}/outline")) in found
    region = URIRef(f"{BASE}territory/region-1")
    assert (region, SKOS.exactMatch, URIRef("http://id.insee.fr/geo/region/1")) in found
