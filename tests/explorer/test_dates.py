from __future__ import annotations

import pytest

from explorer.dates import date_words, month_title, time_words

NO_BREAK = "\u00a0"


@pytest.mark.parametrize(
    ("edtf", "french", "english"),
    [
        ("2024-02-09", "9 février 2024", "9 February 2024"),
        ("2024-03-01", "1er mars 2024", "1 March 2024"),
        ("2024-05", "mai 2024", "May 2024"),
        ("2024", "2024", "2024"),
        ("2024-23", "automne 2024", "autumn 2024"),
        ("2024-06-11/2024-06-14", "du 11 au 14 juin 2024", "11 to 14 June 2024"),
        ("2024-06-28/2024-07-02", "du 28 juin au 2 juillet 2024", "28 June to 2 July 2024"),
        (
            "2023-12-30/2024-01-02",
            "du 30 décembre 2023 au 2 janvier 2024",
            "30 December 2023 to 2 January 2024",
        ),
        ("2024-01-01/2024-12-31", "2024", "2024"),
        ("2023/2024", "de 2023 à 2024", "2023 to 2024"),
        ("[2024-06-13,2024-06-20]", "13 ou 20 juin 2024", "13 or 20 June 2024"),
        ("[2024-05-31,2024-06-20]", "31 mai ou 20 juin 2024", "31 May 2024 or 20 June 2024"),
        ("2024-13-45", "2024-13-45", "2024-13-45"),
        ("mai prochain", "mai prochain", "mai prochain"),
        ("", "", ""),
        (None, "", ""),
    ],
)
def test_a_date_is_written_as_people_do(edtf: str | None, french: str, english: str) -> None:
    assert date_words(edtf).replace(NO_BREAK, " ") == french
    assert date_words(edtf, "en").replace(NO_BREAK, " ") == english


def test_a_day_stays_with_its_month() -> None:
    assert date_words("2024-02-09") == f"9{NO_BREAK}février 2024"
    assert date_words("2024-03-01") == f"1er{NO_BREAK}mars 2024"
    assert date_words("2024-02-09", "en") == f"9{NO_BREAK}February 2024"


def test_open_and_doubtful_dates_say_so_in_english() -> None:
    assert date_words("2023-01/..", "en") == "since January 2023"
    assert date_words("../2023", "en") == "until 2023"
    assert date_words("2024-05?", "en") == "May 2024 (?)"


def test_a_time_is_written_as_people_do() -> None:
    assert time_words("09:30") == f"9{NO_BREAK}h{NO_BREAK}30"
    assert time_words("14:00") == f"14{NO_BREAK}h"
    assert time_words("09:30", "en") == "09:30"
    assert time_words("le matin") == "le matin"
    assert time_words(None) == ""


def test_a_month_is_a_heading() -> None:
    assert month_title("2024-08") == "Août 2024"
    assert month_title("2024-08", "en") == "August 2024"
