import pytest

from centre.typography import NARROW_NO_BREAK as THIN
from centre.typography import NO_BREAK as TIED
from publications.french import capital, counted, french, hour, listed, month_text, of_month, sentence


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("l'accès : oui", f"l’accès{TIED}: oui"),
        ("Volte-face: la suite", f"Volte-face{TIED}: la suite"),
        ("«Et si ?» dit-on", f"«{TIED}Et si{THIN}?{TIED}» dit-on"),
        ("« a » ; b!", f"«{TIED}a{TIED}»{THIN}; b{THIN}!"),
        ("le 1er juillet et le 9 février", f"le 1er{TIED}juillet et le 9{TIED}février"),
        ("p. 3 du décret n° 2023-1314", f"p.{TIED}3 du décret n°{TIED}2023-1314"),
        ("20 % de 1 296 quartiers", f"20{TIED}% de 1{THIN}296 quartiers"),
        ("à 10:30, https://exemple.org/?a=1", "à 10:30, https://exemple.org/?a=1"),
        ("deux\n lignes", "deux lignes"),
    ],
)
def test_a_text_is_printed_as_french_is(written, printed):
    assert french(written) == printed
    assert french(printed) == printed


def test_a_sentence_ends_with_a_stop():
    assert sentence("Six locaux") == "Six locaux."
    assert sentence("Vraiment ?") == f"Vraiment{THIN}?"
    assert sentence("") == ""


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "0 rencontre"), (1, "1 rencontre"), (2, "2 rencontres"), (12, "12 rencontres")]
)
def test_the_plural_begins_at_two(number, shown):
    assert counted(number, "rencontre") == shown.replace(" ", TIED)


def test_lists_hours_and_months_are_words():
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b et c"
    assert hour("09:30") == f"9{TIED}h{TIED}30"
    assert hour("14:00:00") == f"14{TIED}h"
    assert hour(None) == ""
    assert month_text("2024-08") == "août 2024"
    assert [of_month(month) for month in ("2024-04", "2024-08", "2024-10", "2024-06")] == [
        "d’avril 2024", "d’août 2024", "d’octobre 2024", "de juin 2024",
    ]  # fmt: skip
    assert capital("à l’agenda") == "À l’agenda"
