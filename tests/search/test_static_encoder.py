"""The static encoder, without torch: the vectors of the sentence-transformers folder, at once."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from search.encoder import MODELS, SentenceEncoder, load_encoder
from search.records import SearchError
from search.static_encoder import StaticEncoder, piece_vectors

FOLDER = MODELS / "static-fr"
TEXTS = [
    "Le conseil citoyen associe les habitants au contrat de ville.",
    "QPV",
    "Quelles aides pour rénover une copropriété dégradée ?",
    "How can residents take part in the renewal of their neighbourhood?",
    "Les cités éducatives réunissent l'école, la commune et les associations autour des enfants. " * 30,
    "ÉDUCATION POPULAIRE, œuvre laïque, 2023-1314",
]
EMPTY = ["", "?!", "\n"]


@pytest.fixture(scope="module")
def encoder():
    return StaticEncoder(FOLDER, FOLDER.name)


def test_its_vectors_are_those_of_the_sentence_transformers_folder(encoder):
    wanted = SentenceEncoder(FOLDER, FOLDER.name).encode_passages(TEXTS)
    np.testing.assert_allclose(encoder.encode_passages(TEXTS), wanted, atol=1e-5)


def test_vectors_are_unit_float32_whatever_a_text_is_encoded_with(encoder):
    texts = TEXTS + EMPTY
    vectors = encoder.encode_passages(texts * 60)[: len(texts)]
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(texts), encoder.dimension)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    alone = np.vstack([encoder.encode_queries([text]) for text in texts])
    np.testing.assert_array_equal(vectors, alone)
    assert encoder.encode_queries([]).shape == (0, encoder.dimension)


def test_case_accents_and_punctuation_change_nothing(encoder):
    first = encoder.encode_queries(["Copropriété dégradée : l’œuvre d'une équipe"])
    second = encoder.encode_queries(["COPROPRIETE DEGRADEE l'oeuvre d’une equipe !"])
    np.testing.assert_array_equal(first, second)


def test_a_plural_is_near_its_singular(encoder):
    singular, plural = encoder.encode_queries(["quartier prioritaire", "quartiers prioritaires"])
    assert singular @ plural > 0.9


def test_a_query_finds_its_answer_across_languages(encoder):
    passages = [
        "Un appel à projets pour les associations",
        "La rénovation des logements",
        "Un tournoi de football",
    ]
    queries = ["subventions aux associations", "renovation of housing", "sport"]
    cosines = encoder.encode_queries(queries) @ encoder.encode_passages(passages).T
    assert cosines.argmax(1).tolist() == [0, 1, 2]


def test_its_first_dimensions_are_an_encoder_too(encoder):
    passages = ["La rénovation des logements", "Un tournoi de football", "La médiation dans les écoles"]
    queries = ["travaux dans les appartements", "matchs et sport", "les médiateurs scolaires"]
    few = (encoder.encode_queries(queries)[:, :64], encoder.encode_passages(passages)[:, :64])
    left, right = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True) for vectors in few)
    assert (left @ right.T).argmax(1).tolist() == [0, 1, 2]


def test_threads_get_the_same_vectors():
    encoder = StaticEncoder(FOLDER, FOLDER.name)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(encoder.encode_queries, [TEXTS[:1]] * 20))
    for vectors in found:
        np.testing.assert_array_equal(vectors, found[0])


def test_torch_is_not_imported_and_nothing_before_the_first_text():
    code = (
        "import sys, search.encoder as e; encoder = e.load_encoder('static-fr');"
        "encoder.dimension, encoder.floor, encoder.sha256;"
        "print([m for m in ('safetensors', 'tokenizers', 'numpy') if m in sys.modules]);"
        "encoder.encode_queries(['essai']);"
        "print([m for m in ('torch', 'transformers', 'sentence_transformers', 'onnxruntime')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[]", "[]"]


def test_it_is_found_by_name_and_by_folder():
    by_name, by_folder = load_encoder("static-fr"), load_encoder(str(FOLDER))
    assert isinstance(by_name, StaticEncoder)
    assert (by_name.name, by_name.sha256) == (by_folder.name, by_folder.sha256)
    assert 0 < by_name.floor < 1


@pytest.mark.parametrize("file", ["model.safetensors", "tokenizer.json"])
@pytest.mark.parametrize("broken", [True, False])
def test_a_broken_file_is_said_with_the_remedy(tmp_path, file, broken):
    folder = tmp_path / "broken"
    shutil.copytree(FOLDER, folder)
    (folder / file).unlink()
    if broken:
        (folder / file).write_bytes(b"not a model")
    with pytest.raises(SearchError, match="--encoder"):
        StaticEncoder(folder, "broken").encode_queries(["essai"])


def test_a_static_folder_of_others_is_read_in_each_of_its_forms(tmp_path):
    rows = piece_vectors(load_file(FOLDER / "model.safetensors"))
    wanted = StaticEncoder(FOLDER, "own").encode_queries(TEXTS)
    for name, tensors in {
        "plain": {"embedding.weight": rows},
        "half": {"embedding.weight": rows.astype(np.float16)},
        "mapped": {"embeddings": rows[::-1].copy(), "mapping": np.arange(len(rows))[::-1].copy()},
    }.items():
        folder = tmp_path / name
        folder.mkdir()
        shutil.copy(FOLDER / "tokenizer.json", folder)
        modules = [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.StaticEmbedding"}
        ]
        (folder / "modules.json").write_text(json.dumps(modules), encoding="utf-8")
        save_file(tensors, folder / "model.safetensors")
        encoder = load_encoder(str(folder))
        assert isinstance(encoder, StaticEncoder)
        assert encoder.dimension == rows.shape[1]
        np.testing.assert_allclose(encoder.encode_queries(TEXTS), wanted, atol=1e-3)
        np.testing.assert_allclose(
            encoder.encode_queries(TEXTS), SentenceEncoder(folder, name).encode_queries(TEXTS), atol=1e-3
        )


def test_the_folder_is_small():
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) <= 10.0e6
