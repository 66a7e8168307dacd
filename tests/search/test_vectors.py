"""The vector index against brute force, scores included."""

from __future__ import annotations

import numpy as np
import pytest

from search.records import SearchError
from search.vectors import VectorIndex


def unit(shape, seed=0):
    vectors = np.random.default_rng(seed).normal(size=shape).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


def brute_force(query, ids, vectors, limit):
    scores = vectors @ query
    order = np.lexsort((ids, -scores))[:limit]
    return ids[order], scores[order]


@pytest.fixture
def filled():
    ids = np.arange(500, dtype=np.int64) * 3 + 7
    vectors = unit((500, 32))
    index = VectorIndex(32)
    index.add(ids, vectors)
    return index, ids, vectors


def test_search_is_brute_force(filled):
    index, ids, vectors = filled
    for query in unit((20, 32), seed=1):
        found, scores = index.search(query, 25)
        expected, expected_scores = brute_force(query, ids, vectors, 25)
        assert found.tolist() == expected.tolist()
        np.testing.assert_allclose(scores, expected_scores, atol=1e-5)


@pytest.mark.parametrize("size", [0, 1, 30, 500])
def test_search_among_is_brute_force_over_the_subset(filled, size):
    index, ids, vectors = filled
    kept = np.sort(np.random.default_rng(2).choice(500, size, replace=False))
    query = unit(32, seed=3)
    found, scores = index.search(query, 40, among=ids[kept])
    expected, expected_scores = brute_force(query, ids[kept], vectors[kept], 40)
    assert found.tolist() == expected.tolist()
    np.testing.assert_allclose(scores, expected_scores, atol=1e-5)


def test_among_ignores_numbers_without_a_vector(filled):
    index, ids, _ = filled
    found, _ = index.search(unit(32, seed=3), 10, among=np.array([ids[4], 1, 2], dtype=np.int64))
    assert found.tolist() == [ids[4]]


def test_remove_then_add_is_brute_force_on_what_remains(filled):
    index, ids, vectors = filled
    gone = ids[::7]
    index.remove(np.append(gone, 999_999))
    kept = ~np.isin(ids, gone)
    more, more_vectors = np.array([10_000, 10_001], dtype=np.int64), unit((2, 32), seed=9)
    index.add(more, more_vectors)
    all_ids, all_vectors = np.append(ids[kept], more), np.vstack([vectors[kept], more_vectors])
    assert len(index) == len(all_ids)
    query = unit(32, seed=4)
    found, scores = index.search(query, 60)
    expected, expected_scores = brute_force(query, all_ids, all_vectors, 60)
    assert found.tolist() == expected.tolist()
    np.testing.assert_allclose(scores, expected_scores, atol=1e-5)


def test_score_gives_the_cosine_of_given_rows_and_nan_elsewhere(filled):
    index, ids, vectors = filled
    query = unit(32, seed=5)
    scores = index.score(query, np.array([ids[3], 0, ids[1]], dtype=np.int64))
    np.testing.assert_allclose(scores, [vectors[3] @ query, np.nan, vectors[1] @ query], atol=1e-5)


def test_write_then_read_is_identity(filled, tmp_path):
    index, ids, _ = filled
    index.save(tmp_path / "v.faiss")
    again = VectorIndex.load(tmp_path / "v.faiss")
    query = unit(32, seed=6)
    assert again.ids.tolist() == ids.tolist()
    assert again.search(query, 10)[0].tolist() == index.search(query, 10)[0].tolist()
    assert [path.name for path in tmp_path.iterdir()] == ["v.faiss"]


def test_a_damaged_file_is_said_in_french(tmp_path):
    (tmp_path / "v.faiss").write_bytes(b"junk")
    with pytest.raises(SearchError, match="illisible"):
        VectorIndex.load(tmp_path / "v.faiss")


def test_an_empty_index_finds_nothing():
    assert len(VectorIndex(8).search(unit(8), 5)[0]) == 0
