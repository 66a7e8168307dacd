"""nDCG against values worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from training.evaluate import measure_ndcg


def test_the_best_order_is_worth_one():
    assert measure_ndcg(np.array([[0.9, 0.1, 0.8]]), [frozenset({0, 2})]) == pytest.approx(1.0)


def test_a_second_place_is_worth_less_and_a_late_one_nothing():
    cosines = np.linspace(1, 0, 12)[None]
    assert measure_ndcg(cosines, [frozenset({1})]) == pytest.approx(1 / np.log2(3))
    assert measure_ndcg(cosines, [frozenset({11})]) == 0.0
    assert measure_ndcg(np.vstack([cosines, cosines]), [frozenset({0}), frozenset({11})]) == 0.5


def test_all_that_is_relevant_counts_up_to_the_cutoff():
    cosines = np.linspace(1, 0, 12)[None]
    assert measure_ndcg(cosines, [frozenset({0, 5})], cutoff=3) == pytest.approx(1 / (1 + 1 / np.log2(3)))
