from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from centre.records import CentreError, EntityPage, Reference
from explorer import agenda, data, session
from explorer.texts import plain_spaces
from tests.explorer.conftest import MODULES, SCRIPT, Opener, html, links, words
from tests.explorer.fake_centre import BASE, HOSTILE, REPORT, TEXT, FakeCentre

ROOT = Path(__file__).parents[2]
ROW = (
    "summary : Journée du réseau · dtstart : 2024-10-08 · location : Clairval"
    " · categories : Gestion urbaine et sociale de proximité"
)
PLACE = {"id": "document/bbbb000011112222"}


def test_the_first_page_offers_questions_of_this_centre_events_themes_and_figures(open_page: Opener) -> None:
    page = open_page("")
    read = words(page)
    assert "Réussite éducative à Clairval" in read
    assert "./?q=R%C3%A9ussite%20%C3%A9ducative%20%C3%A0%20Clairval" in links(page)
    assert "Dernières rencontres" in read
    assert "Aucune rencontre à venir" in read
    assert "theme?id=theme/emploi" in links(page)
    assert "liens du graphe 25 310" in read


def test_a_search_is_read_from_the_address_with_its_filters(open_page: Opener, fake: FakeCentre) -> None:
    page = open_page("", q="gusp", type="event", acteur=["actor/carrefour"], annee="2024")
    assert page.text_input[0].value == "gusp"
    query, filters = fake.calls[-1]
    assert query == "gusp"
    assert filters["types"] == ("event",)
    assert filters["actors"] == ("https://maillage.example/id/actor/carrefour",)
    assert (filters["date_from"], filters["date_to"]) == ("2024-01-01", "2024-12-31")
    assert "1 résultat" in words(page)


def test_each_filter_can_be_removed_alone_or_all_at_once(open_page: Opener) -> None:
    addresses = links(open_page("", q="gusp", type="event", annee="2024"))
    assert "./?q=gusp&annee=2024" in addresses
    assert "./?q=gusp&type=event" in addresses
    assert "./?q=gusp" in addresses


def test_a_filter_not_chosen_is_a_link_that_adds_it(open_page: Opener) -> None:
    assert "./?q=gusp&type=event&territoire=territory/01001" in links(open_page("", q="gusp", type="event"))


def test_a_result_says_what_it_is_why_it_is_there_and_where_it_comes_from(open_page: Opener) -> None:
    page = open_page("", q="gusp")
    read = words(page)
    assert "4 résultats" in read
    assert "Pourquoi ce résultat : synonyme de « GUSP »" in read
    assert "Rapport sur les quartiers de Clairval, p. 2" in read
    assert "<mark>gestion urbaine</mark>" in html(page)
    assert "mars 2024" in read
    assert "aussi appelé « GUSP »" in read


def test_typing_a_query_searches(open_page: Opener, fake: FakeCentre) -> None:
    page = open_page("")
    page.text_input[0].set_value("espaces verts").run()
    assert fake.calls[-1][0] == "espaces verts"
    assert "résultats" in words(page)


def test_a_search_without_result_says_what_to_try(open_page: Opener) -> None:
    read = words(open_page("", q="zzz"))
    assert "Aucun résultat" in read
    assert "essayez « gestion urbaine »" in read


@pytest.mark.parametrize(
    ("path", "params"),
    [
        ("", {"q": "gusp"}),
        ("donnees", {"requete": "SELECT * WHERE { ?s ?p ?o }"}),
        ("ressource", {"id": "resource/hostile"}),
        ("document", {**PLACE, "page": "1"}),
        ("acteur", {"id": HOSTILE}),
    ],
)
def test_what_documents_say_is_never_html(open_page: Opener, path: str, params: dict[str, str]) -> None:
    page = open_page(path, **params)
    assert "<script" not in html(page)
    assert "<b>" not in html(page)
    assert "&lt;script&gt;" in html(page)


