from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from explorer.texts import PLURALS, TEXTS, counted, number, plain_spaces, sort_key, text, typographic, word

EXPLORER = Path(__file__).parents[2] / "explorer"
NO_BREAK, NARROW = "\u00a0", "\u202f"
ENGLISH = re.compile(
    r"\b(the|and|of|with|this|search|show|your|what|who|no|page not|events?)\b", re.IGNORECASE
)


@pytest.mark.parametrize(
    ("written", "set_right"),
    [
        (
            "Qui travaille sur « le logement » ?",
            f"Qui travaille sur «{NO_BREAK}le logement{NO_BREAK}»{NARROW}?",
        ),
        ("Compris : thème", f"Compris{NO_BREAK}: thème"),
        ("Un ; deux !", f"Un{NARROW}; deux{NARROW}!"),
        ("p. 3", f"p.{NO_BREAK}3"),
        ("https://exemple.example/?q=a", "https://exemple.example/?q=a"),
        ("14:30", "14:30"),
    ],
)
def test_spaces_of_french_punctuation_do_not_break(written: str, set_right: str) -> None:
    assert typographic(written) == set_right


def test_typography_keeps_every_character_in_its_place() -> None:
    written = "« Oui » : 30 % ; p. 3 ? Non ! « a »"
    assert len(typographic(written)) == len(written)
    assert plain_spaces(typographic(written)) == written


def test_typography_is_done_once() -> None:
    once = typographic("« Oui » : p. 3 ?")
    assert typographic(once) == once


def test_a_text_says_the_same_in_both_languages() -> None:
    for french, english in TEXTS.values():
        assert french.strip()
        assert english.strip()
        assert _fields(french) == _fields(english)


def _fields(form: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(form) if name}


def test_no_french_text_is_in_english() -> None:
    kept = [text for key, (text, _) in TEXTS.items() if key != "other_language"]
    assert [text for text in kept if ENGLISH.search(re.sub(r"\{[^}]*\}", "", text))] == []


def test_french_texts_have_real_apostrophes_and_ellipses() -> None:
    assert [text for text, _ in TEXTS.values() if "'" in text or "..." in text] == []


def test_every_text_that_a_page_asks_for_is_in_the_table() -> None:
    asked = set()
    for module in EXPLORER.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and node.func.id in {"say", "title", "text"}:
                    asked.add(first.value)
                if isinstance(first, ast.Constant) and node.func.id in {"count", "counted"}:
                    assert first.value in PLURALS
    assert len(asked) > 30
    assert asked <= set(TEXTS)


@pytest.mark.parametrize(
    ("count", "french", "english"),
    [(0, "0 résultat", "0 results"), (1, "1 résultat", "1 result"), (2, "2 résultats", "2 results")],
)
def test_the_plural_begins_at_two_in_french(count: int, french: str, english: str) -> None:
    assert counted("result", count).replace(NO_BREAK, " ") == french
    assert counted("result", count, "en").replace(NO_BREAK, " ") == english


def test_numbers_are_written_as_each_language_does() -> None:
    assert number(25310) == f"25{NARROW}310"
    assert number(12.5) == "12,5"
    assert number(12.5, "en") == "12.5"
    assert number(8.0) == "8"


def test_labels_are_in_the_order_of_a_dictionary() -> None:
    assert sorted(["Zone", "Œuvres", "Égalité", "emploi", "Rue"], key=sort_key) == [
        "Égalité",
        "emploi",
        "Œuvres",
        "Rue",
        "Zone",
    ]


def test_a_code_has_its_word_and_other_words_stay() -> None:
    assert word("role", "speaker") == "intervention"
    assert word("role", "animé par") == "animé par"
    assert text("page.short", "en", page=3) == "p. 3"
