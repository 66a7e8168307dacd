"""HTML to raw blocks: the main content of a page, without its menus, banners and forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from ingest.document import BlockKind, Document, IngestError, Source
from ingest.readers.blocks import Piece, RawBlock, assemble, row_block, table_blocks
from ingest.readers.html_main import HEADINGS, NEVER, main_content
from ingest.readers.html_metadata import metadata_of

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_BLOCKS = frozenset(
    """
    address article blockquote body center dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4
    h5 h6 header hr html li main ol p pre section summary table tbody td tfoot th thead tr ul
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class _Context:
    kind: BlockKind = "paragraph"
    level: int = 0
    bold: bool = False
    target: str = ""
    marker: str = ""


@dataclass(slots=True)
class _Line:
    """The line being built while the tree is walked."""

    pieces: list[Piece]
    bold: bool
    context: _Context


def read(source: Source) -> Document:
    """Return the document of a web page."""
    soup = _soup(source.content)
    metadata = metadata_of(soup)
    base = source.locator if source.locator.startswith(("http://", "https://")) else ""
    raw = list(_walk(main_content(soup), base))
    if not any(piece.text.strip() for item in raw for piece in item.pieces):
        raise IngestError(
            f"{source.locator} : cette page ne contient pas de texte (son contenu est peut-être chargé "
            "par du "
            "JavaScript). Enregistrez la page affichée en PDF ou en HTML complet, puis redonnez-la."
        )
    return assemble(source, raw, metadata)


def fragment_text(markup: str) -> str:
    """Return the text of a fragment of HTML (the summary of a feed entry) on one line."""
    raw = _walk(_soup(markup), "")
    return " ".join(" ".join("".join(piece.text for piece in item.pieces).split()) for item in raw)


def _soup(markup: bytes | str) -> BeautifulSoup:
    from bs4 import BeautifulSoup

    return BeautifulSoup(markup, "lxml")


def _walk(root: Tag, base: str) -> Iterator[RawBlock]:
    line = _Line([], True, _Context())
    yield from _children(root, _Context(), line, base)
    yield from _flush(line)


def _children(tag: Tag, context: _Context, line: _Line, base: str) -> Iterator[RawBlock]:
    from bs4.element import Comment, NavigableString, PreformattedString, Tag

    stacked = _stacks_lines(tag)
    for child in tag.children:
        if isinstance(child, Comment | PreformattedString):
            continue
        if stacked and isinstance(child, NavigableString) and "\n" in child:
            yield from _flush(line)
        if isinstance(child, NavigableString):
            yield from _text(str(child), context, line, preformatted=tag.name == "pre")
        elif isinstance(child, Tag):
            yield from _element(child, context, line, base)


def _stacks_lines(tag: Tag) -> bool:
    """Tell a card (`li` or `div`) whose inline parts stand on lines of their own: no words between them."""
    from bs4.element import NavigableString, Tag

    if tag.name not in ("li", "div", "article", "td"):
        return False
    parts = [child for child in tag.children if isinstance(child, Tag)]
    bare = all(not child.strip() for child in tag.children if isinstance(child, NavigableString))
    return bare and len(parts) > 1


def _text(text: str, context: _Context, line: _Line, *, preformatted: bool) -> Iterator[RawBlock]:
    parts = text.split("\n") if preformatted else [re.sub(r"\s+", " ", text)]
    for position, part in enumerate(parts):
        if position:
            yield from _flush(line)
        if not line.pieces:
            line.context, line.bold = context, True
            if not part.strip():
                continue
        line.pieces.append(Piece(text=part, target=context.target))
        line.bold &= context.bold or not part.strip()


def _element(tag: Tag, context: _Context, line: _Line, base: str) -> Iterator[RawBlock]:
    name = tag.name
    if name in NEVER:
        return
    if name in ("br", "hr"):
        yield from _flush(line)
        return
    if name == "table":
        yield from _flush(line)
        yield from _table(tag, context, line, base)
        return
    inner = context
    if name in ("b", "strong"):
        inner = _Context(context.kind, context.level, True, context.target, context.marker)
    elif name == "a" and tag.get("href"):
        target = urljoin(base, str(tag["href"]).strip())
        inner = _Context(context.kind, context.level, context.bold, target, context.marker)
    elif name in HEADINGS:
        inner = _Context("heading", HEADINGS[name])
    elif name == "li":
        inner = _Context("item", max(len(tag.find_parents(["ul", "ol"])) - 1, 0), marker=_list_marker(tag))
    elif name == "blockquote":
        inner = _Context("paragraph", 0, context.bold, context.target)
    if name not in _BLOCKS:
        yield from _children(tag, inner, line, base)
        return
    yield from _flush(line)
    yield from _children(tag, inner, line, base)
    yield from _flush(line)


def _list_marker(tag: Tag) -> str:
    parent = tag.find_parent(["ul", "ol"])
    if parent is None or parent.name != "ol":
        return "•"
    position = (
        [item for item in parent.find_all("li", recursive=False)].index(tag) if tag.parent is parent else 0
    )
    return f"{position + 1}."


def _table(tag: Tag, context: _Context, line: _Line, base: str) -> Iterator[RawBlock]:
    rows = [row for row in tag.find_all("tr") if row.find_parent("table") is tag]
    if (
        tag.find("table") is not None or str(tag.get("role") or "") == "presentation"
    ):  # a table used as a layout
        for row in rows:
            yield from _children(row, context, line, base)
            yield from _flush(line)
        return
    cells = [row.find_all(["td", "th"], recursive=False) for row in rows]
    texts = [[cell.get_text(" ", strip=True) for cell in row] for row in cells]
    titled = any(cell.name == "td" for row in cells for cell in row) and all(
        len(row) == 2 and row[0].name == "th" and row[1].name == "td" for row in cells
    )
    caption = tag.find("caption")
    if caption is not None:
        yield RawBlock(kind="paragraph", pieces=(Piece(text=caption.get_text(" ", strip=True)),))
    if titled:  # the first column names the rows: one record
        block = row_block([(row[0], row[1]) for row in texts])
        if block:
            yield block
        return
    yield from table_blocks(texts)


def _flush(line: _Line) -> Iterator[RawBlock]:
    pieces, context = line.pieces, line.context
    line.pieces = []
    if not any(piece.text.strip() for piece in pieces):
        return
    yield RawBlock(
        kind=context.kind,
        pieces=tuple(pieces),
        level=context.level,
        marker=context.marker,
        emphasis=line.bold and context.kind != "heading",
    )
