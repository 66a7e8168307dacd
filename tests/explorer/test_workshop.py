"""The pieces of the workshop that need no browser: marks in a text, findings in groups."""

from __future__ import annotations

import pytest

from centre.preview_records import Line, Mark
from explorer.workshop import marks, page, quality
from explorer.workshop.marks import text
from tests.explorer.conftest import Opener, words


def mark(start: int, end: int, kind: str = "actor", status: str = "fact", entity: str = "a") -> Mark:
    return Mark(start=start, end=end, kind=kind, label="<Ville>", status=status, entity=entity)


LINE = Line(kind="paragraph", page=1, start=10, end=24, text="La <Ville> dit.")


@pytest.fixture(autouse=True)
def french(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "say", lambda key, **values: key.rsplit(".", 1)[-1])


def test_marks_are_put_in_escaped_text_where_they_are() -> None:
    shown = text([LINE], [mark(13, 20)])
    assert shown == (
        '<p class="paragraph">La <mark class="seen actor" title="actor : &lt;Ville&gt;">&lt;Ville&gt;</mark> dit.</p>'
    )


def test_of_marks_on_the_same_words_the_first_is_shown() -> None:
    shown = text([LINE], [mark(13, 20), mark(13, 20, "theme"), mark(14, 19, "territory")])
    assert shown.count("<mark") == 1
    assert "seen actor" in shown


def test_marks_of_other_lines_are_left_out() -> None:
    assert "<mark" not in text([LINE], [mark(2, 5), mark(23, 30), mark(40, 45)])


def test_what_is_doubtful_or_discarded_shows_and_the_place_asked_is_found() -> None:
    shown = text([LINE], [mark(13, 20, status="candidate")], off={"a"}, at=13)
    assert 'class="seen actor candidate off"' in shown
    assert 'id="cite" data-place="13"' in shown


def test_findings_that_say_the_same_thing_stand_together() -> None:
    findings = [
        {"message": "Peut-être une seule et même fiche (score 0,88).", "label": "a"},
        {"message": "Peut-être une seule et même fiche (score 0,94).", "label": "b"},
        {"message": "Les documents ne disent pas la même chose. Lieu : Paris.", "label": "c"},
    ]
    groups = quality.grouped(findings)
    assert [len(group) for group in groups.values()] == [2, 1]
    assert list(groups)[1] == "Les documents ne disent pas la même chose."


def test_where_a_sign_in_is_configured_a_visitor_is_asked_to_sign_in(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "signed_in", lambda: False)
    monkeypatch.setattr(page, "find_spec", lambda name: object())
    for path in ("atelier", "relecture"):
        shown = open_page(path)
        assert "réservé à l’équipe" in words(shown)
        assert [button.label for button in shown.button] == ["Se connecter"]


@pytest.mark.parametrize("part", ["inconnue", "ajouter", "versions", "qualite", "fiche"])
def test_who_is_not_of_the_staff_only_reads_what_waits(open_page: Opener, part: str) -> None:
    shown = open_page("atelier", partie=part)
    assert "Consultation seulement" in words(shown)
    assert "Ajouter" not in words(shown)
    assert not shown.get("file_uploader")
