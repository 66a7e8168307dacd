"""ODT to raw blocks: headings with their outline level, list items, tables as rows, document properties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingest.document import BlockKind, Document, Metadata, Source
from ingest.readers.blocks import Piece, RawBlock, assemble, is_list_marker, split_marker, table_blocks
from ingest.readers.packages import opened
from ingest.readers.stated import stated_date, stated_language, stated_names

_SKIPPED = {
    "tracked-changes",
    "note",
    "annotation",
    "sequence-decls",
    "table-of-content",
    "bookmark",
    "forms",
}


def read(source: Source) -> Document:
    """Return the document of an ODT file."""
    from odf.opendocument import load

    file = load(opened(source, "ODT"))
    bold = _bold_styles(file)
    raw = [block for part in file.text.childNodes for block in _element(part, bold, -1)]
    stated = {_name(node): _text(node) for node in file.meta.childNodes if node.nodeType == 1}
    heading = next((block for block in raw if block.kind == "heading"), None)
    title = stated.get("title") or ("".join(piece.text for piece in heading.pieces) if heading else "")
    return assemble(
        source,
        raw,
        Metadata(
            title=title,
            authors=stated_names(stated.get("initial-creator") or stated.get("creator")),
            published=stated_date(stated.get("creation-date") or stated.get("date")),
            language=stated_language(stated.get("language")),
            subject=stated.get("subject") or stated.get("description") or "",
        ),
    )


def _name(node: Any) -> str:
    return str(node.qname[1]) if getattr(node, "qname", None) else ""


def _attribute(node: Any, name: str) -> str:
    return next((str(value) for (_, key), value in (node.attributes or {}).items() if key == name), "")


def _text(node: Any) -> str:
    return "".join(piece.text for line in _lines(node, frozenset()) for piece in line[0])


def _bold_styles(file: Any) -> frozenset[str]:
    """Return the names of the styles that are bold, parents followed."""
    from odf.style import Style

    parents: dict[str, str] = {}
    bold: set[str] = set()
    for style in file.getElementsByType(Style):
        name = _attribute(style, "name")
        parents[name] = _attribute(style, "parent-style-name")
        if any(
            _attribute(child, "font-weight") in ("bold", "700", "800", "900") for child in style.childNodes
        ):
            bold.add(name)
    for name in parents:
        above, steps = parents[name], 0
        while above and steps < 20:
            if above in bold:
                bold.add(name)
            above, steps = parents.get(above, ""), steps + 1
    return frozenset(bold)


def _element(node: Any, bold: frozenset[str], depth: int, label: str = "") -> Iterator[RawBlock]:
    name = _name(node)
    if not name or name in _SKIPPED:
        return
    if name == "list":
        for item in (child for child in node.childNodes if _name(child) == "list-item"):
            for index, content in enumerate(item.childNodes):
                yield from _element(content, bold, depth + 1, "•" if index == 0 else "")
    elif name in ("p", "h"):
        yield from _paragraph(node, bold, depth, label)
    elif name == "table":
        yield from table_blocks(_rows(node))
    else:
        for child in node.childNodes:
            yield from _element(child, bold, depth, label)


def _paragraph(node: Any, bold: frozenset[str], depth: int, label: str) -> Iterator[RawBlock]:
    style = _attribute(node, "style-name")
    titled = style.lower() in ("title", "titre")
    heading = _name(node) == "h" or titled
    level = int(_attribute(node, "outline-level") or 1) if heading else max(depth, 0)
    lines = list(_lines(node, bold))
    if heading:
        lines = [([piece for line in lines for piece in [*line[0], Piece(text=" ")]], False)]
    for pieces, is_bold in lines:
        text = "".join(piece.text for piece in pieces)
        marker = split_marker(text)[0]
        kind: BlockKind = "heading" if heading else "paragraph"
        if not heading and (depth >= 0 or is_list_marker(marker)):
            kind = "item"
        yield RawBlock(
            kind=kind,
            pieces=tuple(pieces),
            level=level,
            marker=label if kind == "item" and not marker else "",
            emphasis=not heading and is_bold and bool(text.strip()),
        )


def _lines(node: Any, bold: frozenset[str]) -> list[tuple[list[Piece], bool]]:
    """Return the pieces of each line of a paragraph and whether all of the line is bold."""
    lines: list[tuple[list[Piece], bool]] = [([], True)]

    def walk(parent: Any, is_bold: bool, target: str) -> None:
        for child in parent.childNodes:
            if child.nodeType in (3, 4):
                text = " ".join(str(child.data).split("\n"))
                pieces, all_bold = lines[-1]
                pieces.append(Piece(text=text, target=target))
                lines[-1] = (pieces, all_bold and (is_bold or not text.strip()))
                continue
            name = _name(child)
            if name == "line-break":
                lines.append(([], True))
            elif name in ("s", "tab"):
                lines[-1][0].append(Piece(text=" ", target=target))
            elif name == "a":
                walk(child, is_bold, _attribute(child, "href") or target)
            elif name not in _SKIPPED:
                walk(child, is_bold or _attribute(child, "style-name") in bold, target)

    walk(node, _attribute(node, "style-name") in bold, "")
    return lines


def _rows(table: Any) -> Iterator[list[str]]:
    for child in table.childNodes:
        name = _name(child)
        if name in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(child)
        elif name == "table-row":
            cells: list[str] = []
            for cell in child.childNodes:
                if _name(cell) in ("table-cell", "covered-table-cell"):
                    text = " ".join(_text(part) for part in cell.childNodes if _name(part))
                    repeated = int(_attribute(cell, "number-columns-repeated") or 1)
                    cells.extend([text] * (repeated if text else min(repeated, 50)))
            yield cells
