"""With nothing configured, a centre talks to nobody."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.centre.writing import write_note, write_programme

ROOT = Path(__file__).parents[2]


def tried(*arguments):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAILLAGE_")}
    command = [sys.executable, "-m", "tests.centre.offline_process", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_local_files_are_taken_in_and_searched_without_any_connection(tmp_path):
    """With the real encoder: models and their libraries must not call home either."""
    page = tmp_path / "page.html"
    page.write_text(
        '<!DOCTYPE html><html><head><link rel="stylesheet" href="https://exemple.fr/a.css"></head><body><main>'
        '<h1>Une page</h1><img src="https://exemple.fr/a.png"><p>Un <a href="https://exemple.fr/">lien</a>.</p>'
        "</main></body></html>",
        encoding="utf-8",
    )
    feed = tmp_path / "flux.xml"
    feed.write_text(
        '<!DOCTYPE rss SYSTEM "https://exemple.fr/rss.dtd"><rss version="2.0"><channel><title>Flux</title><item>'
        "<title>Un</title><link>https://exemple.fr/un</link></item></channel></rss>",
        encoding="utf-8",
    )
    assert (
        tried("centre", tmp_path / "data", write_programme(tmp_path), write_note(tmp_path), page, feed) == []
    )


@pytest.mark.parametrize("address", ["http://192.0.2.1/", "http://exemple.invalid/"])
def test_a_connection_would_have_been_seen(address):
    assert tried("web", address)
