"""From texts to unit vectors by summing those of their pieces, without torch: for very many texts, at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from search.records import SearchError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

WEIGHTS_FILE = "model.safetensors"
SETTINGS_FILE = "encoder.json"
BATCH = 256
"""Texts summed at a time: their pieces' vectors are all in memory."""
FLOOR = 0.3
"""Cosine under which a text says nothing of a query, for a folder that does not tell its own."""


class StaticEncoder:
    """A sentence-transformers folder whose one trained module is StaticEmbedding.

    It is loaded at the first text. Any number of threads may use it.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.name = name
        self._lock = Lock()

    @staticmethod
    def is_in(folder: Path) -> bool:
        """Return whether a folder holds such an encoder."""
        try:
            modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        kinds = [str(module.get("type", "")).rpartition(".")[2] for module in modules]
        return kinds in (["StaticEmbedding"], ["StaticEmbedding", "Normalize"]) and not modules[0].get("path")

    @cached_property
    def dimension(self) -> int:
        if "dimension" in self._settings:
            return int(self._settings["dimension"])
        return int(self._rows.shape[1])

    @property
    def floor(self) -> float:
        return float(self._settings.get("floor", FLOOR))

    @cached_property
    def sha256(self) -> str:
        digest = hashlib.sha256()
        for path in (self.folder / WEIGHTS_FILE, self.folder / "tokenizer.json"):
            with path.open("rb") as stream:
                digest.update(hashlib.file_digest(stream, "sha256").digest())
        return digest.hexdigest()

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of short texts typed by a user."""
        return self._encode(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of texts to be found."""
        return self._encode(texts)

    def _encode(self, texts: Sequence[str]) -> Vectors:
        import numpy as np

        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        if not texts:
            return vectors
        rows, tokenizer = self._rows, self._tokenizer
        for start in range(0, len(texts), BATCH):
            batch = list(texts[start : start + BATCH])
            pieces = [
                encoding.ids for encoding in tokenizer.encode_batch_fast(batch, add_special_tokens=False)
            ]
            for line, ids in enumerate(pieces, start):
                if ids:
                    vectors[line] = rows[ids].sum(0)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        # A text of no piece has no direction: it is given one, so that every vector is of length 1.
        vectors[lengths[:, 0] == 0, 0] = 1.0
        return np.asarray(vectors / np.where(lengths == 0, 1.0, lengths), dtype=np.float32)

    @cached_property
    def _settings(self) -> dict[str, Any]:
        path = self.folder / SETTINGS_FILE
        settings: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        return settings

    @cached_property
    def _tokenizer(self) -> Any:
        with self._lock:
            try:
                from tokenizers import Tokenizer

                tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
            except Exception as error:  # tokenizers raises bare exceptions
                raise self._unusable(error) from error
            tokenizer.no_padding()
            return tokenizer

    @cached_property
    def _rows(self) -> Vectors:
        """The vector of each piece."""
        with self._lock:
            try:
                from safetensors import SafetensorError
                from safetensors.numpy import load_file
            except ImportError as error:
                raise self._unusable(error) from error
            try:
                return piece_vectors(load_file(self.folder / WEIGHTS_FILE))
            except (OSError, SafetensorError, KeyError, IndexError) as error:
                raise self._unusable(error) from error

    def _unusable(self, error: Exception) -> SearchError:
        if isinstance(error, ImportError):
            return SearchError(
                f"La recherche par le sens n'est pas disponible : {error.name} n'est pas installé. "
                "Installez les dépendances avec « pip install -e . »."
            )
        return SearchError(
            f"L'encodeur « {self.name} » ne se charge pas depuis {self.folder} ({error}). "
            "Rétablissez ce dossier, ou choisissez un autre encodeur avec « --encoder »."
        )


def piece_vectors(tensors: Mapping[str, Any]) -> Vectors:
    """Return the vector of each piece from the tensors of a file, in either of the forms StaticEmbedding reads.

    Either `embedding.weight`; or `embeddings`, in 8 bits here, times the `weights` of pieces, and `mapping` where
    pieces share vectors (model2vec). Raise KeyError when there is neither.
    """
    import numpy as np

    if "embedding.weight" in tensors:
        return np.ascontiguousarray(tensors["embedding.weight"], dtype=np.float32)
    rows = np.asarray(tensors["embeddings"], dtype=np.float32)
    if "mapping" in tensors:
        rows = rows[tensors["mapping"]]
    if "weights" in tensors:
        rows = rows * np.asarray(tensors["weights"], dtype=np.float32)[:, None]
    return np.ascontiguousarray(rows)
