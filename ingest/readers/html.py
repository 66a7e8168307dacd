"""HTML to raw blocks: the main content of a page, without its menus, banners and forms."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from ingest.document import BlockKind, Document, IngestError, Metadata, Source
from ingest.readers.blocks import Piece, RawBlock, assemble, row_block, table_blocks
from ingest.readers.stated import stated_date, stated_language, stated_names

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_NEVER = frozenset(
    """
    script style noscript template nav aside form button input select textarea iframe svg canvas object video
    audio dialog head
    """.split()  # noqa: SIM905
)
_BLOCKS = frozenset(
    """
    address article blockquote body center dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4
    h5 h6 header hr html li main ol p pre section summary table tbody td tfoot th thead tr ul
    """.split()  # noqa: SIM905
)
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_CHROME = re.compile(
    r"\b(cookies?|consent|gdpr|rgpd|breadcrumbs?|fil-?ariane|navbar|nav-?menu|menu|sidebar|share|partage|social|"
    r"skip-?links?|evitement|popup|modal|pagination|comments?)\b",
    re.IGNORECASE,
)
_CHROME_ROLES = {
    "navigation",
    "banner",
    "contentinfo",
    "search",
    "complementary",
    "dialog",
    "alertdialog",
    "menu",
}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


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
    metadata = _metadata(soup)
    base = source.locator if source.locator.startswith(("http://", "https://")) else ""
    raw = list(_walk(_main_content(soup), base))
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


def _main_content(soup: BeautifulSoup) -> Tag:
    """Return <main>, the one article, or the densest container, its menus and banners taken out."""
    body = soup.body or soup
    for tag in list(body.find_all(True)):
        if not tag.decomposed and _is_chrome(tag):
            tag.decompose()
    main = body.find("main") or body.find(True, attrs={"role": "main"})
    if main is not None and main.get_text(strip=True):
        return main
    articles = [article for article in body.find_all("article") if article.find_parent("article") is None]
    if len(articles) == 1 and _length(articles[0]) >= 0.4 * _length(body):
        return articles[0]
    return _densest(body)


def _densest(body: Tag) -> Tag:
    """Go down from `body` as long as one child holds nearly all its text and it is no text itself."""
    current = body
    while True:
        total = _length(current)
        children = [
            child for child in current.find_all(True, recursive=False) if child.name in ("div", "section")
        ]
        inner = next((child for child in children if _length(child) >= 0.9 * total > 0), None)
        if inner is None or any(
            _length(child) for child in current.find_all(list(_HEADINGS), recursive=False)
        ):
            return current
        current = inner


def _length(tag: Tag) -> int:
    return len(tag.get_text(" ", strip=True))


def _is_chrome(tag: Tag) -> bool:
    if tag.name in _NEVER:
        return tag.name != "form" or _length(tag) < 2000 or not tag.find(["h1", "h2", "p"])
    if tag.name in ("header", "footer") and tag.find_parent(["article", "main"]) is None:
        return tag.name == "footer" or tag.find("h1") is None
    if str(tag.get("role") or "") in _CHROME_ROLES or tag.has_attr("hidden"):
        return True
    if str(tag.get("aria-hidden") or "") == "true" or _HIDDEN.search(str(tag.get("style") or "")):
        return True
    classes: Any = tag.get("class") or []
    words = f"{tag.get('id') or ''} {' '.join(classes) if isinstance(classes, list) else classes}"
    if tag.name in ("div", "section", "ul", "ol", "p", "span", "a") and _CHROME.search(
        words.replace("_", "-")
    ):
        return tag.find(["main", "article", "h1"]) is None
    return False


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
    if name in _NEVER:
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
    elif name in _HEADINGS:
        inner = _Context("heading", _HEADINGS[name])
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


def _metadata(soup: BeautifulSoup) -> Metadata:
    linked = list(_linked_data(soup))
    heading = soup.find("h1")
    title = (
        _meta(soup, "og:title")
        or (heading.get_text(" ", strip=True) if heading is not None else "")
        or (soup.title.get_text(" ", strip=True) if soup.title is not None else "")
    )
    dates = [
        *(item.get("datePublished") for item in linked),
        *(
            _meta(soup, name)
            for name in ("article:published_time", "date", "dc.date", "dcterms.created", "pubdate")
        ),
        *(str(time["datetime"]) for time in soup.find_all("time", attrs={"datetime": True, "pubdate": True})),
    ]
    authors = stated_names(_meta(soup, "author")) or stated_names(
        [_name(person) for item in linked for person in _listed(item.get("author"))]
    )
    return Metadata(
        title=title,
        authors=authors,
        published=next((day for day in map(stated_date, dates) if day), None),
        language=stated_language(soup.html.get("lang") if soup.html is not None else None)
        or stated_language(_meta(soup, "og:locale")),
        subject=_meta(soup, "description") or _meta(soup, "og:description"),
    )


def _meta(soup: BeautifulSoup, name: str) -> str:
    for attribute in ("name", "property", "itemprop"):
        tag = soup.find("meta", attrs={attribute: re.compile(f"^{re.escape(name)}$", re.IGNORECASE)})
        if tag is not None and str(tag.get("content") or "").strip():
            return str(tag["content"]).strip()
    return ""


def _linked_data(soup: BeautifulSoup) -> Iterator[dict[str, Any]]:
    for script in soup.find_all("script", attrs={"type": "application/ld+json"}):
        try:
            found = json.loads(script.get_text())
        except ValueError:
            continue
        for item in _listed(found):
            if isinstance(item, dict):
                yield from (part for part in [item, *_listed(item.get("@graph"))] if isinstance(part, dict))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _name(value: Any) -> str:
    return str(value.get("name") or "") if isinstance(value, dict) else str(value)
