"""Ten people's tasks, each done in at most three actions from the home page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from icalendar import Calendar

from centre.decisions import read_decisions
from tests.browser.conftest import ROOT
from tests.browser.test_workshop import kept, write_pdf
from tests.browser.walking import Walk

__all__ = ["kept"]

MOST = 3
"""Actions that a task may take."""


@pytest.fixture
def home(walk: Walk) -> Iterator[Walk]:
    """Return a visit that starts on the home page, and count what it took."""
    walk.open()
    yield walk
    assert walk.actions <= MOST


def test_find_what_exists_on_a_theme_near_a_town(home: Walk) -> None:
    home.ask("réussite éducative à Tours")
    words = home.words()
    assert "Réussite éducative" in words or "réussite éducative" in words
    assert re.search(r"\d+ résultats", words)
    assert home.page.locator(".card", has_text="Tours").count()


def test_know_who_to_call_about_a_theme_in_a_town(home: Walk) -> None:
    home.section("Qui fait quoi")
    home.ask("Qui travaille sur la GUSP à Tours ?")
    assert "Villes au Carré" in home.words()
    assert home.page.locator("blockquote").first.is_visible()


def test_see_the_next_events_online(home: Walk) -> None:
    home.section("Agenda")
    home.click("link", re.compile("^Toutes"))
    home.choose("Modalité", re.compile("^En ligne"))
    rows = home.page.locator("li.session")
    assert rows.count()
    assert all("En ligne" in row for row in rows.all_text_contents())


def test_see_the_partners_of_an_actor(home: Walk) -> None:
    home.section("Qui fait quoi")
    home.ask("Qui sont les partenaires de RésO Villes ?")
    assert "Villes au Carré" in home.words()


def test_export_an_actor_list(home: Walk, base: str) -> None:
    home.section("Qui fait quoi")
    home.ask("Qui travaille sur la GUSP à Tours ?")
    with home.page.expect_download() as taken:
        home.click("button", re.compile("CSV"))
    lines = Path(taken.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("Rang;Nom;")
    assert any(line.startswith("1;Villes au Carré;") and "organisation" in line for line in lines[1:])


def test_subscribe_to_an_agenda(home: Walk, base: str) -> None:
    home.section("Agenda")
    home.choose("Thème", re.compile("^Gestion urbaine et sociale"), typed="gestion urbaine")
    shown = home.page.locator(".subscribe code", has_text="theme=")
    shown.wait_for(state="attached")  # what the page offers follows the filter
    home.page.get_by_text("S’abonner", exact=True).click()
    home.did()
    assert shown.is_visible()
    assert "theme=" in shown.inner_text()
    with urlopen(shown.inner_text()) as answer:
        events = Calendar.from_ical(answer.read()).walk("VEVENT")
    assert len(events) == home.page.locator("li.session").count()
    assert (
        home.page.get_by_role("link", name="Ouvrir dans mon agenda").get_attribute("href")
        == shown.inner_text()
    )


def test_correct_a_wrong_link(home: Walk, kept, data: Path) -> None:
    home.section("Atelier")
    home.click("link", "Relecture")
    home.click("button", "Rejeter")
    home.page.get_by_text("Noté").first.wait_for()
    assert [one.action for one in read_decisions(data).decisions] == ["reject"]


def test_add_a_pdf(home: Walk, kept, tmp_path: Path) -> None:
    before = kept.current_version()
    home.section("Atelier")
    home.give(
        write_pdf(tmp_path / "gusp.pdf", "La GUSP a Tours", "Villes au Carre anime le reseau GUSP a Tours.")
    )
    home.page.get_by_role("heading", name="Ce qui a été compris").wait_for()
    home.settle()
    home.click("button", "Publier")
    home.page.get_by_text("est publié").wait_for()
    assert kept.current_version() > before


def test_see_what_changed_in_a_dossier_since_a_date(home: Walk) -> None:
    home.section("Dossiers")
    home.click("link", re.compile("Quartiers 2030"))
    home.click("link", re.compile("^2024$"))
    assert home.asked["depuis"] == ["2024-01-01"]
    changes = home.page.locator("section.since")
    assert "Depuis le 1er janvier 2024" in " ".join(changes.inner_text().split())
    new = " ".join(changes.locator("li.session").first.inner_text().split())
    assert new.startswith("7 novembre 2024 Circulaire relative au pilotage des contrats")


def test_cite_a_page_of_a_report(home: Walk) -> None:
    home.ask("ce que disent les rapports sur la gestion urbaine et sociale de proximité")
    home.click("link", re.compile("La gestion urbaine et sociale de proximité.*rapports"))
    box = home.page.locator("section.citing")
    box.get_by_role("button", name="Copier").focus()
    home.page.keyboard.press("Enter")
    home.did()
    box.get_by_role("button", name="Copié").wait_for()
    taken = home.page.evaluate("navigator.clipboard.readText()")
    assert taken.startswith("« La gestion urbaine et sociale de proximité"), taken
    assert re.search(r", p\.\s\d+, http://\S+ \(consulté le", taken), taken


def test_every_task_is_here() -> None:
    source = (ROOT / "tests" / "browser" / "test_tasks.py").read_text(encoding="utf-8")
    assert len(re.findall(r"^def test_\w+\(home", source, re.MULTILINE)) == 10
