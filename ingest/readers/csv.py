"""CSV to rows: the separator is found, each line is one record whose cells bear the names of the columns."""

from __future__ import annotations

import csv
import io
from collections import Counter

from ingest.document import Document, IngestError, Metadata, Source
from ingest.readers.blocks import assemble, row_block
from ingest.readers.encoding import decode

_SEPARATORS = ";\t,|"


def read(source: Source) -> Document:
    """Return the document of a CSV file."""
    text = decode(source.content, source.locator)
    rows = _rows(text, source.locator)
    header, *body = rows
    blocks = [row_block(zip(header, row, strict=True)) for row in body]
    return assemble(source, (block for block in blocks if block), Metadata())


def _rows(text: str, locator: str) -> list[list[str]]:
    tried = {separator: _parsed(text, separator) for separator in _SEPARATORS}
    whole = {separator: rows for separator, rows in tried.items() if rows and len(rows[0]) > 1}
    if not whole:
        raise IngestError(
            f"{locator} : colonnes introuvables dans ce CSV. Séparez-les par des points-virgules, des "
            "virgules ou "
            "des tabulations (une ligne de titres, puis une fiche par ligne), et redonnez-le."
        )
    separator = max(whole, key=lambda sign: (_regular(whole[sign]), len(whole[sign][0])))
    rows = whole[separator]
    width = len(rows[0])
    for number, row in enumerate(rows[1:], start=2):
        if len(row) > width and not any(cell.strip() for cell in row[width:]):
            del row[width:]
        if width - 1 <= len(row) < width:
            row.extend([""] * (width - len(row)))
        if len(row) != width:
            raise IngestError(
                f"{locator} : la fiche n° {number} de ce CSV a {len(row)} colonne{'s' if len(row) > 1 else ''} au lieu de {width} "
                "(séparateur "
                f"« {'tabulation' if separator == chr(9) else separator} »). Corrigez cette ligne ou le "
                "séparateur, "
                "puis redonnez le fichier."
            )
    if len(rows) < 2:
        raise IngestError(
            f"{locator} : ce CSV n’a qu’une ligne de titres, sans fiche. Ajoutez des lignes, puis "
            "redonnez-le."
        )
    return rows


def _parsed(text: str, separator: str) -> list[list[str]]:
    csv.field_size_limit(16 * 1024 * 1024)
    lines = text.lstrip("\ufeff")
    if lines[:4].lower() == "sep=":
        lines = lines.partition("\n")[2]
    try:
        rows = list(csv.reader(io.StringIO(lines, newline=""), delimiter=separator))
    except csv.Error:
        return []
    return [row for row in rows if any(cell.strip() for cell in row)]


def _regular(rows: list[list[str]]) -> float:
    """Return the share of rows that have as many cells as the header."""
    return Counter(len(row) == len(rows[0]) for row in rows)[True] / len(rows)
