"""Anybody can use the pages, and they ask nothing of others: axe-core, the keyboard alone, requests recorded."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path

import pytest

from tests.browser.conftest import ROOT
from tests.browser.walking import Record, Walk

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
IMPOSED: dict[str, tuple[str, ...]] = {}
"""By rule of axe-core, what the targets begin with that Streamlit itself draws so, and no page can change."""
PAGES = [
    "", "?q=GUSP", "qui?q=Qui%20travaille%20sur%20la%20GUSP%20%C3%A0%20Tours%20%3F", "agenda", "themes", "reseau", "donnees",
    "agenda?vue=mois&mois=2024-11", "carte",
    "dossiers", "dossier?id=quartiers-2030&depuis=2024-01-01", "plateforme?id=theme/gusp", "donnees?vue=vocabulaire",
    "donnees?vue=chiffres", "donnees?vue=fichiers",
    "acteur?id=actor/villes-au-carre", "territoire?id=territory/commune-37261", "theme?id=theme/gusp",
    "atelier", "atelier?partie=relecture", "atelier?partie=qualite", "atelier?partie=versions", "atelier?partie=lettres",
    "atelier?partie=fiche&id=actor/villes-au-carre",
]  # fmt: skip


def axe_core() -> Path | None:
    """Return the script of axe-core: `AXE_CORE`, or where the checks of a change install it."""
    found = Path(os.environ.get("AXE_CORE") or ROOT / "build" / "node_modules" / "axe-core" / "axe.min.js")
    return found if found.is_file() else None


DARK = [
    "?q=GUSP",
    "agenda",
    "agenda?vue=mois&mois=2024-11",
    "carte",
    "themes",
    "reseau",
    "donnees",
    "atelier",
    "atelier?partie=relecture",
]
"""Pages that hold between them all that has a colour."""


@pytest.mark.parametrize("path", PAGES)
def test_axe_core_finds_nothing_serious(walk: Walk, path: str) -> None:
    walk.open(path)
    assert not serious(walk)


@pytest.mark.parametrize("path", DARK)
def test_axe_core_finds_nothing_serious_in_the_dark(walk: Walk, path: str) -> None:
    walk.page.emulate_media(color_scheme="dark")
    walk.open(path)
    ground = walk.page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    assert ground == "rgb(20, 25, 26)", "Streamlit does not follow the colours that the visitor prefers"
    assert not serious(walk)


def serious(walk: Walk) -> list[str]:
    """Return what axe-core finds serious in a page and Streamlit does not impose."""
    script = axe_core()
    if script is None:
        pytest.skip("axe-core n’est pas installé (npm install axe-core, ou AXE_CORE)")
    walk.page.add_script_tag(path=script)
    found = walk.page.evaluate(
        "(rules) => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})",
        RULES,
    )
    assert found["passes"] or found["violations"]
    return [
        f"{one['id']} ({one['impact']}): {node['target']} {node['html'][:160]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
        if not str(node["target"][-1]).startswith(IMPOSED.get(one["id"], ("\0",)))
    ]


TYPED = ("INPUT", "TEXTAREA")
"""Boxes show the focus by their frame."""
FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const number = Array.from(document.querySelectorAll('*')).indexOf(one);
  const ring = (element) => {
    if (!element) return false;
    const look = getComputedStyle(element);
    return (look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) > 0) || look.boxShadow !== 'none';
  };
  let visible = false;
  for (let held = one, up = 0; held && up < 5; held = held.parentElement, up++) visible = visible || ring(held);
  return {number, name: one.getAttribute('aria-label') || one.innerText || one.title || one.type || one.tagName, visible, tag: one.tagName,
          scroller: one.dataset.testid === 'stMain'};
}"""


def test_the_keyboard_alone_searches_and_opens(walk: Walk) -> None:
    walk.open()
    page = walk.page
    page.keyboard.press("Tab")
    skip = page.evaluate(FOCUSED)
    assert skip["name"] == "Aller au contenu"
    for _ in range(40):
        if page.evaluate("document.activeElement.type === 'search'"):
            break
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type === 'search'"), "the search box is never reached"
    page.keyboard.type("GUSP")
    page.keyboard.press("Enter")
    walk.settle()
    assert walk.asked["q"] == ["GUSP"]
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('.card h3')"):
            break
    else:
        pytest.fail("no result is reached with Tab")
    page.keyboard.press("Enter")
    walk.settle()
    assert walk.path in ("theme", "ressource", "evenement", "acteur", "territoire", "document")


@pytest.mark.parametrize("path", ["", "agenda", "atelier?partie=relecture"])
def test_the_focus_is_seen_and_never_caught(walk: Walk, path: str) -> None:
    walk.open(path)
    seen = []
    for _ in range(25):
        walk.page.keyboard.press("Tab")
        held = walk.page.evaluate(FOCUSED)
        if held is None:
            break
        seen.append(held)
    assert len(seen) >= 8
    for before, after in pairwise(seen):
        assert before["number"] != after["number"], f"the focus is caught on {after['name']}"
    unseen = [one["name"] for one in seen if not (one["visible"] or one["scroller"] or one["tag"] in TYPED)]
    assert not unseen, f"focus not visible: {unseen}"


def test_a_request_to_another_machine_would_be_seen(contexts, base: str) -> None:
    page = contexts["desk"].new_page()
    record = Record(page)
    page.goto(f"{base}/favicon.png")
    assert record.abroad == []
    page.evaluate(
        "() => { fetch('http://192.0.2.1/x.png?a=1').catch(() => 0); setTimeout(() => missing(), 0); }"
    )
    page.wait_for_timeout(200)
    assert record.abroad == ["http://192.0.2.1/x.png"]
    assert record.errors == ["missing is not defined"]
    page.close()
