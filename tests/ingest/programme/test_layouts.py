"""The layouts programmes are written in, a small text for each."""

from __future__ import annotations

import hashlib

import pytest

from ingest.document import Source
from ingest.pipelines import extract
from ingest.readers import read

HEAD = "# Programme d'activités janvier-juin 2024\n\n"


@pytest.fixture
def programme(linker):
    """Return a function that reads a small text as a programme."""

    def programme_of(text, media_type="text/markdown"):
        content = text.encode()
        digest = hashlib.sha256(content).hexdigest()
        source = Source(locator="d", sha256=digest, media_type=media_type, content=content)
        return extract(read(source), linker, "programme")

    return programme_of


def sessions(extraction):
    return [(event.title, event.when.edtf, event.place, event.mode) for event in extraction.events]


LAYOUTS = {
    "title then date": (
        """## Faire réseau

Rencontre des conseils citoyens

**12 mars**

Orléans

Une journée pour échanger.
""",
        [("Rencontre des conseils citoyens", "2024-03-12", "Orléans", "onsite")],
    ),
    "date then title": (
        """## Agenda

12 mars 2024

Atelier sur la propreté des cours

On en parle entre voisins.

9 avril 2024

Forum des conseils citoyens

On compare les pratiques.

14 mai 2024

Visite du quartier des Aubrais

On marche ensemble.
""",
        [
            ("Atelier sur la propreté des cours", "2024-03-12", None, None),
            ("Forum des conseils citoyens", "2024-04-09", None, None),
            ("Visite du quartier des Aubrais", "2024-05-14", None, None),
        ],
    ),
    "date in a bullet with its own place": (
        """## Faire réseau

### Réseau des médiateurs

En visioconférence

- **12 mars**, Orléans : visite du quartier de la Source
- 9 avril à Bourges : visite d'une ressourcerie
- **14 mai** : point sur les adultes-relais
""",
        [
            ("Visite du quartier de la Source", "2024-03-12", "Orléans", "onsite"),
            ("Visite d'une ressourcerie", "2024-04-09", "Bourges", "onsite"),
            ("Point sur les adultes-relais", "2024-05-14", None, "online"),
        ],
    ),
    "headings of months": (
        """## Mars

Mardi 12 : Atelier sur la propreté des cours – Orléans

Jeudi 21 : Forum des conseils citoyens – Bourges

## Avril

Mardi 9 : Visite du quartier des Aubrais – Tours
""",
        [
            ("Atelier sur la propreté des cours", "2024-03-12", "Orléans", "onsite"),
            ("Forum des conseils citoyens", "2024-03-21", "Bourges", "onsite"),
            ("Visite du quartier des Aubrais", "2024-04-09", "Tours", "onsite"),
        ],
    ),
    "table": (
        """| Date | Action | Lieu | Partenaires |
|---|---|---|---|
| 12 mars 2024 | Atelier sur la propreté | Orléans | ANRU |
| 9 avril 2024 | Forum des conseils citoyens | En visioconférence | Ville d'Orléans |
""",
        [
            ("Atelier sur la propreté", "2024-03-12", "Orléans", "onsite"),
            ("Forum des conseils citoyens", "2024-04-09", None, "online"),
        ],
    ),
    "date in brackets": (
        """## Agenda

- Atelier sur la propreté des cours (12 mars 2024)
- Forum des conseils citoyens (9 avril 2024)
""",
        [
            ("Atelier sur la propreté des cours", "2024-03-12", None, None),
            ("Forum des conseils citoyens", "2024-04-09", None, None),
        ],
    ),
    "lists, alternatives and ranges of days": (
        """## Faire réseau

Club des bailleurs sociaux

4 et 5 avril, 11 avril

Séminaire des élus

du 30 mai au 1er juin

Atelier des gardiens

6 ou 13 juin
""",
        [
            ("Club des bailleurs sociaux", "2024-04-04/2024-04-05", None, None),
            ("Club des bailleurs sociaux", "2024-04-11", None, None),
            ("Séminaire des élus", "2024-05-30/2024-06-01", None, None),
            ("Atelier des gardiens", "[2024-06-06,2024-06-13]", None, None),
        ],
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layout(layout, programme):
    text, wanted = LAYOUTS[layout]
    assert sessions(programme(HEAD + text)) == wanted


def test_the_columns_of_a_table_give_roles(programme):
    text, _ = LAYOUTS["table"]
    found = [
        [(who.label, who.role) for who in event.participations] for event in programme(HEAD + text).events
    ]
    assert found == [[("ANRU", "partner")], [("Ville d'Orléans", "partner")]]


def test_a_short_title_stands_behind_its_series(programme):
    text = "## Faire réseau\n\n### Réseau des médiateurs\n\n- 12 mars : point d'étape\n- 9 avril : visite d'une friche\n"
    first, second = programme(HEAD + text).events
    assert (first.title, first.own_title) == ("Réseau des médiateurs – point d'étape", "point d'étape")
    assert second.title == "Visite d'une friche"
    assert first.series == second.series != None  # noqa: E711


@pytest.mark.parametrize(
    "prose",
    [
        "Le 12 mars 2024, la rencontre des conseils citoyens a réuni cinquante personnes à Orléans.",
        "Le premier rendez-vous s'est tenu le 12 mars 2024 à Orléans devant un public large.",
        "Dépôt des dossiers de l'appel à projets avant le 12 mars 2024.",
        "Réponse à l'enquête sur les ateliers jusqu'au 12 mars 2024.",
        "La loi du 12 mars 2024 crée les conseils citoyens.",
    ],
)
def test_a_date_that_announces_nothing_gives_nothing(prose, programme):
    extraction = programme(
        f"{HEAD}## Introduction\n\n{prose}\n\n## Agenda\n\nForum des élus\n\n**9 avril**\n"
    )
    assert [event.title for event in extraction.events] == ["Forum des élus"]


def test_what_stands_under_a_heading_of_the_past_gives_nothing(programme):
    text = (
        "## Bilan de l'hiver\n\nForum des élus\n\n**9 avril**\n\n## À venir\n\nVisite du port\n\n**14 mai**\n"
    )
    assert [event.title for event in programme(HEAD + text).events] == ["Visite du port"]


def test_a_recurrence_gives_a_series_and_no_session(programme):
    text = "## Faire réseau\n\n### Café des médiateurs\n\nChaque premier mardi du mois\n\nUn temps d'échange libre.\n"
    extraction = programme(HEAD + text)
    assert extraction.events == ()
    assert [(one.title, one.recurrence) for one in extraction.series] == [("Café des médiateurs", "P1M")]


def test_the_default_place_yields_to_a_place_of_its_own(programme):
    text = """Sauf mention contraire, les rencontres ont lieu à la Maison des associations, Orléans.

## Faire réseau

Rencontre des conseils citoyens

**12 mars**

Forum des élus

**9 avril**

Bourges
"""
    places = [event.place for event in programme(HEAD + text).events]
    assert places == ["la Maison des associations, Orléans", "Bourges"]


def test_a_date_to_be_set_or_out_of_the_period_is_said(programme):
    text = """## Faire réseau

Forum des élus

Date à déterminer

Visite du port

**14 mai 2026**

Rencontre des gardiens

**6 juin (à confirmer)**
"""
    notes = {event.title: event.when.note for event in programme(HEAD + text).events}
    assert notes == {
        "Forum des élus": "to-be-set",
        "Visite du port": "outside-period",
        "Rencontre des gardiens": "to-confirm",
    }


def test_a_calendar_tells_what_is_cancelled(programme):
    calendar = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//FR
BEGIN:VEVENT
UID:1
DTSTART:20240312T093000
DTEND:20240312T120000
SUMMARY:Atelier sur la propreté
LOCATION:Orléans
STATUS:CANCELLED
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART:20240409T140000
SUMMARY:Visite du quartier
LOCATION:Bourges
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")
    first, second = programme(calendar, "text/calendar").events
    assert (first.title, first.when.edtf, first.when.note) == (
        "Atelier sur la propreté", "2024-03-12", "cancelled",
    )  # fmt: skip
    assert (first.when.start_time, first.when.end_time, first.place) == ("09:30", "12:00", "Orléans")
    assert (second.title, second.when.edtf, second.when.note) == ("Visite du quartier", "2024-04-09", None)


def test_a_section_of_resources_gives_resources(programme):
    text = "## Ressources à paraître\n\n- Guide « Accueillir les tout-petits », mai 2024\n\n## Agenda\n\nForum des élus\n\n**9 avril**\n"
    extraction = programme(HEAD + text)
    assert [event.title for event in extraction.events] == ["Forum des élus"]
    announced = [one for one in extraction.resources if one.kind != "programme"]
    assert len(announced) == 1
    assert "Accueillir les tout-petits" in announced[0].title
    assert announced[0].date == "2024-05"


def test_a_section_of_resources_is_known_by_what_it_lists(programme):
    extraction = programme(
        HEAD
        + """## Agenda

Forum des conseils citoyens

**12 mars**

## Capitaliser

Plateformes

- [Médiation sociale](#)
- [Quartiers et santé](#)

Revue de presse des quartiers

Dossier Évaluer son contrat de ville

Parution prévue le 30 mars.
"""
    )
    titles = {one.title for one in extraction.resources if one.kind != "programme"}
    assert titles == {
        "Médiation sociale",
        "Quartiers et santé",
        "Revue de presse des quartiers",
        "Dossier Évaluer son contrat de ville",
    }
    assert [event.title for event in extraction.events] == ["Forum des conseils citoyens"]


def test_the_column_of_titles_names_no_actor(programme):
    extraction = programme(
        HEAD
        + """| Formation | Dates | Lieu |
|---|---|---|
| Écouter et accueillir | 12 et 13 mars | Tours |
"""
    )
    (event,) = extraction.events
    assert (event.title, event.participations) == ("Écouter et accueillir", ())


@pytest.mark.parametrize("mark", ["•", "·", "/", ","])
def test_days_of_a_list_whatever_parts_them(programme, mark):
    extraction = programme(HEAD + f"Club des élus\n\n📅 13 janvier {mark} 10 février {mark} 10 mars\n")
    assert [event.when.edtf for event in extraction.events] == ["2024-01-13", "2024-02-10", "2024-03-10"]


def test_a_session_is_called_by_its_subject_not_by_who_speaks_there(programme):
    extraction = programme(
        HEAD
        + """## Faire réseau

### Réseau de la propreté

> **12 mars**

En visioconférence

Avec Anne Martin, sociologue. **Les composteurs de pied d'immeuble** : retour d'expérience. Ouvert à tous.

> **9 avril**

En visioconférence

**La collecte des encombrants** : état des lieux. Ouvert à tous.
"""
    )
    titles = [event.title for event in extraction.events]
    assert titles[0].startswith("Les composteurs de pied d'immeuble")
    assert titles[1].startswith("La collecte des encombrants")


TABLE = """| Date | Lieu | Rendez-vous | Avec |
| --- | --- | --- | --- |
| 7 mars | Blois | Visite de la ferme urbaine | Accueil : Ville de Blois ; animation : Léa Martin (cabinet Traverses) |
| 4 avril | Dole ou Lons-le-Saunier | Atelier n° 4 | En partenariat avec l'ANCT |

Inscriptions auprès de Paul Dupont, assistant de la régie Horizon.
"""


def test_a_table_is_read_by_its_columns_and_its_cells_say_their_roles(programme):
    found = programme("# La régie Horizon : programme de janvier à juin 2024\n\n" + TABLE)
    told = [(event.title, {one.label: one.role for one in event.participations}) for event in found.events]
    assert told == [
        ("Visite de la ferme urbaine", {"Ville de Blois": "host", "Léa Martin": "facilitator"}),
        ("Atelier n° 4", {"ANCT": "partner"}),
    ]
    assert [event.place for event in found.events] == ["Blois", "Dole ou Lons-le-Saunier"]


def test_a_column_that_no_name_is_known_for_is_the_title_when_there_is_no_other(programme):
    found = programme(HEAD + "| Date | Proposition |\n| --- | --- |\n| 7 mars | Une balade au Sanitas |\n")
    assert [event.title for event in found.events] == ["Une balade au Sanitas"]
