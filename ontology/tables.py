"""Tables as administrations publish them: CSV of any separator and encoding, or sheets under a few lines of title."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from ontology.authority import OntologyError

Cells = dict[str, str]
"""One row: values by name of column, in lower case."""
_TITLES = 12
"""Lines that may stand above the names of the columns."""


def read_tables(path: Path) -> Iterator[tuple[frozenset[str], Iterator[Cells]]]:
    """Yield each table of a file: the names of its columns in lower case, and its rows."""
    sheets = _sheets(path) if path.suffix.lower() == ".xlsx" else [_lines(path)]
    for lines in sheets:
        table = _table(lines)
        if table is not None:
            yield table


def _table(lines: Iterator[list[str]]) -> tuple[frozenset[str], Iterator[Cells]] | None:
    """Take the row with the most names among the first ones as that of the columns."""
    opening = [row for _, row in zip(range(_TITLES), lines, strict=False)]
    filled = [sum(1 for cell in row if cell and not cell[0].isdigit()) for row in opening]
    if not filled or max(filled) < 2:
        return None
    at = filled.index(max(filled))
    names = [cell.strip().lower() for cell in opening[at]]

    def rows() -> Iterator[Cells]:
        for row in (*opening[at + 1 :], *lines):
            cells = {name: value.strip() for name, value in zip(names, row, strict=False) if name}
            if any(cells.values()):
                yield dict.fromkeys((name for name in names if name), "") | cells

    return frozenset(name for name in names if name), rows()


def _lines(path: Path) -> Iterator[list[str]]:
    text = _text(path)
    heading = text.partition("\n")[0]
    separator = max(",;\t|", key=heading.count)
    yield from csv.reader(io.StringIO(text), delimiter=separator)


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise OntologyError(f"« {path} » ne se lit pas ({error.strerror}). Vérifiez le chemin.") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _sheets(path: Path) -> Iterator[Iterator[list[str]]]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # openpyxl and zipfile raise many kinds
        raise OntologyError(f"« {path} » n’est pas un classeur lisible. Téléchargez-le à nouveau.") from error
    for sheet in book.worksheets:
        yield (
            ["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)
        )
