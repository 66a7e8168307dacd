"""DOCX to raw blocks: headings by style, list items, tables as rows, core properties."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ingest.document import BlockKind, Document, Metadata, Source
from ingest.readers.blocks import Piece, RawBlock, assemble, is_list_marker, split_marker, table_blocks
from ingest.readers.packages import opened
from ingest.readers.stated import stated_language, stated_names

if TYPE_CHECKING:
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_HEADING = re.compile(r"^(?:heading|titre)\s*(\d)", re.IGNORECASE)
_LIST = re.compile(r"list|liste|puce", re.IGNORECASE)


def read(source: Source) -> Document:
    """Return the document of a DOCX file."""
    import docx

    file = docx.Document(opened(source, "DOCX"))
    raw = list(_raw_blocks(file))
    properties = file.core_properties
    stated = properties.title or ""
    heading = next((block for block in raw if block.kind == "heading"), None)
    title = stated if stated and stated != "Word Document" else ""
    if not title and heading is not None:
        title = "".join(piece.text for piece in heading.pieces)
    created = properties.created
    author = properties.author or ""
    metadata = Metadata(
        title=title,
        authors=() if author == "python-docx" else stated_names(author),
        published=created.date() if created and created.year > 2013 else None,
        language=stated_language(properties.language),
        subject=properties.subject or "",
    )
    return assemble(source, raw, metadata)


def _raw_blocks(container: Any) -> Iterator[RawBlock]:
    from docx.table import Table

    for content in container.iter_inner_content():
        if isinstance(content, Table):
            yield from table_blocks(_rows(content))
        else:
            yield from _paragraph(content)


def _rows(table: Table) -> Iterator[list[str]]:
    for row in table.rows:
        cells: list[Any] = []
        for cell in row.cells:
            if (
                not cells or cell._tc is not cells[-1]._tc
            ):  # a merged cell comes once for each place it covers
                cells.append(cell)
        yield [" ".join(cell.text.split()) for cell in cells]


def _paragraph(paragraph: Paragraph) -> Iterator[RawBlock]:
    from docx.text.hyperlink import Hyperlink

    style = (paragraph.style.name if paragraph.style is not None else "") or ""
    lines: list[list[Piece]] = [[]]
    bold = True
    base_bold = bool(paragraph.style is not None and paragraph.style.font.bold)
    for content in paragraph.iter_inner_content():
        target = content.url if isinstance(content, Hyperlink) else ""
        for run in content.runs if isinstance(content, Hyperlink) else [content]:
            for position, part in enumerate(run.text.split("\n")):
                if position:
                    lines.append([])
                lines[-1].append(Piece(text=part, target=target or ""))
                if part.strip() and not (run.bold if run.bold is not None else base_bold):
                    bold = False
    heading = _HEADING.match(style)
    kind: BlockKind = "paragraph"
    level = 0
    numbering: Any = paragraph._p.pPr.numPr if paragraph._p.pPr is not None else None
    depth = numbering.ilvl.val if numbering is not None and numbering.ilvl is not None else 0
    if heading or style.lower() in ("title", "titre"):
        kind, level = "heading", int(heading[1]) if heading else 1
        lines = [[piece for line in lines for piece in [*line, Piece(text=" ")]]]
    elif numbering is not None or _LIST.search(style):
        digit = re.search(r"(\d)$", style)
        kind, level = "item", depth or (int(digit[1]) - 1 if digit else 0)
    for line in lines:
        text = "".join(piece.text for piece in line)
        if not text.strip():
            continue
        listed = kind == "paragraph" and is_list_marker(split_marker(text)[0])
        yield RawBlock(
            kind="item" if listed else kind,
            pieces=tuple(line),
            level=level,
            marker="•" if kind == "item" and not split_marker(text)[0] else "",
            emphasis=bold and kind != "heading",
        )
