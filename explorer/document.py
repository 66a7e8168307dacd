"""A document opened at its place: outline, text page by page, the passage that a fact rests on marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from explorer.components import link, marked, titled
from explorer.entity import asked_entity, heading, identifier, sections
from explorer.links import document_href
from explorer.rows import cells, readable, row_line
from explorer.session import centre, language, on_phone, say

if TYPE_CHECKING:
    from centre.records import EntityPage

Passages = list[Mapping[str, Any]]


def page() -> None:
    """Show the document that the address names, at the page and the passage it names."""
    found = asked_entity()
    if found is None:
        return
    heading(found)
    _original(found)
    content = found.document or {}
    passages: Passages = sorted(content.get("passages", ()), key=lambda passage: passage["start"])
    if passages:
        start, end = _place(passages)
        shown = shown_page(passages, _number("page"), start)
        headings = outline(found.id, content.get("outline", ()), passages)
        if headings:
            side, main = st.columns([3, 8], gap="medium")
            side.html(headings)
        else:
            main = st.container()
        main.html(
            _pager(found.id, passages, shown)
            + reader(passages, shown, start, end)
            + _pager(found.id, passages, shown)
        )
    sections(found)
    identifier(found)


def shown_page(passages: Passages, page_number: int | None, start: int | None) -> int:
    """Return the page to show: that of the passage asked for, else the one asked for, else the first."""
    pages = [int(passage["page"]) for passage in passages]
    if start is not None:
        for passage in passages:
            if passage["start"] <= start < passage["end"]:
                return int(passage["page"])
    return page_number if page_number in pages else pages[0]


def reader(passages: Passages, shown: int, start: int | None, end: int | None) -> str:
    """Return the passages of a page as HTML, the stretch from `start` to `end` of the document marked."""
    body, path = "", None
    cited = False
    for passage in passages:
        if passage["page"] != shown:
            continue
        if list(passage.get("heading_path") or ()) != path:
            path = list(passage.get("heading_path") or ())
            body += f'<p class="path">{titled(" › ".join(path))}</p>' if path else ""
        stretches = []
        if start is not None and passage["start"] < (end or start + 1) and start < passage["end"]:
            stretches = [(start - passage["start"], (end or passage["end"]) - passage["start"])]
        place = escape(st.query_params.get("start") or st.query_params.get("extrait", ""))
        anchor = f' id="cite" data-place="{place}"' if stretches and not cited else ""
        cited = cited or bool(stretches)
        body += f'<div class="passage"{anchor}>{passage_html(passage["text"], stretches)}</div>'
    return f'<div class="reader">{body}</div>'


def passage_html(text: str, stretches: list[tuple[int, int]]) -> str:
    """Return the text of a passage, marked; a row of a table as names and values."""
    row = [*readable(cells(text))]
    return row_line(row, stretches) if row else marked(text, stretches)


def outline(iri: str, entries: Iterable[Any], passages: Passages) -> str:
    """Return the headings of a document as links to the pages where they stand."""
    items = []
    for entry in entries:
        name, number = _entry(entry, passages)
        if name:
            shown = titled(name)
            items.append(
                link(document_href(iri, language(), page=number[0], start=number[1]), shown)
                if number
                else shown
            )
    if not items:
        return ""
    body = "".join(f"<li>{item}</li>" for item in items)
    name = escape(say("document.outline"))
    state = "" if on_phone() else " open"
    folded = f'<details class="outline"{state}><summary>{name}</summary><ol>{body}</ol></details>'
    return f'<nav aria-label="{name}">{folded}</nav>'


def _entry(entry: Any, passages: Passages) -> tuple[str, tuple[int, int | None] | None]:
    if isinstance(entry, Mapping):
        name = str(entry.get("title") or entry.get("label") or entry.get("text") or "")
        if entry.get("page") is not None:
            return name, (int(entry["page"]), None)
    else:
        name = str(entry)
    for passage in passages:
        if name in (passage.get("heading_path") or ()):
            return name, (int(passage["page"]), None)
    return name, None


def _pager(iri: str, passages: Passages, shown: int) -> str:
    pages = sorted({int(passage["page"]) for passage in passages})
    if len(pages) < 2:
        return ""
    at = pages.index(shown)
    items = []
    if at:
        items.append(
            link(document_href(iri, language(), page=pages[at - 1]), "← " + escape(say("document.previous")))
        )
    items.append(f"<span>{escape(say('document.of', page=shown, pages=pages[-1]))}</span>")
    if at + 1 < len(pages):
        items.append(
            link(document_href(iri, language(), page=pages[at + 1]), escape(say("document.next")) + " →")
        )
    return f'<p class="pager facts">{"".join(items)}</p>'


def _original(found: EntityPage) -> None:
    path = centre().original(found.id)
    if path is not None and path.is_file():
        st.download_button(
            say("document.download"),
            data=path.read_bytes,
            file_name=file_name(found, path),
            on_click="ignore",
            icon=":material/download:",
        )


def file_name(found: EntityPage, path: Path) -> str:
    """Return the name to save an original under: that of its source, else the title of the document."""
    source = dict(found.fields).get("Fichier", "").split(", ", 1)[0].split("?", 1)[0].rstrip("/")
    name = source.rsplit("/", 1)[-1]
    return name if "." in name else found.label + path.suffix


def _place(passages: Passages) -> tuple[int | None, int | None]:
    """Return the stretch of the document that the address asks for, by its offsets or by its words."""
    excerpt = st.query_params.get("extrait", "")
    for passage in passages if excerpt else ():
        at = str(passage["text"]).replace("\n", " ").find(excerpt)
        if at >= 0:
            return passage["start"] + at, passage["start"] + at + len(excerpt)
    return _number("start"), _number("end")


def _number(name: str) -> int | None:
    asked = st.query_params.get(name, "")
    return int(asked) if asked.isdigit() else None
