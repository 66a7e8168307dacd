from __future__ import annotations

import pytest

from explorer import rows, session

EVENT = (
    "summary : Journée du réseau : première · dtstart : 2024-10-08T09:30:00+02:00 · dtend : 2024-10-17"
    " · location : Clairval · status : CONFIRMED · uid : 1@exemple.example · categories : Habitat"
)


@pytest.fixture(autouse=True)
def in_french(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "language", lambda: "fr")
    monkeypatch.setattr(rows, "language", lambda: "fr")


def test_the_values_of_a_row_slice_back_from_its_text() -> None:
    found = rows.cells(EVENT)
    assert [cell.name for cell in found][:2] == ["summary", "dtstart"]
    assert all(EVENT[cell.start : cell.end] == cell.value for cell in found)
    assert found[0].value == "Journée du réseau : première"


@pytest.mark.parametrize(
    "text",
    [
        "Une phrase : sans colonnes.",
        "Titre : le seul",
        "Du matin · au soir",
        "Nom : un · Type : deux\nNom : trois",
    ],
)
def test_what_is_not_a_row_is_left_alone(text: str) -> None:
    assert rows.cells(text) == ()


def test_a_row_cut_in_the_middle_keeps_its_whole_columns() -> None:
    found = rows.cells("… fin d’une valeur · Thèmes : habitat · Site web : exemple.example …")
    assert [(cell.name, cell.value) for cell in found] == [
        ("Thèmes", "habitat"),
        ("Site web", "exemple.example …"),
    ]


def test_keys_for_machines_are_not_shown_and_the_others_are_in_french() -> None:
    line = rows.row_line(rows.readable(rows.cells(EVENT)))
    assert "uid" not in line
    assert "CONFIRMED" not in line
    assert "dtstart" not in line
    plain = line.replace("\u00a0", " ")
    assert "Début :</span> 8 octobre 2024, 9 h 30" in plain
    assert "Lieu :</span> Clairval" in plain


def test_a_whole_day_event_ends_the_day_before_its_end() -> None:
    line = rows.row_line(rows.cells(EVENT)).replace("\u00a0", " ")
    assert "Fin :</span> 16 octobre 2024" in line


def test_the_row_is_told_by_its_first_value_and_those_that_answer() -> None:
    told = rows.telling(rows.cells(EVENT), ("habitat",))
    assert [cell.name for cell in told] == ["summary", "categories"]
    assert len(rows.telling(rows.cells(EVENT), ("absent",))) == rows.SHOWN


def test_the_stretch_cited_is_marked_in_its_value() -> None:
    at = EVENT.index("Clairval")
    assert "<mark>Clairval</mark>" in rows.row_list(rows.cells(EVENT), [(at, at + 8)])


def test_moments_written_for_machines_are_spoken() -> None:
    said = rows.spoken("Date : 2024-06-11T09:30:00+02:00. Lieu : Clairval").replace("\u00a0", " ")
    assert said == "Date : 11 juin 2024, 9 h 30. Lieu : Clairval"
