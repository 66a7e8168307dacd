"""The one assembler of all readers: raw blocks in order become a normalised Document with exact offsets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ingest.document import Block, BlockKind, Document, IngestError, Metadata, Source, Span
from ingest.identity import document_iri

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "ĳ": "ij", "Ĳ": "IJ"}
)
_BULLETS = ">›•◦‣▪▫●○■□◆◇►▶▷➢➣➤➔➜➝➞⁃∙·✓✔✗✘★☆❖"
_LIST_BULLETS = "•◦‣▪▫●○■□◆◇➢➣❖⁃∙·✓✔"
_ARROWS = "\u2190-\u21ff\u27f0-\u27ff\u2900-\u297f\u2b00-\u2bff"
_NOT_SYMBOLS = "°©®™№℃℗"
_DASHES = "-\u2010\u2011\u2012–—*"
_ARROW = re.compile(f"[{_ARROWS}]")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"«»]+[^\s<>\"«».,;:!?)\]'’]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a raw block: plain text, a link (`target`) or a cell (`column`)."""

    text: str
    target: str = ""
    column: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawBlock:
    """A block as a reader found it, not normalised; a marker already known is given, others are found."""

    kind: BlockKind
    pieces: tuple[Piece, ...]
    page: int = 1
    level: int = 0
    marker: str = ""
    emphasis: bool = False


def text_block(
    kind: BlockKind, text: str, *, page: int = 1, level: int = 0, marker: str = "", emphasis: bool = False
) -> RawBlock:
    """Return a raw block of plain text."""
    pieces = (Piece(text=text),)
    return RawBlock(kind=kind, pieces=pieces, page=page, level=level, marker=marker, emphasis=emphasis)


def row_block(cells: Iterable[tuple[str, str]], *, page: int = 1) -> RawBlock | None:
    """Return a row of (column, value) pairs as `Column : value · Column : value`, None if it is empty."""
    pieces: list[Piece] = []
    for column, value in cells:
        if not clean(value).strip():
            continue
        name = " ".join(clean(column).split())
        pieces.append(Piece(text=(" · " if pieces else "") + (f"{name} : " if name else "")))
        pieces.append(Piece(text=value, column=name.lower()))
    return RawBlock(kind="row", pieces=tuple(pieces), page=page) if pieces else None


def table_blocks(rows: Iterable[list[str]], *, page: int = 1) -> Iterator[RawBlock]:
    """Yield the rows of a table whose first row names the columns; a one-column table gives paragraphs."""
    table = [[" ".join(clean(cell).split()) for cell in row] for row in rows]
    table = [row for row in table if any(row)]
    if not table:
        return
    if max(len(row) for row in table) == 1:
        for row in table:
            yield text_block("paragraph", row[0], page=page)
        return
    header, *body = table
    if not body:
        body, header = [header], []
    for row in body:
        names = header + [""] * (len(row) - len(header))
        block = row_block(zip(names, row, strict=False), page=page)
        if block:
            yield block


def clean(text: str) -> str:
    """Return `text` in NFC without ligatures, soft hyphens or control characters; all spaces become plain."""
    text = text.translate(_LIGATURES)
    if text.isascii() and text.isprintable():
        return text
    kept = []
    for char in text:
        category = unicodedata.category(char)
        if category in ("Zs", "Zl", "Zp") or char in "\t\n\r\v\f\x85":
            kept.append(" ")
        elif category not in ("Cc", "Cf", "Cs", "Cn"):
            kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))


def split_marker(text: str) -> tuple[str, str]:
    """Return the bullets, arrows, pins or emoji that open `text`, joined, and the rest of it."""
    marker, position = "", 0
    while position < len(text):
        char, following = text[position], text[position + 1 : position + 2]
        if char.isspace() or char in "\ufe0e\ufe0f\u200d\u20e3":
            pass
        elif _is_marker(char) or (char in _DASHES and _dash_opens(char, following)):
            marker += char
        else:
            break
        position += 1
    if not marker:
        return "", text
    return marker, text[position:]


