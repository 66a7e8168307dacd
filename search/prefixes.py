"""What some encoders want before a text, to tell a query from a passage."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from search.encoder import Encoder

    Vectors = NDArray[np.float32]

_FILE = "config_sentence_transformers.json"
_PASSAGE_PROMPTS = ("document", "passage", "corpus")
"""Names under which folders keep what comes before a passage, the first that is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefixes:
    """What is put before each query and each passage, spaces included."""

    query: str = ""
    passage: str = ""


def read_prefixes(folder: Path) -> Prefixes:
    """Return the prefixes that a sentence-transformers folder gives as its prompts."""
    try:
        prompts = json.loads((folder / _FILE).read_text(encoding="utf-8")).get("prompts") or {}
    except (OSError, ValueError):
        return Prefixes()
    passage = next((prompts[name] for name in _PASSAGE_PROMPTS if prompts.get(name)), "")
    return Prefixes(query=prompts.get("query") or "", passage=passage)


class PrefixedEncoder:
    """The encoder it is given, with its prefixes before the texts."""

    def __init__(self, encoder: Encoder, prefixes: Prefixes) -> None:
        self.encoder = encoder
        self.prefixes = prefixes

    @property
    def name(self) -> str:
        return self.encoder.name

    @property
    def dimension(self) -> int:
        return self.encoder.dimension

    @property
    def sha256(self) -> str:
        """Digest of the weights and of what comes before a passage: its vector depends on both."""
        held = f"{self.encoder.sha256}\0{self.prefixes.passage}\0{self.prefixes.query}"
        return hashlib.sha256(held.encode()).hexdigest()

    @property
    def floor(self) -> float:
        return self.encoder.floor

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of short texts typed by a user."""
        return self.encoder.encode_queries([self.prefixes.query + text for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of texts to be found."""
        return self.encoder.encode_passages([self.prefixes.passage + text for text in texts])
