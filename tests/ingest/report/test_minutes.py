"""The meeting that minutes tell."""

from __future__ import annotations

import datetime

from ingest.report import extract

MINUTES = """# Compte rendu de la réunion du comité de suivi, 16 mai 2024

Réunion du jeudi 16 mai 2024, 10 h – 12 h, à Tours, quartier du Sanitas.
Accueil par le Centre social Pluriel(le)s.

## Présents

- Un responsable de secteur de Tours Habitat
- La chargée de mission de Villes au Carré

Excusés : RésO Villes.

## Échanges

L'ANRU sera invitée.

## Relevé de décisions

- Ouvrir une zone de gratuité
- Afficher les jours de collecte

Prochaine réunion : jeudi 13 juin 2024.
"""


def test_meeting(document, linker):
    extraction = extract(document(MINUTES), linker)
    (event,) = extraction.events
    assert event.title == "Réunion du comité de suivi"
    assert event.when.edtf == "2024-05-16"
    assert event.when.start == datetime.date(2024, 5, 16)
    assert (event.when.start_time, event.when.end_time) == ("10:00", "12:00")
    assert (event.place, event.mode) == ("Tours, quartier du Sanitas", "onsite")
    assert event.description == "Ouvrir une zone de gratuité ; Afficher les jours de collecte"
    roles = {one.label: one.role for one in event.participations}
    assert roles == {
        "Tours Habitat": "participant",
        "Villes au Carré": "participant",
        "Centre social Pluriel(le)s": "host",
    }
    assert {one.label for one in event.territories} == {"Tours"}


def test_those_who_excused_themselves_are_not_there(document, linker):
    (event,) = extract(document(MINUTES), linker).events
    assert "RésO Villes" not in {one.label for one in event.participations}


def test_an_online_meeting_has_no_place(document, linker):
    text = (
        "# Compte rendu de la réunion d'équipe\n\nMercredi 14 février 2024, en "
        "visioconférence.\n\n## Échanges\n\nTexte."
    )
    (event,) = extract(document(text), linker).events
    assert (event.place, event.mode) == (None, "online")


def test_minutes_without_a_date_give_no_event(document, linker):
    assert extract(document("# Compte rendu de la réunion\n\nTexte."), linker).events == ()


def test_a_report_gives_no_event(document, linker):
    assert extract(document("# Rapport\n\nLa séance du 16 mai 2024 à Tours."), linker).events == ()


def test_plain_text_minutes(document, linker):
    text = (
        "COMPTE-RENDU\nComité de pilotage de Blois\n"
        "Mardi 4 mars 2025 de 9h30 à 12h, salle du conseil, Blois\n\n"
        "Étaient présents : Sophie Bernard (Tours Habitat), l'ANRU\nExcusés : RésO Villes\n\n"
        "1. Bilan\nQuarante actions.\n\n2. Décisions\n"
        "- Valider la programmation.\n\nProchain comité : 17 juin 2025\n"
    )
    extraction = extract(document(text, "text/plain", "cr.txt"), linker)
    (event,) = extraction.events
    assert (event.title, event.when.edtf) == ("Comité de pilotage de Blois", "2025-03-04")
    assert event.place == "salle du conseil, Blois"
    assert event.description == "Valider la programmation"
    assert {one.label for one in event.participations} == {"Sophie Bernard", "Tours Habitat", "ANRU"}
    assert extraction.resources[0].date == "2025-03-04"
