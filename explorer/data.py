"""The figures of the centre, and its knowledge graph open to read-only SPARQL questions."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from centre.records import CentreError
from explorer.components import figures, link, message
from explorer.data_examples import EXAMPLES
from explorer.data_views import charts, files, vocabulary
from explorer.layout import section, title
from explorer.links import IDENTIFIERS, PATHS, entity_href, href, kind_of, short_id
from explorer.network import place
from explorer.network_svg import picture
from explorer.session import centre, count, language, say
from explorer.texts import number

if TYPE_CHECKING:
    from centre.built import BuiltGraph
    from centre.centre import Centre

FIGURES = ("documents", "passages", "events", "actors", "themes", "territories", "triples")
SHOWN = 200
_PLACE = re.compile(r"error at (\d+):(\d+): .*?(?=\. [A-ZÉ]|\.?$)", re.DOTALL)
"""Where the engine stopped reading a query, in its own words."""
_UNSAID = re.compile(r"<[^<>\s]*>|#[^\n]*|\b[\w-]*:")
"""Addresses, comments and prefixes: what in a query may hold the word of a form without meaning it."""


VIEWS: dict[str, Callable[[], None]] = {"vocabulaire": vocabulary, "fichiers": files, "chiffres": charts}
"""What the page shows beside the queries, by its name in the address."""


def page() -> None:
    """Show the figures and the SPARQL box."""
    title("data.title", "data.lead")
    status = centre().status()
    st.html(figures(status, FIGURES) + _details(status))
    chosen = _view()
    if chosen:
        VIEWS[chosen]()
        return
    links = [
        link(href("donnees", language(), {"requete": query}), escape(say(f"data.example.{name}")), "example")
        for name, query in EXAMPLES.items()
    ]
    items = "".join(f"<li>{item}</li>" for item in links)
    lead = f'<p class="intro">{escape(say("data.sparql_lead"))}</p>'
    section(
        say("data.sparql"),
        f'{lead}<ul class="chips"><li class="lead">{escape(say("data.examples"))}</li>{items}</ul>',
    )
    query = st.text_area(say("data.query"), key="requete", height=220, bind="query-params")
    st.button(say("data.run"), type="primary")
    if query and query.strip():
        _run(query)


def _view() -> str:
    """Show the views as links; return the one that the address names, empty for the queries."""
    asked = st.query_params.get("vue", "")
    chosen = asked if asked in VIEWS else ""
    tabs = "".join(
        f"<li>{link(href('donnees', language(), {'vue': name}), escape(say(key)), current=current)}</li>"
        for name, key in (
            ("", "data.view.queries"),
            ("vocabulaire", "data.view.vocabulary"),
            ("fichiers", "data.view.files"),
            ("chiffres", "data.view.charts"),
        )
        for current in ("true" if name == chosen else "",)
    )
    st.html(f'<ul class="tabs" aria-label="{escape(say("data.views"))}">{tabs}</ul>')
    return chosen


def _details(status: dict[str, Any]) -> str:
    facts = []
    if status.get("snapshot"):
        facts.append(say("data.snapshot", snapshot=status["snapshot"]))
    encoder = status.get("encoder")
    if isinstance(encoder, dict) and encoder.get("name"):
        facts.append(say("data.encoder", name=encoder["name"]))
    if isinstance(status.get("disk_bytes"), int):
        facts.append(say("data.size", size=number(status["disk_bytes"] / 1e6, language())))
    return f'<p class="facts">{" · ".join(escape(fact) for fact in facts)}</p>'


def _run(query: str) -> None:
    try:
        if builds_graph(query):
            built(centre().built_graph(query))
            return
        answer = json.loads(centre().sparql_within_limits(query, format="json"))
    except CentreError as error:
        st.html(message(say("data.error"), *explained(str(error))))
        return
    except Exception as error:  # whatever the engine refuses is said to the one who asked
        detail = f"{type(error).__name__}, {error}".rstrip(", .")
        st.html(message(say("data.error"), say("data.failed", detail=detail)))
        return
    if "boolean" in answer:
        st.html(f"<p><strong>{escape(say('data.yes' if answer['boolean'] else 'data.no'))}</strong></p>")
        return
    rows = answer["results"]["bindings"]
    cut = say("data.cut", shown=SHOWN) if len(rows) > SHOWN else ""
    if "maillage:cut" in answer:
        cut = f"{say('data.capped')} {cut}"
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        total = f"<strong>{escape(count('row', len(rows)))}</strong> {escape(cut)}"
        st.html(f'<p role="status">{total}</p>', width="content")
        if rows:
            with st.container(horizontal=True, width="content"):
                _download("data.csv", "resultats.csv", "text/csv", partial(_csv, centre(), query))
                text = json.dumps(answer, ensure_ascii=False, indent=1)
                _download("data.json", "resultats.json", "application/sparql-results+json", text)
    if rows:
        st.html(table(answer["head"]["vars"], _named(rows[:SHOWN])))


def _download(key: str, name: str, media_type: str, content: str | Callable[[], bytes]) -> None:
    st.download_button(
        say(key), data=content, file_name=name, mime=media_type, on_click="ignore", icon=":material/download:"
    )


def built(found: BuiltGraph) -> None:
    """Show the graph that a query built: its picture where things are tied, its statements, its files."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        total = count("statement", len(found.triples))
        cut = say("data.cut", shown=SHOWN) if len(found.triples) > SHOWN else ""
        st.html(f'<p role="status"><strong>{escape(total)}</strong> {escape(cut)}</p>', width="content")
        if found.triples:
            _download("data.ttl", "resultats.ttl", "text/turtle", found.turtle)
    if found.drawn.ties:
        shown = picture(
            found.drawn,
            lambda iri: entity_href(iri, language()),
            lambda one: f"{one.label}, {count('tie', one.partners)}",
            say("data.picture"),
        )
        left = say("data.left_out", number=number(found.drawn.left_out, language()))
        place(shown)
        if found.drawn.left_out:
            st.html(f'<p class="facts">{escape(left)}</p>')
    rows = [
        {
            "subject": {"type": "uri", "value": one.subject_id, "label": one.subject},
            "predicate": {"type": "literal", "value": one.predicate},
            "object": {"type": "uri", "value": one.object_id, "label": one.object}
            if one.object_id
            else {"type": "literal", "value": one.object},
        }
        for one in found.triples[:SHOWN]
    ]
    names = {name: say(f"data.{name}") for name in ("subject", "predicate", "object")}
    if rows:
        st.html(table([*names], rows, names))
    with st.expander(say("data.turtle")):
        st.code(found.turtle, language="turtle")


