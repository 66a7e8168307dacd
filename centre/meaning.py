"""How near texts are to the themes of a centre, by the encoder its search uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ontology.vocabulary import Vocabulary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from search.encoder import Encoder

_LABELS = 4
"""Alternative labels that go with the name and the definition of a concept."""


class ThemeMeaning:
    """Compares texts with what the thesaurus says of each theme; the encoder is opened at the first text."""

    def __init__(self, encoding: Callable[[], Encoder], vocabulary: Vocabulary) -> None:
        self._encoding = encoding
        self._themes = tuple(vocabulary.of_kind("theme"))

    def __call__(self, texts: Sequence[str]) -> Sequence[Mapping[str, float]]:
        """Return, for each text, the cosine of each theme by its IRI."""
        if not texts or not self._themes:
            return [{} for _ in texts]
        vectors = self._encoding().encode_passages(texts)
        names = [theme.iri for theme in self._themes]
        return [dict(zip(names, row, strict=True)) for row in (vectors @ self._concepts.T).tolist()]

    @cached_property
    def _concepts(self) -> NDArray[np.float32]:
        return self._encoding().encode_passages(
            [
                ", ".join((theme.pref_label, *theme.alt_labels[:_LABELS])) + "\n" + theme.definition
                for theme in self._themes
            ]
        )
