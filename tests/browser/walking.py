"""A visit of the site that counts what the person does: a click, a choice, a question typed and sent."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"] footer.foot'
STARTING = 150
"""Milliseconds after which the page has begun to answer what was done."""


HERE = {"127.0.0.1", "localhost"}


class Record:
    """What a page asks of machines and what goes wrong in its scripts."""

    def __init__(self, page: Page) -> None:
        self.asked: set[str] = set()
        self.errors: list[str] = []
        page.on("request", lambda one: self.asked.add(one.url.partition("?")[0]))
        page.on("websocket", lambda one: self.asked.add(one.url.partition("?")[0]))
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    @property
    def abroad(self) -> list[str]:
        """The addresses asked of another machine."""
        parts = {address: urlsplit(address) for address in self.asked}
        web = ("http", "https", "ws", "wss")
        return sorted(one for one, at in parts.items() if at.scheme in web and at.hostname not in HERE)


class Walk:
    """One person in front of one page."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base = page, base
        self.actions = 0

    def open(self, path: str = "") -> Walk:
        """Open an address of the site: where a visit starts, no action."""
        self.page.goto(f"{self.base}/{path}")
        self.settle()
        return self

    def settle(self) -> None:
        """Wait until the page answers no more."""
        self.page.wait_for_timeout(STARTING)
        self.page.wait_for_selector(SETTLED)
        self.page.wait_for_function("!document.querySelector('[data-testid=stSkeleton]')")

    def click(self, role: str, name: str | re.Pattern[str], *, within: Locator | None = None) -> None:
        """Click the first thing of a role and a name."""
        (within or self.page).get_by_role(role, name=name).first.click()
        self.did()

    def ask(self, question: str, box: str = "searchbox") -> None:
        """Type a question in the box of the page and send it."""
        # The box of a page becomes a combobox once names complete what is typed.
        held = self.page.locator('input[type="search"]').or_(self.page.get_by_role(box)).first
        held.fill(question)
        held.press("Enter")
        self.did()

    def choose(self, label: str, option: str | re.Pattern[str], *, typed: str = "") -> None:
        """Choose a value in a list; what is `typed` narrows a long one."""
        box = self.page.get_by_role("combobox", name=re.compile(label)).first
        box.click()
        if typed:
            box.fill(typed)
        self.page.get_by_role("option", name=option, exact=True).first.click()
        self.did()

    def give(self, *files: Path) -> None:
        """Give files to the box of the page."""
        # A new box takes the place of one that held files: for a moment both are there.
        self.page.wait_for_function("""document.querySelectorAll('input[type="file"]').length === 1""")
        self.page.locator('input[type="file"]').set_input_files(list(files))
        self.did()

    def section(self, name: str) -> None:
        """Go to a section of the site by its header."""
        self.click(
            "link", re.compile(f"^{re.escape(name)}$"), within=self.page.get_by_role("navigation").first
        )

    def words(self) -> str:
        """Return what the page says, with plain spaces."""
        return " ".join(self.page.locator('[data-testid="stMain"]').inner_text().split())

    @property
    def path(self) -> str:
        """The page that the address names."""
        return urlsplit(self.page.url).path.strip("/")

    @property
    def asked(self) -> dict[str, list[str]]:
        """The values of the address."""
        return parse_qs(urlsplit(self.page.url).query)

    def wide(self) -> int:
        """Return by how many pixels the page is wider than its window."""
        return int(
            self.page.evaluate(
                "Math.max(0, ...[document.documentElement, document.querySelector('[data-testid=stMain]')]"
                ".map((one) => one.scrollWidth - one.clientWidth))"
            )
        )

    def did(self) -> None:
        """Count what the person did otherwise, and wait for the answer."""
        self.actions += 1
        self.settle()