def explained(refusal: str) -> tuple[str, str]:
    """Return why a query was refused, in words, and what the engine said of it, folded."""
    place = _PLACE.search(refusal)
    if place is None:
        return refusal, ""
    said = f"<p class='facts'><code>{escape(place[0])}</code></p>"
    folded = f"<details><summary>{escape(say('data.engine'))}</summary>{said}</details>"
    return say("data.syntax", line=place[1], column=place[2]), folded


def builds_graph(query: str) -> bool:
    """Say whether a query answers with triples (CONSTRUCT, DESCRIBE) rather than with rows."""
    bare = _UNSAID.sub(" ", query)
    form = re.search(r"\b(select|ask|construct|describe)\b", bare, re.IGNORECASE)
    return form is not None and form[1].lower() in ("construct", "describe")


def _csv(asked: Centre, query: str) -> bytes:
    """Return the answer as a CSV file that spreadsheets read with its accents."""
    return asked.sparql_within_limits(query, format="csv").encode("utf-8-sig")


def _named(rows: list[dict[str, dict[str, str]]]) -> list[dict[str, dict[str, str]]]:
    """Return rows whose things of the centre bear their labels."""
    terms = [term for row in rows for term in row.values() if term.get("type") == "uri"]
    known = {term["value"] for term in terms if kind_of(term["value"]) in PATHS}
    labels = centre().labels(known)
    return [
        {name: {**term, "label": labels.get(term["value"], "")} for name, term in row.items()} for row in rows
    ]


def table(
    names: list[str], rows: list[dict[str, dict[str, str]]], headings: Mapping[str, str] | None = None
) -> str:
    """Return SPARQL results as a table; the entities of the centre are links to their pages.

    A term may bear the `label` to show; `headings` say what columns are called when that is not their name.
    """
    shown = headings or {}
    head = "".join(f'<th scope="col">{escape(shown.get(name, name))}</th>' for name in names)
    body = "".join(
        f"<tr>{''.join(f'<td>{_cell(row.get(name))}</td>' for name in names)}</tr>" for row in rows
    )
    rows_of_html = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    return f'<div class="table" tabindex="0"><table>{rows_of_html}</table></div>'


def _cell(term: dict[str, str] | None) -> str:
    if term is None:
        return ""
    value = term["value"]
    if term.get("type") == "uri" and value.startswith(IDENTIFIERS):
        shown = escape(term.get("label") or short_id(value))
        return link(entity_href(value, language()), shown) if kind_of(value) in PATHS else shown
    return escape(value)
