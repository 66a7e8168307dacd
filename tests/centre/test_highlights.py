from __future__ import annotations

import pytest

from centre.highlights import answering
from search.analysis import analyse


def marked(snippet: str, query: str, *labels: str) -> list[str]:
    """Return what is marked when the index matched every word of the query and of the labels."""
    terms = {token.term for text in (query, *labels) for token in analyse(text)}
    found = [(token.start, token.end) for token in analyse(snippet) if token.term in terms]
    return [snippet[start:end] for start, end in answering(snippet, found, query, labels)]


@pytest.mark.parametrize(
    ("snippet", "query", "labels", "expected"),
    [
        ("La gestion urbaine et sociale de proximité", "gestion urbaine et sociale de proximité", [], 1),
        ("Une taxe sur les propriétés", "TFPB", ["taxe foncière sur les propriétés bâties"], 0),
        (
            "La taxe foncière sur les propriétés bâties baisse",
            "TFPB",
            ["taxe foncière sur les propriétés bâties"],
            1,
        ),
    ],
)
def test_a_name_is_marked_whole_or_not_at_all(
    snippet: str, query: str, labels: list[str], expected: int
) -> None:
    found = marked(snippet, query, *labels)
    assert len(found) == expected
    assert all(words in snippet for words in found)
    assert all(words.split()[-1] in ("proximité", "bâties") for words in found)


def test_words_apart_are_marked_apart() -> None:
    assert marked("Habitat à Tours. Le logement suit.", "habitat logement") == ["Habitat", "logement"]


def test_a_lone_word_of_a_name_marked_whole_says_nothing_more() -> None:
    snippet = "La gestion urbaine de proximité et le bailleur qui la porte : gestion, entretien."
    assert marked(snippet, "gestion urbaine de proximité") == ["gestion urbaine de proximité"]


def test_small_words_of_the_query_are_not_marked() -> None:
    assert marked("Le logement et la ville", "le logement") == ["logement"]
