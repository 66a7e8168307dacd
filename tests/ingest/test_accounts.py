"""Prose that tells of an event makes a statement that it was held; what only looks like it makes none."""

from __future__ import annotations

from pathlib import Path

import pytest

from centre.authority import linker
from ingest.pipelines import extract
from ingest.readers import read
from ingest.sources import fetch


def events_of(folder: Path, text: str, name: str = "texte.md"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return extract(read(fetch(str(path))), linker(), None).events


def note(sentence: str) -> str:
    return (
        f"# Note sur la vie des quartiers\n\n*20 octobre 2031*\n\n## Ce qui s’est passé\n\n{sentence}\n\n"
        "Les équipes poursuivent leur travail avec les habitantes et les habitants tout au long de l’année.\n"
    )


@pytest.mark.parametrize(
    ("sentence", "title", "edtf", "place"),
    [
        (
            "Le forum des régies de quartier s’est tenu le 9 octobre 2031 à Beauvais.",
            "Forum des régies de quartier", "2031-10-09", "Beauvais",
        ),
        (
            "Les troisièmes rencontres des médiateurs ont bien eu lieu à Lens les 3 et 4 septembre.",
            "Troisièmes rencontres des médiateurs", "2031-09-03/2031-09-04", "Lens",
        ),
        (
            "Le 5 juin 2031, la journée des conseils de parents a réuni quarante personnes.",
            "Journée des conseils de parents", "2031-06-05", None,
        ),
    ],
)  # fmt: skip
def test_a_sentence_tells_of_an_event_that_was_held(
    tmp_path: Path, sentence: str, title: str, edtf: str, place: str | None
) -> None:
    (event,) = events_of(tmp_path, note(sentence))
    assert (event.title, event.when.edtf, event.place, event.modality) == (title, edtf, place, "held")
    assert event.modality_evidence is not None
    assert event.modality_evidence.quote == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "Elle s’est tenue le 9 octobre 2031 à Beauvais.",  # a pronoun names nothing
        "Le forum des régies de quartier se tiendra le 9 octobre 2031 à Beauvais.",
        "Le comité interministériel des villes s’est réuni le 30 juin 1998.",  # history
        "Le cycle sur la médiation s’est tenu du 3 février au 20 juin 2031 à Lens.",  # no event lasts so long
        "La concertation a réuni quatre-vingts riverains.",  # no day
        "Un forum s’est tenu le 9 octobre 2031.",  # which one?
    ],
)
def test_other_sentences_tell_of_none(tmp_path: Path, sentence: str) -> None:
    assert events_of(tmp_path, note(sentence)) == ()


def test_an_announcement_is_one_until_its_own_words_say_otherwise(tmp_path: Path) -> None:
    text = (
        "# Programme d'activités janvier-juin 2031\n\n## Rencontres\n\n### Forum des régies\n\n12 mars à Lens\n\n"
        "La rencontre de 2030 a réuni quarante personnes.\n\n### Soirée des parents\n\n3 avril à Arras\n\n"
        "Cette soirée est annulée.\n"
    )
    forum, evening = events_of(tmp_path, text)
    assert (forum.modality, forum.modality_evidence) == ("announced", None)
    assert evening.modality == "cancelled"
    assert "annulée" in evening.modality_evidence.quote


def test_minutes_tell_of_a_meeting_that_was_held(tmp_path: Path) -> None:
    text = (
        "# Compte rendu de la réunion du réseau des médiateurs\n\n*Jeudi 16 octobre 2031, à Lens.*\n\n## Présents\n\n"
        "- Villes au Carré\n\n## Échanges\n\nLe réseau prépare son programme de l’année prochaine avec soin.\n"
    )
    (event,) = events_of(tmp_path, text)
    assert (event.modality, event.when.edtf) == ("held", "2031-10-16")


def test_a_calendar_says_what_is_cancelled(tmp_path: Path) -> None:
    text = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//FR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20311009\r\n"
        "SUMMARY:Forum des régies\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    (event,) = events_of(tmp_path, text, "agenda.ics")
    assert event.modality == "cancelled"
