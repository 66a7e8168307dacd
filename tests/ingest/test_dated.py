"""The dates of a whole document: the year of those written without one, and what is no date."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.dated import dated
from ingest.dates.lexicon import MONTH_NAMES
from ingest.document import Block, Document, Metadata

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def document(*texts: str) -> Document:
    """Make a document of paragraphs; those that open with `#` are headings."""
    blocks, position = [], 0
    for text in texts:
        words = text.removeprefix("# ")
        kind = "heading" if words != text else "paragraph"
        blocks.append(
            Block(
                kind=kind,
                text=words,
                page=1,
                start=position,
                end=position + len(words),
                level=2 * (kind == "heading"),
            )
        )
        position += len(words) + 1
    whole = "\n".join(block.text for block in blocks)
    return Document(
        iri="https://maillage.example/id/document/texte",
        locator="texte.txt",
        media_type="text/plain",
        sha256="0" * 64,
        text=whole,
        pages=(0,),
        blocks=tuple(blocks),
        metadata=Metadata(),
    )


def edtfs(title: str, made: str | None, *texts: str) -> list[str | None]:
    return [one.when.edtf for one in dated(document(*texts), title, made)]


@pytest.mark.parametrize(
    ("title", "made", "text", "expected"),
    [
        ("La lettre d’avril 2025", None, "Ils ont répondu le jeudi 13 mars à l’invitation.", ["2025-03-13"]),
        ("La lettre", "2025-12-10", "Rendez-vous le 15 janvier au centre social.", ["2026-01-15"]),
        ("La lettre", "2026-01-10", "Le forum s’est tenu le 12 décembre.", ["2025-12-12"]),
        ("Journée d’étude", "2025-10-16", "Elle fait suite au webinaire du 3 avril.", ["2025-04-03"]),
        ("Bilan 2024", "2025-03-03", "Le 4 juin, la régie a parcouru le quartier.", ["2024-06-04"]),
        ("Appel à projets 2026", None, "Ouverture : 13 octobre 2025. Permanence le 4 novembre.", ["2025-10-13", "2025-11-04"]),
        ("Appel à projets 2026", None, "Comité : 23 janvier 2026. Notification : mars.", ["2026-01-23", "2026-03"]),
        ("Note", "2025-06-01", "La loi du 21 février 2014 le dit. Réunion le 3 mars.", ["2014-02-21", "2025-03-03"]),
        ("Note", "2025-06-01", "Une étude parue en février 2019 sera rediscutée le 3 septembre.", ["2019-02", "2025-09-03"]),
        ("Note", "2025-06-01", "Créée en 2012, l’équipe a ouvert ses portes le 4 mai 2013 puis le 7 juin.", ["2013-05-04", "2013-06-07"]),
        ("Compte rendu", "2025-09-18", "Retour sur la réunion du 12 juin : elle sera suivie d’une autre le 2 octobre.", ["2025-06-12", "2025-10-02"]),
        ("Note", "2024-11-14", "Ils se sont réunis entre mars et juin 2024.", ["2024-03/2024-06"]),
        ("Note", "2024-11-14", "Réunion le lundi 9 décembre. Le même jour, un forum.", ["2024-12-09", "2024-12-09"]),
        ("Note", None, "Réunion le 9 décembre.", []),
        ("Note", "2025-11-20", "Fête du 24 au 26 septembre. Le 25 au matin, un goûter.",
         ["2025-09-24/2025-09-26", "2025-09-25"]),
        ("Note", "2025-11-20", "Fête du 24 au 26 septembre. Le 27 au matin, un goûter.", ["2025-09-24/2025-09-26"]),
        ("Relevé", "2025-10-07", "La cité est labellisée depuis janvier 2022. Trois réunions ont eu lieu entre février et mai.",
         ["2022-01", "2025-02/2025-05"]),
        ("Note", "2025-10-07", "La cité ouvre en janvier 2022. Le 4 mai suivant, une fête a eu lieu.", ["2022-01", "2022-05-04"]),
        ("Note", "2024-11-28", "De septembre à juin, les ateliers ont lieu le mercredi.", ["2024-09/2025-06"]),
        ("Note", "2025-02-18", "Le plan, annoncé le 3 décembre 2024 puis voté le 16, s’applique.", ["2024-12-03", "2024-12-16"]),
        ("Flash info", "2025-12", "Rendez-vous mardi 16 pour la galette.", ["2025-12-16"]),
        ("Flash info", "2025-12", "Rendez-vous mardi 11 pour la galette.", ["2025-11-11"]),
        ("Flash info", "2025-12", "Rendez-vous mardi 12 h 30, vendredi 13 %, jeudi 31.", []),
        ("Note", "2025-12-01", "Le droit découle de la circulaire du 3 avril.", ["2025-04-03"]),
    ],
)  # fmt: skip
def test_the_year_comes_from_what_stands_around(title, made, text, expected):
    assert edtfs(title, made, text) == expected


def test_a_heading_gives_its_year_and_its_month():
    texts = ("# Actions de 2023", "Le 4 juin, une visite.", "# Mars", "Jeudi 13 : petit-déjeuner.")
    assert edtfs("Rapport", "2025-03-01", *texts) == ["2023-06-04", "2025-03", "2025-03-13"]


def test_a_year_that_two_readings_share_is_unsure():
    assert edtfs("Note", "2025-08-01", "Elle habite le quartier depuis janvier.") == ["2025-01"]
    (found,) = edtfs("Note", "2025-08-01", "Visite le 15 janvier.")
    assert found is not None
    assert found.endswith("?")
    assert edtfs("Note", "2025-08-01", "Visite le mercredi 15 janvier.") == ["2025-01-15"]


@pytest.mark.parametrize(
    "text",
    [
        "L’article 13 de la loi, l’accueil 24/7, 9/10 des habitants, 2 000 euros, le décret n° 2023-1314.",
        "Téléphone : 02 47 12 03 25 ou 02.47.12.03.25, au 12 rue du 8 mai 1945.",
        "Un emploi à mi-temps ; 3/4 temps ; 12/15 ans ; 1er, 2e et 3e arrondissements.",
        "Le contrat de ville 2024-2030 compte sept quartiers et 16 à 25 ans.",
    ],
)
def test_numbers_are_not_dates(text):
    assert edtfs("Note", "2025-06-01", text) == []


@given(st.lists(st.sampled_from(
    ["le 4 novembre", "et le 6 à Tours", "mars 2024.", "Le lendemain,", "a réuni", "se tiendra", "13/03/2025", "jeudi 13",
     "entre", "juin", "«", "9 h 30", "\n", "2024-2030", "la veille", "d’ici", "1er", ";", "12, 19 et 26 mai"]), max_size=14))  # fmt: skip
def test_every_quote_is_a_slice_of_the_text(words):
    whole = document("# Avril 2025", " ".join(words) or "rien")
    for one in dated(whole, "Avril 2025", "2025-04"):
        assert one.when.quote == whole.text[one.start : one.end] != ""


def _forms(day: date) -> dict[str, str]:
    name, number = MONTH_NAMES[day.month - 1], "1er" if day.day == 1 else str(day.day)
    return {
        "full": f"le {number} {name} {day.year}",
        "weekday": f"le {WEEKDAYS[day.weekday()]} {number} {name} {day.year}",
        "upper": f"LE {number.upper()} {name.upper()} {day.year}",
        "slashes": f"le {day:%d/%m/%Y}",
        "short": f"le {day:%d/%m/%y}",
        "dots": f"le {day:%d.%m.%Y}",
        "dashes": f"le {day:%d-%m-%Y}",
        "iso": f"le {day:%Y-%m-%d}",
    }


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2040, 12, 31)))
def test_a_full_date_is_read_back_in_each_form(day):
    for name, written in _forms(day).items():
        assert edtfs("Note", None, f"Une réunion se tient {written} au centre.") == [day.isoformat()], name


@given(
    st.dates(min_value=date(2010, 1, 1), max_value=date(2035, 12, 31)),
    st.integers(min_value=-120, max_value=120),
)
def test_a_weekday_settles_the_year_around_the_document(made, shift):
    day = date.fromordinal(made.toordinal() + shift)
    number = "1er" if day.day == 1 else str(day.day)
    text = f"Une réunion le {WEEKDAYS[day.weekday()]} {number} {MONTH_NAMES[day.month - 1]} au centre."
    assert edtfs("Note", made.isoformat(), text) == [day.isoformat()]


@given(st.integers(min_value=2000, max_value=2040), st.integers(min_value=1, max_value=11), st.data())
def test_stretches_are_read_back(year, month, data):
    later = data.draw(st.integers(min_value=month + 1, max_value=12))
    first, last = MONTH_NAMES[month - 1], MONTH_NAMES[later - 1]
    expected = f"{year}-{month:02d}/{year}-{later:02d}"
    for written in (f"entre {first} et {last} {year}", f"de {first} à {last} {year}"):
        assert edtfs("Note", None, f"Les ateliers ont lieu {written}.") == [expected]
    days = f"{year}-{month:02d}-03/{year}-{later:02d}-05"
    for written in (f"du 3 {first} au 5 {last} {year}", f"entre le 3 {first} et le 5 {last} {year}"):
        assert edtfs("Note", None, f"Les ateliers ont lieu {written}.") == [days]
    assert edtfs("Note", None, f"Visites les 3, 12 et 25 {last} {year}.") == [
        f"{year}-{later:02d}-{day:02d}" for day in (3, 12, 25)
    ]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("Présenté le 18 janvier 1996, il avait été lancé le 4 juillet dernier.",), ["1996-01-18", "1995-07-04"]),
        (("Dépôt jusqu’au 22 novembre 2024.", "Comité courant décembre, notification en mars."),
         ["2024-11-22", "2024-12", "2025-03"]),
        (("Publié le 12 décembre 2017.", "Les actions vont du 1er janvier au 31 décembre."),
         ["2017-12-12", "2018-01-01/2018-12-31"]),
        (("Conseil du 16 septembre 2019.", "Les vœux auront lieu le vendredi 10 janvier."), ["2019-09-16", "2020-01-10"]),
        (("Mise en ligne : 2022-01-24T17:05:09.", "Samedi 25 septembre, une fête s’est déroulée."),
         ["2022-01-24", "2021-09-25"]),
        (("Bilan du 3 mars 2025.", "Le jeudi 4 mars, une réunion."), ["2025-03-03", "2025-03-04?"]),
    ],
)  # fmt: skip
def test_a_document_without_its_date_is_read_by_the_dates_it_writes(texts, expected):
    assert edtfs("Note", None, *texts) == expected


def test_the_aim_of_a_plan_is_not_the_year_of_a_day():
    assert edtfs("Le contrat Quartiers 2030", None, "Il a été signé le mercredi 3 avril.") == []
    assert edtfs("Note", "2024-04-10", "Le contrat Quartiers 2030 a été signé le 3 avril.") == ["2024-04-03"]


def test_names_are_not_dates():
    assert edtfs("Note", "2025-06-01", "Mme Avril et M. Paul Mai, au Champ-de-Mars, rue du 8-Mai-1945.") == []
    assert edtfs("Note", "2025-06-01", "La lettre n° 12 mars 2025 est parue.") == ["2025-03"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Les ateliers reprennent à la rentrée 2024.", ["2024-09"]),
        ("Rentrée scolaire 2024 : les cordées repartent.", ["2024-09"]),
        ("À la rentrée, les ateliers reprennent.", []),
        ("au cours de l’année scolaire 2024/2025, saison 2025-2026", ["2024-09/2025-08", "2025-09/2026-08"]),
        ("le contrat 2024-2025 et les années 2023-2024", []),
        ("au 2nd semestre 2025 et au 2ème semestre de 2026", ["2025-41", "2026-41"]),
        ("La semaine du 18 mars sera celle du forum.", ["2024-03-18/2024-03-24"]),
        ("les semaines du 11 et du 18 mars", ["2024-03-11/2024-03-17", "2024-03-18/2024-03-24"]),
        ("la semaine du 18 au 22 mars", ["2024-03-18/2024-03-22"]),
        ("Chaque semaine. Mardi 19 mars, un forum.", ["2024-03-19"]),
        ("de la fin mars à la mi-mai", ["2024-03/2024-05"]),
        ("Du mois de mars au mois de juin 2024", ["2024-03/2024-06"]),
        ("Réunion les 5/6 mars 2024", ["2024-03-05/2024-03-06"]),
        ("le premier mars 2024 et le 1 er juin 2024", ["2024-03-01", "2024-06-01"]),
        ("en mars, le premier lundi", ["2024-03"]),
        ("Séjour 10 > 12 avril 2024", ["2024-04-10/2024-04-12"]),
        ("Atelier 10 h > 12 avril 2024", ["2024-04-12"]),
        ("Jour 1 - mardi 11 juin ; séance 2 – mercredi 12 juin", ["2024-06-11", "2024-06-12"]),
        ("au centre social du 8-Mai et au collège du 19-Mars-1962", []),
    ],
)  # fmt: skip
def test_the_usual_partial_dates(text, expected):
    assert edtfs("La lettre", "2024-02-02", text) == expected
