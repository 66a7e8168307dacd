"""Write a text (headings, paragraphs, lists, tables) as a Word document."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path

import docx
from package import fix_package_dates
from text_blocks import read_blocks
from typography import set_french


def build(source: Path, target: Path) -> None:
    """Write the text described by a TOML file as a .docx file."""
    text = tomllib.loads(source.read_text("utf-8"))
    document = docx.Document()
    properties = document.core_properties
    day = datetime.combine(text["date"], datetime.min.time()).replace(hour=9)
    properties.title = set_french(text["title"])
    properties.author = properties.last_modified_by = text["author"]
    properties.language = "fr-FR"
    properties.created = properties.modified = day
    properties.comments = ""
    document.add_heading(set_french(text["title"]), level=0)
    for kind, content in read_blocks(text["body"]):
        if kind == "table":
            table = document.add_table(rows=0, cols=len(content[0]))
            table.style = "Table Grid"
            for row in content:
                for cell, value in zip(table.add_row().cells, row, strict=True):
                    cell.text = set_french(value)
        elif kind.startswith("heading"):
            document.add_heading(set_french(content), level=int(kind[-1]))
        else:
            document.add_paragraph(set_french(content), style="List Bullet" if kind == "item" else None)
    document.save(str(target))
    fix_package_dates(target)
