"""The rows of an ingest on their way to the text and vector indexes of the snapshot being made."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from centre.encoding import TellingEncoder

if TYPE_CHECKING:
    from centre.curating import Curating
    from centre.inputs import Progress
    from search.encoder import Encoder
    from search.records import Row

_ROWS = 20_000
"""Rows kept in memory before they are indexed."""


class Indexing:
    """What is to be indexed and what is to be taken out, written when there is much of it and at the end."""

    def __init__(
        self, data: Path, folder: Path, curating: Curating, encoder: Encoder | None, progress: Progress
    ) -> None:
        self._data, self._folder, self._curating, self._progress = data, folder, curating, progress
        self._encoder = encoder
        self._rows: list[Row] = []
        self._removed: set[str] = set()

    def encoder(self) -> Encoder:
        """Return the encoder, that of the product unless another was given; known texts are not encoded again."""
        from search.encoder import CachedEncoder, load_encoder

        if self._encoder is None:
            self._encoder = CachedEncoder(load_encoder(None), self._data / "cache" / "vectors.sqlite")
        return self._encoder

    def add(self, rows: Iterable[Row]) -> None:
        """Gather rows, and write those there are when they are many."""
        self._rows += rows
        if len(self._rows) >= _ROWS:
            self._write(())

    def remove(self, document: str) -> None:
        """Take a document out of the indexes."""
        self._rows = [row for row in self._rows if row.document != document]
        self._removed.add(document)

    def finish(self, *, authority: bool, had: bool, same: Mapping[str, str]) -> None:
        """Write what is left, with the authority records when they are new (`had`: others were indexed before)."""
        from search.rows import authority_rows

        authority = authority or bool(self._curating.amended[0])
        known = list(authority_rows(self._curating.vocabulary)) if authority else []
        retired = self._retired(known) if authority and had else set()
        self._write(known, retired=retired, same=same)

    def _write(
        self, known: Sequence[Row], *, retired: Collection[str] = (), same: Mapping[str, str] | None = None
    ) -> None:
        from search.writer import IndexWriter

        encoder = TellingEncoder(self.encoder(), self._progress)
        IndexWriter(self._folder, encoder).apply(
            self._removed, [*known, *self._rows], remove_iris=retired, same=same
        )
        self._rows, self._removed = [], set()

    def _retired(self, known: Sequence[Row]) -> set[str]:
        """Return the authority entities that are indexed and in no authority file any more."""
        from search.table import RowTable

        table = RowTable.read(self._folder / "vectors" / "rows.sqlite")
        try:
            held = table.get(table.ids_of("document", [""]))
            return {row.iri for row in held.values()} - {row.iri for row in known}
        finally:
            table.close()
