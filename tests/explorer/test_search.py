"""The home page and the search: state in the address, trees, orders, what to do with a result, what to try without any."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.explorer.conftest import Opener, html, links, words
from tests.explorer.fake_centre import BASE, FakeCentre


def test_the_home_page_says_what_it_is_for_and_tells_what_is_new(open_page: Opener) -> None:
    page = open_page("")
    read = words(page)
    assert "Tout ce que le centre sait de la politique de la ville" in read
    assert read.index("Par exemple :") < read.index("Nouveautés") < read.index("Explorer par thème")
    assert "ressource?id=resource/rapport-clairval" in links(page)
    assert "feeds/news.atom" in links(page)


def test_days_audience_and_order_are_read_from_the_address(open_page: Opener, fake: FakeCentre) -> None:
    page = open_page("", q="gusp", du="2024-01-15", au="2024-06-30", public="audience/habitants", tri="date")
    _, asked = next(call for call in fake.calls if call[0] == "gusp")
    assert (asked["date_from"], asked["date_to"], asked["sort"]) == ("2024-01-15", "2024-06-30", "date")
    assert asked["audiences"] == (f"{BASE}audience/habitants",)
    read = words(page)
    assert "À partir du 15 janvier 2024" in read
    assert "Jusqu’au 30 juin 2024" in read
    addresses = links(page)
    assert "./?q=gusp&public=audience/habitants&au=2024-06-30&tri=date" in addresses
    assert "./?q=gusp&tri=date" in addresses
    assert 'aria-current="true">Date<' in html(page)


def test_a_day_that_is_no_day_narrows_nothing(open_page: Opener, fake: FakeCentre) -> None:
    open_page("", q="gusp", du="hier", au="2024-02-31")
    asked = fake.calls[-1][1]
    assert (asked["date_from"], asked["date_to"]) == (None, None)


def test_a_day_that_is_chosen_goes_to_the_address_in_place_of_the_year(
    open_page: Opener, fake: FakeCentre
) -> None:
    page = open_page("", q="gusp", annee="2024")
    box = next(box for box in page.date_input if box.label == "Du")
    box.set_value("2024-03-01").run()
    assert page.query_params["du"] in ("2024-03-01", ["2024-03-01"])
    assert "annee" not in page.query_params
    assert fake.calls[-1][1]["date_from"] == "2024-03-01"


def test_a_theme_stands_under_the_broader_one_it_belongs_to(open_page: Opener) -> None:
    shown = html(open_page("", q="gusp"))
    tree = re.search(r"<h2>Thème</h2>(.*?)</div>", shown, re.DOTALL)
    assert tree
    assert re.search(r"Cadre de vie</span>.*?</a><ul><li><a[^>]*><span>Gestion urbaine", tree[1], re.DOTALL)


def test_files_and_feed_speak_the_names_of_the_service(open_page: Opener) -> None:
    page = open_page(
        "", q="gusp", territoire="territory/01001", acteur="actor/carrefour", annee="2024", tri="date"
    )
    asked = "q=gusp&territory=territory/01001&actor=actor/carrefour&from=2024-01-01&to=2024-12-31&sort=date"
    for suffix in ("csv", "ris", "bib", "ttl", "jsonld"):
        assert f"export/search.{suffix}?{asked}" in links(page)
    assert f"/feeds/search.atom?{asked}" in words(page)


def test_a_result_can_be_cited_and_shared(open_page: Opener) -> None:
    cards = html(open_page("", q="gusp")).split("<article")[1:]
    passage = next(card for card in cards if "Citer" in card and "document?id" in card and "extrait" in card)
    read = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", passage)).replace("\u00a0", " ")
    assert re.search(
        r"« Rapport sur les quartiers de Clairval », mars 2024, p. 2\. Maillage.*consulté le \d", read
    )
    assert "/document?id=document/bbbb000011112222&page=2 Copier" in unescape(read)
    assert all("Partager" in card for card in cards)


def test_an_empty_result_offers_searches_that_keep_the_other_filters(open_page: Opener) -> None:
    page = open_page("", q="zzz", type="event", theme="theme/gestion-urbaine")
    read = words(page)
    assert "Cadre de vie, au lieu de « Gestion urbaine » (thème plus large) 9 résultats" in read
    assert "./?q=zzz&type=event&theme=theme/cadre-de-vie" in links(page)
    assert "./?q=zzz" in links(page)
    assert "gestion urbaine 4 résultats" in words(open_page("", q="zzz"))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_two_orders_keep_the_search(open_page: Opener, language: str) -> None:
    page = open_page("", q="gusp", type="event", **({"lang": "en"} if language == "en" else {}))
    end = "&lang=en" if language == "en" else ""
    assert f"./?q=gusp&type=event&tri=date{end}" in links(page)
    assert f"./?q=gusp&type=event{end}" in links(page)
