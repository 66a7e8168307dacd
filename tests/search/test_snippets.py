"""Snippets: offsets, length, and the stretch that is chosen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.analysis import analyse
from search.snippets import SNIPPET_LENGTH, cut_snippet

TEXT = (
    "Première phrase sans rapport. " * 12
    + "Le centre anime un réseau sur la propreté des quartiers avec les bailleurs. "
    + "Dernière phrase sans rapport. " * 12
)


def test_the_window_shows_the_words_found():
    snippet = cut_snippet(TEXT, {token.term for token in analyse("propreté quartier bailleur")})
    assert [snippet.text[start:end] for start, end in snippet.highlights] == [
        "propreté",
        "quartiers",
        "bailleurs",
    ]
    assert snippet.matched == ("propreté", "quartiers", "bailleurs")
    assert snippet.text.startswith("… ")
    assert snippet.text.endswith(" …")
    assert len(snippet.text) <= SNIPPET_LENGTH + 4


def test_without_words_the_beginning_is_shown():
    snippet = cut_snippet(TEXT, ())
    assert snippet.text.startswith("Première phrase")
    assert snippet.highlights == ()


def test_a_short_text_is_shown_whole():
    assert cut_snippet("Un texte court.", {"court"}).text == "Un texte court."


@given(st.text(alphabet="abé ’.\n·()", max_size=900), st.sets(st.sampled_from(["a", "b", "ab", "e"])))
def test_highlights_are_words_found_within_the_snippet(text, terms):
    snippet = cut_snippet(text, terms, length=60)
    assert len(snippet.text) <= 60 + 4 or snippet.highlights
    written = {
        text[token.start : token.end].replace("\n", " ") for token in analyse(text) if token.term in terms
    }
    for start, end in snippet.highlights:
        assert snippet.text[start:end] in written
    assert bool(snippet.highlights) == bool(written)
