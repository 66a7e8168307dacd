"""Take the screenshots of the README against a running site: `python docs/screenshots.py BASE_URL FOLDER`.

Needs `pip install playwright` and a Chromium (`CHROMIUM`, default `/usr/bin/chromium`). Pages of entities
are reached by the links of the site itself: nothing here depends on what the centre holds.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

SIZES = {"bureau": {"width": 1280, "height": 900}, "telephone": {"width": 375, "height": 812}}
SETTLED = 900
"""Milliseconds left to a page after its content came."""

Step = Callable[[Page], None]


def follow(selector: str) -> Step:
    """Return a step that follows the first link of a selector."""
    return lambda page: page.locator(selector).first.click()


def unfold(selector: str) -> Step:
    """Return a step that opens the first folded part of a selector."""

    def step(page: Page) -> None:
        page.locator(f"{selector} details:not(.filters) > summary").first.click()
        page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")

    return step


SHOTS: dict[str, tuple[str, tuple[Step, ...]]] = {
    "accueil": ("", ()),
    "recherche": ("", (follow("a.example"),)),
    "qui-fait-quoi": ("qui", (follow("a.example"), unfold("article.card"))),
    "agenda": ("agenda", ()),
    "themes": ("themes", ()),
    "theme": ("", (follow("a.chip.theme"),)),
    "document": ("", (follow("a.example"), follow("article.card a.source"))),
    "donnees": ("donnees", (follow("a.example"),)),
}


def main() -> None:
    """Take every screenshot at both sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", help="address of the running site, for example http://localhost:8501")
    parser.add_argument("folder", type=Path, help="where the PNG files go")
    parser.add_argument("--full", action="store_true", help="the whole page, not only its first screen")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        for size, viewport in SIZES.items():
            phone = size == "telephone"
            agent = {"user_agent": "Mozilla/5.0 (Linux; Android 15) Mobile"} if phone else {}
            context = browser.new_context(viewport=viewport, locale="fr-FR", **agent)
            for name, (path, steps) in SHOTS.items():
                page = context.new_page()
                take(page, f"{arguments.base.rstrip('/')}/{path}", steps)
                if arguments.full:
                    grow(page, viewport)
                page.screenshot(path=arguments.folder / f"{name}-{size}.png")
                page.close()
        browser.close()


def take(page: Page, address: str, steps: tuple[Step, ...]) -> None:
    """Open a page and go through its steps, waiting for the frame of the site each time."""
    page.goto(address)
    page.wait_for_selector("footer.foot")
    page.wait_for_timeout(SETTLED)
    for step in steps:
        step(page)
        page.wait_for_timeout(SETTLED)
        page.wait_for_selector("footer.foot")


def grow(page: Page, viewport: dict[str, int]) -> None:
    """Make the window as high as the page, which scrolls in a frame of its own."""
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": viewport["width"], "height": max(height, viewport["height"])})
    page.wait_for_timeout(SETTLED)


if __name__ == "__main__":
    main()
