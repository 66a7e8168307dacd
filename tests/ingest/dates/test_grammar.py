"""French dates as people write them, each with the EDTF it means in a programme of January-July 2024."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.dates import Period, find_dates, read_period

PERIOD = Period(date(2024, 1, 1), date(2024, 7, 31))

WRITTEN = {
    "9 février": ["2024-02-09"],
    "9 février / 15 mars / 12 avril": ["2024-02-09", "2024-03-15", "2024-04-12"],
    "9 et 10 février": ["2024-02-09/2024-02-10"],
    "1 / 2 / 3 juillet": ["2024-07-01/2024-07-03"],
    "17, 18, 19 avril": ["2024-04-17/2024-04-19"],
    "4, 11 et 18 avril": ["2024-04-04", "2024-04-11", "2024-04-18"],
    "1er, 2 et 3 juillet 2024": ["2024-07-01/2024-07-03"],
    "lundi 1er juillet": ["2024-07-01"],
    "vendredis 12 avril, 17 mai et 14 juin": ["2024-04-12", "2024-05-17", "2024-06-14"],
    "du 3 au 5 juin 2025": ["2025-06-03/2025-06-05"],
    "du 28 mars au 2 avril": ["2024-03-28/2024-04-02"],
    "du 30 décembre 2024 au 2 janvier 2025": ["2024-12-30/2025-01-02"],
    "14-16 octobre 2024": ["2024-10-14/2024-10-16"],
    "02-03/04/2025": ["2025-04-02/2025-04-03"],
    "13 ou 20 Juin [à confirmer]": ["[2024-06-13,2024-06-20]"],
    "12 juin ou 3 juillet": ["[2024-06-12,2024-07-03]"],
    "mai": ["2024-05"],
    "fin mai": ["2024-05"],
    "de septembre à décembre 2024": ["2024-09/2024-12"],
    "printemps 2025": ["2025-21"],
    "2e trimestre 2024": ["2024-34"],
    "1 oct": ["2024-10-01"],
    "Jeu. 5 sept. 2024": ["2024-09-05"],
    "12/03/2024": ["2024-03-12"],
    "12.03.2024": ["2024-03-12"],
    "2024-05-03": ["2024-05-03"],
    "12/03 : atelier": ["2024-03-12"],
    ">**16 janvier** en distanciel": ["2024-01-16"],
    "📍 > 11 janvier à Tours": ["2024-01-11"],
    "Date à déterminer": [None],
    "dates à venir": [None],
    "14 villes du programme, 57 quartiers et 4 allée du Plessis": [],
    "le score est de 12.5 millions": [],
    "entre mars et juin 2024": ["2024-03/2024-06"],
    "entre le 4 et le 8 mars": ["2024-03-04/2024-03-08"],
    "13-03-2025": ["2025-03-13"],
    "13.03.25": ["2025-03-13"],
    "12/03/08": ["2008-03-12"],
    "du 14 décembre 2024, puis le 15 janvier": ["2024-12-14", "2025-01-15"],
    "réunions : 6/02, 3/04, 5/06 de 9h30 à 11h30": ["2024-02-06", "2024-04-03", "2024-06-05"],
    "pour 9/10 des habitants, 24/7": [],
    "au 12 rue du 8 mai 1945": [],
}


@pytest.mark.parametrize(("written", "expected"), WRITTEN.items())
def test_dates_are_read_into_edtf(written, expected):
    assert [mention.edtf for mention in find_dates(written, PERIOD)] == expected


def test_hours_belong_to_the_date():
    (mention,) = find_dates("Mardi 12 mars 2024, 9h30-12h30 – Webinaire", PERIOD)
    assert (mention.start_time, mention.end_time) == ("09:30", "12:30")
    assert "Mardi 12 mars 2024, 9h30-12h30 – Webinaire"[: mention.end].endswith("12h30")


def test_a_date_to_confirm_says_so():
    assert next(find_dates("12 mars (à confirmer)", PERIOD)).to_confirm
    assert not next(find_dates("12 mars", PERIOD)).to_confirm


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("inscription avant le 3 mars", "deadline"),
        ("à partir du 3 mars", "open"),
        ("une réunion mensuelle", "recurrence"),
        ("chaque premier mardi du mois", "recurrence"),
    ],
)
def test_what_is_not_a_session_is_told_apart(written, kind):
    assert [mention.kind for mention in find_dates(written, PERIOD)] == [kind]


def test_a_recurrence_has_a_duration():
    durations = {text: next(find_dates(text)).duration for text in ("réunion mensuelle", "tous les 15 jours")}
    assert durations == {"réunion mensuelle": "P1M", "tous les 15 jours": "P2W"}


def test_days_alone_take_the_month_of_their_heading():
    (mention,) = find_dates("Jeudi 14 : petit-déjeuner", PERIOD, month=(3, None))
    assert mention.edtf == "2024-03-14"
    assert list(find_dates("Jeudi 14 : petit-déjeuner", PERIOD)) == []


def test_the_year_follows_the_period_across_new_year():
    school_year = read_period("Programme septembre 2025 – juin 2026")
    assert [one.edtf for one in find_dates("14 oct., 9 déc., 10 fév. et 7 avr.", school_year)] == [
        "2025-10-14",
        "2025-12-09",
        "2026-02-10",
        "2026-04-07",
    ]


def test_a_weekday_settles_the_year_outside_the_period():
    assert next(find_dates("vendredi 15 décembre", PERIOD)).edtf == "2023-12-15"


@pytest.mark.parametrize(
    ("title", "first", "last"),
    [
        ("PROGRAMME D'ACTIVITÉS JANVIER-JUILLET 2024", "2024-01-01", "2024-07-31"),
        ("Programme septembre 2025 – juin 2026", "2025-09-01", "2026-06-30"),
        ("2e semestre 2024", "2024-07-01", "2024-12-31"),
        ("Saison 2024-2025", "2024-09-01", "2025-08-31"),
        ("Agenda de mars 2026", "2026-03-01", "2026-03-31"),
    ],
)
def test_the_period_is_read_from_the_title(title, first, last):
    period = read_period(title)
    assert (period.start.isoformat(), period.end.isoformat()) == (first, last)


@given(st.text(alphabet="0123456789/.- :,etoudmarsjinv1er\n«»()", max_size=60))
def test_no_text_breaks_the_reader(text):
    for mention in find_dates(text, PERIOD):
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.first is None or mention.last is None or mention.first <= mention.last


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2040, 12, 31)))
def test_a_full_date_is_read_back(day):
    from ingest.dates.lexicon import MONTH_NAMES

    written = f"le {day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
    assert [one.edtf for one in find_dates(written)] == [day.isoformat()]