def test_an_answer_ranks_actors_with_their_evidence(open_page: Opener) -> None:
    page = open_page("qui", q="Qui travaille sur la gestion urbaine à Clairval ?")
    read = words(page)
    assert (
        "Compris : thème Gestion urbaine et sociale de proximité , territoire Clairval , période 2024" in read
    )
    assert read.index("Habitat de Brenne") < read.index("Collectif des Lilas")
    assert "Bailleur social" in read
    assert "12,5" in read
    assert "Score : animation 11 + rédaction 1,5 dans 2 activités" in read
    assert "Voir les autres preuves (1)" in read
    assert f"document?id=document/{REPORT.rsplit('/', 1)[1]}&page=2&start=296&end=357" in links(page)
    assert "SELECT ?acteur" in page.code[0].value


def test_only_a_candidate_is_to_be_confirmed(open_page: Opener) -> None:
    cards = html(open_page("qui", q="Qui ?")).split("<article")[1:]
    assert ["à confirmer" in card for card in cards] == [False, False, True]


def test_nobody_known_is_said_plainly(open_page: Opener) -> None:
    read = words(open_page("qui", q="zzz ?"))
    assert "Aucun acteur connu sur « zzz »" in read
    assert "Sur quoi travaille Carrefour des quartiers ?" in read


def test_the_agenda_is_grouped_by_month_with_undated_sessions_last(open_page: Opener) -> None:
    read = words(open_page("agenda"))
    places = [read.index(heading) for heading in ("Février 2024", "Mai 2024", "Juin 2024", "Date à fixer")]
    assert places == sorted(places)
    assert "date à confirmer" in read
    assert "annulée" in read
    assert "6 rencontres" in read


def test_with_nothing_to_come_the_agenda_shows_everything(open_page: Opener) -> None:
    page = open_page("agenda")
    assert 'aria-current="true">Toutes <' in html(page)
    assert "agenda?quand=a-venir" in links(page)
    coming = words(open_page("agenda", quand="a-venir"))
    assert "Rencontre régionale" in coming
    assert "Atelier emploi" not in coming


def test_the_agenda_keeps_to_a_theme_and_a_month(open_page: Opener) -> None:
    assert "1 rencontre " in words(open_page("agenda", theme="Emploi et insertion"))
    read = words(open_page("agenda", periode="2024-06"))
    assert "2 rencontres" in read
    assert "Visite de quartier" not in read


def test_the_address_of_the_agenda_means_the_same_in_both_languages(open_page: Opener) -> None:
    kept = {"quand": "passees", "modalite": "onsite", "periode": "2024-02"}
    french, english = open_page("agenda", **kept), open_page("agenda", **kept, lang="en")
    assert "1 rencontre" in words(french)
    assert "1 event" in words(english)
    assert "agenda?quand=passees&modalite=onsite&periode=2024-02&lang=en" in links(french)


def test_a_view_of_the_agenda_keeps_the_filters(open_page: Opener) -> None:
    assert "agenda?quand=toutes&modalite=online" in links(open_page("agenda", modalite="online"))


def test_choosing_a_format_writes_its_code_in_the_address(open_page: Opener) -> None:
    page = open_page("agenda")
    box = next(box for box in page.selectbox if box.label == "Modalité")
    box.set_value("online").run()
    assert page.query_params["modalite"] in ("online", ["online"])
    assert "Visite de quartier" not in words(page)


def test_months_after_the_first_sessions_are_folded(
    monkeypatch: pytest.MonkeyPatch, open_page: Opener
) -> None:
    assert '<details class="month">' not in html(open_page("agenda"))
    monkeypatch.setattr(agenda, "AT_ONCE", 2)
    page = open_page("agenda")
    assert html(page).count('<details class="month">') == 3
    assert "Date à fixer (1)" in words(page)


def test_the_calendar_file_holds_the_sessions_shown(open_page: Opener, exported: list[str]) -> None:
    page = open_page("agenda", theme="Emploi et insertion")
    assert [button.proto.label for button in page.get("download_button")] == ["Télécharger ces dates (.ics)"]
    assert exported == ["Atelier emploi"]


