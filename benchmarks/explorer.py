"""What a visitor waits for, in headless Chromium: the site beside the simplest Streamlit page doing the same.

Each action is timed from what the person does to the whole answer on the screen. `cold` is a browser that never came
(no cache), `warm` one that did. The processor time is that of the server alone, during the action.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from urllib.request import urlopen

from benchmarks.service import ROOT, free_port, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

SHOWN = '[data-testid="stApp"][data-test-script-state="notRunning"] footer.foot'
WANTED = {"cold": 2500, "warm": 1000, "search": 700, "actor": 800}
"""Milliseconds on two quiet cores."""
QUESTIONS = ("GUSP", "réussite éducative", "abattement de TFPB", "conseils citoyens", "emploi des jeunes",
             "transition écologique", "laïcité", "rénovation urbaine", "Tours", "bailleurs sociaux")  # fmt: skip
SIMPLEST = ROOT / "benchmarks" / "simplest_page.py"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One action, in milliseconds: on the screen, and of the server's processor."""

    wall: float
    server: float


class Watch:
    """Times actions of a page of one server."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def time(self, act: Callable[[], None], shown: Callable[[], None]) -> Taken:
        """Return what an action takes until it is shown."""
        spent, started = processor(self.pid), time.perf_counter()
        act()
        shown()
        wall = time.perf_counter() - started
        return Taken(wall=1000 * wall, server=1000 * (processor(self.pid) - spent))


def main() -> None:
    """Time the actions on each server and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, help="a centre to copy; without it one is built from corpus/")
    options.add_argument(
        "--passages", type=int, default=0, help="generate a centre of about so many passages"
    )
    options.add_argument(
        "--keep", type=Path, help="where to keep the generated centre, used again if it is there"
    )
    options.add_argument("--times", type=int, default=7, help="how often each action is done")
    asked = options.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        print("No chromium on this machine: nothing is timed.")
        return
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        data = _centre(asked, Path(folder) / "data")
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        print(
            f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start, {asked.times} times each\n"
        )
        with _simplest() as (address, pid):
            floor = measured(browser, address, pid, asked.times, simplest=True)
        with served(data, free_port()) as (address, pid):
            first, site = first_visit(browser, address, pid), measured(browser, address, pid, asked.times)
        browser.close()
    print(table(floor, site))
    print(f"first visit after the start: {first.wall:.0f} ms, server {first.server:.0f} ms")
    print(f"load {os.getloadavg()[0]:.1f} at the end")


def measured(
    browser: Browser, address: str, pid: int, times: int, *, simplest: bool = False
) -> dict[str, list[Taken]]:
    """Return what each action takes, the first of each left out."""
    watch = Watch(pid)
    taken: dict[str, list[Taken]] = {name: [] for name in WANTED}
    for round in range(times + 1):
        context = browser.new_context(locale="fr-FR", viewport={"width": 1280, "height": 900})
        for name in ("cold", "warm"):
            page = context.new_page()
            taken[name].append(watch.time(partial(_go, page, address), partial(_shown, page)))
        taken["search"].append(_searched(watch, page, QUESTIONS[round % len(QUESTIONS)], simplest))
        taken["actor"].append(_opened(watch, context, address, simplest))
        context.close()
    return {name: held[1:] for name, held in taken.items()}


def first_visit(browser: Browser, address: str, pid: int) -> Taken:
    """Return what the first visitor of all waits for."""
    context = browser.new_context(locale="fr-FR", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    taken = Watch(pid).time(lambda: _go(page, address), lambda: _shown(page))
    context.close()
    return taken


def _go(page: Page, address: str) -> None:
    page.goto(address, wait_until="commit")


def _shown(page: Page) -> None:
    page.wait_for_selector(SHOWN)


def _searched(watch: Watch, page: Page, question: str, simplest: bool) -> Taken:
    """Time a question from Enter to its results."""
    # The box of the site becomes a combobox once names complete what is typed.
    box = page.get_by_role("textbox").first if simplest else page.locator('input[type="search"]').first
    box.fill(question)

    def shown() -> None:
        if simplest:
            page.wait_for_function(
                "(n) => document.querySelector('#answer')?.textContent === n", arg=str(len(question))
            )
        else:
            page.wait_for_selector(".card")
            page.wait_for_function("(q) => new URL(location).searchParams.get('q') === q", arg=question)
        page.wait_for_selector(SHOWN)

    return watch.time(lambda: box.press("Enter"), shown)


def _opened(watch: Watch, context: BrowserContext, address: str, simplest: bool) -> Taken:
    """Time the opening of an actor's page by a link of the site."""
    page = context.new_page()
    if simplest:
        _go(page, address)
        _shown(page)
        link, heading = page.get_by_role("link", name="Autre page"), "Autre"
    else:
        _go(page, f"{address}/qui?q=Qui%20travaille%20sur%20la%20GUSP%20%C3%A0%20Tours%20%3F")
        _shown(page)
        link, heading = page.locator('a[href*="acteur?id="]').first, ""
        heading = link.inner_text().split("\n")[0].strip()

    def shown() -> None:
        page.wait_for_function(
            "(name) => document.querySelector('h1')?.innerText.trim() === name", arg=heading
        )
        page.wait_for_selector(SHOWN)

    return watch.time(link.click, shown)


def processor(pid: int) -> float:
    """Return the seconds of processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def table(floor: dict[str, list[Taken]], site: dict[str, list[Taken]]) -> str:
    """Return the medians and the worst of each action, beside the floor."""
    lines = [
        f"{'action':8} {'wanted':>7} {'site p50':>9} {'max':>6} {'server':>7} {'floor p50':>10} {'max':>6} {'server':>7}  ms"
    ]
    for name, wanted in WANTED.items():
        cells = []
        for held in (site[name], floor[name]):
            walls = [one.wall for one in held]
            cells += [median(walls), max(walls), median(one.server for one in held)]
        lines.append(
            f"{name:8} {wanted:7} {cells[0]:9.0f} {cells[1]:6.0f} {cells[2]:7.0f} "
            f"{cells[3]:10.0f} {cells[4]:6.0f} {cells[5]:7.0f}"
        )
    return "\n".join(lines)


def _centre(asked: argparse.Namespace, place: Path) -> Path:
    if asked.passages:
        from benchmarks.generated import build

        data = asked.keep or place
        if not (data / "current").is_file():
            started = time.perf_counter()
            held = build(data, asked.passages)
            print(f"generated centre: {held} passages in {time.perf_counter() - started:.0f} s")
        return Path(data)
    if asked.data is not None:
        shutil.copytree(asked.data, place)
    return place


@contextmanager
def _simplest() -> Iterator[tuple[str, int]]:
    port = free_port()
    command = [
        sys.executable, "-m", "streamlit", "run", str(SIMPLEST), "--server.headless", "true",
        "--server.address", "127.0.0.1", "--server.port", str(port),
    ]  # fmt: skip
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        for _ in range(300):
            try:
                with urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1):
                    break
            except OSError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}", server.pid
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
