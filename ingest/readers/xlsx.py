"""XLSX to rows: on each sheet the line of titles is found, then each line is one record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from ingest.document import Document, Metadata, Source
from ingest.readers.blocks import RawBlock, assemble, row_block, text_block
from ingest.readers.packages import opened
from ingest.readers.stated import stated_language, stated_names

_LONGEST_EMPTY = 1000
"""A sheet is over after this many empty lines."""


def read(source: Source) -> Document:
    """Return the document of an XLSX file; each sheet is a page."""
    from openpyxl import load_workbook

    file = load_workbook(opened(source, "XLSX"), read_only=True, data_only=True)
    properties = file.properties
    raw = [
        block
        for page, sheet in enumerate(file.worksheets, start=1)
        for block in _sheet(sheet, page, titled=len(file.worksheets) > 1)
    ]
    author = properties.creator or ""
    created = properties.created
    metadata = Metadata(
        title=properties.title or "",
        authors=() if author == "openpyxl" else stated_names(author),
        published=created.date() if isinstance(created, datetime) else None,
        language=stated_language(properties.language),
        subject=properties.subject or "",
    )
    return assemble(source, raw, metadata, pages=max(len(file.worksheets), 1))


def _sheet(sheet: Any, page: int, *, titled: bool) -> Iterator[RawBlock]:
    rows: list[list[str]] = []
    empty = 0
    for values in sheet.iter_rows(values_only=True):
        row = [_written(value) for value in values]
        empty = 0 if any(row) else empty + 1
        if empty > _LONGEST_EMPTY:
            break
        if any(row):
            rows.append(row)
    if not rows:
        return
    if titled:
        yield text_block("heading", str(sheet.title), page=page, level=1)
    start = _header(rows)
    for row in rows[:start]:  # what stands above the table: a title, a note
        yield text_block("paragraph", " ".join(cell for cell in row if cell), page=page)
    header = rows[start]
    if len(rows) == start + 1:
        yield text_block("paragraph", " · ".join(cell for cell in header if cell), page=page)
    for row in rows[start + 1 :]:
        names = header + [""] * (len(row) - len(header))
        block = row_block(zip(names, row, strict=False), page=page)
        if block:
            yield block


def _header(rows: list[list[str]]) -> int:
    """Return the position of the first row that has nearly as many cells as the rows below it."""
    counts = [sum(bool(cell) for cell in row) for row in rows]
    usual = max(counts[:50])
    for position, (row, count) in enumerate(zip(rows[:20], counts, strict=False)):
        words = sum(bool(cell) and not cell.replace(",", "").replace(".", "").isdigit() for cell in row)
        if count >= max(0.7 * usual, 1) and words >= 0.7 * count:
            return position
    return 0


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return (
            value.date().isoformat()
            if value.time() == time()
            else value.isoformat(sep=" ", timespec="minutes")
        )
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
