"""Print a half-year programme of activities, one section after another, as a PDF."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor, white
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
)
from typography import set_french

BLUE = HexColor("#1f4e79")
RED = HexColor("#a33b20")
MARGIN = 20 * mm

BODY = ParagraphStyle(
    "body", fontName="Helvetica", fontSize=9.6, leading=13.2, alignment=TA_LEFT, spaceAfter=2
)
ENTRY = ParagraphStyle(
    "entry", parent=BODY, fontName="Helvetica-Bold", fontSize=10.8, leading=14, spaceBefore=9
)
WHEN = ParagraphStyle("when", parent=BODY, fontName="Helvetica-Bold", textColor=RED, spaceAfter=1)
INTRO = ParagraphStyle("intro", parent=BODY, fontName="Helvetica-Oblique", spaceAfter=4)
SECTION = ParagraphStyle(
    "section",
    parent=BODY,
    fontName="Helvetica-Bold",
    fontSize=14.5,
    leading=18,
    textColor=BLUE,
    spaceBefore=14,
)
TITLE = ParagraphStyle(
    "title", parent=BODY, fontName="Helvetica-Bold", fontSize=26, leading=31, textColor=white
)
SUBTITLE = ParagraphStyle("subtitle", parent=TITLE, fontSize=16, leading=21)
OWNER = ParagraphStyle("owner", parent=TITLE, fontName="Helvetica", fontSize=10.5, leading=14)


def paragraph(text: str, style: ParagraphStyle, bullet: str | None = None) -> Paragraph:
    """Return one paragraph, its text escaped and set in French typography."""
    return Paragraph(escape(set_french(text)), style, bulletText=bullet)


def _entry(entry: dict[str, Any]) -> list[Flowable]:
    parts: list[Flowable] = [paragraph(entry["title"], ENTRY)]
    for line in entry["lines"]:
        if line.startswith("* "):
            parts.append(paragraph(line[2:], WHEN))
        else:
            parts.append(paragraph(line, BODY))
    return parts


def _story(programme: dict[str, Any]) -> list[Flowable]:
    story: list[Flowable] = [
        paragraph(programme["title"], TITLE),
        paragraph(programme["subtitle"], SUBTITLE),
        Spacer(1, 4),
        paragraph(programme["organisation"], OWNER),
        Spacer(1, 44),
        NextPageTemplate("one"),
        paragraph(programme["intro"], BODY),
    ]
    columns = 1
    for number, section in enumerate(programme["section"], start=1):
        wanted = section.get("columns", 1)
        if wanted != columns:
            story += [NextPageTemplate("two" if wanted == 2 else "one"), PageBreak()]
            columns = wanted
        heading: list[Flowable] = [paragraph(f"{number}. {section['title']}", SECTION)]
        if "intro" in section:
            heading.append(paragraph(section["intro"], INTRO))
        entries = [_entry(entry) for entry in section["entry"]]
        story.append(KeepTogether([*heading, *entries[0]]))
        story += [KeepTogether(entry) for entry in entries[1:]]
    return story


def _first_page(canvas: Canvas, document: BaseDocTemplate) -> None:
    canvas.saveState()
    canvas.setFillColor(BLUE)
    canvas.rect(0, A4[1] - 58 * mm, A4[0], 58 * mm, stroke=0, fill=1)
    canvas.restoreState()
    _footer(canvas, document)


def _footer(canvas: Canvas, document: BaseDocTemplate) -> None:
    canvas.saveState()
    canvas.setFont("Helvetica", 8)
    canvas.drawString(MARGIN, 11 * mm, "Villes au Carré – Programme septembre-décembre 2024")
    canvas.drawRightString(A4[0] - MARGIN, 11 * mm, f"Page {document.page}")
    canvas.restoreState()


def build(source: Path, target: Path) -> None:
    """Write the programme described by a TOML file as a PDF."""
    programme = tomllib.loads(source.read_text("utf-8"))
    width, height = A4
    inner, gap = width - 2 * MARGIN, 9 * mm
    column = (inner - gap) / 2
    tall = height - 20 * mm - 18 * mm
    bottom = 20 * mm
    document = BaseDocTemplate(
        str(target),
        pagesize=A4,
        title=set_french(f"{programme['title']} septembre-décembre 2024"),
        author="Villes au Carré",
        subject="Programme d’activités d’un centre de ressources politique de la ville",
        creator="corpus/sources/build.py",
        lang="fr-FR",
        invariant=1,
    )
    document.addPageTemplates(
        [
            PageTemplate("first", [Frame(MARGIN, bottom, inner, tall, 0, 0, 0, 0)], onPage=_first_page),
            PageTemplate("one", [Frame(MARGIN, bottom, inner, tall, 0, 0, 0, 0)], onPage=_footer),
            PageTemplate(
                "two",
                [
                    Frame(MARGIN, bottom, column, tall, 0, 0, 0, 0),
                    Frame(MARGIN + column + gap, bottom, column, tall, 0, 0, 0, 0),
                ],
                onPage=_footer,
            ),
        ]
    )
    document.build(_story(programme))
