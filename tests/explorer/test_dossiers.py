"""The pages of dossiers and platforms over the invented centre."""

from __future__ import annotations

from tests.explorer.conftest import Opener, html, links, words
from tests.explorer.fake_centre import FakeCentre


def test_dossiers_and_platforms_are_listed_with_their_addresses(open_page: Opener) -> None:
    page = open_page("dossiers")
    assert "Clairval 2030" in words(page)
    assert "3 entrées" in words(page)
    assert "dernière parution : 2 novembre 2024" in words(page)
    assert "dossier?id=clairval-2030" in links(page)
    assert "plateforme?id=theme/gestion-urbaine" in links(page)
    assert "Plateforme GUSP" in words(page)


def test_a_dossier_shows_its_entries_by_year_with_the_day_each_came_in(open_page: Opener) -> None:
    page = open_page("dossier", id="clairval-2030")
    told = words(page)
    assert told.index("2024") < told.index("Contrat de Clairval") < told.index("Carte des quartiers")
    assert "versé le 3 novembre 2024" in told
    assert 'aria-label="Entrées par an' in html(page)
    assert 'section class="since"' not in html(page)
    assert "dossier?id=clairval-2030&depuis=2023-01-01" in links(page)


def test_the_address_asks_what_changed_since_a_day(open_page: Opener, fake: FakeCentre) -> None:
    page = open_page("dossier", id="clairval-2030", depuis="2024-01-01")
    assert fake.since == "2024-01-01"
    told = words(page)
    assert "Depuis le 1er janvier 2024" in told
    assert "1 entrée parue" in told
    assert "1 entrée modifiée" in told
    assert "1 entrée retirée" in told
    assert "date : 2023 → mai 2023" in told
    assert "Un texte abrogé" in told
    assert "Comparé à la version du centre publiée le 1er décembre 2023" in told


def test_a_platform_gathers_a_theme(open_page: Opener) -> None:
    page = open_page("plateforme", id="theme/gestion-urbaine")
    told = words(page)
    assert "Plateforme GUSP" in told
    assert "Acteurs principaux" in told
    assert "Clairval 2030" in told
    assert any(address.startswith("feeds/theme/gestion-urbaine") for address in links(page))


def test_an_unknown_dossier_or_platform_is_said_plainly(open_page: Opener) -> None:
    assert "Dossier introuvable" in words(open_page("dossier", id="rien"))
    assert "Plateforme introuvable" in words(open_page("plateforme", id="theme/rien"))
