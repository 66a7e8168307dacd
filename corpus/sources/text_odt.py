"""Write a text (headings, paragraphs, lists, tables) as an OpenDocument text."""

from __future__ import annotations

import tomllib
from pathlib import Path

from odf import dc, meta
from odf.opendocument import OpenDocumentText
from odf.style import Style, TextProperties
from odf.table import Table, TableCell, TableColumn, TableRow
from odf.text import H, List, ListItem, P
from package import fix_package_dates
from text_blocks import read_blocks
from typography import set_french


def _table(rows: list[list[str]], name: str) -> Table:
    table = Table(name=name)
    table.addElement(TableColumn(numbercolumnsrepeated=len(rows[0])))
    for row in rows:
        line = TableRow()
        for value in row:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=set_french(value)))
            line.addElement(cell)
        table.addElement(line)
    return table


def build(source: Path, target: Path) -> None:
    """Write the text described by a TOML file as an .odt file."""
    text = tomllib.loads(source.read_text("utf-8"))
    document = OpenDocumentText()
    for element in list(document.meta.childNodes):
        document.meta.removeChild(element)
    stamp = f"{text['date'].isoformat()}T09:00:00"
    document.meta.addElement(dc.Title(text=set_french(text["title"])))
    document.meta.addElement(dc.Creator(text=text["author"]))
    document.meta.addElement(dc.Date(text=stamp))
    document.meta.addElement(dc.Language(text="fr-FR"))
    document.meta.addElement(meta.CreationDate(text=stamp))
    styles = []
    for level, size in enumerate(("20pt", "15pt", "12pt"), start=1):
        style = Style(name=f"Heading {level}", family="paragraph")
        style.addElement(TextProperties(fontsize=size, fontweight="bold"))
        document.styles.addElement(style)
        styles.append(style)
    body = document.text
    body.addElement(H(outlinelevel=1, stylename=styles[0], text=set_french(text["title"])))
    items: List | None = None
    for number, (kind, content) in enumerate(read_blocks(text["body"])):
        if kind == "item":
            if items is None:
                items = List()
                body.addElement(items)
            item = ListItem()
            item.addElement(P(text=set_french(content)))
            items.addElement(item)
            continue
        items = None
        if kind == "table":
            body.addElement(_table(content, f"Tableau{number}"))
        elif kind.startswith("heading"):
            level = int(kind[-1])
            body.addElement(H(outlinelevel=level + 1, stylename=styles[level], text=set_french(content)))
        else:
            body.addElement(P(text=set_french(content)))
    document.save(str(target))
    fix_package_dates(target)
