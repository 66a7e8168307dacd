"""Days that take the month said before in the sentence, and numbers that only look like them."""

from datetime import date

import pytest

from ingest.dates import Period, find_dates

PERIOD = Period(date(2025, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("le 4 novembre à la Maison du Parc, et le 6 en visioconférence", ["2025-11-04", "2025-11-06"]),
        ("le 12 mars à 9 h, puis les 19 et 26 à la mairie", ["2025-03-12", "2025-03-19", "2025-03-26"]),
        ("lundi 3 mars à 14h et jeudi 6 à 9h", ["2025-03-03", "2025-03-06"]),
        ("le 4 novembre au parc et le 6 novembre au centre", ["2025-11-04", "2025-11-06"]),
        ("le 12 (en visio) et le 19 janvier (à la mairie)", ["2025-01-12", "2025-01-19"]),
        ("les 3 (le matin) et 4 février", ["2025-02-03", "2025-02-04"]),
        ("le 5 à Tours, le 12 à Blois et le 19 mars à Bourges", ["2025-03-05", "2025-03-12", "2025-03-19"]),
        ("en mars : le 5, le 12", ["2025-03", "2025-03-05", "2025-03-12"]),
        ("le 12 à Tours. On verra, et le 19 mars à Blois", ["2025-03-19"]),
        ("le 28 à Tours et le 19 mars à Blois", ["2025-03-19"]),
        ("les 6 communes et le 19 mars", ["2025-03-19"]),
        ("le 4 novembre au parc et les 6 communes", ["2025-11-04"]),
        ("le 4 novembre au parc et le 2 en mairie", ["2025-11-04"]),
        ("le 4 novembre au parc. Puis, le 6, on verra", ["2025-11-04"]),
        ("le 4 novembre au parc et le 6e atelier", ["2025-11-04"]),
    ],
)
def test_a_day_takes_the_month_said_before(written, expected):
    assert [one.edtf for one in find_dates(written, PERIOD)] == expected


def test_each_day_keeps_its_hour_and_its_words():
    written = "lundi 3 mars à 14h et jeudi 6 à 9h"
    first, second = find_dates(written, PERIOD)
    assert (first.start_time, second.start_time) == ("14:00", "09:00")
    assert written[second.start : second.end] == "jeudi 6 à 9h"


def test_a_stretch_keeps_the_hours_of_its_ends():
    (mention,) = find_dates("du lundi 6 janvier 2025 à 9 h au vendredi 10 janvier à 17 h", PERIOD)
    assert (mention.edtf, mention.start_time, mention.end_time) == ("2025-01-06/2025-01-10", "09:00", "17:00")
