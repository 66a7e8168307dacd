"""Names complete what is being typed in the search box: arrows, Enter, Escape, the mouse, and what a screen reader is told."""

from __future__ import annotations

import pytest

from tests.browser.conftest import DEVICES
from tests.browser.test_access import RULES, axe_core
from tests.browser.walking import Walk

BOX = 'input[type="search"]'
LIST = "#suggestions"


def begin(walk: Walk, typed: str) -> None:
    """Type in the box of the page until names are offered."""
    walk.page.locator(BOX).click()
    walk.page.locator(BOX).fill("")
    walk.page.keyboard.type(typed)
    walk.page.locator(f"{LIST} [role=option]").first.wait_for()


@pytest.mark.parametrize("device", [*DEVICES])
def test_a_name_is_chosen_with_the_keyboard_and_opens_its_page(walk: Walk, device: str) -> None:
    walk.open()
    begin(walk, "gus")
    box = walk.page.locator(BOX)
    assert box.get_attribute("role") == "combobox"
    assert box.get_attribute("aria-expanded") == "true"
    assert walk.page.locator(f"{LIST} .head").first.inner_text() == "Thèmes"
    walk.page.keyboard.press("ArrowDown")
    chosen = walk.page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    assert chosen.get_attribute("aria-selected") == "true"
    assert "GUSP → Gestion urbaine et sociale de proximité" in chosen.inner_text()
    walk.page.keyboard.press("Enter")
    walk.settle()
    assert walk.path == "theme"
    assert walk.asked == {"id": ["theme/gusp"]}
    assert not walk.page.locator(LIST).is_visible()


def test_enter_without_a_choice_searches_and_the_box_goes_on_completing(walk: Walk) -> None:
    walk.open()
    begin(walk, "gusp")
    walk.page.keyboard.press("Enter")
    walk.settle()
    assert (walk.path, walk.asked) == ("", {"q": ["gusp"]})
    assert not walk.page.locator(LIST).is_visible()
    begin(walk, "sani")
    homonyms = walk.page.locator(f"{LIST} [role=option]", has_text="Sanitas").all_inner_texts()
    assert len(homonyms) == len({*homonyms}) > 1
    walk.page.keyboard.press("Escape")
    assert not walk.page.locator(LIST).is_visible()
    assert walk.page.locator(BOX).input_value() == "sani"
    begin(walk, "villes au")
    walk.page.locator(f"{LIST} [role=option]", has_text="Réseau ou fédération").first.click()
    walk.settle()
    assert (walk.path, walk.asked["id"]) == ("acteur", ["actor/villes-au-carre"])


def test_the_list_says_how_many_names_there_are_and_breaks_no_rule(walk: Walk) -> None:
    walk.open()
    begin(walk, "gusp")
    assert "propositions" in walk.page.locator("body > [role=status]").inner_text()
    script = axe_core()
    if script is None:
        pytest.skip("axe-core n’est pas installé (npm install axe-core, ou AXE_CORE)")
    walk.page.add_script_tag(path=script)
    found = walk.page.evaluate(
        "(rules) => axe.run('#suggestions', {runOnly: {type: 'tag', values: rules}})", RULES
    )
    assert not found["violations"], [one["id"] for one in found["violations"]]
