"""The year of days written with a weekday and no year."""

from datetime import date

import pytest

from ingest.dates.frame import read_frame
from ingest.dates.grammar import tokens
from ingest.dates.lexicon import fold_in_place
from ingest.dates.period import Period, period_of
from ingest.dates.weekdays import disagree, weekday_days, year_told

LINE = "Jeudi 2 octobre, 9 h 30, atelier cuisine."


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("La saison 2025 commence après celle de 2022.", 2025),
        ("Les contrats de ville 2024-2030 commencent.", 2025),
        ("La loi du 8 août 2014 le prévoit.", None),  # a year of law, though it agrees
        ("Les ateliers de 2014 et ceux de 2025.", None),  # two years agree
        ("Rien d’autre depuis 2022.", None),
        ("Objectif 2025 pour le quartier.", None),
    ],
)
def test_the_year_is_one_the_text_writes_and_the_weekday_agrees_with(text, year):
    assert year_told(weekday_days([LINE]), [text, LINE]) == year


def test_a_day_with_its_year_tells_nothing_of_others():
    assert weekday_days(["Jeudi 2 octobre 2025", "Lundi 31 février"])[0].day == 31
    assert not disagree((), date(2022, 3, 3), date(2022, 3, 3))


@pytest.mark.parametrize(
    ("texts", "years"),
    [
        (["Le guide est paru le 3 mars 2022."], set()),
        (["Le guide est paru le 3 mars 2022.", "La saison 2025 commence."], {2025}),
        (["Le guide est paru le 3 mars 2025."], {2025}),
    ],
)
def test_a_date_told_in_passing_gives_no_year_that_the_weekday_denies(texts, years):
    frame = read_frame("Une page", (*texts, LINE), None)
    assert {one.first.year for one in frame.anchors} == years


def test_the_date_of_the_document_holds_whatever_the_weekday():
    frame = read_frame("Une page", (LINE,), Period(date(2022, 9, 1), date(2022, 9, 1)))
    assert {one.first.year for one in frame.anchors} == {2022}


def period(text, titles=("Ateliers", ""), published=None):
    return period_of(titles, text, tokens(fold_in_place(text)), published)


def test_the_period_of_a_programme_is_not_that_of_a_work_it_names():
    text = f"Ateliers\nGuide paru en mars 2022\n{LINE}"
    titles = ("Ateliers", "", "Guide paru en mars 2022")
    assert period(text, titles) is None
    assert period(f"{text}\nSaison 2025", titles) == Period(date(2025, 1, 1), date(2025, 12, 31))
    assert period(text, titles, date(2025, 9, 1)).start == date(2025, 9, 1)
    assert period(text, ("Programme 2022", "")).start.year == 2022


def test_a_weekday_near_a_date_written_in_full_is_a_slip():
    days = weekday_days(["Le jeudi 4 mars, une réunion."])
    assert not disagree(days, date(2025, 3, 3), date(2025, 3, 3))
    assert disagree(days, date(2025, 9, 3), date(2025, 9, 3))
