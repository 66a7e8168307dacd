import pytest

from publications.choosing import agenda_end, months_of, nearest, part_of
from tests.publications.pieces import a_piece

OPEN = {"edtf": None, "start": None, "end": None}
NO_DATE = {**OPEN, "document_start": None, "document_end": None}
A_NOTE = {"kind": "note", "document_kind": "note"}


@pytest.mark.parametrize(
    ("day", "month", "told"),
    [
        ("2024-02-01", "2024-02", True),
        ("2024-02-29", "2024-02", True),
        ("2024-03-10", "2024-02", True),
        ("2024-03-11", "2024-02", False),
        ("2024-01-31", "2024-02", False),
    ],
)
def test_a_letter_announces_its_month_and_the_first_days_of_the_next(day, month, told):
    assert (part_of(a_piece(day=day), month) == "agenda") is told
    assert agenda_end("2024-02").isoformat() == "2024-03-10"


def test_a_session_over_several_days_is_told_until_it_ends():
    piece = a_piece(start="2024-01-29", end="2024-02-01")
    assert part_of(piece, "2024-02") == "agenda"


def test_a_session_without_a_date_is_told_in_the_time_of_its_programme():
    piece = a_piece(**OPEN)
    assert part_of(piece, "2024-07") == "agenda"
    assert part_of(piece, "2024-08") is None
    assert part_of(a_piece(**NO_DATE), "2026-01") == "agenda"
    assert part_of(a_piece(**NO_DATE), "2024-02") is None


def test_a_resource_is_of_the_month_of_its_date_then_of_its_document_then_of_the_day_it_was_read():
    assert part_of(a_piece(**A_NOTE), "2024-02") == "reading"
    assert part_of(a_piece(**A_NOTE, start="2024-01-01", end="2024-12-31"), "2024-02") is None
    listed = a_piece(**A_NOTE, **OPEN | {"document_start": "2024-02-01", "document_end": "2024-02-29"})
    assert part_of(listed, "2024-02") == "reading"
    assert part_of(a_piece(**A_NOTE, **NO_DATE), "2026-01") == "reading"


def test_what_the_centre_reads_late_has_entered_the_centre():
    assert part_of(a_piece(**A_NOTE), "2026-01") == "arrivals"
    assert part_of(a_piece(kind="news"), "2026-01") is None


def test_press_calls_and_dossiers_have_their_parts():
    listed = {"kind": "news", **OPEN, "document_start": "2024-02-01", "document_end": "2024-02-29"}
    assert part_of(a_piece(kind="news"), "2024-02") == "press"
    assert part_of(a_piece(**listed, text="Date limite : 15 mars 2024."), "2024-02") == "calls"
    assert part_of(a_piece(**listed, text="La halle rouvre."), "2024-02") == "press"
    assert part_of(a_piece(kind="legal-text", holder_kind="dossier"), "2024-02") == "dossiers"


@pytest.mark.parametrize("kind", ["directory", "directory-entry", "programme", "newsletter"])
def test_lists_and_letters_are_no_news(kind):
    assert part_of(a_piece(kind=kind), "2024-02") is None


def test_a_letter_does_not_quote_a_letter():
    assert part_of(a_piece(document_kind="newsletter"), "2024-02") is None


def test_the_nearest_month_is_the_later_of_two():
    assert nearest(["2024-01", "2024-05"], "2024-03") == "2024-05"
    assert nearest(["2023-12", "2024-05"], "2024-02") == "2023-12"
    assert nearest([], "2024-02") is None
    assert list(months_of([a_piece(), a_piece(kind="directory")])) == ["2024-02"]


def test_what_only_minutes_tell_is_not_announced():
    assert part_of(a_piece(status="reported"), "2024-02") is None
    assert part_of(a_piece(status="held"), "2024-02") == "agenda"
