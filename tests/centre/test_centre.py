from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict

import pytest

from centre.centre import open_centre
from centre.records import CentreError
from centre.snapshots import Snapshots
from tests.centre.writing import take_in, write_programme
from tests.search.conftest import HashEncoder

BASE = "https://maillage.example/id/"
GUSP = f"{BASE}theme/gusp"


def test_the_agenda_is_one_row_a_session_in_order(centre):
    rows = centre.agenda()
    assert [row.date_text for row in rows] == ["12 mars 2030", "9 avril 2030", "13 juin 2030"]
    assert [row.mode for row in rows] == ["online", "online", "onsite"]
    assert {row.status for row in rows} == {"announced"}
    first = rows[0]
    assert "Gestion urbaine et sociale de proximité" in first.themes
    labels = [actor.label for actor in first.actors]
    assert len(labels) == len(set(labels))
    assert {"Villes au Carré", "RésO Villes"} <= set(labels)
    assert json.loads(json.dumps(asdict(first)))["edtf"] == "2030-03-12"


@pytest.mark.parametrize("theme", ["GUSP", "gestion urbaine et sociale de proximité", GUSP, "theme/gusp"])
def test_a_theme_is_named_by_any_of_its_names(centre, theme):
    assert len(centre.agenda(theme=theme)) == 2


def test_a_theme_holds_its_narrower_ones_and_a_territory_what_it_contains(centre):
    broader = centre.entity(GUSP).breadcrumb[-1]
    assert len(centre.agenda(theme=broader.label)) >= 2
    assert [row.date_text for row in centre.agenda(territory="Loiret")] == ["13 juin 2030"]
    assert len(centre.agenda(territory="Orléans")) == 1


def test_the_agenda_is_cut_by_date_actor_and_mode(centre):
    assert [row.start for row in centre.agenda(date_from="2030-04-01", date_to="2030-05")] == ["2030-04-09"]
    assert len(centre.agenda(actor="Villes au Carré")) == 2
    assert len(centre.agenda(online=False)) == 1
    with pytest.raises(CentreError, match="n’est pas une date"):
        centre.agenda(date_from="demain")


def test_an_unknown_name_is_said_with_a_near_one(centre):
    with pytest.raises(CentreError, match=r"Aucun thème ne s’appelle « mobilitées ».*mobilites"):
        centre.agenda(theme="mobilitées")


def test_a_search_reads_the_vocabulary_and_says_why(centre):
    for typed in ("GUSP", "gusp", "gestion urbaine et sociale de proximite"):
        result = centre.search(typed)
        assert result.understood.themes == ("Gestion urbaine et sociale de proximité",)
        assert result.results[0].id == GUSP
        assert "intitulé exact" in result.results[0].reason
        series = next(hit for hit in result.results if hit.type == "series")
        assert "lié à Gestion urbaine et sociale de proximité (thème)" in series.reason
    assert all(hit.reason for hit in result.results)
    assert all(0 <= score <= 1 for hit in result.results for score in hit.scores.values())


def test_every_name_of_a_thing_finds_the_same(centre):
    asked = (
        "GUSP",
        "G.U.S.P.",
        "gestion urbaine et sociale de proximite",
        "GESTION URBAINE ET SOCIALE DE PROXIMITÉ",
    )
    first, *others = ([hit.id for hit in centre.search(query, limit=5).results] for query in asked)
    assert first
    assert all(other == first for other in others)


def test_a_sort_of_things_and_a_period_that_the_query_opens_with_are_filters(centre):
    found = centre.search("événements en mars 2030", limit=50)
    assert found.results
    assert {hit.type for hit in found.results} == {"event"}
    assert all(hit.date.startswith("2030-03") for hit in found.results)
    assert found.results[0].reason == "genre et période demandés"
    chosen = centre.search("événements en mars 2030", types=["passage"], limit=50)
    assert {hit.type for hit in chosen.results} <= {"passage"}


def test_an_acronym_finds_what_is_written_in_full(centre):
    hits = centre.search("GUSP", types=("passage", "series")).results
    assert any("synonyme de GUSP" in hit.reason for hit in hits)


def test_a_search_is_filtered_by_kind_place_and_date(centre):
    events = centre.search("", types=("event",))
    assert events.total == 3
    assert [hit.date for hit in centre.search("", types=("event",), territories=("Loiret",)).results] == [
        "2030-06-13"
    ]
    assert centre.search("", types=("event",), date_from="2030-04-01", date_to="2030-04-30").total == 1
    assert centre.search("", types=("programme",)).results[0].type == "resource"
    years = {choice.label: choice.count for choice in events.facets["year"]}
    assert years == {"2030": 3}
    kinds = {choice.id: choice.count for choice in centre.search("").facets["type"]}
    assert kinds["event"] == 3


