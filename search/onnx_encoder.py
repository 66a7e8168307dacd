"""From texts to unit vectors through ONNX Runtime, without torch: a short start and little memory."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from search.records import SearchError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

ONNX_FILE = Path("onnx", "model_int8.onnx")
SETTINGS_FILE = "encoder.json"
SLOW_FUSIONS = ["SkipLayerNormFusion"]
"""What ONNX Runtime joins at a loss: its normalisation of a sum takes six times as long as a sum, then a normalisation."""


def usable_cores() -> int:
    """Return how many cores this process may use, which may be fewer than the machine has."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class OnnxEncoder:
    """A folder with an ONNX file that gives unit vectors, a tokenizer and the encoder's settings.

    It is loaded at the first text. Any number of threads may use it.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.name = name
        self._lock = Lock()
        self._loaded: Any = None

    @staticmethod
    def is_in(folder: Path) -> bool:
        """Return whether a folder holds such an encoder."""
        return (folder / ONNX_FILE).is_file() and (folder / SETTINGS_FILE).is_file()

    @property
    def dimension(self) -> int:
        return int(self._settings["dimension"])

    @property
    def floor(self) -> float:
        return float(self._settings["floor"])

    @cached_property
    def sha256(self) -> str:
        digest = hashlib.sha256()
        for path in (self.folder / ONNX_FILE, self.folder / "tokenizer.json"):
            with path.open("rb") as stream:
                digest.update(hashlib.file_digest(stream, "sha256").digest())
        return digest.hexdigest()

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of short texts typed by a user."""
        return self._encode(texts, threads=1)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of texts to be found."""
        return self._encode(texts, threads=usable_cores())

    def _encode(self, texts: Sequence[str], *, threads: int) -> Vectors:
        import numpy as np

        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        if not texts:
            return vectors
        session = self._session
        rows = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]

        def encode(at: int) -> None:
            # One text at a time: in 8 bits a vector depends on those encoded with it, and a batch is no faster
            # where passages are long.
            ids = np.array([rows[at]], dtype=np.int64)
            vectors[at] = session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0]

        if threads == 1 or len(rows) == 1:
            for at in range(len(rows)):
                encode(at)
            return vectors
        # A text on each core: threads inside one text would wait for each other at each of its layers.
        with ThreadPoolExecutor(min(threads, len(rows))) as pool:
            list(pool.map(encode, range(len(rows))))
        return vectors

    @cached_property
    def _settings(self) -> dict[str, Any]:
        settings: dict[str, Any] = json.loads((self.folder / SETTINGS_FILE).read_text(encoding="utf-8"))
        return settings

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(int(self._settings["max_tokens"]))
        return tokenizer

    @property
    def _session(self) -> Any:
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> Any:
        try:
            import onnxruntime
            import tokenizers  # noqa: F401
        except ImportError as error:
            raise SearchError(
                f"La recherche par le sens n'est pas disponible : {error.name} n'est pas installé. "
                "Installez les dépendances avec « pip install -e . »."
            ) from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            return onnxruntime.InferenceSession(
                str(self.folder / ONNX_FILE),
                options,
                providers=["CPUExecutionProvider"],
                disabled_optimizers=SLOW_FUSIONS,
            )
        except Exception as error:  # onnxruntime has no public base class for its errors
            raise SearchError(
                f"L'encodeur « {self.name} » ne se charge pas depuis {self.folder} ({error}). "
                "Rétablissez ce dossier avec « git checkout -- models », ou choisissez un autre encodeur avec "
                "« --encoder »."
            ) from error
