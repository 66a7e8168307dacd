"""The page of letters, over the small centre of the publications."""

from __future__ import annotations

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from centre.centre import Centre
from explorer import session
from tests.explorer.conftest import words
from tests.publications.conftest import letters_centre, letters_data  # noqa: F401

SCRIPT = """
from explorer import layout, letters
layout.framed("lettres", letters.page)
"""


@pytest.fixture
def page(letters_centre: Centre, monkeypatch: pytest.MonkeyPatch) -> AppTest:  # noqa: F811
    """Open the page on the letter of March."""
    st.cache_resource.clear()
    monkeypatch.setattr(session, "_open", lambda data: letters_centre)
    monkeypatch.setenv("MAILLAGE_BASE_URL", "https://centre.exemple.org")
    test = AppTest.from_string(SCRIPT, default_timeout=60)
    test.query_params["mois"] = "2030-03"
    test.run()
    assert not test.exception, test.exception
    return test


def introduction(page: AppTest) -> str:
    return next(area.value for area in page.text_area if area.label == "Introduction").replace("\u00a0", " ")


def test_the_draft_of_the_month_is_shown_line_by_line(page: AppTest) -> None:
    assert [box.label for box in page.selectbox] == ["Publication", "Mois", "Thème", "Territoire"]
    assert page.selectbox[1].value == "2030-03"
    assert page.text_input[0].value == "La lettre de mars 2030"
    assert introduction(page).startswith("Mars 2030 : 5 rencontres")
    assert len(page.checkbox) == 10
    assert all(box.value for box in page.checkbox)
    read = words(page)
    assert "13 ou 20 mars 2030 (à confirmer)" in read
    assert "Source : Programme d’activités janvier-juillet 2030, p. 1" in read


def test_a_line_taken_out_is_counted_no_more(page: AppTest) -> None:
    next(box for box in page.checkbox if box.label.startswith("Forum")).uncheck().run()
    assert introduction(page).startswith("Mars 2030 : 4 rencontres")


def test_an_introduction_that_someone_wrote_stays(page: AppTest) -> None:
    next(area for area in page.text_area if area.label == "Introduction").set_value("Bonjour.").run()
    next(box for box in page.checkbox if box.label.startswith("Forum")).uncheck().run()
    assert introduction(page) == "Bonjour."


def test_the_letter_is_taken_away_in_four_formats_and_previewed(page: AppTest) -> None:
    names = [button.proto.label for button in page.get("download_button")]
    assert names == ["Courriel (HTML)", "Word", "Markdown", "Message (.eml)"]
    (frame,) = page.get("iframe")
    assert frame.proto.src.startswith("data:text/html;charset=utf-8;base64,")


def test_a_press_review_is_chosen_from_the_address(
    letters_centre: Centre,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    st.cache_resource.clear()
    monkeypatch.setattr(session, "_open", lambda data: letters_centre)
    test = AppTest.from_string(SCRIPT, default_timeout=60)
    for name, value in {"mois": "2030-03", "sorte": "press-review", "theme": "Action cœur de ville"}.items():
        test.query_params[name] = value
    test.run()
    assert not test.exception
    assert test.text_input[0].value == "Revue de presse Action cœur de ville, mars 2030"
    assert len(test.checkbox) == 2


def test_the_page_speaks_english_around_a_french_letter(
    letters_centre: Centre,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    st.cache_resource.clear()
    monkeypatch.setattr(session, "_open", lambda data: letters_centre)
    test = AppTest.from_string(SCRIPT, default_timeout=60)
    test.query_params["mois"] = "2030-03"
    test.query_params["lang"] = "en"
    test.run()
    assert test.selectbox[0].label == "Publication"
    assert test.selectbox[1].label == "Month"
    assert test.text_input[0].value == "La lettre de mars 2030"


def test_a_box_shows_a_title_as_it_is() -> None:
    from explorer.letters import _plain

    assert _plain("[a](javascript:b) *c*") == r"\[a\]\(javascript\:b\) \*c\*"
