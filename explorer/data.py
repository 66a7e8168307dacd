"""The figures of the centre, and its knowledge graph open to read-only SPARQL questions."""

from __future__ import annotations

import json
import re
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from centre.records import CentreError
from explorer.components import figures, link, message
from explorer.layout import section, title
from explorer.links import IDENTIFIERS, PATHS, entity_href, href, kind_of, short_id
from explorer.session import centre, count, language, say
from explorer.texts import number

if TYPE_CHECKING:
    from centre.centre import Centre

FIGURES = ("documents", "passages", "events", "actors", "themes", "territories", "triples")
SHOWN = 200
_PLACE = re.compile(r"error at (\d+):(\d+): .*?(?=\. [A-ZÉ]|\.?$)", re.DOTALL)
"""Where the engine stopped reading a query, in its own words."""
_UNSAID = re.compile(r"<[^<>\s]*>|#[^\n]*|\b[\w-]*:")
"""Addresses, comments and prefixes: what in a query may hold the word of a form without meaning it."""

EXAMPLES = {
    "data.example.themes": """PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?theme ?nom WHERE {
  ?theme a skos:Concept ; skos:prefLabel ?nom .
  FILTER(lang(?nom) = "fr")
}
ORDER BY ?nom
LIMIT 50""",
    "data.example.kinds": """SELECT ?type (COUNT(?fiche) AS ?nombre) WHERE {
  ?fiche a ?type .
}
GROUP BY ?type
ORDER BY DESC(?nombre)""",
}


def page() -> None:
    """Show the figures and the SPARQL box."""
    title("data.title", "data.lead")
    status = centre().status()
    st.html(figures(status, FIGURES) + _details(status))
    links = [
        link(href("donnees", language(), {"requete": query}), escape(say(key)), "example")
        for key, query in EXAMPLES.items()
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
            st.code(centre().sparql_within_limits(query, format="ttl"), language="turtle")
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
            st.download_button(
                say("data.csv"),
                data=partial(_csv, centre(), query),
                file_name="resultats.csv",
                mime="text/csv",
                on_click="ignore",
                icon=":material/download:",
            )
    if rows:
        st.html(table(answer["head"]["vars"], rows[:SHOWN]))


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


def table(names: list[str], rows: list[dict[str, dict[str, str]]]) -> str:
    """Return SPARQL results as a table; the entities of the centre are links to their pages."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
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
        shown = escape(short_id(value))
        return link(entity_href(value, language()), shown) if kind_of(value) in PATHS else shown
    return escape(value)
