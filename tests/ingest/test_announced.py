"""What is announced outside programmes: the event of a notice, the agenda of a newsletter, what a sentence says will be held."""

from __future__ import annotations

from pathlib import Path

import pytest

from centre.authority import linker
from ingest.pipelines import extract
from ingest.readers import read
from ingest.sources import fetch


def understood(folder: Path, text: str):
    path = folder / "texte.md"
    path.write_text(text, encoding="utf-8")
    return extract(read(fetch(str(path))), linker())


NOTICE = """# {title}

{when}

Villes au Carré et la Ville d’Orléans organisent ce temps d’échange sur l’accès aux droits des habitantes et des habitants.

En partenariat avec l’association Horizon. Guide rédigé par Marie Dupont, sociologue.
"""


@pytest.mark.parametrize(
    ("title", "when", "edtf", "place", "mode"),
    [
        ("Rencontre régionale : agir contre le non-recours", "Jeudi 22 mai 2031, de 9 h 30 à 16 h 30, Lens, salle du Gymnase",
         "2031-05-22", "Lens, salle du Gymnase", "onsite"),
        ("Agir contre le non-recours", "**Date :** mardi 10 juin 2031 – 14h-17h – Maison de quartier, Lorient",
         "2031-06-10", "Maison de quartier, Lorient", "onsite"),
        ("Webinaire « l’accès aux soins »", "Le 3 juillet 2031, 14 h – 15 h 30, en visioconférence", "2031-07-03", None, "online"),
    ],
)  # fmt: skip
def test_a_notice_is_of_an_event(tmp_path: Path, title, when, edtf, place, mode) -> None:
    found = understood(tmp_path, NOTICE.format(title=title, when=when))
    (event,) = found.events
    assert (event.title, event.when.edtf, event.place, event.mode) == (title, edtf, place, mode)
    assert event.modality == "announced"
    roles = {(one.label, one.role) for one in event.participations}
    assert {
        ("Villes au Carré", "organiser"),
        ("Ville d'Orléans", "organiser"),
        ("Association Horizon", "partner"),
    } <= roles
    assert all(role != "author" for _, role in roles)


@pytest.mark.parametrize(
    ("title", "when"),
    [
        ("Agir contre le non-recours", "Publié le 22 mai 2031"),
        ("Agir contre le non-recours", "Lens, le 22 mai 2031"),
        ("Agir contre le non-recours", "22 mai 2031"),
        ("Rapport sur la rencontre régionale", "Jeudi 22 mai 2031, 9 h, Lens"),
        ("Rencontre régionale", "Du 3 mars au 22 mai et le 4 juin 2031"),
    ],
)
def test_a_page_with_a_date_is_no_notice(tmp_path: Path, title, when) -> None:
    assert understood(tmp_path, NOTICE.format(title=title, when=when)).events == ()


def test_the_agenda_of_a_newsletter_is_read(tmp_path: Path) -> None:
    found = understood(
        tmp_path,
        "# La lettre du centre – n° 12 – décembre 2030\n\n## Édito\n\nTout a changé le 3 mars dans les quartiers de la région.\n\n"
        "## Agenda\n\n- 13 et 14 janvier, Épinal : formation « Valeurs de la République et laïcité », par Marie Dupont, formatrice\n"
        "- Jeudi 23 janvier, 14 h : webinaire « Copropriétés fragiles », proposé avec l’Anah\n\n## Contact\n\nRien avant le 4 juin.\n",
    )
    days = {event.when.edtf: event for event in found.events}
    assert set(days) == {"2031-01-13/2031-01-14", "2031-01-23"}
    assert ("Marie Dupont", "speaker") in {
        (one.label, one.role) for one in days["2031-01-13/2031-01-14"].participations
    }
    assert {one.label for one in days["2031-01-23"].participations} == {"Anah"}


