"""Print a report (cover, contents, numbered headings, footnotes, table, two-column page) as a PDF."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_JUSTIFY, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)
from reportlab.platypus.tableofcontents import TableOfContents
from typography import set_french

GREEN = HexColor("#2f5d50")
GREY = HexColor("#666666")
MARGIN = 25 * mm
BOTTOM = 40 * mm
FOOTNOTE = re.compile(r"\^\[(.+?)\]")

BODY = ParagraphStyle(
    "body", fontName="Times-Roman", fontSize=11.3, leading=16, alignment=TA_JUSTIFY, spaceAfter=7
)
BULLET = ParagraphStyle("bullet", parent=BODY, leftIndent=14, bulletIndent=2, spaceAfter=5)
HEADING_1 = ParagraphStyle(
    "heading1",
    fontName="Helvetica-Bold",
    fontSize=16,
    leading=20,
    textColor=GREEN,
    spaceBefore=16,
    spaceAfter=8,
    keepWithNext=1,
)
HEADING_2 = ParagraphStyle(
    "heading2",
    fontName="Helvetica-Bold",
    fontSize=12,
    leading=15,
    spaceBefore=9,
    spaceAfter=4,
    keepWithNext=1,
)
CELL = ParagraphStyle("cell", fontName="Helvetica", fontSize=8.8, leading=11)
HEAD_CELL = ParagraphStyle("head-cell", parent=CELL, fontName="Helvetica-Bold", textColor=HexColor("#ffffff"))
NOTE = ParagraphStyle("note", fontName="Times-Roman", fontSize=8.6, leading=10.5)
COVER_TITLE = ParagraphStyle(
    "cover-title", fontName="Helvetica-Bold", fontSize=27, leading=34, textColor=GREEN
)
COVER_TEXT = ParagraphStyle("cover-text", fontName="Helvetica", fontSize=13, leading=19, spaceBefore=8)
CONTENTS = [
    ParagraphStyle("toc1", fontName="Helvetica-Bold", fontSize=10.5, leading=14, spaceBefore=4),
    ParagraphStyle("toc2", fontName="Helvetica", fontSize=10, leading=12.5, leftIndent=14),
]
PAGE_NUMBER = ParagraphStyle("page-number", fontName="Helvetica", fontSize=10, leading=14, alignment=TA_RIGHT)


class FootnoteMark(Flowable):  # type: ignore[misc]
    """Leave a note to the canvas so that the page prints it at its foot."""

    def __init__(self, number: int, text: str) -> None:
        super().__init__()
        self.number, self.text = number, text

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Register the note with the current page."""
        self.canv.__dict__.setdefault("page_notes", []).append((self.number, self.text))


