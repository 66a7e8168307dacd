"""Days told from the one before, in the same sentence or the one before it."""

from datetime import date

import pytest

from ingest.dates import Period, find_dates
from ingest.dates.relative import relative_dates

PERIOD = Period(date(2025, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Le même jour, un forum est ouvert à tous.", ["2025-12-31"]),
        ("Le lendemain, la mairie recevra les équipes.", ["2026-01-01"]),
        ("Les équipes s’installent la veille, dès 14 h.", ["2025-12-30"]),
        ("La veille documentaire est en ligne.", []),
        ("Le lendemain de la réunion, rien.", []),
    ],
)
def test_a_day_is_told_from_the_one_before(words, expected):
    (before,) = find_dates("Réunion le 31 décembre 2025", PERIOD)
    found = list(relative_dates(words, [], before))
    assert [one.edtf for one in found] == expected
    assert list(relative_dates(words, [], None)) == []
