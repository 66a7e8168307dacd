"""French sentences and their bounds."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import sentence_at, sentences


@pytest.mark.parametrize(
    "expected",
    [
        ["M. Dupont vient.", "Mme Durand aussi."],
        ["Voir l’art. 5 de la loi n° 2014-173.", "Elle date du 21 févr. 2014."],
        ["Le taux est de 3.5 ou 3,5 %.", "Il monte !", "Vraiment ?", "Oui…", "Fin"],
        ["« Que faire ? »", "Rien, etc. pour finir."],
        ["J.-P. Martin et A. Le Goff parlent.", "(Ils écoutent.)", "Puis l’ANRU."],
        ["Avec les services de l’État."],
        ["Un titre\n", "Une ligne"],
    ],
)
def test_bounds(expected):
    text = " ".join(expected).replace("\n ", "\n")
    assert [text[start:end] for start, end in sentences(text)] == [part.strip() for part in expected]


def test_the_sentence_around_words():
    text = "Un début. La DREETS, avec M. Réty, anime. Une fin.\nAutre ligne"
    start = text.index("Réty")
    assert text[slice(*sentence_at(text, start, start + 4))] == "La DREETS, avec M. Réty, anime."
    last = text.index("ligne")
    assert text[slice(*sentence_at(text, last, last + 5))] == "Autre ligne"
    both = text.index("début"), text.index("DREETS") + 6
    assert text[slice(*sentence_at(text, *both))] == "Un début. La DREETS, avec M. Réty, anime."


@given(st.text(alphabet="aB .!?»\n5M", max_size=80), st.data())
def test_bounds_are_ordered_and_hold_what_is_asked(text, data):
    found = list(sentences(text))
    assert all(first[1] <= second[0] for first, second in pairwise(found))
    assert "".join(text[a:b] for a, b in found).replace(" ", "") == text.replace(" ", "").replace("\n", "")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    low, high = sentence_at(text, start, end)
    assert low <= start
    assert end <= high
