"""One event, several documents: the agenda, the search, the answers and the pages show it once, with its sources."""

from __future__ import annotations

import pytest

from centre.calendar import to_ics
from centre.centre import open_centre
from tests.centre.telling_twice import LETTER, write_three
from tests.centre.writing import take_in
from tests.search.conftest import HashEncoder


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A centre of a programme, a letter and minutes that tell of the same meetings."""
    folder = tmp_path_factory.mktemp("told")
    paths = write_three(folder)
    take_in(folder / "data", *paths)
    return open_centre(folder / "data", encoder=HashEncoder()), paths


def forum_of(centre):
    return next(row for row in centre.agenda() if "régies" in row.title)


def test_the_agenda_has_one_row_an_event(told):
    centre, _ = told
    rows = centre.agenda()
    assert [(row.start, row.status, len(row.statements)) for row in rows] == [
        ("2031-09-18", "announced", 2),
        ("2031-09-25", "announced", 1),
        ("2031-10-09", "held", 3),
        ("2031-10-09", "announced", 1),  # the same day, the same town: another event
        ("2031-10-20", "held", 1),
        ("2031-11-06", "announced", 2),
        (None, "to-be-set", 1),
    ]
    assert centre.status()["events"] == len(rows)


def test_what_was_held_is_shown_first_and_the_conflict_is_told(told):
    centre, _ = told
    row = forum_of(centre)
    assert row.place.startswith("Beauvais")
    assert [one.modality for one in row.statements] == ["held", "announced", "announced"]
    assert len(row.conflicts) == 1
    assert row.conflicts[0].startswith("Lieu : Amiens selon ")
    assert row.conflicts[0].endswith("selon le compte rendu.")
    held = row.statements[0]
    assert "s'est tenu le 9 octobre 2031 à Beauvais" in held.quote
    assert {"Amiens", "Beauvais"} <= set(row.territories)


def test_the_address_is_that_of_the_earliest_document(told):
    centre, (programme, letter, minutes) = told
    row = forum_of(centre)
    earliest = next(one for one in row.statements if one.document == centre.document(str(programme))["id"])
    assert row.id == earliest.id
    for one in row.statements:
        assert centre.canonical(one.id) == row.id
        assert centre.entity(one.id).id == row.id
    assert centre.canonical("https://maillage.example/id/event/rien-de-tel") is None
    assert all(row.id in centre.document(str(path))["events"] for path in (programme, letter, minutes))


def test_the_page_of_an_event_has_its_sources_side_by_side(told):
    centre, _ = told
    page = centre.entity(forum_of(centre).id)
    assert len(page.statements) == 3
    assert page.conflicts == forum_of(centre).conflicts
    assert dict(page.fields)["Lieu"].startswith("Beauvais")
    assert len({line.document for line in page.evidence}) == 3


def test_a_search_gives_one_result_an_event(told):
    centre, _ = told
    result = centre.search("forum des régies de quartier", types=("event",))
    forums = [hit for hit in result.results if "régies" in hit.title]
    assert [hit.id for hit in forums] == [forum_of(centre).id]
    every = centre.search("", types=("event",))
    assert every.total == len(centre.agenda()) == len({hit.id for hit in every.results})
    assert {choice.id: choice.count for choice in every.facets["type"]} == {"event": every.total}


def test_a_calendar_keeps_one_identifier(told):
    centre, _ = told
    text = to_ics(centre.agenda()).replace("\r\n ", "")
    assert text.count("BEGIN:VEVENT") == 6
    assert f"UID:{forum_of(centre).id}" in text


def test_the_days_shown_are_those_filtered(told):
    centre, _ = told
    assert [row.start for row in centre.agenda(date_from="2031-10-09", date_to="2031-10-09")] == [
        "2031-10-09"
    ] * 2
    assert forum_of(centre) in centre.agenda(territory="Amiens")
    assert forum_of(centre) in centre.agenda(territory="Beauvais")


def test_the_check_tells_of_conflicts_in_words(told):
    centre, _ = told
    report = centre.check()
    assert report["violations"] == []
    told_apart = [one for one in report["warnings"] if "ne disent pas la même chose" in one["message"]]
    assert [one["focus"] for one in told_apart] == [forum_of(centre).id]
    assert all(one["fix"] for one in told_apart)


def test_documents_may_come_in_any_order_and_go(told, tmp_path):
    centre, _ = told
    programme, letter, minutes = write_three(tmp_path)
    data = tmp_path / "data"
    for path in (minutes, letter, programme):
        take_in(data, path)
    again = open_centre(data, encoder=HashEncoder())
    assert [(row.id, row.title, row.place, row.status) for row in again.agenda()] == [
        (row.id, row.title, row.place, row.status) for row in centre.agenda()
    ]
    letter.write_text(LETTER.split("- **Jeudi 9 octobre**")[0], encoding="utf-8")
    minutes.write_text("# Compte rendu du 20 octobre 2031\n\nRien à dire.\n", encoding="utf-8")
    take_in(data, letter, minutes)
    forum = forum_of(again)
    assert forum.status == "announced"
    assert forum.place == "Amiens"
    assert len(forum.statements) == 1
    assert forum.conflicts == ()


def test_one_activity_told_twice_counts_once(tmp_path):
    first, second = tmp_path / "programme.md", tmp_path / "lettre.md"
    title = "Forum de la gestion urbaine et sociale de proximité"
    first.write_text(
        f"# Programme d'activités janvier-juin 2031\n\n### {title}\n\n13 mars à Orléans\n\n"
        "La Ville d'Orléans organise ce forum.\n",
        encoding="utf-8",
    )
    second.write_text(
        f"# Programme des rencontres, janvier-juin 2031\n\n### {title} et des régies\n\n13 mars à Orléans\n\n"
        "Le forum est organisé par la Ville d'Orléans.\n",
        encoding="utf-8",
    )
    for name, paths in (("one", [first]), ("other", [second]), ("two", [first, second])):
        take_in(tmp_path / name, *paths)
    one, other, both = (
        open_centre(tmp_path / name, encoder=HashEncoder()).who("Qui travaille sur la GUSP ?").answers[0]
        for name in ("one", "other", "two")
    )
    assert both.label == one.label
    assert both.score == max(one.score, other.score)
    assert both.parts["activités"] == one.parts["activités"] == 1.0
    assert len({line.document for line in both.evidence}) == 2