def test_filters_of_the_agenda_say_what_they_leave_and_offer_nothing_empty(open_page: Opener) -> None:
    page = open_page("agenda", theme="Emploi et insertion")
    boxes = {box.label: list(box.options) for box in page.selectbox}
    assert "Emploi et insertion (1)" in boxes["Thème"]
    assert boxes["Territoire"] == []
    assert boxes["Modalité"] == ["En ligne (1)"]
    assert page.query_params["theme"] in ("theme/emploi", ["theme/emploi"])
    past = open_page("agenda", quand="a-venir", theme="theme/emploi")
    assert "agenda?quand=passees&theme=theme/emploi" in links(past)
    assert "Retirer les filtres" in words(past)


def test_a_date_that_is_not_sure_says_why(open_page: Opener) -> None:
    read = words(open_page("agenda"))
    assert "le document donne plusieurs dates possibles" in read
    assert "le document annonce la rencontre sans en donner le jour" in read


def test_a_month_is_a_calendar_with_its_neighbours(open_page: Opener) -> None:
    page = open_page("agenda", vue="mois", mois="2024-06", quand="toutes")
    assert html(page).count("<tr>") == 6
    assert words(page).count("Atelier emploi") == 2, "the two days it may stand on"
    assert words(page).count("Forum de la réussite éducative") == 2
    assert words(page).count("suite") == 1
    assert "Visite de quartier" not in words(page)
    assert "agenda?vue=mois&mois=2024-05&quand=toutes" in links(page)
    assert "agenda?vue=mois&mois=2024-07&quand=toutes" in links(page)
    assert "2 rencontres" in words(page)


def test_an_empty_month_leads_to_those_that_have_sessions(open_page: Opener) -> None:
    page = open_page("agenda", vue="mois", mois="2023-01")
    assert "Aucune rencontre ce mois-ci" in words(page)
    assert "agenda?vue=mois&mois=2024-02" in links(page)
    assert "Juin 2024" in words(open_page("agenda", vue="mois", mois="zzz"))


def test_the_subscription_has_the_filters_of_the_page(open_page: Opener) -> None:
    page = open_page("agenda", theme="Emploi et insertion", modalite="online")
    assert any(one.endswith("/agenda.ics?theme=theme/emploi&online=true") for one in links(page))
    assert "votre sélection (Emploi et insertion, En ligne)" in words(page)
    assert "calendars/event/atelier.ics" in links(page)


def test_the_map_names_its_territory_and_keeps_the_choices(open_page: Opener) -> None:
    page = open_page("carte", montrer="ressources", theme="theme/emploi")
    read = words(page)
    assert "Carte : Val-de-Brenne" in read
    assert "Surface des cercles : nombre de ressources" in read
    assert "hors des cercles : 2" in read
    assert "carte?dans=territory/01001&montrer=ressources&theme=theme/emploi" in links(page)
    assert "./?territoire=territory/01&theme=theme/emploi" in links(page)
    boxes = {box.label: list(box.options) for box in page.selectbox}
    assert boxes == {"Thème": ["Emploi et insertion (2)"], "Année": ["2024 (3)"]}


def test_the_map_comes_closer_and_leads_back(open_page: Opener) -> None:
    page = open_page("carte", dans="territory/01001")
    assert "Carte : Clairval" in words(page)
    assert "carte?dans=territory/01" in links(page)
    assert "territoire?id=territory/qp01" in links(page)
    assert "agenda?quand=toutes&territoire=territory/01001" in links(page)
    assert "Aucun territoire" in words(open_page("carte", dans="territory/zzz"))


def test_a_theme_page_shows_all_there_is_in_order(open_page: Opener) -> None:
    page = open_page("theme", id="theme/gestion-urbaine")
    read = words(page)
    wanted = (
        "Cadre de vie",
        "Coordination des interventions",
        "GUSP",
        "Plus précis",
        "Voir aussi",
        "En anglais",
        "Ressources",
        "Acteurs",
        "Rencontres passées",
        "Territoires",
        "Surface des cercles",
        "Identifiant",
    )
    places = [read.index(part) for part in wanted]
    assert places == sorted(places)
    assert "carte?theme=theme/gestion-urbaine" in links(page)
    assert "agenda?quand=toutes&theme=theme/gestion-urbaine" in links(page)
    assert "acteur?id=actor/carrefour" in links(page)
    assert "Partenaires" not in read


