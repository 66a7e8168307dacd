"""A fake encoder that obeys the contract, and a small index of made-up rows."""

from __future__ import annotations

import hashlib
from datetime import date

import numpy as np
import pytest

from ontology.vocabulary import BASE
from search.analysis import STOP_WORDS, analyse
from search.index import Index
from search.records import Row
from search.writer import IndexWriter


class HashEncoder:
    """Unit vectors from the terms of a text: texts that share terms are near."""

    name = "hash"
    dimension = 64
    sha256 = hashlib.sha256(b"hash").hexdigest()
    floor = 0.3

    def __init__(self):
        self.encoded = []

    def _vector(self, text):
        vector = np.zeros(self.dimension)
        for token in analyse(text):
            if token.word not in STOP_WORDS:
                seed = int.from_bytes(hashlib.sha256(token.term.encode()).digest()[:4], "big")
                vector += np.random.default_rng(seed).normal(size=self.dimension)
        norm = np.linalg.norm(vector)
        return vector / norm if norm else np.eye(1, self.dimension)[0]

    def encode_passages(self, texts):
        self.encoded.extend(texts)
        return np.array([self._vector(text) for text in texts], dtype=np.float32).reshape(-1, self.dimension)

    def encode_queries(self, texts):
        return np.array([self._vector(text) for text in texts], dtype=np.float32)


def theme(name):
    return f"{BASE}theme/{name}"


def territory(name):
    return f"{BASE}territory/{name}"


def actor(name):
    return f"{BASE}actor/{name}"


_WORDS = """médiation culture logement santé emploi propreté jardin école vélo mémoire quartier habitants
rénovation sport lecture cuisine numérique jeunesse"""
WORDS = _WORDS.split()


def passage(number, document="d1", **held):
    """Return a passage made of four words, which the number decides."""
    chosen = np.random.default_rng(number).choice(len(WORDS), 4, replace=False)
    defaults = {
        "iri": f"{BASE}document/{document}/passage/{number}",
        "kind": "passage",
        "document": f"{BASE}document/{document}",
        "page": 1 + number % 5,
        "title": f"Passage {number}",
        "text": "Une action de " + ", ".join(WORDS[at] for at in chosen) + ".",
        "themes": (theme(f"t{number % 3}"),),
        "territories": (territory(f"v{number % 4}"),),
        "actors": (actor(f"a{number % 5}"),) if number % 2 else (),
        "date_start": date(2024, 1 + number % 12, 5) if number % 4 else None,
        "date_end": date(2024, 1 + number % 12, 6) if number % 4 else None,
    }
    return Row(**(defaults | held))


@pytest.fixture
def encoder():
    return HashEncoder()


@pytest.fixture
def build(tmp_path, encoder):
    """Return a function that indexes rows in a new folder and opens it."""
    opened = []

    def build_index(rows, name="index", encoder=encoder):
        folder = tmp_path / name
        IndexWriter(folder, encoder).apply((), rows)
        opened.append(Index.open(folder, encoder))
        return opened[-1]

    yield build_index
    for index in opened:
        index.close()


@pytest.fixture
def passages():
    return [passage(number) for number in range(60)]


@pytest.fixture(scope="session")
def real_encoder():
    from search.encoder import load_encoder
    from search.records import SearchError

    try:
        return load_encoder()
    except SearchError as error:
        pytest.skip(f"the default encoder is not there: {error}")
