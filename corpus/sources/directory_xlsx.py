"""Write the directory of organisations as a spreadsheet."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from package import fix_package_dates
from typography import set_french

COLUMNS = ("Nom", "Sigle", "Type", "Commune", "Territoire d'action", "Thèmes", "Site web")
WIDTHS = (58, 16, 30, 24, 32, 60, 28)


def build(source: Path, target: Path) -> None:
    """Write the organisations listed in a TOML file as an .xlsx file."""
    directory = tomllib.loads(source.read_text("utf-8"))
    day = datetime.combine(directory["date"], datetime.min.time()).replace(hour=9)
    book = Workbook()
    book.properties.creator = "Villes au Carré"
    book.properties.title = set_french(directory["title"])
    book.properties.created = day
    sheet = book.active
    sheet.title = "Acteurs"
    sheet.append([set_french(column) for column in COLUMNS])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in directory["rows"]:
        if len(row) != len(COLUMNS):
            raise ValueError(f"ligne de {len(row)} colonnes au lieu de {len(COLUMNS)} : {row}")
        sheet.append([set_french(value) or None for value in row])
    for letter, width in zip("ABCDEFG", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    book.save(target)
    fix_package_dates(target, modified=f"{day.isoformat()}Z")
