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
        self,
        folder: Path,
        curating: Curating,
        encoder: Encoder,
        progress: Progress,
        *,
        renew: bool = False,
    ) -> None:
        self._folder, self._curating, self._progress = folder, curating, progress
        self.encoder = encoder
        self._renew = renew
        """Make again the vectors that another encoder made."""
        self._rows: list[Row] = []
        self._removed: set[str] = set()

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

        encoder = TellingEncoder(self.encoder, self._progress)
        IndexWriter(self._folder, encoder, renew=self._renew).apply(
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
