"""The review page: read by anybody, written only where it is safe to, signed, said back."""

from __future__ import annotations

import pytest
import streamlit as st

from explorer import review, session
from tests.explorer.conftest import Opener, html, words
from tests.explorer.fake_centre import FakeCentre


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Serve the site on the machine of the visitor."""
    monkeypatch.setattr(review, "may_decide", lambda: True)


def labels(page) -> list[str]:
    return [button.label for button in page.button]


def test_the_queue_shows_each_candidate_with_its_sentence_and_its_document(open_page: Opener) -> None:
    page = open_page("relecture")
    read = words(page)
    assert "Collectif des Lilas" in read
    assert "confiance 70 %" in read
    assert "repéré par « animé par »" in read
    assert "Rapport sur les quartiers, p. 2" in read
    assert "autres passages : 2" in read
    assert "<script" not in html(page)


def test_who_may_not_write_only_reads(open_page: Opener) -> None:
    page = open_page("relecture")
    assert "Consultation seulement" in words(page)
    assert "Accepter" not in labels(page)
    assert not page.text_input


@pytest.mark.usefixtures("alone")
def test_a_decision_is_signed(open_page: Opener, fake: FakeCentre) -> None:
    page = open_page("relecture")
    page.button(key="accept actor/collectif-lilas").click().run()
    assert "Indiquez d’abord votre nom" in words(page)
    assert fake.decided == []


@pytest.mark.usefixtures("alone")
def test_accepting_is_noted_and_said_and_leaves_the_queue(open_page: Opener, fake: FakeCentre) -> None:
    page = open_page("relecture")
    page.text_input(key="review_author").set_value("Claire Dupuis").run()
    page.text_input(key="review_reason").set_value("vu en réunion").run()
    page.button(key="accept actor/collectif-lilas").click().run()
    assert not page.exception
    ((action, given, options),) = fake.decided
    assert (action, given) == ("accept", ("actor/collectif-lilas",))
    assert (options["author"], options["reason"], options["publish"]) == (
        "Claire Dupuis",
        "vu en réunion",
        False,
    )
    read = words(page)
    assert "Noté : accept actor/collectif-lilas" in read
    assert "1 décision à publier" in read
    assert "animé par" not in read
    page.button(key="review_publish").click().run()
    assert fake.published
    assert "Publié. Documents relus : 1" in words(page)


@pytest.mark.usefixtures("alone")
def test_a_pair_is_one_record_or_two(open_page: Opener, fake: FakeCentre) -> None:
    page = open_page("relecture")
    page.text_input(key="review_author").set_value("Claire Dupuis").run()
    page.session_state["review_kind"] = "duplicates"
    page.run()
    assert {"C’est la même fiche", "Ce sont deux fiches"} <= set(labels(page))
    page.button(key="reject f00000002").click().run()
    assert [(action, given) for action, given, _ in fake.decided] == [("reject", ("f00000002",))]


@pytest.mark.usefixtures("alone")
def test_what_cannot_be_decided_is_said(open_page: Opener, fake: FakeCentre) -> None:
    page = open_page("relecture")
    page.text_input(key="review_author").set_value("Claire Dupuis").run()
    page.text_input(key="merge of actor/collectif-lilas").set_value("inconnue").run()
    page.button(key="merge actor/collectif-lilas").click().run()
    assert "Rien ne s’appelle « inconnue »" in words(page)
    assert fake.decided == []


@pytest.mark.usefixtures("alone")
def test_a_decision_of_the_history_can_be_undone(open_page: Opener, fake: FakeCentre) -> None:
    fake.decided.append(("hide", ("theme/emploi",), {}))
    page = open_page("relecture")
    assert "9 février 2024" in words(page)
    assert "<b>" not in html(page)
    page.text_input(key="review_author").set_value("Claire Dupuis").run()
    page.button(key="undo d0").click().run()
    assert fake.decided[-1][:2] == ("undo", ("d0",))


@pytest.mark.parametrize(
    ("address", "headers", "base", "expected"),
    [
        ("127.0.0.1", {}, "", True),
        ("localhost", {}, "", True),
        ("0.0.0.0", {}, "", False),
        (None, {}, "", False),
        ("127.0.0.1", {"X-Forwarded-For": "192.0.2.1"}, "", False),
        ("127.0.0.1", {}, "https://centre.example", False),
    ],
)
def test_only_the_machine_that_serves_for_itself_may_write(
    monkeypatch, address, headers, base, expected
) -> None:
    class Context:
        def __init__(self) -> None:
            self.headers = headers

    class Anonymous:
        """Without a sign-in, Streamlit does not say whether anybody signed in."""

    monkeypatch.setattr(st, "get_option", lambda name: address)
    monkeypatch.setattr(st, "context", Context())
    monkeypatch.setattr(st, "user", Anonymous())
    monkeypatch.setenv("MAILLAGE_BASE_URL", base)
    assert session.may_decide() is expected


@pytest.mark.parametrize(
    ("signed", "address", "verified", "staff", "expected"),
    [
        (False, None, None, "", False),
        (True, "claire@centre.example", None, "", True),
        (True, "claire@centre.example", None, "@centre.example", True),
        (True, "claire@centre.example", False, "@centre.example", False),
        (True, "claire@autre.example", None, "@centre.example, paul@autre.example", False),
        (True, "Paul@autre.example", True, "@centre.example, paul@autre.example", True),
        (True, "x@uncentre.example", None, "@centre.example", False),
        (True, None, None, "@centre.example", False),
    ],
)
def test_where_a_sign_in_is_configured_only_the_staff_may_write(
    monkeypatch, signed, address, verified, staff, expected
) -> None:
    class Visitor:
        is_logged_in = signed
        email = address
        name = "Claire Dupuis"

    if verified is not None:
        Visitor.email_verified = verified
    monkeypatch.setattr(st, "get_option", lambda name: "127.0.0.1")
    monkeypatch.setattr(st, "user", Visitor())
    monkeypatch.setenv("MAILLAGE_STAFF", staff)
    assert session.may_decide() is expected
    assert session.visitor() == ("Claire Dupuis" if signed else "")
