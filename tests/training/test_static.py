"""The static encoder's training: the same data give the same vectors, and nothing measured is in the data."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from search.static_encoder import StaticEncoder
from training.pairs import TITLED, normalise, read_texts
from training.static import in_eight_bits, write
from training.static_model import Settings, learn
from training.static_pairs import TRANSLATED, Group, mine_titles, read_groups
from training.static_teacher import Lesson
from training.static_tokenizer import train_tokenizer

ROOT = Path(__file__).parents[2]
THESAURUS = ROOT / "ontology" / "themes.ttl"
SHARED = ROOT.parent / "shared"
WORDS = [
    "quartier",
    "ville",
    "école",
    "emploi",
    "logement",
    "santé",
    "culture",
    "sport",
    "jeunesse",
    "habitant",
    "marché",
    "transport",
]
ENGLISH = [
    "district",
    "city",
    "school",
    "job",
    "housing",
    "health",
    "culture",
    "sport",
    "youth",
    "resident",
    "market",
    "transport",
]
SETTINGS = Settings(pieces=200, dimension=16, kept=8, steps=40, batch=64, warm_up=2, rate=0.02)


@pytest.fixture(scope="module")
def groups():
    pairs = tuple(
        (f"{WORDS[one]} {WORDS[other]} {one * other}", f"{ENGLISH[one]} {ENGLISH[other]} {one * other}")
        for one in range(12)
        for other in range(12)
    )
    return [Group(name="tatoeba", kind="translation", pairs=pairs)]


@pytest.fixture(scope="module")
def tokenizer(groups):
    return train_tokenizer(groups, SETTINGS.pieces)


def test_the_same_pairs_give_the_same_pieces_and_vectors(groups, tokenizer):
    assert train_tokenizer(groups, SETTINGS.pieces).to_str() == tokenizer.to_str()
    first, second = (learn(groups, {}, tokenizer, SETTINGS)[0] for _ in range(2))
    np.testing.assert_array_equal(first, second)
    other = learn(groups, {}, tokenizer, replace(SETTINGS, seed=8))[0]
    assert not np.allclose(first, other)


def test_a_text_comes_near_its_translation_in_the_folder_that_is_written(groups, tokenizer, tmp_path):
    rows, _ = learn(groups, {}, tokenizer, replace(SETTINGS, kept=12, steps=150))
    write(tmp_path, tokenizer, rows, {}, 0.3)
    encoder = StaticEncoder(tmp_path, "small")
    assert (encoder.dimension, encoder.floor) == (12, 0.3)
    left, right = (encoder.encode_passages(texts) for texts in (WORDS, ENGLISH))
    assert (left @ right.T).argmax(1).tolist() == list(range(12))


def test_the_first_vectors_are_those_that_are_given(groups, tokenizer):
    first = np.eye(tokenizer.get_vocab_size(), SETTINGS.dimension, dtype=np.float32)
    still = replace(SETTINGS, steps=1, rate=0.0, kept=SETTINGS.dimension)
    rows, _ = learn(groups, {}, tokenizer, still, first)
    products = rows @ rows.T
    assert products[0, 1] == pytest.approx(0, abs=1e-6)
    assert products[0, 0] == pytest.approx(1, abs=1e-2)


def test_a_lesson_draws_the_vectors_to_the_teachers(groups, tokenizer):
    draw = np.random.default_rng(3)
    meant = draw.standard_normal((144, SETTINGS.dimension)).astype(np.float32)
    meant /= np.linalg.norm(meant, axis=1, keepdims=True)
    lesson = Lesson(pairs=groups[0].pairs, left=meant, right=meant)
    steps = replace(SETTINGS, steps=200)
    _, log = learn(groups, {"translation": lesson, "title": lesson}, tokenizer, steps)
    assert log[-1][3] < log[0][3]


def test_eight_bits_keep_the_rows():
    rows = np.random.default_rng(1).standard_normal((50, 32)).astype(np.float32)
    rows[3] *= 1000
    rows[4] = 0
    integers, scales = in_eight_bits(rows)
    assert integers.dtype == np.int8
    errors = np.abs(integers * scales[:, None] - rows).max(1)
    assert (errors <= scales / 2 + 1e-6).all()


def test_a_title_is_mined_with_the_paragraph_right_after_it():
    text = "mot " * 25
    rows = ["Installer le module", text, "Une phrase.", text, "Titre sans texte", "Autre titre", text]
    assert list(mine_titles(rows)) == [("Installer le module", text), ("Autre titre", text)]


def test_a_text_held_out_is_in_no_group(tmp_path):
    for name in (*TRANSLATED, *TITLED):
        with gzip.open(tmp_path / f"{name}.tsv.gz", "wt", encoding="utf-8") as stream:
            stream.writelines(f"{name} phrase {at}\t{name} sentence {at}\n" for at in range(5))
    held_out = tmp_path / "held_out"
    held_out.mkdir()
    (held_out / "a.fra").write_text("Tatoeba phrase 3 !\nqald sentence 4\n", encoding="utf-8")
    known, left = (
        {pair[0] for group in read_groups(tmp_path, THESAURUS, folder) for pair in group.pairs}
        for folder in (None, held_out)
    )
    assert known - left == {"tatoeba phrase 3", "qald phrase 4"}


def test_nothing_that_is_measured_is_trained_on():
    if not (SHARED / "parallel").is_dir() or not (SHARED / "eval").is_dir():
        pytest.skip("the data files lie outside the repository and are not there")
    held_out = read_texts(SHARED / "eval")
    groups = read_groups(SHARED / "parallel", THESAURUS, SHARED / "eval")
    trained = {normalise(text) for group in groups for pair in group.pairs for text in pair}
    assert len(trained) > 500_000
    assert not trained & held_out
