"""New wordpieces go after the old ones, which keep their numbers; each has a first vector."""

from __future__ import annotations

import json

import pytest

from training.pairs import Data, Titled, Translation
from training.vocabulary import choose_pieces, extend_tokenizer, first_vectors

torch = pytest.importorskip("torch")


@pytest.fixture
def source(tmp_path):
    pieces = ["[UNK]", "the", "mayor", "school", "ma", "##ir", "##ie", "##e", "ec", "##ole", "##o", "##l"]
    vocab = {piece: at for at, piece in enumerate(pieces)}
    written = {
        "version": "1.0",
        "truncation": {"direction": "Right", "max_length": 4, "strategy": "LongestFirst", "stride": 0},
        "padding": None,
        "added_tokens": [],
        "normalizer": {
            "type": "BertNormalizer",
            "clean_text": True,
            "handle_chinese_chars": True,
            "strip_accents": None,
            "lowercase": True,
        },
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": None,
        "decoder": None,
        "model": {
            "type": "WordPiece",
            "unk_token": "[UNK]",
            "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 100,
            "vocab": vocab,
        },
    }
    path = tmp_path / "tokenizer.json"
    path.write_text(json.dumps(written), encoding="utf-8")
    return path


def test_pieces_are_added_at_the_end(source, tmp_path):
    tokenizer = extend_tokenizer(source, ["école", "maire"], tmp_path / "new.json")
    before = json.loads(source.read_text(encoding="utf-8"))["model"]["vocab"]
    assert {piece: tokenizer.token_to_id(piece) for piece in before} == before
    assert tokenizer.token_to_id("maire") == len(before) + 1
    assert tokenizer.encode("le maire maire maire maire maire").tokens.count("maire") == 5


def test_names_of_the_trade_come_first():
    pairs = tuple(Translation(french="la maire de la ville", english="the mayor") for _ in range(9))
    data = Data(translations=(), aligned=pairs, titled=(Titled(title="a", text="une ville"),))
    pieces = choose_pieces(data, ["QPV et ANRU"], {"ville": 0})
    assert pieces[:3] == ["anru", "qpv", "maire"]
    assert "ville" not in pieces


def test_a_piece_starts_where_its_translation_is(source, tmp_path):
    tokenizer = extend_tokenizer(source, [], tmp_path / "old.json")
    pairs = tuple(Translation(french="maire", english="the mayor") for _ in range(3))
    pairs += tuple(Translation(french="ecole", english="the school") for _ in range(3))
    pairs += tuple(Translation(french="le", english="the") for _ in range(30))
    data = Data(translations=(), aligned=pairs, titled=())
    vectors = torch.eye(tokenizer.get_vocab_size())
    rows = first_vectors(data, ["maire", "ecole", "mairie"], tokenizer, vectors)
    assert int(rows[0].argmax()) == tokenizer.token_to_id("mayor")
    assert int(rows[1].argmax()) == tokenizer.token_to_id("school")
    unseen = [tokenizer.token_to_id(piece) for piece in ("ma", "##ir", "##ie")]
    assert sorted(torch.nonzero(rows[2]).flatten().tolist()) == sorted(unseen)
