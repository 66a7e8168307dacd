"""PDF to raw blocks: pypdf gives glyph runs, bookmarks and metadata; pdf_layout reads them."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ingest.document import Document, IngestError, Metadata, Source
from ingest.identity import fold
from ingest.readers.blocks import RawBlock, assemble
from ingest.readers.pdf_layout import raw_blocks
from ingest.readers.pdf_lines import Page, Run
from ingest.readers.stated import stated_date, stated_language, stated_names

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_DEEPEST_FORM = 8
_TEXT_STATE = ("Tc", "Tw", "Tz", "TL", "Ts")
_NO_TITLE = re.compile(
    r"^(?:microsoft word|untitled|sans titre|document\s?\d*$|anonymous|\(?anonymous\)?)", re.I
)
_FILE_NAME = re.compile(r"\.(?:docx?|odt|pdf|indd|pptx?|tmp|qxd|rtf)$", re.IGNORECASE)
_BOLD = re.compile(r"bold|black|heavy|semibold|demi|extrabold", re.IGNORECASE)


def read(source: Source) -> Document:
    """Return the document of a PDF file."""
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    reader = _open(source)
    pages = list(_pages(reader, source))
    if not any(run.text.strip() for page in pages for run in page.runs):
        raise IngestError(
            f"{source.locator} : ce PDF ne contient que des images, sans texte ({len(pages)} p.). "
            "Passez-le par une "
            "reconnaissance de caractères (OCR), puis redonnez le PDF obtenu."
        )
    blocks = raw_blocks(pages, _bookmarks(reader))
    return assemble(source, blocks, _metadata(reader, blocks), pages=len(pages))


def _open(source: Source) -> PdfReader:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    protected = IngestError(
        f"{source.locator} : ce PDF est protégé par un mot de passe. Enregistrez-en une copie sans mot de "
        "passe, "
        "puis redonnez-la."
    )
    try:
        reader = PdfReader(io.BytesIO(source.content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise protected
        count = len(reader.pages)
    except FileNotDecryptedError as error:
        raise protected from error
    except DependencyError as error:
        raise IngestError(
            f"{source.locator} : le chiffrement de ce PDF n’est pas pris en charge. Enregistrez-en une copie "
            "sans protection, puis redonnez-la."
        ) from error
    except IngestError:
        raise
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _damaged(source) from error
    if not count:
        raise _damaged(source)
    return reader


def _damaged(source: Source) -> IngestError:
    return IngestError(
        f"{source.locator} : ce PDF est abîmé ou incomplet (téléchargement interrompu ?). Redonnez-le "
        "depuis l’original."
    )


def _pages(reader: PdfReader, source: Source) -> Iterator[Page]:
    failed = 0
    for number, page in enumerate(reader.pages, start=1):
        try:
            if page.rotation:
                page.transfer_rotation_to_content()
            height = float(page.mediabox.top)
            runs = tuple(_page_runs(page))
            yield Page(number=number, height=height, bottom=float(page.mediabox.bottom), runs=runs)
        except Exception as error:  # one bad page does not lose the others
            failed += 1
            if failed == len(reader.pages):
                raise _damaged(source) from error
            yield Page(number=number, height=842.0, bottom=0.0, runs=())


def _page_runs(page: PageObject) -> Iterator[Run]:
    from pypdf._text_extraction._layout_mode._text_state_manager import TextStateManager
    from pypdf.generic import ContentStream

    contents = page.get("/Contents")
    if contents is None:
        return
    links = list(_links(page))
    stream = ContentStream(contents.get_object(), page.pdf, "bytes")
    for run in _runs(stream, page._layout_mode_fonts(), page.get("/Resources"), TextStateManager(), page, 0):
        middle, height = (run.x0 + run.x1) / 2, run.y + 0.3 * run.size
        target = next((to for (a, b, c, d), to in links if a <= middle <= c and b <= height <= d), "")
        yield (
            run if not target else Run(run.x0, run.x1, run.y, run.size, run.bold, run.space, run.text, target)
        )


def _runs(stream: Any, fonts: Any, resources: Any, state: Any, page: PageObject, depth: int) -> Iterator[Run]:
    """Yield the text shown by a content stream, forms drawn inside it included."""
    from pypdf._text_extraction._layout_mode._fixed_width_page import set_font_operation

    saved: list[tuple[float, ...]] = []  # pypdf restores fonts and matrices, not these
    for operands, operator in stream.operations:
        match operator:
            case b"q":
                state.add_q()
                saved.append(tuple(getattr(state, name) for name in _TEXT_STATE))
            case b"Q":
                if saved:
                    state.remove_q()
                    for name, value in zip(_TEXT_STATE, saved.pop(), strict=True):
                        setattr(state, name, value)
            case b"cm":
                state.add_cm(*operands)
            case b"BT":
                state.reset_tm()
            case b"Tf":
                set_font_operation(state, fonts, operands)
            case b"Tj" | b"'" | b'"':
                if operator != b"Tj":
                    state.reset_trm()
                    if operator == b'"' and len(operands) >= 3:
                        state.set_state_param(b"Tw", operands[0])
                        state.set_state_param(b"Tc", operands[1])
                    state.add_tm([0, -state.TL])
                if operands and isinstance(operands[-1], str | bytes):
                    shown = state.text_state_params(operands[-1])
                    _advance(state, shown.word_tx(shown.value))
                    yield from _shown(shown)
            case b"TJ":
                for item in operands[0] if operands else ():
                    if isinstance(item, str | bytes):
                        shown = state.text_state_params(item)
                        _advance(state, shown.word_tx(shown.value))
                        yield from _shown(shown)
                    elif isinstance(item, int | float):
                        _advance(state, -state.font_size * float(item) / 1000 * state.Tz / 100)
            case b"Td" | b"Tm" | b"TD" | b"T*":
                state.reset_trm()
                if operator == b"Tm":
                    state.reset_tm()
                elif operator == b"TD" and len(operands) >= 2:
                    state.set_state_param(b"TL", -operands[1])
                elif operator == b"T*":
                    operands = [0, -state.TL]
                state.add_tm(operands)
            case b"Do" if depth < _DEEPEST_FORM:
                yield from _form(operands, resources, fonts, state, page, depth)
            case _:
                state.set_state_param(operator, operands)


def _advance(state: Any, by: float) -> None:
    """Move the pen along the line after glyphs are shown; one matrix is kept for all moves."""
    top = state.transform_stack.maps[0]
    if not top["is_render"]:
        state.add_trm([by, 0.0])
        return
    matrix = list(top.values())
    matrix[4] += by * matrix[0]
    state.transform_stack.maps[0] = state.new_transform(*matrix[:6], is_text=True, is_render=True)


def _form(
    operands: Any, resources: Any, fonts: Any, state: Any, page: PageObject, depth: int
) -> Iterator[Run]:
    from pypdf.generic import ContentStream
    from pypdf.generic._font import Font

    known: Any = resources.get_object().get("/XObject") if resources else None
    form = known.get_object().get(operands[0]) if known and operands else None
    form = form.get_object() if form is not None else None
    if form is None or form.get("/Subtype") != "/Form":
        return
    own = form.get("/Resources")
    own = own.get_object() if own is not None else resources
    declared: Any = own.get("/Font") if own else None
    inner = dict(fonts)
    for name, resource in (declared.get_object() if declared is not None else {}).items():
        inner[name] = Font.from_font_resource(resource.get_object())
    state.add_q()
    if "/Matrix" in form:
        state.add_cm(*form["/Matrix"])
    yield from _runs(ContentStream(form, page.pdf, "bytes"), inner, own, state, page, depth + 1)
    state.remove_q()


def _shown(shown: Any) -> Iterator[Run]:
    if shown.rotated or not shown.font.interpretable or not shown.text or not shown.font_height:
        return
    scale = abs(shown.transform[0]) or 1.0
    yield Run(
        x0=float(shown.tx),
        x1=float(shown.displaced_tx),
        y=float(shown.ty),
        size=round(float(shown.font_height), 1),
        bold=bool(_BOLD.search(str(shown.font.name))),
        space=float(shown.space_tx) * scale,
        text=str(shown.text).replace("\x7f", "•"),  # Annex D: unused codes of WinAnsi are bullets
    )


def _links(page: PageObject) -> Iterator[tuple[tuple[float, ...], str]]:
    annotations = page.get("/Annots")
    for reference in (annotations.get_object() or ()) if annotations is not None else ():
        annotation = reference.get_object()
        action = annotation.get("/A") if annotation is not None else None
        target = action.get_object().get("/URI") if action is not None else None
        rectangle = annotation.get("/Rect") if target else None
        if target and rectangle is not None:
            a, b, c, d = (float(side) for side in rectangle)
            yield (min(a, c) - 1, min(b, d) - 1, max(a, c) + 1, max(b, d) + 1), str(target)


def _bookmarks(reader: PdfReader) -> dict[tuple[int, str], int]:
    """Return the level of each bookmark by page and folded title."""
    found: dict[tuple[int, str], int] = {}

    def gather(entries: Any, level: int) -> None:
        for entry in entries:
            if isinstance(entry, list):
                gather(entry, level + 1)
                continue
            number = reader.get_destination_page_number(entry)
            if number is not None and entry.title:
                found[number + 1, " ".join(fold(str(entry.title)).split())] = level

    try:
        gather(reader.outline, 1)
    except Exception:  # bookmarks are a help; a bad outline does not make the document unreadable
        return found
    return found


def _metadata(reader: PdfReader, blocks: list[RawBlock]) -> Metadata:
    try:
        information: Any = reader.metadata or {}
        title = str(information.get("/Title") or "").strip()
        author, subject = str(information.get("/Author") or ""), str(information.get("/Subject") or "")
        created = str(information.get("/CreationDate") or "")
        language = reader.root_object.get("/Lang")
    except Exception:  # a broken information dictionary says nothing of the pages
        title = author = subject = created = ""
        language = None
    if not title or _NO_TITLE.match(title) or _FILE_NAME.search(title):
        headings = [block for block in blocks if block.kind == "heading" and block.page == 1]
        top = min(headings, key=lambda block: block.level, default=None)
        title = "".join(piece.text for piece in top.pieces) if top else ""
    match = re.match(r"D:(\d{4})(\d{2})(\d{2})", created)
    return Metadata(
        title=title,
        authors=() if _NO_TITLE.match(author) else stated_names(author),
        published=stated_date("-".join(match.groups())) if match else None,
        language=stated_language(language),
        subject="" if subject in ("unspecified",) else subject,
    )