def is_list_marker(marker: str) -> bool:
    """Tell the bullets and dashes of a list from signs that point at a line (`>`, an arrow, a pin)."""
    return any(
        char in _DASHES or char in _LIST_BULLETS or unicodedata.category(char) == "Co" for char in marker
    )


def _is_marker(char: str) -> bool:
    if char in _BULLETS or _ARROW.match(char):
        return True
    return char not in _NOT_SYMBOLS and unicodedata.category(char) in ("So", "Sk", "Co")


def _dash_opens(char: str, following: str) -> bool:
    if not following or following.isspace() or _is_marker(following):
        return True
    return char != "*" and (following.isupper() or following in _DASHES)


def assemble(source: Source, raw: Iterable[RawBlock], metadata: Metadata, *, pages: int = 1) -> Document:
    """Return the document made of `raw`; raise IngestError if it holds no text."""
    blocks: list[Block] = []
    texts: list[str] = []
    position, carried = 0, ""
    for item in raw:
        marker, text, cells, links = _normalise(item)
        if not text:
            carried = "".join(char for char in marker if char not in _DASHES) if marker else carried
            continue
        if carried and item.kind not in ("heading", "row"):
            marker = carried + marker
        carried = ""
        blocks.append(
            Block(
                kind=item.kind,
                text=text,
                page=item.page,
                start=position,
                end=position + len(text),
                level=item.level,
                marker=marker,
                emphasis=item.emphasis,
                cells=tuple(_moved(span, position) for span in cells),
                links=tuple(_moved(span, position) for span in links),
            )
        )
        texts.append(text)
        position += len(text) + 1
    if not blocks:
        raise IngestError(
            f"{source.locator} : aucun texte à lire dans ce document. Vérifiez qu’il n’est pas vide "
            "ou fait seulement d’images, puis redonnez-le avec son texte."
        )
    return Document(
        iri=document_iri(source.sha256),
        locator=source.locator,
        sha256=source.sha256,
        media_type=source.media_type,
        text="\n".join(texts),
        blocks=tuple(blocks),
        pages=pages,
        metadata=replace(
            metadata,
            title=" ".join(clean(metadata.title).split()),
            subject=" ".join(clean(metadata.subject).split()),
            authors=tuple(name for raw in metadata.authors if (name := " ".join(clean(raw).split()))),
        ),
    )


def _normalise(raw: RawBlock) -> tuple[str, str, list[Span], list[Span]]:
    """Return marker, text, cells and links, offsets relative to the block."""
    marker, opening = raw.marker, raw.kind != "row"
    text = ""
    cells: list[Span] = []
    links: list[Span] = []
    for piece in raw.pieces:
        content = clean(piece.text)
        if opening:
            found, content = split_marker(content)
            marker += found
            opening = not content.strip()
        content = "".join(char for char in content if unicodedata.category(char) != "Co")
        content = re.sub(" {2,}", " ", content)
        if not text or text.endswith(" "):
            content = content.lstrip(" ")
        start = len(text) + len(content) - len(content.lstrip(" "))
        text += content
        end = len(text.rstrip(" "))
        if end > start:
            if piece.column is not None:
                cells.append(Span(start=start, end=end, value=piece.column))
            if piece.target:
                links.append(Span(start=start, end=end, value=piece.target))
    text = text.rstrip(" ")
    if not unicodedata.is_normalized("NFC", text):  # a combining mark opened a piece
        text, cells, links = unicodedata.normalize("NFC", text), [], []
    return marker, text, cells, _with_addresses(text, links)


def _with_addresses(text: str, links: list[Span]) -> list[Span]:
    found = list(links)
    for match in _ADDRESS.finditer(text):
        start, end = match.span()
        if all(end <= link.start or start >= link.end for link in links):
            address = match.group()
            target = address if "://" in address else f"https://{address}"
            found.append(Span(start=start, end=end, value=target))
    return sorted(found, key=lambda span: span.start)


def _moved(span: Span, by: int) -> Span:
    return Span(start=span.start + by, end=span.end + by, value=span.value)
