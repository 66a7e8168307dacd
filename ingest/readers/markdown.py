"""Markdown to raw blocks: headings, lines, list items, quoted lines and tables, emphasis taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.document import BlockKind, Document, Metadata, Source
from ingest.readers.blocks import Piece, RawBlock, assemble, split_marker, table_blocks
from ingest.readers.encoding import decode
from ingest.readers.lines import groups, join, wrap_width
from ingest.readers.stated import stated_date, stated_language, stated_names
from ingest.readers.text import is_title_line

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_RAISED = re.compile(r"\$?\^(?:\{\s*(?:\\text\{)?([^{}$]*)\}?\}|(er|ère|re|e|ème|nd|nde|o)\b)\$?")
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")


@dataclass(slots=True)
class _Line:
    """One source line of a paragraph while it is read."""

    pieces: list[Piece] = field(default_factory=list)
    bold: bool = True

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def read(source: Source) -> Document:
    """Return the document of a Markdown file."""
    text = decode(source.content, source.locator).replace("\r\n", "\n").replace("\r", "\n")
    stated, text = _front_matter(text)
    raw = list(_raw_blocks(_COMMENT.sub(lambda match: "\n" * match.group().count("\n"), text)))
    first = next((item for item in raw if item.kind == "heading"), None)
    title = stated.get("title") or stated.get("titre") or (_text_of(first) if first else "")
    metadata = Metadata(
        title=split_marker(str(title).strip())[1],
        authors=stated_names(stated.get("author") or stated.get("authors") or stated.get("auteur") or ""),
        published=stated_date(stated.get("date") or stated.get("published")),
        language=stated_language(stated.get("lang") or stated.get("language") or stated.get("langue")),
        subject=str(stated.get("description") or stated.get("subject") or ""),
    )
    return assemble(source, raw, metadata)


def _front_matter(text: str) -> tuple[dict[str, str | list[str]], str]:
    match = _FRONT_MATTER.match(text)
    if not match or not re.search(r"^[\w-]+[ \t]*:", match[1], re.MULTILINE):
        return {}, text
    stated: dict[str, str | list[str]] = {}
    key = ""
    for line in match[1].split("\n"):
        if item := re.match(r"\s+-\s+(.*)|-\s+(.*)", line):
            value = _unquoted(item[1] or item[2] or "")
            before = stated.get(key)
            stated[key] = [*before, value] if isinstance(before, list) else [value]
        elif pair := re.match(r"([\w-]+)[ \t]*:[ \t]*(.*)", line):
            key, value = pair[1].lower(), pair[2].strip()
            listed = re.fullmatch(r"\[(.*)\]", value)
            stated[key] = [_unquoted(part) for part in listed[1].split(",")] if listed else _unquoted(value)
    return stated, text[match.end() :]


def _unquoted(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _raw_blocks(text: str) -> Iterator[RawBlock]:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table").disable(["code", "lheading"])
    source_lines = text.split("\n")
    tokens = parser.parse(_underlined(text))
    inline = [token for token in tokens if token.type == "inline"]
    width = wrap_width([[line.text for line in _lines(token)] for token in inline])
    marked = any(token.type == "heading_open" for token in tokens)
    lists: list[str] = []
    quotes = heading = 0
    opened_item = False
    rows: list[list[str]] | None = None
    for token in tokens:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                lists.append("")
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                lists[-1] = f"{token.info}{token.markup}" if token.info else token.markup
                opened_item = True
            case "blockquote_open":
                quotes += 1
            case "blockquote_close":
                quotes -= 1
            case "heading_open":
                heading = int(token.tag[1:])
            case "heading_close":
                heading = 0
            case "table_open":
                rows = []
            case "tr_open" if rows is not None:
                rows.append([])
            case "table_close":
                yield from table_blocks(rows or [])
                rows = None
            case "inline" if rows is not None:
                rows[-1].append(" ".join(line.text for line in _lines(token)))
            case "inline":
                kind: BlockKind = "heading" if heading else "item" if lists else "paragraph"
                level = heading or max(len(lists) - 1, 0)
                for position, line in enumerate(_joined(token, width)):
                    bullet = lists[-1] if opened_item and position == 0 and lists else ""
                    quoted = ">" if quotes and _is_quoted(source_lines, token, line, position) else ""
                    yield _block(line, kind, level, bullet + quoted, promote=not marked)
                    opened_item = False
            case "fence" | "code_block":
                for content in token.content.split("\n"):
                    yield RawBlock(kind="paragraph", pieces=(Piece(text=content),))
            case "html_block":
                for content in _TAG.sub("", token.content).split("\n"):
                    yield RawBlock(kind="paragraph", pieces=(Piece(text=content),))


def _underlined(text: str) -> str:
    """Rewrite titles underlined with `=` or `-` as `#` titles, keeping the count of lines."""
    lines = text.split("\n")
    for position in range(1, len(lines)):
        rule, title = lines[position].strip(), lines[position - 1]
        if not re.fullmatch(r"={2,}|-{3,}", rule) or not title.strip() or re.match(r"\s*[-*>|#+]", title):
            continue
        if position > 1 and lines[position - 2].strip():
            continue
        lines[position - 1 : position + 1] = [f"{'#' if rule[0] == '=' else '##'} {title.strip()}", ""]
    return "\n".join(lines)


def _is_quoted(source_lines: list[str], token: Token, line: _Line, position: int) -> bool:
    """Tell a line that opens with `>` itself from one that merely follows it in the paragraph."""
    begin, end = token.map or (0, 0)
    opening = re.sub(r"\W+", "", line.text)[:12]
    for written in source_lines[begin:end]:
        if re.sub(r"\W+", "", written)[: len(opening)].startswith(opening):
            return bool(re.match(r"\s*(?:[-*+]\s+|\d+[.)]\s+)*>", written))
    return position == 0


def _joined(token: Token, width: int) -> Iterator[_Line]:
    """Yield the lines of a paragraph, wrapped prose joined, lines that are units apart."""
    lines = _lines(token)
    for group in groups([line.text.strip() for line in lines], width):
        whole = lines[group[0]]
        for position in group[1:]:
            line = lines[position]
            before = whole.text.rstrip()
            if join(before, line.text).startswith(f"{before} "):
                whole.pieces.append(Piece(text=" "))
            elif not join(before, line.text).startswith(before):
                last = whole.pieces[-1]
                whole.pieces[-1] = Piece(text=last.text.rstrip()[:-1], target=last.target)
            whole.pieces.extend(line.pieces)
            whole.bold &= line.bold
        yield whole


def _lines(token: Token) -> list[_Line]:
    lines = [_Line()]
    bold = 0
    target = ""
    for child in token.children or []:
        if child.type in ("softbreak", "hardbreak") or (
            child.type == "html_inline" and re.match(r"<br\b", child.content, re.IGNORECASE)
        ):
            lines.append(_Line())
        elif child.type in ("strong_open", "strong_close"):
            bold += child.nesting
        elif child.type == "link_open":
            target = str(child.attrGet("href") or "")
        elif child.type == "link_close":
            target = ""
        elif child.type in ("text", "code_inline", "text_special") and child.content:
            content = _plain(child.content)
            lines[-1].pieces.append(Piece(text=content, target=target))
            if split_marker(content.strip())[1].strip() and not bold:
                lines[-1].bold = False
    return lines


def _plain(text: str) -> str:
    """Return a stretch of text without raised-letter notation and emphasis signs left unpaired."""
    text = _RAISED.sub(lambda match: match[1] or match[2] or "", text)
    return re.sub(r"\*\*|__(?=\S)|(?<=\S)__", "", text)


def _block(line: _Line, kind: BlockKind, level: int, marker: str, *, promote: bool) -> RawBlock:
    text = line.text.strip()
    if promote and kind == "paragraph" and is_title_line(split_marker(text)[1]):
        kind, level = "heading", 1
    bold = line.bold and bool(text)
    return RawBlock(kind=kind, pieces=tuple(line.pieces), level=level, marker=marker, emphasis=bold)


def _text_of(block: RawBlock) -> str:
    return "".join(piece.text for piece in block.pieces)