def test_an_actor_page_weighs_its_themes_and_says_on_what(open_page: Opener) -> None:
    page = open_page("acteur", id="actor/carrefour")
    read, shown = words(page), html(page)
    assert "2 activités" in read
    assert "organisation 2" in read
    assert "Gestion urbaine et sociale de proximité" in read
    assert "1 rencontre, 1 ressource" in read
    assert shown.count("Ce qui le montre (1)") == 2
    assert 'style="width:100%"' in shown
    assert 'aria-label="Activités par an' in shown
    assert "agenda?quand=toutes&acteur=actor/carrefour" in links(page)


def test_the_picture_of_an_actor_is_small_and_leads_to_its_network(
    open_page: Opener, fake: FakeCentre
) -> None:
    partners = tuple(
        Reference(id=f"{BASE}actor/p{rank}", label=f"Partenaire {rank}", kind="actor") for rank in range(4)
    )
    whole = fake.entity
    fake.entity = lambda iri: replace(whole(iri), related=partners)  # type: ignore[method-assign,type-var]
    page = open_page("acteur", id="actor/carrefour")
    asked = [options for name, options in fake.calls if name == "network"]
    assert [options["most"] for options in asked] == [24]
    assert "acteur=actor/carrefour" in next(one for one in links(page) if one.startswith("reseau?"))


def test_a_territory_shows_its_quarters_of_today_and_folds_the_former_ones(open_page: Opener) -> None:
    page = open_page("territoire", id="territory/01001")
    read, shown = words(page), html(page)
    assert "Quartiers prioritaires, périmètre de 2024" in read
    assert "<summary>Quartiers prioritaires, périmètre de 2015 (1)</summary>" in shown
    assert "Les Tilleuls 2024" not in read
    assert "carte?dans=territory/01001" in links(page)
    assert "qui?territoire=territory/01001" not in links(page), "nobody is known to act there"


def test_an_empty_section_is_not_shown(open_page: Opener) -> None:
    read = words(open_page("theme", id="theme/emploi"))
    assert "Emploi et insertion" in read
    assert "Rencontres" not in read
    assert "Ressources" not in read


def test_a_long_section_is_cut_but_the_rest_is_there(open_page: Opener) -> None:
    page = open_page("acteur", id="https://maillage.example/id/actor/collectif-lilas")
    assert "Afficher la suite (2)" in words(page)
    assert html(page).count('class="evidence"') == 11, "ten in the documents, one of its theme"
    assert "à confirmer" in words(page)


@pytest.mark.parametrize("params", [{"id": "actor/rien"}, {}])
def test_an_unknown_page_leads_back_to_the_search(open_page: Opener, params: dict[str, str]) -> None:
    page = open_page("acteur", **params)
    assert "Page introuvable" in words(page)
    assert "Revenir à la recherche" in words(page)


@pytest.mark.parametrize(
    "place",
    [
        {"start": "296", "end": "357"},
        {"page": "2", "extrait": "Habitat de Brenne anime les visites de quartier aux Tilleuls."},
    ],
)
def test_a_document_opens_at_the_sentence_cited(open_page: Opener, place: dict[str, str]) -> None:
    page = open_page("document", **PLACE, **place)
    assert f'id="cite" data-place="{place.get("start") or place["extrait"]}"' in html(page)
    assert "<mark>Habitat de Brenne anime les visites de quartier aux Tilleuls.</mark>" in html(page)
    assert "page 2 sur 2" in words(page)


def test_a_passage_is_cited_with_its_page_and_its_own_address(open_page: Opener) -> None:
    page = open_page("document", **PLACE, start="296", end="357")
    cited = re.findall(r"<code>([^<]*)</code>", html(page))
    reference = plain_spaces(unescape(cited[0]))
    assert reference.startswith(
        "« Rapport sur les quartiers de Clairval », Carrefour des quartiers, mars 2024, p. 2, "
    )
    assert "document?id=document/bbbb000011112222&page=2&start=296&end=357 (consulté le " in reference
    assert cited[1] == cited[0], "the same reference stands under the passage chosen"
    assert f"document?id={PLACE['id']}&page=2&start=200&end={200 + len(TEXT)}" in links(page)


