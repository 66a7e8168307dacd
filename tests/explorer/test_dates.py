from __future__ import annotations

import pytest

from explorer.dates import date_words, month_title


@pytest.mark.parametrize(
    ("edtf", "french", "english"),
    [
        ("2024-02-09", "9 février 2024", "9 February 2024"),
        ("2024-03-01", "1er mars 2024", "1 March 2024"),
        ("2024-05", "mai 2024", "May 2024"),
        ("2024", "2024", "2024"),
        ("2024-23", "automne 2024", "autumn 2024"),
        ("2024-06-13/2024-06-14", "du 13 au 14 juin 2024", "13 to 14 June 2024"),
        ("2024-06-30/2024-07-02", "du 30 juin au 2 juillet 2024", "30 June to 2 July 2024"),
        (
            "2023-12-30/2024-01-02",
            "du 30 décembre 2023 au 2 janvier 2024",
            "30 December 2023 to 2 January 2024",
        ),
        ("2023/2024", "2023 – 2024", "2023 – 2024"),
        ("2023-01/..", "depuis janvier 2023", "since January 2023"),
        ("../2023", "jusqu’à 2023", "until 2023"),
        ("[2024-06-13,2024-06-20]", "13 ou 20 juin 2024", "13 or 20 June 2024"),
        ("[2024-05-31,2024-06-20]", "31 mai 2024 ou 20 juin 2024", "31 May 2024 or 20 June 2024"),
        ("2024-05?", "mai 2024 (?)", "May 2024 (?)"),
        ("2024-13-45", "2024-13-45", "2024-13-45"),
        ("mai prochain", "mai prochain", "mai prochain"),
        ("", "", ""),
        (None, "", ""),
    ],
)
def test_a_date_is_written_as_people_do(edtf: str | None, french: str, english: str) -> None:
    assert date_words(edtf).replace("\u00a0", " ") == french
    assert date_words(edtf, "en").replace("\u00a0", " ") == english


def test_a_month_is_a_heading() -> None:
    assert month_title("2024-08").replace("\u00a0", " ") == "Août 2024"
