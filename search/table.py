"""The rows by number, as indexed: what a hit shows, and what tells whether a row has changed (SQLite)."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from search.records import Row, SearchError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS rows (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice
    iri TEXT NOT NULL,
    document TEXT NOT NULL,                -- '' for rows of the authority files
    record TEXT NOT NULL,
    UNIQUE (iri, document)
);
CREATE INDEX IF NOT EXISTS of_document ON rows (document);
"""

_VARIABLES = 500
"""Values put into one query."""


class RowTable:
    """Rows under stable, growing numbers."""

    def __init__(self, connection: sqlite3.Connection, path: Path, temporary: Path | None = None) -> None:
        self._connection = connection
        self._path = path
        self._temporary = temporary

    @classmethod
    def read(cls, path: Path) -> RowTable:
        """Open a table that nobody changes; raise SearchError when it is missing or damaged."""
        try:
            connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            connection.execute("SELECT count(*) FROM rows")
        except sqlite3.Error as error:
            raise SearchError(
                f"La table de recherche {path} est illisible ({error}). Revenez à la version précédente du "
                "centre ou relancez l'ingestion."
            ) from error
        return cls(connection, path)

    @classmethod
    def write(cls, path: Path) -> RowTable:
        """Open a copy to change; `save` puts it in place of the table."""
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
        temporary.unlink(missing_ok=True)
        if path.exists():
            shutil.copyfile(path, temporary)
        connection = sqlite3.connect(temporary)
        connection.executescript(_SCHEMA)
        return cls(connection, path, temporary)

    def save(self) -> None:
        """Put the changed copy in place."""
        if self._temporary is None:
            raise ValueError("a table opened for reading cannot be saved")
        self._connection.commit()
        self._connection.close()
        os.replace(self._temporary, self._path)

    def close(self) -> None:
        """Close the table, dropping a copy that was not saved."""
        self._connection.close()
        if self._temporary is not None:
            self._temporary.unlink(missing_ok=True)

    def __len__(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM rows").fetchone()[0])

    def __iter__(self) -> Iterator[tuple[int, Row]]:
        for number, record in self._connection.execute("SELECT id, record FROM rows ORDER BY id"):
            yield number, _parse(record)

    def get(self, ids: Iterable[int]) -> dict[int, Row]:
        """Return the rows of these numbers."""
        found = {}
        for number in ids:
            row = self._connection.execute("SELECT record FROM rows WHERE id = ?", (number,)).fetchone()
            if row:
                found[number] = _parse(row[0])
        return found

    def ids_by_iri(self, iris: Iterable[str]) -> dict[str, list[int]]:
        """Return the numbers of the rows of each IRI that has some."""
        asked, found = list(iris), dict[str, list[int]]()
        for first in range(0, len(asked), _VARIABLES):
            batch = asked[first : first + _VARIABLES]
            marks = ", ".join("?" * len(batch))
            query = f"SELECT iri, id FROM rows WHERE iri IN ({marks}) ORDER BY id"
            for iri, number in self._connection.execute(query, batch):
                found.setdefault(iri, []).append(number)
        return found

    def ids_of(self, column: str, values: Iterable[str]) -> list[int]:
        """Return the numbers of the rows with these values of `iri` or `document`."""
        query = {
            "iri": "SELECT id FROM rows WHERE iri = ?",
            "document": "SELECT id FROM rows WHERE document = ?",
        }[column]
        return [number for value in values for (number,) in self._connection.execute(query, (value,))]

    def find(self, row: Row) -> tuple[int, bool] | None:
        """Return the number of the row with this identity and whether it is unchanged, or None."""
        query = "SELECT id, record FROM rows WHERE iri = ? AND document = ?"
        found = self._connection.execute(query, (row.iri, row.document or "")).fetchone()
        return (int(found[0]), found[1] == _record(row)) if found else None

    def add(self, row: Row) -> int:
        """Add a row under a new number, which is returned."""
        cursor = self._connection.execute(
            "INSERT INTO rows (iri, document, record) VALUES (?, ?, ?)",
            (row.iri, row.document or "", _record(row)),
        )
        return int(cursor.lastrowid or 0)

    def remove(self, ids: Sequence[int]) -> None:
        """Remove rows by number."""
        self._connection.executemany("DELETE FROM rows WHERE id = ?", [(number,) for number in ids])


def _record(row: Row) -> str:
    held = {
        name: value for name, value in asdict(row).items() if name == "title" or value not in (None, "", ())
    }
    return json.dumps(held, ensure_ascii=False, default=lambda day: day.isoformat())


def _parse(record: str) -> Row:
    held: dict[str, Any] = json.loads(record)
    for name, value in held.items():
        if isinstance(value, list):
            held[name] = tuple(value)
        elif name in ("date_start", "date_end"):
            held[name] = date.fromisoformat(value)
    return Row(**held)