class Contents(TableOfContents):  # type: ignore[misc]
    """Set each entry as a row whose text is drawn before its page number."""

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Lay out the entries of the last pass."""
        rows = [
            [
                Paragraph(f'<a href="#{key}">{text}</a>', CONTENTS[level]),
                Paragraph(str(page), PAGE_NUMBER),
            ]
            for level, text, page, key in self._lastEntries or [(0, "", 0, "")]
        ]
        style = TableStyle([("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 2)])
        self._table = Table(rows, colWidths=(width - 15 * mm, 15 * mm), style=style)
        self.width, self.height = self._table.wrapOn(self.canv, width, height)
        return self.width, self.height


class Report(BaseDocTemplate):  # type: ignore[misc]
    """Feed headings to the contents and to the bookmarks as they are placed."""

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802
        """Record a heading that has just been drawn."""
        level = {"heading1": 0, "heading2": 1}.get(getattr(getattr(flowable, "style", None), "name", ""))
        if level is None:
            return
        text = flowable.getPlainText()
        key = f"titre-{self.seq.nextf('heading')}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(text, key, level)
        self.notify("TOCEntry", (level, escape(text), self.page, key))


def _heading(text: str, counters: list[int]) -> Paragraph:
    if text.startswith("#! "):
        return Paragraph(escape(set_french(text[3:])), HEADING_1)
    if text.startswith("## "):
        counters[1] += 1
        return Paragraph(escape(set_french(f"{counters[0]}.{counters[1]} {text[3:]}")), HEADING_2)
    counters[:] = [counters[0] + 1, 0]
    return Paragraph(escape(set_french(f"{counters[0]}. {text[2:]}")), HEADING_1)


def _table(lines: list[str]) -> Table:
    rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in lines]
    cells = [
        [Paragraph(escape(set_french(cell)), HEAD_CELL if number == 0 else CELL) for cell in row]
        for number, row in enumerate(rows)
    ]
    style = [
        ("BACKGROUND", (0, 0), (-1, 0), GREEN),
        ("GRID", (0, 0), (-1, -1), 0.5, GREY),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    return Table(cells, colWidths=[10 * mm, 58 * mm, 52 * mm, 40 * mm], style=TableStyle(style), repeatRows=1)


def _blocks(body: str) -> Iterator[Flowable]:
    counters, notes = [0, 0], 0
    for block in re.split(r"\n\s*\n|\n(?=#)|(?<=\]\])\n", body.strip()):
        block = block.strip()
        if block == "[[deux colonnes]]":
            yield from (NextPageTemplate("two"), PageBreak())
        elif block == "[[une colonne]]":
            yield from (NextPageTemplate("one"), PageBreak())
        elif block.startswith("#"):
            yield _heading(block, counters)
        elif block.startswith("|"):
            yield from (_table(block.splitlines()), Spacer(1, 4))
        elif block.startswith("- "):
            for line in block.splitlines():
                yield Paragraph(escape(set_french(line[2:])), BULLET, bulletText="–")
        else:
            found = FOOTNOTE.findall(block)
            text = escape(set_french(block))
            marks = []
            for note in found:
                notes += 1
                text = FOOTNOTE.sub(f"<super size=7>{notes}</super>", text, count=1)
                marks.append(FootnoteMark(notes, set_french(note)))
            yield Paragraph(text, BODY)
            yield from marks


def _story(report: dict[str, Any]) -> Iterator[Flowable]:
    yield Spacer(1, 45 * mm)
    yield Paragraph(escape(set_french(report["title"])), COVER_TITLE)
    yield Spacer(1, 8 * mm)
    yield Paragraph(escape(set_french(report["subtitle"])), COVER_TEXT)
    yield Paragraph(escape(" et ".join(report["authors"])), COVER_TEXT)
    yield Paragraph(escape(report["date"]), COVER_TEXT)
    yield Spacer(1, 18 * mm)
    yield Paragraph(escape(set_french(report["summary"])), BODY)
    yield from (NextPageTemplate("one"), PageBreak())
    yield Paragraph("Sommaire", ParagraphStyle("contents-title", parent=HEADING_1))
    yield Contents()
    yield PageBreak()
    yield from _blocks(report["body"])


def build(source: Path, target: Path) -> None:
    """Write the report described by a TOML file as a PDF."""
    report = tomllib.loads(source.read_text("utf-8"))
    width, height = A4
    inner, gap = width - 2 * MARGIN, 8 * mm
    column, tall = (inner - gap) / 2, height - BOTTOM - 28 * mm
    title = set_french(report["title"])

    def running(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.saveState()
        canvas.setFont("Helvetica", 8)
        canvas.setFillColor(GREY)
        canvas.drawString(MARGIN, height - 16 * mm, title)
        canvas.line(MARGIN, height - 18 * mm, width - MARGIN, height - 18 * mm)
        canvas.drawString(MARGIN, 12 * mm, f"{' – '.join(report['authors'])} | {report['date']}")
        canvas.drawRightString(width - MARGIN, 12 * mm, f"{document.page}")
        canvas.restoreState()

    def notes(canvas: Canvas, _document: BaseDocTemplate) -> None:
        bottom = BOTTOM - 4 * mm
        waiting = canvas.__dict__.pop("page_notes", [])
        if waiting:
            canvas.line(MARGIN, bottom, MARGIN + 40 * mm, bottom)
        for number, text in waiting:
            printed = Paragraph(f"{number}. {escape(text)}", NOTE)
            _, used = printed.wrap(inner, BOTTOM)
            bottom -= used + 2
            printed.drawOn(canvas, MARGIN, bottom)

    def frame(left: float, size: float) -> Frame:
        return Frame(left, BOTTOM, size, tall, 0, 0, 0, 0)

    document = Report(
        str(target),
        pagesize=A4,
        title=title,
        author=", ".join(report["authors"]),
        subject=set_french(report["subtitle"]),
        keywords=report["keywords"],
        creator="corpus/sources/build.py",
        lang="fr-FR",
        invariant=1,
    )
    document.addPageTemplates(
        [
            PageTemplate("cover", [frame(MARGIN, inner)]),
            PageTemplate("one", [frame(MARGIN, inner)], onPage=running, onPageEnd=notes),
            PageTemplate(
                "two",
                [frame(MARGIN, column), frame(MARGIN + column + gap, column)],
                onPage=running,
                onPageEnd=notes,
            ),
        ]
    )
    document.multiBuild(list(_story(report)))
