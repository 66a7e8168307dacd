from __future__ import annotations

import pytest

from centre.dates_fr import date_text


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2024-02-09", "9 février 2024"),
        ("2024-07-01", "1er juillet 2024"),
        ("2024-02-09/2024-02-10", "9 et 10 février 2024"),
        ("2024-02-29/2024-03-01", "29 février et 1er mars 2024"),
        ("2024-04-17/2024-04-19", "du 17 au 19 avril 2024"),
        ("2024-03-28/2024-04-02", "du 28 mars au 2 avril 2024"),
        ("2024-12-28/2025-01-02", "du 28 décembre 2024 au 2 janvier 2025"),
        ("2024-02-09/2024-02-09", "9 février 2024"),
        ("2024-05", "mai 2024"),
        ("2024", "2024"),
        ("2025-21", "printemps 2025"),
        ("2025-24", "hiver 2025"),
        ("[2024-06-13,2024-06-20]", "13 ou 20 juin 2024"),
        ("[2024-06-28,2024-07-05]", "28 juin ou 5 juillet 2024"),
        ("{2024-03-12,2024-03-14,2024-03-20}", "12, 14 et 20 mars 2024"),
        ("[2024-06,2024-07]", "juin 2024 ou juillet 2024"),
        ("2024-01/2024-07", "de janvier à juillet 2024"),
        ("2024-09/2024-09", "septembre 2024"),
        ("2024-04/2024-07", "d’avril à juillet 2024"),
        ("2023-11/2024-02", "de novembre 2023 à février 2024"),
        ("2024-09-01/..", "à partir du 1er septembre 2024"),
        ("2024-09/", "à partir de septembre 2024"),
        ("../2024-09-30", "jusqu’au 30 septembre 2024"),
        ("../2024", "jusqu’en 2024"),
        ("2024-06-13?", "13 juin 2024 (à confirmer)"),
        ("2024~", "vers 2024"),
        ("2024-02-31", "2024-02-31"),
        ("sans date", "sans date"),
    ],
)
def test_a_date_reads_as_people_write_it(edtf, expected):
    assert date_text(edtf) == expected


@pytest.mark.parametrize(
    ("edtf", "note", "quote", "expected"),
    [
        ("[2024-06-13,2024-06-20]", "to-confirm", "13 ou 20 juin", "13 ou 20 juin 2024 (à confirmer)"),
        ("2024-05", "to-be-set", "en mai", "mai 2024 (date à préciser)"),
        (None, "to-be-set", "date à venir", "date à déterminer"),
        (None, None, None, "date à déterminer"),
        (None, None, "chaque mois", "chaque mois"),
        ("2024-10-01", "outside-period", "1er octobre", "1er octobre 2024"),
    ],
)
def test_a_note_is_said(edtf, note, quote, expected):
    assert date_text(edtf, note, quote) == expected
