"""Rebuild every binary document of the demonstration corpus from its source in this folder.

The output depends on the sources alone: dates are written here, and two runs give the same bytes.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import directory_xlsx
import programme_pdf
import report_pdf
import text_docx
import text_odt

SOURCES = Path(__file__).resolve().parent
CORPUS = SOURCES.parent


def _set_clock(year: int, month: int, day: int) -> None:
    """Make ReportLab write this day as the date of creation of the next PDF."""
    os.environ["SOURCE_DATE_EPOCH"] = str(int(datetime(year, month, day, 9, tzinfo=UTC).timestamp()))


def main() -> None:
    """Write all the documents."""
    _set_clock(2024, 7, 15)
    programme_pdf.build(
        SOURCES / "programme-2024-septembre-decembre.toml",
        CORPUS / "programmes" / "programme-2024-septembre-decembre.pdf",
    )
    _set_clock(2024, 12, 9)
    report_pdf.build(SOURCES / "note-gusp.toml", CORPUS / "rapports" / "note-gusp.pdf")
    text_docx.build(
        SOURCES / "rapport-cites-educatives-pre.toml", CORPUS / "rapports" / "cites-educatives-et-pre.docx"
    )
    text_docx.build(
        SOURCES / "compte-rendu-anru-2024-02.toml",
        CORPUS / "notes" / "compte-rendu-2024-02-14-vingt-ans-anru.docx",
    )
    text_odt.build(
        SOURCES / "compte-rendu-volte-face.toml", CORPUS / "notes" / "compte-rendu-2024-05-16-volte-face.odt"
    )
    text_odt.build(SOURCES / "dossier-gusp-tfpb.toml", CORPUS / "dossiers" / "gusp-et-tfpb.odt")
    directory_xlsx.build(SOURCES / "annuaire-acteurs.toml", CORPUS / "annuaire" / "annuaire-acteurs.xlsx")


if __name__ == "__main__":
    main()
