"""Vectors by row number, and the exact cosine of all of them with a query (FAISS)."""

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

    def cosines(self, query: Scores) -> Scores:
        """Return the cosine of every row with a query, in the order of `ids`: exact, one pass over the vectors."""
        import faiss
        import numpy as np

        if not len(self):
            return np.empty(0, dtype=np.float32)
        flat: Any = faiss.downcast_index(self._index.index)
        vectors = faiss.rev_swig_ptr(
            flat.get_xb(), len(self) * self.dimension
        )  # FAISS's own memory, not a copy
        cosines: Scores = vectors.reshape(len(self), self.dimension) @ query.reshape(-1)
        return cosines
