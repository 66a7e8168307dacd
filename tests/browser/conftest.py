"""The site over the demonstration corpus, served once and visited with a real browser, on a desk and on a phone.

Skipped where there is no Chromium (`CHROMIUM`, else `chromium` on the path) or no Playwright. `MAILLAGE_DEMO` names a
demonstration centre to copy instead of building one. Screenshots of every visit are kept under `build/browser/`.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.walking import Record, Walk

ROOT = Path(__file__).parents[2]
SHOTS = ROOT / "build" / "browser"
DESK = {"viewport": {"width": 1280, "height": 900}}
PHONE = {
    "viewport": {"width": 375, "height": 812},
    "user_agent": "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140 Mobile Safari/537.36",
    "has_touch": True,
}
DEVICES = {"desk": DESK, "phone": PHONE}
PATIENCE = 15_000
"""Milliseconds that a page has to show what is waited for: the machine may be busy."""


def chromium() -> str | None:
    """Return the browser to drive."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def driven() -> str:
    """Return the path of the browser to drive."""
    pytest.importorskip("playwright.sync_api", reason="playwright n’est pas installé")
    found = chromium()
    if found is None:
        pytest.skip("aucun Chromium sur cette machine (paquet Debian : chromium)")
    return found


@pytest.fixture(scope="module")
def browser(driven):
    """Return the running browser, closed after each module: while Playwright runs, no other loop of events can."""
    from playwright import sync_api

    with sync_api.sync_playwright() as playwright:
        sync_api.expect.set_options(timeout=PATIENCE)
        running = playwright.chromium.launch(
            executable_path=driven, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield running
        running.close()


@pytest.fixture(scope="session")
def data(driven, tmp_path_factory) -> Path:
    """Return a demonstration centre of our own."""
    folder = tmp_path_factory.mktemp("demonstration") / "data"
    made = os.environ.get("MAILLAGE_DEMO")
    if made:
        shutil.copytree(made, folder)
        return folder
    from centre.ingesting import ingest
    from terminal.serving import corpus_inputs

    assert all(line.status == "added" for line in ingest(folder, corpus_inputs()).documents)
    return folder


@pytest.fixture(scope="session")
def base(data) -> Iterator[str]:
    """Serve the centre on a free port as `maillage run` does, and return its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, str(ROOT / "cli.py"), "run", "--data", str(data), "--port", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment["MAILLAGE_AUTHOR"] = "Claire Dupuis"
    for name in ("MAILLAGE_BASE_URL", "MAILLAGE_STAFF"):
        environment.pop(name, None)
    site = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        announced = site.stdout.readline()
        assert "Maillage est ouvert" in announced, announced
        yield f"http://localhost:{port}"
    finally:
        site.terminate()
        site.wait(20)


@pytest.fixture(scope="module")
def contexts(browser, base):
    """Return one browser profile a device, its cache kept from page to page, its requests all recorded."""
    held = {}
    for name, options in DEVICES.items():
        context = browser.new_context(
            locale="fr-FR", timezone_id="Europe/Paris", accept_downloads=True, **options
        )
        context.set_default_timeout(PATIENCE)
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=base)
        held[name] = context
    yield held
    for context in held.values():
        context.close()


@pytest.fixture
def device() -> str:
    """Return what visits: tests of both devices replace it."""
    return "desk"


@pytest.fixture
def walk(contexts, base, device, request) -> Iterator[Walk]:
    """Return a new visit; it fails on a request to another machine or on an error of a script of the page."""
    page = contexts[device].new_page()
    record = Record(page)
    visit = Walk(page, base)
    yield visit
    SHOTS.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^\w-]+", "-", request.node.name).strip("-")
    page.screenshot(path=SHOTS / f"{name}{'' if device in name else f'-{device}'}.png")
    page.close()
    assert not record.abroad, f"requests left the machine: {record.abroad}"
    assert not record.errors, record.errors
