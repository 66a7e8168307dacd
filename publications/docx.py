"""A letter as a Word document: real headings and links, in French, the same bytes for the same draft."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from publications.french import first_day
from publications.records import Draft, Line
from publications.sourcing import SOURCE, facts_text, source_text

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_TEAL: Final = "0B6660"
_GREY: Final = "586464"
_AMBER: Final = "6B4A00"
_UNFIT: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no place for."""


def to_docx(draft: Draft) -> bytes:
    """Return a draft as a Word document."""
    from docx import Document

    document = Document()
    _prepare(document, draft)
    document.add_heading(_fit(draft.title), 0)
    for paragraph in (*draft.introduction.split("\n"), draft.message):
        if paragraph.strip():
            document.add_paragraph(_fit(paragraph))
    for section in draft.sections:
        document.add_heading(_fit(section.heading), 1)
        if section.introduction:
            _coloured(document.add_paragraph(), section.introduction, _GREY)
        for group in section.groups:
            if group.heading:
                document.add_heading(_fit(group.heading), 2)
            for line in group.lines:
                _add_line(document, line)
    kept = BytesIO()
    document.save(kept)
    return _settled(kept.getvalue())


def _prepare(document: Document, draft: Draft) -> None:
    """Set the language, the letters and the properties: those of the draft, never those of the moment."""
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    made = datetime.combine(first_day(draft.month), time(), UTC).replace(tzinfo=None)
    properties = document.core_properties
    properties.title, properties.language = _fit(draft.title), "fr-FR"
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = made
    properties.revision = 1
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    language = normal.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): "fr-FR"})
    normal.element.get_or_add_rPr().append(language)
    for name, size in (("Title", 24), ("Heading 1", 16), ("Heading 2", 12)):
        style = document.styles[name]
        style.font.size = Pt(size)
        style.font.color.rgb = RGBColor.from_string(_GREY if name == "Heading 2" else _TEAL)
    for page in document.sections:
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin = page.right_margin = Cm(2.2)
        page.top_margin = page.bottom_margin = Cm(2)


def _add_line(document: Document, line: Line) -> None:
    from docx.shared import Pt

    parts = [document.add_paragraph()]
    _linked(parts[0], line.title, line.link, bold=True)
    for flag in line.flags:
        parts[0].add_run("  ")
        _coloured(parts[0], _fit(flag), _AMBER, bold=True)
    if facts := facts_text(line):
        parts.append(document.add_paragraph(_fit(facts)))
    parts += [document.add_paragraph(_fit(text)) for text in line.text.split("\n") if text.strip()]
    parts.append(document.add_paragraph())
    _coloured(parts[-1], f"{SOURCE} ", _GREY, small=True)
    _linked(parts[-1], source_text(line), line.source.link, small=True)
    for part in parts:
        part.paragraph_format.space_after = Pt(1)
        part.paragraph_format.keep_with_next = part is not parts[-1]
    parts[-1].paragraph_format.space_after = Pt(10)


def _coloured(
    paragraph: Paragraph, text: str, colour: str, *, bold: bool = False, small: bool = False
) -> Any:
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(_fit(text))
    run.bold = bold or None
    run.font.color.rgb = RGBColor.from_string(colour)
    if small:
        run.font.size = Pt(9)
    return run


def _linked(
    paragraph: Paragraph, text: str, address: str | None, *, bold: bool = False, small: bool = False
) -> None:
    """Add a text, as a hyperlink where there is an address (ECMA-376 part 1, 17.16.22)."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    if not address:
        if small:
            _coloured(paragraph, text, _GREY, bold=bold, small=True)
        else:
            paragraph.add_run(_fit(text)).bold = bold or None
        return
    run = _coloured(paragraph, text, _TEAL, bold=bold, small=small)
    run.underline = True
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(run._r)
    paragraph._p.append(link)


def _fit(text: str) -> str:
    """Return a text without the characters that no XML document may hold."""
    return _UNFIT.sub("", text)


def _settled(content: bytes) -> bytes:
    """Return the file with its parts in order and no hour of writing: nothing in it says when it was made."""
    kept = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(kept, "w", ZIP_DEFLATED) as after:
        names = before.namelist()
        for name in sorted(names, key=lambda name: (name != "[Content_Types].xml", name)):
            part = ZipInfo(name)
            part.compress_type = ZIP_DEFLATED
            after.writestr(part, before.read(name))
    return kept.getvalue()