@pytest.mark.parametrize("query", ["quartier", "gestion urbaine", "associations de jeunes", ""])
def test_a_facet_counts_what_its_filter_gives(centre, query):
    names = {
        "type": "types",
        "theme": "themes",
        "territory": "territories",
        "actor": "actors",
        "audience": "audiences",
    }
    facets = centre.search(query).facets
    assert facets["theme"]
    assert query or all(facets.values())
    for facet, name in names.items():
        for choice in facets[facet]:
            assert centre.search(query, **{name: (choice.id,)}).total == choice.count > 0, choice
    for year in facets["year"]:
        asked = {"date_from": f"{year.id}-01-01", "date_to": f"{year.id}-12-31"}
        assert centre.search(query, **asked).total == year.count > 0


def test_a_hit_leads_to_its_document_and_page(centre, programme):
    hit = next(hit for hit in centre.search("conseils citoyens").results if hit.type == "passage")
    assert hit.document == centre.document(str(programme))["id"]
    assert hit.document_title
    assert hit.page == 1


def test_nothing_relevant_is_said_plainly(centre):
    result = centre.search("zzqxv", types=("event",))
    assert result.total == 0
    assert result.results == ()
    assert "zzqxv" in result.message
    assert "filtre" in result.message


def test_hostile_queries_are_answered(centre):
    for query in ('"', "AND OR NOT", "*:*", "a" * 5000, "\x00", "<script>", "%s {}", "🌱", "   "):
        assert centre.search(query).total >= 0


def test_a_document_is_found_by_path_name_and_identifier(centre, programme, monkeypatch):
    answer = centre.document(str(programme))
    monkeypatch.chdir(programme.parent)
    for asked in ("programme.md", "./programme.md", answer["id"], answer["id"].removeprefix(BASE)):
        assert centre.document(asked) == answer
    with pytest.raises(CentreError, match="Aucun document"):
        centre.document("autre.md")


def test_a_document_says_what_was_understood_of_it(centre, programme):
    answer = centre.document(str(programme))
    text = programme.read_text(encoding="utf-8")
    assert answer["pipeline"] == "programme"
    assert len(answer["events"]) == 3
    assert answer["resources"]
    assert {"edtf", "quote"} <= answer["dates"][0].keys()
    assert {date["edtf"] for date in answer["dates"]} >= {"2030-03-12", "2030-04-09", "2030-06-13"}
    labels = {item["label"]: item for item in answer["actors"]}
    assert labels["Villes au Carré"]["status"] == "fact"
    for key in ("actors", "themes", "territories"):
        for item in answer[key]:
            assert item["id"].startswith(BASE)
            for place in item["evidence"]:
                assert place["quote"].split()[0] in text
                assert place["start"] < place["end"]
    json.dumps(answer)


def test_every_entity_has_a_page(centre, programme):
    document = centre.document(str(programme))
    iris = [document["id"], *document["events"], *document["series"], *document["resources"], GUSP]
    iris += [item["id"] for key in ("actors", "territories", "themes", "audiences") for item in document[key]]
    for iri in iris:
        page = centre.entity(iri)
        assert page is not None, iri
        assert page.label
        assert page.id == iri
    assert centre.entity(f"{BASE}theme/rien-de-tel") is None
    assert centre.entity(f"{BASE}event/rien-de-tel") is None
    assert centre.entity("https://exemple.fr/autre") is None


def test_a_theme_page_gathers_what_is_tied_to_it(centre):
    page = centre.entity(GUSP)
    assert len(page.events) == 2
    assert {"Villes au Carré", "RésO Villes"} <= {actor.label for actor in page.actors}
    assert page.breadcrumb
    assert page.narrower
    assert any("gestion urbaine" in line.quote for line in page.evidence)


def test_an_actor_page_shows_partners_themes_and_proof(centre):
    page = centre.entity(f"{BASE}actor/villes-au-carre")
    assert "RésO Villes" in {partner.label for partner in page.related}
    assert "Gestion urbaine et sociale de proximité" in {theme.label for theme in page.themes}
    assert any("animé par Villes au Carré" in line.quote for line in page.evidence)


def test_a_document_page_reads_in_order(centre, programme):
    page = centre.entity(centre.document(str(programme))["id"])
    starts = [passage["start"] for passage in page.document["passages"]]
    assert starts == sorted(starts)
    assert "Faire réseau" in page.document["outline"]
    assert len(page.events) == 3


def test_suggestions_give_the_name_that_matched(centre):
    found = {reference.id: reference for reference in centre.suggest("gus")}
    assert "GUSP" in found[GUSP].detail
    assert centre.suggest("  ") == ()


def test_lists_have_counts(centre):
    tops = centre.themes()
    assert any(reference.count for reference in tops)
    actors = {reference.label: reference.count for reference in centre.references("actor")}
    assert actors["Villes au Carré"] >= 1
    assert {reference.kind for reference in centre.references("territory")} == {"territory"}
    assert len(centre.documents()) == 2
    with pytest.raises(CentreError, match="inconnue"):
        centre.references("licorne")


