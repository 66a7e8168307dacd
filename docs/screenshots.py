"""Take the screenshots of the README: `python docs/screenshots.py [BASE_URL] [FOLDER]`, the site running.

Needs `pip install playwright pillow` and a Chromium (`CHROMIUM`, default `/usr/bin/chromium`). The questions are
those of the demonstration corpus.
"""

from __future__ import annotations

import argparse
import io
import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, Page, sync_playwright

IMAGES = Path(__file__).parent / "images"
CORPUS = Path(__file__).parents[1] / "corpus"
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 375, "height": 812}
SETTLED = 900
"""Milliseconds left to a page after its content came."""
COLOURS = 128
"""Colours of an image: text on plain grounds needs no more, and the file is a quarter of the size."""

Step = Callable[[Page], None]


def follow(selector: str) -> Step:
    """Return a step that follows the first link of a selector."""
    return lambda page: page.locator(selector).first.click()


def give(path: Path) -> Step:
    """Return a step that gives a document to the workshop and waits until it was read; it is left unpublished."""

    def given(page: Page) -> None:
        content = path.read_bytes() + b"\n"  # other bytes than those the centre holds
        file = {"name": path.name, "mimeType": "application/octet-stream", "buffer": content}
        page.set_input_files('input[type="file"]', [file])  # type: ignore[list-item]
        page.wait_for_selector(".read mark")

    return given


TALL = {"acteur": 1700, "theme": 1300, "territoire": 1300, "carte": 1150, "mois": 1150}
"""Heights of the pictures of pages that say what they are for further down."""

SHOTS: dict[str, tuple[str, tuple[Step, ...]]] = {
    "recherche": (f"?q={quote('abattement de TFPB')}", ()),
    "qui": (f"qui?q={quote('Qui travaille sur la réussite éducative à Châteauroux ?')}", ()),
    "agenda": (f"agenda?theme={quote('Transition écologique')}", ()),
    "mois": ("agenda?vue=mois&mois=2024-03", ()),
    "carte": ("carte", ()),
    "dossier": ("dossiers", (follow(".card h3 a"),)),
    "theme": (f"?q={quote('GUSP')}", (follow("a.chip.theme"),)),
    "acteur": ("acteur?id=actor/villes-au-carre", ()),
    "territoire": ("territoire?id=territory/commune-37261", ()),
    "evenement": ("agenda?quand=toutes", (follow("li.session:has(.badge.warn) h3 a"),)),
    "reseau": ("reseau", ()),
    "atelier": ("atelier", (give(CORPUS / "rapports" / "participation-citoyenne-fph.md"),)),
    "qualite": ("atelier?partie=qualite", ()),
    "donnees": ("donnees", (follow("a.example"),)),
}


def main() -> None:
    """Take every screenshot, and those of a phone when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "base", nargs="?", default="http://localhost:8501", help="address of the running site"
    )
    parser.add_argument("folder", nargs="?", type=Path, default=IMAGES, help="where the PNG files go")
    parser.add_argument("--phone", action="store_true", help="as a phone shows the pages")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-background-networking"],
        )
        for name, (path, steps) in SHOTS.items():
            page = opened(browser, arguments.phone)
            if not arguments.phone and name in TALL:
                page.set_viewport_size({**DESKTOP, "height": TALL[name]})
            take(page, f"{arguments.base.rstrip('/')}/{path}", steps)
            save(page.screenshot(), arguments.folder / f"{name}.png")
            leave(page)
            page.close()
        browser.close()


def opened(browser: Browser, phone: bool) -> Page:
    """Return a new page of a desktop or of a phone."""
    if not phone:
        return browser.new_context(viewport=DESKTOP, locale="fr-FR").new_page()
    agent = "Mozilla/5.0 (Linux; Android 15) Mobile"
    return browser.new_context(viewport=PHONE, locale="fr-FR", user_agent=agent).new_page()


def take(page: Page, address: str, steps: tuple[Step, ...]) -> None:
    """Open a page and go through its steps, waiting for the frame of the site each time."""
    page.goto(address)
    page.wait_for_selector("footer.foot")
    page.wait_for_timeout(SETTLED)
    for step in steps:
        step(page)
        page.wait_for_timeout(SETTLED)
        page.wait_for_selector("footer.foot")


def leave(page: Page) -> None:
    """Take back the document that a step gave."""
    taken = page.get_by_role("button", name="Écarter", exact=True)
    if "brouillon=" in page.url and taken.count():
        taken.first.click()
        page.wait_for_url(lambda address: "brouillon=" not in address)


def save(image: bytes, path: Path) -> None:
    """Write a screenshot with few colours, so that the repository stays light."""
    from PIL import Image

    Image.open(io.BytesIO(image)).convert("RGB").quantize(COLOURS).save(path, optimize=True)


if __name__ == "__main__":
    main()
