"""The map with a real browser: from the region to a town and its neighbourhoods, by pointer and by keyboard."""

from __future__ import annotations

import pytest

from tests.browser.walking import Walk


@pytest.fixture(params=["desk", "phone"])
def device(request) -> str:
    return request.param


def test_a_map_comes_closer_to_a_town_and_to_a_neighbourhood(walk: Walk) -> None:
    walk.open("carte")
    assert walk.page.get_by_role("heading", level=1).inner_text().endswith("Centre-Val de Loire")
    assert walk.page.locator(".map a.area").count() == 6
    town = walk.page.locator(".map a.spot[aria-label^='Tours']")
    town.focus()
    walk.page.keyboard.press("Enter")
    walk.did()
    assert walk.asked["dans"] == ["territory/commune-37261"]
    assert walk.page.get_by_role("heading", level=1).inner_text().endswith("Tours")
    walk.page.reload()
    walk.settle()
    quarter = walk.page.locator(".map a.area[aria-label^='Sanitas']")
    quarter.dispatch_event("click")
    walk.did()
    assert walk.path == "territoire"
    assert "Sanitas" in walk.words()


def test_the_map_fits_its_page_and_has_a_table(walk: Walk) -> None:
    walk.open("carte?montrer=ressources")
    assert walk.wide() == 0
    assert walk.page.get_by_role("rowheader", name="Orléans").is_visible()
    assert walk.page.locator(".map svg").is_visible()
