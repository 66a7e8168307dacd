"""Encoders around an encoder: one remembers the last questions, one tells how far it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import TYPE_CHECKING

from search.onnx_encoder import usable_cores

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from search.encoder import Encoder

    Vectors = NDArray[np.float32]


class RememberingEncoder:
    """The encoder it is given, with the vectors of its last questions kept."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._cores = ThreadPoolExecutor(usable_cores(), thread_name_prefix="encoder")
        self._one = lru_cache(maxsize=256)(lambda text: encoder.encode_queries([text])[0])

    @property
    def name(self) -> str:
        return self._encoder.name

    @property
    def dimension(self) -> int:
        return self._encoder.dimension

    @property
    def sha256(self) -> str:
        return self._encoder.sha256

    @property
    def floor(self) -> float:
        return self._encoder.floor

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of questions."""
        import numpy as np

        if not texts:
            return self._encoder.encode_queries(texts)
        # A text on each core: nobody waits twice for what one question asks.
        vectors = map(self._one, texts) if len(texts) == 1 else self._cores.map(self._one, texts)
        return np.stack([*vectors])

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of texts to be found."""
        return self._encoder.encode_passages(texts)


class TellingEncoder(RememberingEncoder):
    """The encoder it is given, telling how many texts it has encoded."""

    def __init__(self, encoder: Encoder, tell: Callable[[str], None]) -> None:
        super().__init__(encoder)
        self._tell, self._done = tell, 0

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of texts to be found."""
        vectors = super().encode_passages(texts)
        self._done += len(texts)
        self._tell(f"Indexation pour la recherche : {self._done} textes")
        return vectors
