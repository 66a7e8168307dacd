"""The plain pages in a real browser: axe-core finds nothing, nothing overflows a phone, nothing is asked elsewhere.

axe-core comes from npm (`npm install axe-core`); `AXE_CORE` names its `axe.min.js`. Without it, or without a browser, the
tests are skipped.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from service.addresses import path_of

PLACES = (os.environ.get("AXE_CORE", ""), "node_modules/axe-core/axe.min.js")
AXE = next((Path(place) for place in PLACES if place and Path(place).is_file()), None)
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def browser():
    """A headless browser."""
    if BROWSER is None:
        pytest.skip("aucun navigateur Chromium n’est installé")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright n’est pas installé")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def addresses(server, small_centre):
    """The addresses of a page of every kind."""
    kinds = {one.kind: server + path_of(one.id) for one in small_centre.things()}
    return [
        *kinds.values(),
        f"{server}/id/",
        f"{server}/id/theme",
        f"{server}/id/theme/rien",
        f"{server}/dataset",
        f"{server}/ns",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault(browser, addresses, scheme):
    if AXE is None:
        pytest.skip("axe-core n’est pas installé (npm install axe-core)")
    page = browser.new_context(color_scheme=scheme, bypass_csp=True, locale="fr-FR").new_page()
    for address in addresses:
        page.goto(address)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run()")
        assert len(found["passes"]) > 20
        faults = [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]]
        assert not faults, f"{address} : {faults}"


def test_pages_fit_a_phone_and_ask_nothing_elsewhere(browser, addresses, server):
    page = browser.new_context(viewport={"width": 375, "height": 700}, java_script_enabled=False).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in addresses:
        page.goto(address)
        assert page.locator("h1").count() == 1
        assert page.locator("html").evaluate("page => page.scrollWidth") <= 375, address
    assert len(asked) > len(addresses)
    assert all(url.startswith(server) for url in asked)
