"""What is put before queries and passages: as the folder of the encoder says, or as asked."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest

from search.encoder import MODELS, load_encoder
from search.prefixes import PrefixedEncoder, Prefixes, read_prefixes

from .conftest import HashEncoder

E5 = {"prompts": {"query": "query: ", "passage": "passage: "}}


@pytest.fixture
def folder(tmp_path):
    """The static encoder, as if it wanted prefixes."""
    shutil.copytree(MODELS / "static-fr", tmp_path / "own")
    (tmp_path / "own" / "config_sentence_transformers.json").write_text(json.dumps(E5), encoding="utf-8")
    return tmp_path / "own"


@pytest.mark.parametrize(
    ("config", "wanted"),
    [
        (E5, Prefixes(query="query: ", passage="passage: ")),
        ({"prompts": {"query": "q ", "document": "d ", "passage": "p "}}, Prefixes(query="q ", passage="d ")),
        ({"prompts": {"query": "", "document": ""}}, Prefixes()),
        ({"prompts": {"query": None}}, Prefixes()),
        ({"prompts": None}, Prefixes()),
        ({}, Prefixes()),
    ],
)
def test_the_folder_tells_its_prefixes(tmp_path, config, wanted):
    (tmp_path / "config_sentence_transformers.json").write_text(json.dumps(config), encoding="utf-8")
    assert read_prefixes(tmp_path) == wanted


@pytest.mark.parametrize("content", [None, "not json"])
def test_a_folder_that_tells_nothing_has_none(tmp_path, content):
    if content is not None:
        (tmp_path / "config_sentence_transformers.json").write_text(content, encoding="utf-8")
    assert read_prefixes(tmp_path) == Prefixes()


def test_queries_and_passages_have_their_own(folder):
    encoder, bare = load_encoder(str(folder)), load_encoder("static-fr")
    np.testing.assert_array_equal(encoder.encode_queries(["vélo"]), bare.encode_queries(["query: vélo"]))
    np.testing.assert_array_equal(encoder.encode_passages(["vélo"]), bare.encode_passages(["passage: vélo"]))


def test_those_asked_for_win_one_by_one(folder):
    bare = load_encoder("static-fr")
    encoder = load_encoder(str(folder), query_prefix="recherche ")
    np.testing.assert_array_equal(encoder.encode_queries(["vélo"]), bare.encode_queries(["recherche vélo"]))
    np.testing.assert_array_equal(encoder.encode_passages(["vélo"]), bare.encode_passages(["passage: vélo"]))
    none = load_encoder(str(folder), query_prefix="", passage_prefix="")
    assert none.sha256 == bare.sha256


def test_vectors_made_with_other_prefixes_are_those_of_another_encoder():
    bare = HashEncoder()
    digests = {
        PrefixedEncoder(bare, Prefixes(query=query, passage=passage)).sha256
        for query, passage in (("a", ""), ("", "a"), ("a", "a"))
    }
    assert len(digests | {bare.sha256}) == 4
