"""What a reader gives: one document as normalised text cut into blocks, with pages and exact offsets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "row"]


class IngestError(Exception):
    """An input that cannot be read or understood; the message says what, why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The bytes of one input and where they came from."""

    locator: str
    """The path or address as the user gave it, made absolute for files inside folders."""
    sha256: str
    media_type: str
    content: bytes
    modified: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of the document's text with a meaning of its own (`value`): a cell or a link."""

    start: int
    end: int
    value: str
    """Cells: the column name, lower-cased. Links: the target address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of text; `text` is exactly `document.text[start:end]`."""

    kind: BlockKind
    text: str
    page: int
    """1-based; formats without pages have page 1."""
    start: int
    end: int
    level: int = 0
    """Headings: 1 for the highest. Items: nesting depth from 0."""
    marker: str = ""
    """The bullet, arrow or pin that opened the block and was taken off the text (`>`, `-`, `•`, `📍`...)."""
    emphasis: bool = False
    """The whole block is bold."""
    cells: tuple[Span, ...] = ()
    links: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What the file says of itself."""

    title: str = ""
    authors: tuple[str, ...] = ()
    published: date | None = None
    language: str | None = None
    subject: str = ""
    url: str = ""
    """Where people read it, when that is not where it was fetched."""
    publisher: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document in the one form all pipelines read."""

    iri: str
    """`BASE + "document/" + first 16 hex digits of the sha256`: same bytes, same IRI."""
    locator: str
    sha256: str
    media_type: str
    text: str
    """NFC, newline between blocks; offsets everywhere are code points into it, end exclusive."""
    blocks: tuple[Block, ...]
    pages: int
    metadata: Metadata
