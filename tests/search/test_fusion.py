"""The arithmetic of fusion."""

from __future__ import annotations

import numpy as np
import pytest

from search.fusion import Weights, combine, scale_cosines, scale_text


def test_parts_are_scaled_by_the_best_of_the_index():
    assert scale_text(np.array([0.0, 3.0, 6.0]), 12.0).tolist() == [0.0, 0.25, 0.5]
    assert scale_text(np.array([0.0]), 0.0).tolist() == [0.0]
    assert scale_cosines(np.array([0.4, np.nan, -0.2, 0.8]), 0.8, 0.5).tolist() == [0.5, 0.0, 0.0, 1.0]


def test_when_the_best_cosine_is_below_the_floor_nothing_counts_in_full():
    assert scale_cosines(np.array([0.2, 0.1]), 0.2, 0.4).tolist() == [0.5, 0.25]
    assert scale_cosines(np.array([-0.1]), -0.1, 0.0).tolist() == [0.0]


def test_a_part_that_is_not_asked_does_not_lower_the_score():
    one = np.array([1.0])
    assert combine(one, None, None, Weights()).tolist() == [1.0]
    assert combine(one, one, one, Weights()).tolist() == pytest.approx([1.0])
    assert combine(one, np.array([0.0]), None, Weights(text=0.25, vector=0.75)).tolist() == [0.25]


def test_ranks_are_fused_reciprocally():
    fused = combine(
        np.array([0.9, 0.5, 0.0]),
        np.array([0.0, 0.8, 0.2]),
        None,
        Weights(text=0.5, vector=0.5, rank_constant=10),
    )
    np.testing.assert_allclose(fused, [0.5, (11 / 12 + 1) / 2, 11 / 12 / 2])
    tied = combine(np.array([0.5, 0.5, 0.1]), None, None, Weights(rank_constant=0))
    np.testing.assert_allclose(tied, [1, 1, 1 / 3])


def test_meaning_is_not_asked_of_a_row_that_has_none():
    text, vector = np.array([1.0, 1.0]), np.array([0.0, 0.0])
    asked = combine(text, vector, None, Weights(), np.array([True, False]))
    assert asked.tolist() == [0.5, 1.0]
