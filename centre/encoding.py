"""An encoder that remembers the last questions, since one search asks the index several times."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from search.encoder import Encoder

    Vectors = NDArray[np.float32]


class RememberingEncoder:
    """The encoder it is given, with the vectors of its last questions kept."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
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
        return np.stack([self._one(text) for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of texts to be found."""
        return self._encoder.encode_passages(texts)