def test_a_resource_is_cited_whole_and_given_as_data(open_page: Opener) -> None:
    page = open_page("ressource", id="resource/rapport-clairval")
    read = words(page)
    assert "mars 2024, /ressource?id=resource/rapport-clairval (consulté le" in read
    assert read.index("Auteur Carrefour des quartiers") < read.index("Citer") < read.index("Abcd")
    assert "id/resource/rapport-clairval.jsonld" in links(page)
    assert "CC BY 4.0" in read


def test_what_is_not_cited_has_no_reference(open_page: Opener) -> None:
    assert "Citer" not in words(open_page("ressource", id="resource/hostile"))


def test_a_document_opens_at_its_first_page_otherwise(open_page: Opener) -> None:
    page = open_page("document", **PLACE, page="99")
    assert "Ce rapport présente" in words(page)
    assert "<mark>" not in html(page)
    assert f"document?id={PLACE['id']}&page=2" in links(page)


def test_a_document_without_headings_has_no_outline(open_page: Opener, fake: FakeCentre) -> None:
    whole = fake.entity
    bare = {"passages": [{"page": 1, "start": 0, "end": len(ROW), "text": ROW}], "outline": []}

    def entity(iri: str) -> EntityPage | None:
        page = whole(iri)
        return replace(page, document=bare) if page else None

    fake.entity = entity  # type: ignore[method-assign]
    at = ROW.index("Clairval")
    page = open_page("document", **PLACE, start=str(at), end=str(at + 8))
    assert "Plan" not in words(page)
    assert "Début : 8 octobre 2024" in words(page)
    assert "<mark>Clairval</mark>" in html(page)


def test_evidence_in_a_row_is_readable_and_exact_underneath(open_page: Opener, fake: FakeCentre) -> None:
    whole = fake.entity

    def entity(iri: str) -> EntityPage | None:
        page = whole(iri)
        lines = [replace(line, quote=ROW) for line in page.evidence[:1]] if page else []
        return replace(page, evidence=tuple(lines)) if page else None

    fake.entity = entity  # type: ignore[method-assign]
    page = open_page("theme", id="theme/gestion-urbaine")
    read = words(page)
    assert "Intitulé Journée du réseau" in read
    assert "Thèmes Gestion urbaine et sociale de proximité" in read
    assert f"La ligne exacte {ROW}" in read


def test_the_themes_are_a_tree_and_an_index(open_page: Opener) -> None:
    tree = words(open_page("themes"))
    assert tree.index("Cadre de vie") < tree.index("Espaces verts") < tree.index("Éducation")
    index = words(open_page("themes", vue="az"))
    order = [index.index(label) for label in ("Éducation", "Emploi", "Espaces verts", "Œuvres", "Réussite")]
    assert order == sorted(order)


def test_a_sparql_query_gives_a_table_with_links(open_page: Opener) -> None:
    page = open_page("donnees", requete="SELECT * WHERE { ?s ?p ?o }")
    assert "theme?id=theme/emploi" in links(page)
    assert "1 ligne" in words(page)
    assert "Emploi et insertion" in words(page), "things are named, not their addresses"


def test_a_query_that_writes_is_refused_in_words(open_page: Opener) -> None:
    assert "seules les lectures sont permises" in words(
        open_page("donnees", requete="DELETE WHERE { ?s ?p ?o }")
    )


def test_a_query_badly_written_is_refused_in_french_with_its_place(open_page: Opener) -> None:
    read = words(open_page("donnees", requete="SELECT mal écrite"))
    assert "Erreur d’écriture à la ligne 1, colonne 10" in read
    assert "La requête n’a pas pu être exécutée." in read


