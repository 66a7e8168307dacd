"""The pages over the invented centre: one function opens a page at an address and returns what it printed."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from html import unescape
from types import ModuleType

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from centre.records import AgendaRow
from explorer import session
from tests.explorer.fake_centre import FakeCentre

Opener = Callable[..., AppTest]

SCRIPT = """
from explorer import agenda, data, document, dossier, dossiers, entity, layout, network, platform, review, search, themes, who
from explorer.workshop import page as workshop
from explorer import map as territories
layout.framed("{path}", {page})
"""
MODULES = {
    "": "search.page",
    "qui": "who.page",
    "agenda": "agenda.page",
    "themes": "themes.page",
    "donnees": "data.page",
    "carte": "territories.page",
    "reseau": "network.page",
    "dossiers": "dossiers.page",
    "dossier": "dossier.page",
    "plateforme": "platform.page",
    "document": "document.page",
    "relecture": "lambda: workshop.page('relecture')",
    "atelier": "workshop.page",
}


@pytest.fixture
def exported() -> list[str]:
    """Hold the titles of the sessions last written as a calendar file."""
    return []


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch, exported: list[str]) -> FakeCentre:
    """Put the invented centre in the place of the real one."""
    centre = FakeCentre()
    st.cache_resource.clear()
    monkeypatch.setattr(session, "_open", lambda data: centre)
    calendar = ModuleType("centre.calendar")

    def to_ics(rows: tuple[AgendaRow, ...]) -> str:
        exported[:] = [row.title for row in rows]
        return "BEGIN:VCALENDAR"

    calendar.to_ics = to_ics  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "centre.calendar", calendar)
    return centre


@pytest.fixture
def open_page(fake: FakeCentre) -> Opener:
    """Return the function that opens a page: `open_page("qui", q="...")`."""

    def opened(path: str, **params: str | list[str]) -> AppTest:
        test = AppTest.from_string(
            SCRIPT.format(path=path, page=MODULES.get(path, "entity.page")), default_timeout=20
        )
        for name, value in params.items():
            test.query_params[name] = value
        test.run()
        assert not test.exception, test.exception
        return test

    return opened


def html(test: AppTest) -> str:
    """Return the HTML of a page, without the style and the script of the frame."""
    bodies = [element.proto.body for element in test.get("html")]
    return "\n".join(body for body in bodies if not body.startswith(("<style", "<script")))


def words(test: AppTest) -> str:
    """Return the words of a page as they are read, with plain spaces."""
    text = unescape(re.sub(r"<[^>]+>", " ", html(test)))
    return re.sub(r"[\s\u00a0\u202f]+", " ", text)


def links(test: AppTest) -> list[str]:
    """Return the addresses that a page leads to."""
    return [unescape(address) for address in re.findall(r'href="([^"]*)"', html(test))]
