"""Vectors by row number: exact cosine over all rows or over those that pass the filters (FAISS)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from search.records import SearchError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ids = NDArray[np.int64]
    Scores = NDArray[np.float32]


class VectorIndex:
    """Unit vectors under stable numbers; the score is their inner product with the query, the cosine."""

    def __init__(self, dimension: int) -> None:
        import faiss

        self._index: Any = faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))

    @classmethod
    def load(cls, path: Path) -> VectorIndex:
        """Read an index back; raise SearchError when the file is missing or damaged."""
        import faiss

        loaded = cls.__new__(cls)
        try:
            loaded._index = faiss.read_index(str(path))
        except RuntimeError as error:
            raise SearchError(
                f"L'index des vecteurs {path} est illisible. Revenez à la version précédente du centre ou "
                "relancez l'ingestion."
            ) from error
        return loaded

    def save(self, path: Path) -> None:
        """Write the index under a temporary name, then put it in place."""
        import faiss

        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
        faiss.write_index(self._index, str(temporary))
        os.replace(temporary, path)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        return int(self._index.d)

    @property
    def ids(self) -> Ids:
        """The numbers present, in the order they were added."""
        import faiss
        import numpy as np

        return np.asarray(faiss.vector_to_array(self._index.id_map), dtype=np.int64)

    def add(self, ids: Ids, vectors: Scores) -> None:
        """Add unit vectors under new numbers."""
        import numpy as np

        if len(ids) != len(vectors):
            raise ValueError(f"{len(ids)} ids for {len(vectors)} vectors")
        if len(ids):
            self._index.add_with_ids(np.ascontiguousarray(vectors, dtype=np.float32), ids)

    def remove(self, ids: Ids) -> None:
        """Remove numbers; those absent are ignored."""
        import faiss

        if len(ids) and len(self):
            self._index.remove_ids(faiss.IDSelectorBatch(ids))

    def search(self, query: Scores, limit: int, *, among: Ids | None = None) -> tuple[Ids, Scores]:
        """Return the `limit` nearest rows, best first, and their cosines; `among` restricts what is asked."""
        import numpy as np

        limit = min(limit, len(self) if among is None else min(len(among), len(self)))
        if limit <= 0:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        parameters = _restrict_to(among) if among is not None else None
        scores, ids = self._index.search(query.reshape(1, -1), limit, params=parameters)
        found = ids[0] >= 0
        order = np.lexsort((ids[0][found], -scores[0][found]))
        return ids[0][found][order], scores[0][found][order]

    def score(self, query: Scores, ids: Ids) -> Scores:
        """Return the cosine of each row, NaN for a row without a vector."""
        import numpy as np

        scores = np.full(len(ids), np.nan, dtype=np.float32)
        present = np.isin(ids, self.ids)
        if present.any():
            scores[present] = self._index.reconstruct_batch(ids[present]) @ query.reshape(-1)
        return scores


def _restrict_to(ids: Ids) -> Any:
    import faiss

    # Typed loosely: the stub does not know that SearchParameters takes, and keeps alive, its selector.
    parameters: Any = faiss.SearchParameters
    return parameters(sel=faiss.IDSelectorBatch(ids))
