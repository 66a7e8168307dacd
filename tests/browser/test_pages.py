"""Each page's main flow, on a desk and on a phone: what it is for can be done, its address keeps it, it fits."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import DEVICES
from tests.browser.walking import Walk

pytestmark = pytest.mark.parametrize("device", DEVICES)


def stays(walk: Walk) -> None:
    """Check that a reload shows the same page and that it fits its window."""
    before = walk.page.locator("h1").first.inner_text()
    walk.page.reload()
    walk.settle()
    assert walk.page.locator("h1").first.inner_text() == before
    assert walk.page.locator("h1").count() == 1
    assert walk.page.evaluate("document.documentElement.lang") == "fr"
    assert walk.page.title().endswith("Maillage")
    assert walk.wide() <= 1


def test_home_says_what_the_site_is_for(walk: Walk) -> None:
    walk.open()
    assert walk.page.get_by_role("searchbox").first.is_visible()
    assert "politique de la ville" in walk.words()
    stays(walk)


def test_search_finds_filters_and_opens(walk: Walk) -> None:
    walk.open()
    walk.ask("abattement de TFPB")
    assert walk.asked["q"] == ["abattement de TFPB"]
    assert re.search(r"\d+ résultats", walk.words())
    assert walk.page.locator(".card mark").count()
    stays(walk)


def test_who_ranks_actors_with_their_evidence(walk: Walk) -> None:
    walk.open("qui")
    walk.ask("Qui travaille sur la GUSP à Tours ?")
    words = walk.words()
    assert "GUSP" in words or "Gestion urbaine" in words
    assert walk.page.locator("blockquote").count()
    stays(walk)


def test_the_agenda_is_chosen_from(walk: Walk) -> None:
    walk.open("agenda")
    walk.click("link", re.compile("^Toutes"))
    assert walk.asked["quand"] == ["toutes"]
    assert walk.page.locator("li.session").count()
    stays(walk)


def test_the_themes_lead_to_a_theme(walk: Walk) -> None:
    walk.open("themes")
    walk.click("link", re.compile("Gestion urbaine et sociale de proximité"))
    assert walk.path == "theme"
    assert "Gestion urbaine et sociale de proximité" in walk.page.locator("h1").inner_text()
    stays(walk)


def test_an_actor_shows_what_it_does(walk: Walk) -> None:
    walk.open("acteur?id=actor/villes-au-carre")
    assert walk.page.locator("h1").inner_text() == "Villes au Carré"
    assert "Rencontres" in walk.words()
    stays(walk)


def test_a_territory_shows_what_is_there(walk: Walk) -> None:
    walk.open("territoire?id=territory/commune-37261")
    assert walk.page.locator("h1").inner_text() == "Tours"
    stays(walk)


def test_a_document_opens_at_the_place_asked(walk: Walk) -> None:
    walk.open("qui")
    walk.ask("Qui travaille sur la GUSP à Tours ?")
    walk.page.locator("li.evidence a.source").first.click()
    walk.settle()
    assert walk.path == "document"
    assert walk.page.locator("mark").first.is_visible()
    stays(walk)


def test_the_data_answer_a_query(walk: Walk) -> None:
    walk.open("donnees")
    walk.click("link", re.compile("les thèmes et leurs noms"))
    walk.click("button", re.compile("^Lancer"))
    assert "skos:prefLabel" in walk.asked["requete"][0]
    walk.page.get_by_text(re.compile(r"1\d\d\s+lignes")).first.wait_for()
    stays(walk)


def test_a_page_that_is_not_there_is_said(walk: Walk) -> None:
    walk.open("acteur?id=actor/inconnu-de-tous")
    assert "Page introuvable" in walk.words()
    assert walk.wide() <= 1


@pytest.mark.parametrize("part", ["ajouter", "relecture", "qualite", "versions", "lettres"])
def test_each_part_of_the_workshop_has_its_address(walk: Walk, part: str) -> None:
    walk.open(f"atelier?partie={part}")
    assert walk.page.locator('.workshop a[aria-current="page"]').count() == 1
    stays(walk)


@pytest.mark.parametrize(("path", "part"), [("relecture", "Relecture"), ("lettres", "Lettres")])
def test_the_former_addresses_of_the_workshop_still_work(walk: Walk, path: str, part: str) -> None:
    walk.open(path)
    assert walk.page.locator('.workshop a[aria-current="page"]').inner_text() == part


def test_the_network_is_drawn_chosen_from_and_leads_to_an_actor(walk: Walk) -> None:
    walk.open("reseau")
    drawn = walk.page.locator(".network svg a")
    drawn.first.wait_for()
    whole = drawn.count()
    assert whole > 10
    assert drawn.first.get_attribute("aria-label")
    walk.page.get_by_role("link", name="Voir autour").nth(3).click()
    walk.settle()
    walk.page.locator(".network svg a").first.wait_for()
    assert walk.page.locator(".network svg a").count() < whole
    assert walk.asked["acteur"]
    stays(walk)
    walk.page.locator(".network svg a").first.press("Enter")
    walk.page.wait_for_url(re.compile("/acteur"))