def test_whatever_the_engine_fails_on_is_said_in_french(open_page: Opener) -> None:
    read = words(open_page("donnees", requete="SELECT trop long"))
    assert "La requête n’a pas pu être exécutée." in read
    assert "Vérifiez la requête" in read


@pytest.mark.parametrize(
    ("query", "graph"),
    [
        ("CONSTRUCT WHERE { ?s ?p ?o }", True),
        ("# select\nPREFIX select: <http://e.example/select>\ndescribe ?s", True),
        ("SELECT ?construct WHERE { ?construct ?p ?o }", False),
        ("ASK { ?s ?p 'construct' }", False),
    ],
)
def test_a_query_that_builds_a_graph_is_told_by_its_form(query: str, graph: bool) -> None:
    assert data.builds_graph(query) == graph


def test_a_graph_is_shown_as_a_picture_a_table_and_turtle(open_page: Opener) -> None:
    page = open_page("donnees", requete="CONSTRUCT WHERE { ?s ?p ?o }")
    assert "theme/emploi" in page.code[0].value
    assert 'class="network"' in html(page)
    drawn = next(one.proto.body for one in page.get("html") if "u003csvg" in one.proto.body)
    assert drawn.count("<") == 2, "all of it is quoted"
    assert "skos:broader" in words(page)
    assert "theme?id=theme/gestion-urbaine" in links(page)


def test_the_vocabulary_in_use_is_defined_counted_and_shown_by_an_example(open_page: Opener) -> None:
    page = open_page("donnees", vue="vocabulaire")
    assert "schema:Event Rencontre" in words(page)
    assert "evenement?id=event/visite" in links(page)
    assert not any("passage" in address for address in links(page)), (
        "a link without a name cannot be followed"
    )
    assert "<script>" not in html(page)


def test_the_files_are_offered_with_their_sizes_and_licence(open_page: Opener) -> None:
    page = open_page("donnees", vue="fichiers")
    assert {"export/graph.ttl", "export/thesaurus.nt", "export/graph.nq"} <= set(links(page))
    assert "Turtle 21,4 Mo" in words(page)
    assert "N-Triples 81 ko" in words(page)
    assert "CC BY 4.0" in words(page)


def test_the_figures_are_charts_and_tables_at_once(open_page: Opener) -> None:
    page = open_page("donnees", vue="chiffres")
    assert 'style="width:50%"' in html(page)
    assert "2023 2 2024 4" in words(page)
    assert "Février 2024 3" in words(page)


@pytest.mark.parametrize("path", [*MODULES, "theme"])
def test_every_page_speaks_english_on_request_and_keeps_to_it(open_page: Opener, path: str) -> None:
    page = open_page(path, lang="en", id="theme/gestion-urbaine", q="gusp")
    files = ("export/", "feeds/", "calendars/", "/agenda.ics")  # of the service: the same in all languages
    data = (".ttl", ".jsonld")
    inside = [
        one
        for one in links(page)
        if "://" not in one and not one.startswith(files) and not one.endswith(data)
    ]
    french = [address for address in inside if "lang=en" not in address]
    assert len(french) == 1, "only the link to the other language leaves English"
    assert "Français Search Who does what Agenda Themes Dossiers Map Network Data" in words(page)


def test_a_centre_that_is_not_built_says_what_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(data: str) -> None:
        raise CentreError("Rien n'est publié dans data/.")

    monkeypatch.setattr(session, "_open", refuse)
    page = AppTest.from_string(SCRIPT.format(path="", page="search")).run()
    assert not page.exception
    assert "maillage run" in words(page)
    assert "Rien n'est publié" in words(page)


def test_the_router_opens_on_the_search(fake: FakeCentre) -> None:
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=20).run()
    assert not page.exception
    assert "Que cherchez-vous ?" in words(page)


def test_the_centre_is_opened_once_for_a_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[str] = []

    def opened(data: str) -> FakeCentre:
        asked.append(data)
        return FakeCentre()

    monkeypatch.setenv("MAILLAGE_DATA", str(tmp_path))
    monkeypatch.setattr(session, "_open", st.cache_resource(opened))
    assert session.centre() is session.centre()
    assert asked == [str(tmp_path)]
