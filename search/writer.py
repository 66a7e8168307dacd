"""From rows to the index of a folder: only what changed is encoded, and no file is changed in place."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from search.encoder import Encoder
from search.facets import Facets
from search.records import Row, RowKind
from search.state import State
from search.table import RowTable
from search.text import write_text
from search.vectors import VectorIndex

REWRITE_ROWS = 20_000
"""Up to this many rows, a deletion makes the text index be written whole (seconds): until it is, deleted rows
go on counting in the frequencies of BM25."""
REWRITE_SHARE = 0.1
"""Beyond, it is written whole when this share of its rows is deleted."""
WITHOUT_VECTOR: frozenset[RowKind] = frozenset({"territory"})
"""A place name has no meaning to compare: such rows are found by their words and links."""
_BATCH = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a writing did."""

    added: int
    removed: int
    unchanged: int
    rows: int


class IndexWriter:
    """The one writer of a folder, which may be a copy of another made of hard links."""

    def __init__(self, folder: Path, encoder: Encoder, *, renew: bool = False) -> None:
        self.folder = folder
        self.encoder = encoder
        self.renew = renew
        """Make the vectors of another encoder again, where they would be refused."""

    def apply(
        self,
        remove_documents: Collection[str] = (),
        rows: Iterable[Row] = (),
        *,
        remove_iris: Collection[str] = (),
        same: Mapping[str, str] | None = None,
    ) -> Change:
        """Remove the rows of documents and of `remove_iris`, then add or replace `rows`.

        A row replaces the one that has the same IRI and document; a row that is the same to the letter keeps
        its number and its vector, even when its document is among those removed. Rows of IRIs that are the
        `same` thing are one result.
        """
        import numpy as np

        vectors_folder = self.folder / "vectors"
        state = self._state()
        vectors = (
            VectorIndex.load(vectors_folder / "vectors.faiss")
            if state.rows
            else VectorIndex(self.encoder.dimension)
        )
        table = RowTable.write(vectors_folder / "rows.sqlite")
        try:
            leaving = {
                *table.ids_of("document", [iri for iri in remove_documents if iri]),
                *table.ids_of("iri", remove_iris),
            }
            arriving: dict[tuple[str, str | None], Row] = {(row.iri, row.document): row for row in rows}
            new, unchanged = [], 0
            for row in arriving.values():
                held = table.find(row)
                if held is not None and held[1]:
                    leaving.discard(held[0])
                    unchanged += 1
                    continue
                if held is not None:
                    leaving.add(held[0])
                new.append(row)
            table.remove(sorted(leaving))
            added = [(table.add(row), row) for row in new]
            if not added and not leaving and state.rows == len(table) > 0:
                if same is not None:
                    Facets.build(table, same).save(vectors_folder / "facets.npz")
                return Change(added=0, removed=0, unchanged=unchanged, rows=len(table))
            vectors.remove(np.array(sorted(leaving), dtype=np.int64))
            self._add_vectors(vectors, added)
            deleted = self._write_text(table, leaving, added, state.deleted)
            Facets.build(table, same).save(vectors_folder / "facets.npz")
            vectors.save(vectors_folder / "vectors.faiss")
            count = len(table)
            table.save()
        finally:
            table.close()
        State(
            encoder=self.encoder.name,
            dimension=self.encoder.dimension,
            sha256=self.encoder.sha256,
            rows=count,
            deleted=deleted,
        ).save(self.folder)
        return Change(added=len(added), removed=len(leaving), unchanged=unchanged, rows=count)

    def _state(self) -> State:
        if (self.folder / "vectors" / "index.json").exists():
            state = State.load(self.folder)
            if self.renew and (state.dimension, state.sha256) != (
                self.encoder.dimension,
                self.encoder.sha256,
            ):
                return self._renewed(state)
            state.check_encoder(self.encoder, self.folder)
            return state
        return State(encoder=self.encoder.name, dimension=self.encoder.dimension, sha256=self.encoder.sha256)

    def _renewed(self, state: State) -> State:
        """Give every row a vector of this encoder and return the state that says so."""
        vectors = VectorIndex(self.encoder.dimension)
        table = RowTable.read(self.folder / "vectors" / "rows.sqlite")
        try:
            self._add_vectors(vectors, table)
        finally:
            table.close()
        vectors.save(self.folder / "vectors" / "vectors.faiss")
        renewed = replace(
            state,
            encoder=self.encoder.name,
            dimension=self.encoder.dimension,
            sha256=self.encoder.sha256,
        )
        renewed.save(self.folder)
        return renewed

    def _add_vectors(self, vectors: VectorIndex, added: Iterable[tuple[int, Row]]) -> None:
        import numpy as np

        meant = [(number, row) for number, row in added if row.kind not in WITHOUT_VECTOR]
        for start in range(0, len(meant), _BATCH):
            batch = meant[start : start + _BATCH]
            encoded = self.encoder.encode_passages([encoded_text(row) for _, row in batch])
            vectors.add(np.array([number for number, _ in batch], dtype=np.int64), encoded)

    def _write_text(
        self, table: RowTable, leaving: set[int], added: list[tuple[int, Row]], deleted: int
    ) -> int:
        folder = self.folder / "text"
        deleted += len(leaving)
        total = len(table)
        if deleted and (total <= REWRITE_ROWS or deleted > REWRITE_SHARE * total):
            shutil.rmtree(folder, ignore_errors=True)
            write_text(folder, remove=(), add=table)
            return 0
        write_text(folder, remove=sorted(leaving), add=added)
        return deleted


def encoded_text(row: Row) -> str:
    """Return what the vector of a row stands for: the title first, since the encoder cuts long texts."""
    return "\n".join(part for part in (", ".join((row.title, *row.labels[:3])), row.text) if part)
