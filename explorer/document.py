"""A resource or a document opened at its place: values, reference, outline, text page by page, passage marked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from explorer.citing import citation_files, citing, reference_text
from explorer.components import (
    agenda_row,
    copyable,
    link,
    marked,
    reference_line,
    reference_link,
    resource_row,
    titled,
)
from explorer.evidence import relation
from explorer.layout import section
from explorer.links import document_href
from explorer.parts import (
    asked_entity,
    chips_of,
    data_links,
    evidence_section,
    few_chips,
    heading,
    identifier,
    unfolding,
)
from explorer.rows import cells, readable, row_line
from explorer.session import centre, language, on_phone, say

if TYPE_CHECKING:
    from centre.records import EntityPage
    from centre.works import Work

Passages = list[Mapping[str, Any]]


def page() -> None:
    """Show the document that the address names, at the page and the passage it names."""
    found = asked_entity()
    if found is not None:
        show(found)


def show(found: EntityPage) -> None:
    """Show a resource or a document: its values, how to cite it, its text, what it is tied to."""
    work = centre().work(found.id)
    content = found.document or {}
    passages: Passages = sorted(content.get("passages", ()), key=lambda passage: passage["start"])
    start, end = _place(passages)
    shown = shown_page(passages, _number("page"), start) if passages else None
    heading(found, _values(found, work))
    chosen = start is not None or _number("page") is not None
    paged = shown if chosen and len({passage["page"] for passage in passages}) > 1 else None
    cited = reference_text(work, paged, start, end) if work else ""
    if work:
        citing(cited)
        with st.container(horizontal=True):
            citation_files(work)
            if work.document:
                _original(found, work.document)
    if content:
        _text(found, content, passages, shown, (start, end), cited)
    _tied(found, {one.id for one in work.authors} if work else set())
    data_links(found, feed=True)
    identifier(found)


def _values(found: EntityPage, work: Work | None) -> list[tuple[str, str]]:
    """Return the authors, the territories and the themes as values of a resource."""
    authors = [reference_link(one) for one in work.authors] if work else []
    return [
        (say("work.authors"), ", ".join(authors)),
        (say("section.territories"), few_chips(found.territories)),
        (say("section.themes"), few_chips(found.themes)),
    ]


def _text(
    found: EntityPage,
    content: Mapping[str, Any],
    passages: Passages,
    shown: int | None,
    place: tuple[int | None, int | None],
    cited: str,
) -> None:
    """Show the outline and one page of the text."""
    headings = outline(found.id, content.get("outline", ()), passages)
    if shown is None:
        st.html(headings)
        return
    if headings:
        side, main = st.columns([3, 8], gap="medium")
        side.html(headings)
    else:
        main = st.container()
    pager = _pager(found.id, passages, shown)
    main.html(pager + reader(found.id, passages, shown, *place, cited) + pager)


def _tied(found: EntityPage, authors: Collection[str]) -> None:
    """Show what a resource is tied to, but for what its values already say."""
    others = [one for one in found.actors if one.id not in authors or found.kind == "document"]
    section(say("section.relations"), unfolding(found.relations, relation))
    of = "mention" if found.kind == "document" else "activity"
    section(say("section.actors"), unfolding(others, lambda actor: reference_line(actor, of)))
    events = sorted(found.events, key=lambda row: (row.start is None, row.start or ""))
    section(say("section.events"), unfolding(events, agenda_row))
    section(say("section.resources"), unfolding(found.resources, resource_row))
    section(say("section.related"), chips_of(found.related))
    evidence_section(found)


def shown_page(passages: Passages, page_number: int | None, start: int | None) -> int:
    """Return the page to show: that of the passage asked for, else the one asked for, else the first."""
    pages = [int(passage["page"]) for passage in passages]
    if start is not None:
        for passage in passages:
            if passage["start"] <= start < passage["end"]:
                return int(passage["page"])
    return page_number if page_number in pages else pages[0]


def reader(
    iri: str, passages: Passages, shown: int, start: int | None, end: int | None, cited: str = ""
) -> str:
    """Return the passages of a page as HTML, the stretch from `start` to `end` of the document marked.

    Each has the link to its own address; under the one marked stands the reference that cites it.
    """
    body, path = "", None
    found = False
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
        anchor = f' id="cite" data-place="{place}"' if stretches and not found else ""
        found = found or bool(stretches)
        address = document_href(iri, language(), page=shown, start=passage["start"], end=passage["end"])
        told = escape(say("cite.passage"))
        own = link(address, f'<span class="unseen">{told}</span>', "own stay", title=say("cite.passage"))
        body += f'<div class="passage"{anchor}>{passage_html(passage["text"], stretches)} {own}</div>'
        if anchor and cited:
            body += f'<p class="cited">{copyable(cited, seen=True)}</p>'
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


def _original(found: EntityPage, document: str) -> None:
    path = centre().original(document)
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
