"""The shipped encoder, without torch: a quick start, and the vectors of the sentence-transformers folder."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from search.encoder import MODELS, SentenceEncoder, load_encoder
from search.onnx_encoder import ONNX_FILE, SETTINGS_FILE, OnnxEncoder
from search.records import SearchError

FOLDER = MODELS / "minilm-fr"
TEXTS = [
    "Le conseil citoyen associe les habitants au contrat de ville.",
    "QPV",
    "",
    "Quelles aides pour rénover une copropriété dégradée ?",
    "How can residents take part in the renewal of their neighbourhood?",
    "Les cités éducatives réunissent l'école, la commune et les associations autour des enfants. " * 12,
    "ÉDUCATION POPULAIRE, œuvre laïque, 2023-1314",
]

pytestmark = pytest.mark.skipif(
    not OnnxEncoder.is_in(FOLDER), reason="the folder of the encoder is not there"
)


@pytest.fixture(scope="module")
def encoder():
    return OnnxEncoder(FOLDER, FOLDER.name)


def test_its_vectors_are_those_of_the_sentence_transformers_folder(encoder):
    wanted = SentenceEncoder(FOLDER, FOLDER.name).encode_passages(TEXTS)
    np.testing.assert_array_less(0.98, (encoder.encode_passages(TEXTS) * wanted).sum(1))
    np.testing.assert_array_less(0.98, (encoder.encode_queries(TEXTS) * wanted).sum(1))


def test_a_text_has_one_vector_whatever_it_is_encoded_with(encoder):
    together = encoder.encode_passages(TEXTS)
    alone = np.vstack([encoder.encode_queries([text]) for text in TEXTS])
    np.testing.assert_array_equal(together, alone)


def test_vectors_are_unit_float32_in_the_order_of_the_texts(encoder):
    vectors = encoder.encode_passages(TEXTS)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(TEXTS), encoder.dimension)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    backwards = encoder.encode_passages(TEXTS[::-1])[::-1]
    np.testing.assert_array_equal(vectors, backwards)
    assert encoder.encode_queries([]).shape == (0, encoder.dimension)


def test_what_follows_the_limit_changes_nothing(encoder):
    start = "mot " * 200
    first, second = encoder.encode_queries([start]), encoder.encode_queries([start + "tout autre chose"])
    np.testing.assert_array_equal(first, second)


def test_a_query_finds_its_answer_across_languages(encoder):
    passages = [
        "Un appel à projets pour les associations",
        "La rénovation des logements",
        "Un tournoi de football",
    ]
    queries = ["subventions aux associations", "renovation of housing", "sport"]
    cosines = encoder.encode_queries(queries) @ encoder.encode_passages(passages).T
    assert cosines.argmax(1).tolist() == [0, 1, 2]


def test_threads_get_the_same_vectors(encoder):
    wanted = encoder.encode_queries(TEXTS[:1])
    with ThreadPoolExecutor(4) as pool:
        for found in pool.map(encoder.encode_queries, [TEXTS[:1]] * 20):
            np.testing.assert_array_equal(found, wanted)


def test_torch_is_not_imported_and_nothing_before_the_first_text():
    code = (
        "import sys, search.encoder as e; encoder = e.load_encoder('minilm-fr');"
        "encoder.dimension, encoder.floor, encoder.sha256;"
        "print([m for m in ('onnxruntime', 'tokenizers', 'numpy') if m in sys.modules]);"
        "encoder.encode_queries(['essai']);"
        "print([m for m in ('torch', 'transformers', 'sentence_transformers') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[]", "[]"]


def test_it_is_found_by_name_and_by_folder():
    by_name, by_folder = load_encoder("minilm-fr"), load_encoder(str(FOLDER))
    assert isinstance(by_name, OnnxEncoder)
    assert (by_name.name, by_name.sha256) == (by_folder.name, by_folder.sha256)
    assert 0 < by_name.floor < 1


def test_a_broken_file_is_said_with_the_remedy(tmp_path):
    (tmp_path / ONNX_FILE.parent).mkdir()
    (tmp_path / ONNX_FILE).write_bytes(b"not a model")
    settings = {"dimension": 384, "floor": 0.5, "max_tokens": 128}
    (tmp_path / SETTINGS_FILE).write_text(json.dumps(settings), encoding="utf-8")
    shutil.copy(FOLDER / "tokenizer.json", tmp_path)
    with pytest.raises(SearchError, match="--encoder"):
        OnnxEncoder(tmp_path, "broken").encode_queries(["essai"])


def test_every_file_is_light_enough_to_be_kept_in_a_repository():
    sizes = [path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()]
    assert max(sizes) < 60e6
    assert sum(sizes) < 100e6