def test_the_status_has_what_the_contract_names(centre):
    status = centre.status()
    names = [
        "snapshot",
        "documents",
        "passages",
        "triples",
        "events",
        "actors",
        "themes",
        "territories",
        "encoder",
        "disk_bytes",
    ]
    assert set(names) <= status.keys()
    assert status["encoder"] == {"name": "hash", "dimension": 64}
    assert status["documents"] == 2
    assert status["disk_bytes"] > 100_000
    assert status["triples"] == len(
        json.loads(centre.sparql("SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }"))["results"]["bindings"]
    )


def test_the_graph_conforms(centre):
    report = centre.check()
    assert report["violations"] == []
    assert report["conforms"] is True


def test_sparql_is_read_only(centre):
    for query in (
        "DELETE WHERE { ?s ?p ?o }",
        "SELECT",
        "SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }",
    ):
        with pytest.raises(CentreError):
            centre.sparql(query)
    assert centre.sparql("SELECT (1 AS ?one) {}", "csv").split() == ["one", "1"]


def test_the_original_is_kept(centre, programme):
    path = centre.original(centre.document(str(programme))["id"])
    assert path.read_bytes() == programme.read_bytes()
    assert centre.original(f"{BASE}document/none") is None


def test_a_new_snapshot_is_picked_up(data, tmp_path):
    centre = open_centre(data, encoder=HashEncoder())
    before = centre.agenda()
    take_in(data, write_programme(tmp_path, first="nouvelle séance"))
    assert centre.agenda() != before
    # Two programmes tell of the same sessions; the one they title otherwise is for a person to bring together.
    assert [len(row.statements) for row in centre.agenda()] == [1, 1, 2, 2]
    Snapshots(data).rollback(1)
    assert centre.agenda() == before


def test_threads_may_ask_together(centre):
    queries = ["GUSP", "Orléans", "emploi des jeunes", "Villes au Carré"] * 6
    expected = {query: centre.search(query).results for query in set(queries)}
    with ThreadPoolExecutor(8) as pool:
        found = list(
            pool.map(lambda query: (query, centre.search(query).results, centre.entity(GUSP)), queries)
        )
    for query, results, page in found:
        assert results == expected[query]
        assert page.id == GUSP


def test_a_centre_made_with_another_encoder_still_answers_by_words(first_data):
    class Other(HashEncoder):
        sha256 = "0" * 64

    result = open_centre(first_data, encoder=Other()).search("conseils citoyens")
    assert result.total > 0
    assert all(hit.scores["vector"] == 0 for hit in result.results)


def test_warming_up_answers_with_words_meanwhile(first_data):
    from threading import Event

    release = Event()

    class Slow(HashEncoder):
        def encode_queries(self, texts):
            assert release.wait(10)
            return super().encode_queries(texts)

    centre = open_centre(first_data, encoder=Slow(), warm=True)
    assert all(hit.scores["vector"] == 0 for hit in centre.search("conseils citoyens").results)
    release.set()
    for _ in range(100):
        if any(hit.scores["vector"] for hit in centre.search("conseils citoyens").results):
            return
    pytest.fail("meaning was never asked")


def test_an_empty_folder_is_no_centre(tmp_path):
    with pytest.raises(CentreError, match="maillage ingest"):
        open_centre(tmp_path)


def test_a_moved_centre_still_answers(first_data, tmp_path):
    shutil.copytree(first_data, tmp_path / "elsewhere")
    assert len(open_centre(tmp_path / "elsewhere").agenda()) == 3


def test_results_sorted_by_date_are_the_same_ones_latest_first(centre):
    best = centre.search("GUSP", limit=100)
    latest = centre.search("GUSP", limit=100, sort="date")
    assert latest.total == best.total
    assert {hit.id for hit in latest.results} == {hit.id for hit in best.results}
    dates = [(hit.date or "").split("/")[-1] for hit in latest.results]
    assert dates == sorted(dates, reverse=True)
    assert centre.search("GUSP", limit=1, sort="date").results[0].date == latest.results[0].date


def test_a_facet_of_themes_is_a_tree_whose_counts_are_those_of_the_filter(centre):
    choices = {choice.id: choice for choice in centre.search("").facets["theme"]}
    under = [choice for choice in choices.values() if choice.broader]
    assert under
    for choice in under:
        assert choices[choice.broader].count >= choice.count
    for choice in choices.values():
        assert centre.search("", themes=[choice.id]).total == choice.count


def test_results_can_be_kept_to_an_audience(centre):
    choices = centre.search("").facets["audience"]
    assert choices
    for choice in choices:
        assert centre.search("", audiences=[choice.id]).total == choice.count
        assert centre.search("", audiences=[choice.label]).total == choice.count
    with pytest.raises(CentreError, match="public"):
        centre.search("", audiences=["licorne"])
