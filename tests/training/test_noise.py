"""Misspelt texts: one word wrong by one letter, as hurried people type."""

from __future__ import annotations

import random

import pytest

from training.noise import misspell


@pytest.mark.parametrize("seed", range(40))
def test_one_long_word_is_wrong_by_a_letter_and_keeps_its_first(seed):
    text = "Qui anime la réussite éducative à Blois ?"
    before, after = text.split(), misspell(text, random.Random(seed)).split()
    wrong = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    assert len(wrong) <= 1
    for one, other in wrong:
        assert one[0] == other[0]
        assert len(one) >= 5
        assert abs(len(one) - len(other)) <= 1


def test_most_draws_change_something_and_the_same_draw_the_same():
    text = "réussite éducative"
    assert sum(misspell(text, random.Random(seed)) != text for seed in range(50)) > 40
    assert misspell(text, random.Random(3)) == misspell(text, random.Random(3))


def test_a_text_without_a_long_word_is_left():
    assert misspell("À qui ?", random.Random(1)) == "À qui ?"