def note(sentence: str) -> str:
    return f"# Note sur la vie des quartiers\n\n*20 octobre 2031*\n\n## Suites\n\n{sentence}\n"


@pytest.mark.parametrize(
    ("sentence", "title", "edtf"),
    [
        ("Le diagnostic en marchant du quartier Drouot aura lieu le mardi 4 novembre de 14 h à 17 h.",
         "Diagnostic en marchant du quartier Drouot", "2031-11-04"),
        ("Une formation des médiateurs, organisée par les Francas, se tiendra du 14 au 16 novembre à Lens.",
         "Formation des médiateurs", "2031-11-14/2031-11-16"),
        ("La prochaine journée du réseau est prévue le 15 janvier 2032.", "Prochaine journée du réseau", "2032-01-15"),
    ],
)  # fmt: skip
def test_a_sentence_announces_an_event(tmp_path: Path, sentence, title, edtf) -> None:
    (event,) = understood(tmp_path, note(sentence)).events
    assert (event.title, event.when.edtf, event.modality) == (title, edtf, "announced")


@pytest.mark.parametrize(
    "sentence",
    [
        "Elle aura lieu le mardi 4 novembre 2031.",
        "Les dossiers sont prévus le 4 novembre 2031.",
        "La formation des médiateurs aura lieu bientôt.",
        "Mme Petit propose une formation ; elle aura lieu le 4 novembre 2031.",
    ],
)
def test_other_sentences_announce_none(tmp_path: Path, sentence) -> None:
    assert understood(tmp_path, note(sentence)).events == ()


def test_minutes_say_when_those_present_meet_again(tmp_path: Path) -> None:
    found = understood(
        tmp_path,
        "# Relevé de décisions\n\n## Cité éducative de Lens : comité de pilotage du 16 octobre 2031\n\nPrésents : Marie Dupont (CAF du Loiret)\n\n"
        "## Échanges\n\nUne visite du quartier du Sanitas aura lieu le 6 novembre. Elle sera animée par la régie Horizon.\n\n"
        "Prochaine réunion le mardi 3 février 2032 à 14 h, à Lens.\n",
    )
    by_day = {event.when.edtf: event for event in found.events}
    assert set(by_day) == {"2031-10-16", "2031-11-06", "2032-02-03"}
    assert (
        by_day["2031-10-16"].title
        == by_day["2032-02-03"].title
        == "Cité éducative de Lens : comité de pilotage"
    )
    assert {(one.label, one.role) for one in by_day["2031-11-06"].participations} == {
        ("Régie Horizon", "facilitator")
    }
    assert "Marie Dupont" in {one.label for one in by_day["2031-10-16"].participations}
    assert by_day["2032-02-03"].participations == ()


def test_a_role_of_the_sentence_before_another_event_stays_apart(tmp_path: Path) -> None:
    found = understood(
        tmp_path,
        note(
            "Le guide est soutenu par l’ANCT. La visite du Sanitas aura lieu le 6 novembre. L’ANRU finance une étude."
        ),
    )
    (event,) = found.events
    assert event.participations == ()
    assert {one.label for one in found.affiliations} >= {"ANCT"}


def test_an_agenda_gives_each_line_its_own_title(tmp_path: Path) -> None:
    found = understood(
        tmp_path,
        "# La lettre du centre\n\nMars 2031\n\n## Agenda\n\n- 12 mars, Orléans. Rencontre régionale du Parrainage vers l’emploi, avec l’ANCT.\n"
        "- 12 mars, en visioconférence. Réseau des centres-villes.\n- 21 mars, Tours. TecDem : rencontre avec les animateurs.\n",
    )
    assert {(event.title, event.when.edtf) for event in found.events} == {
        ("Rencontre régionale du Parrainage vers l’emploi", "2031-03-12"),
        ("Réseau des centres-villes", "2031-03-12"),
        ("TecDem : rencontre avec les animateurs", "2031-03-21"),
    }
