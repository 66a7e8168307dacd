"""New wordpieces take useless places, then go after the old ones, which keep theirs; each has a first vector."""

from __future__ import annotations

import json

import pytest

from training.pairs import Data, Titled, Translation
from training.vocabulary import choose_pieces, extend_tokenizer, first_vectors, free_slots

torch = pytest.importorskip("torch")


@pytest.fixture
def source(tmp_path):
    pieces = ["[UNK]", "the", "mayor", "school", "ma", "##ir", "##ie", "##e", "ec", "##ole", "##o", "##l"]
    pieces += ["[unused0]", "\u0431", "d", "'", "l", "orleans", "oeuvre"]
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


def test_useless_pieces_give_their_places_and_the_others_keep_theirs(source, tmp_path):
    before = json.loads(source.read_text(encoding="utf-8"))["model"]["vocab"]
    free = free_slots(before)
    assert [piece for piece, at in before.items() if at in free] == ["[unused0]", "\u0431"]
    tokenizer, slots = extend_tokenizer(source, ["ecole", "maire", "ville"], tmp_path / "new.json")
    assert slots == [*free, len(before)]
    assert [tokenizer.token_to_id(piece) for piece in ("ecole", "maire", "ville")] == slots
    kept = {piece: at for piece, at in before.items() if at not in free}
    assert {piece: tokenizer.token_to_id(piece) for piece in kept} == kept
    assert sorted(tokenizer.get_vocab().values()) == list(range(len(before) + 1))


def test_a_text_is_read_whole_and_in_one_writing(source, tmp_path):
    tokenizer, _ = extend_tokenizer(source, ["maire"], tmp_path / "new.json")
    assert tokenizer.encode("maire maire maire maire maire").tokens.count("maire") == 5
    for written in ("d'Orléans", "d’Orléans", "D’ORLEANS", "l’Orléans", "Orléans"):
        assert tokenizer.encode(written).tokens == ["orleans"], written
    assert tokenizer.encode("œuvre").tokens == tokenizer.encode("oeuvre").tokens == ["oeuvre"]
    assert tokenizer.encode("ma d'").tokens == ["ma", "d", "'"]


def test_names_of_the_trade_come_first():
    pairs = tuple(Translation(french="la maire de la ville", english="the mayor") for _ in range(9))
    data = Data(translations=(), aligned=pairs, titled=(Titled(title="a", text="une ville"),))
    pieces = choose_pieces(data, ["QPV et ANRU"], {"ville": 0})
    assert pieces[:3] == ["anru", "qpv", "maire"]
    assert "ville" not in pieces


def test_a_piece_starts_where_its_translation_is(source, tmp_path):
    tokenizer, _ = extend_tokenizer(source, [], tmp_path / "old.json")
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
