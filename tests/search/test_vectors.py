"""The vector index against brute force, scores included."""

from __future__ import annotations

import numpy as np
import pytest

from search.records import SearchError
from search.vectors import VectorIndex


def unit(shape, seed=0):
    vectors = np.random.default_rng(seed).normal(size=shape).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


@pytest.fixture
def filled():
    ids = np.arange(500, dtype=np.int64) * 3 + 7
    vectors = unit((500, 32))
    index = VectorIndex(32)
    index.add(ids, vectors)
    return index, ids, vectors


def test_cosines_are_brute_force(filled):
    index, ids, vectors = filled
    assert index.ids.tolist() == ids.tolist()
    for query in unit((20, 32), seed=1):
        np.testing.assert_allclose(index.cosines(query), vectors.astype(np.float64) @ query, atol=1e-5)


def test_remove_then_add_is_brute_force_on_what_remains(filled):
    index, ids, vectors = filled
    gone = ids[::7]
    index.remove(np.append(gone, 999_999))
    kept = ~np.isin(ids, gone)
    more, more_vectors = np.array([10_000, 10_001], dtype=np.int64), unit((2, 32), seed=9)
    index.add(more, more_vectors)
    assert index.ids.tolist() == [*ids[kept].tolist(), *more.tolist()]
    query = unit(32, seed=4)
    np.testing.assert_allclose(
        index.cosines(query), np.vstack([vectors[kept], more_vectors]) @ query, atol=1e-5
    )


def test_write_then_read_is_identity(filled, tmp_path):
    index, ids, _ = filled
    index.save(tmp_path / "v.faiss")
    again = VectorIndex.load(tmp_path / "v.faiss")
    query = unit(32, seed=6)
    assert again.ids.tolist() == ids.tolist()
    assert again.cosines(query).tolist() == index.cosines(query).tolist()
    assert [path.name for path in tmp_path.iterdir()] == ["v.faiss"]


def test_a_damaged_file_is_said_in_french(tmp_path):
    (tmp_path / "v.faiss").write_bytes(b"junk")
    with pytest.raises(SearchError, match="illisible"):
        VectorIndex.load(tmp_path / "v.faiss")


def test_an_empty_index_finds_nothing():
    assert len(VectorIndex(8).cosines(unit(8))) == 0
