"""The frame of every page: style, header with the sections, footer, and what to say when a request fails."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape
from pathlib import Path

import streamlit as st

from centre.records import CentreError
from explorer.components import link, message
from explorer.links import href
from explorer.session import centre, language, may_decide, say, signed_in
from explorer.texts import plain_spaces, typographic

SECTIONS = (
    ("", "nav.search"),
    ("qui", "nav.who"),
    ("agenda", "nav.agenda"),
    ("themes", "nav.themes"),
    ("dossiers", "nav.dossiers"),
    ("carte", "nav.map"),
    ("reseau", "nav.network"),
    ("donnees", "nav.data"),
)
WORKSHOP = ("atelier", "relecture", "lettres")
"""The addresses of the workshop of the staff: its own, and those that its parts had before."""

INSIDE = {"dossier": "dossiers", "plateforme": "dossiers"}
"""Pages that stand inside a section, with the address of it."""

STYLE = Path(__file__).with_name("style.css")
SCRIPT = Path(__file__).with_name("navigation.js")
SUGGESTING = Path(__file__).with_name("suggesting.js")
ICON = Path(__file__).with_name("icon.svg")


def framed(path: str, show: Callable[[], None]) -> None:
    """Show a page in its frame, or say in plain words why it cannot be shown."""
    st.html(STYLE)
    said = json.dumps(
        {name: say(f"suggest.{name}", count="{count}") for name in ("list", "none", "one", "many")}
    )
    code = SUGGESTING.read_text("utf-8") + SCRIPT.read_text("utf-8")
    started = f"{code}mlgPage({json.dumps(language())}, {json.dumps(say('skip'))}, {said});"
    st.html(f"<script>{started}</script>", unsafe_allow_javascript=True)
    header(path)
    try:
        centre()
    except CentreError as error:
        command = "<pre><code>maillage run</code></pre>"
        detail = f'<p>{escape(say("missing.then"))}</p><p class="facts">{escape(typographic(str(error)))}</p>'
        st.html(
            f"<h1>{escape(say('missing.title'))}</h1><p>{escape(say('missing.help'))}</p>{command}{detail}"
        )
        return
    try:
        show()
    except CentreError as error:
        st.html(message(say("failed.title"), str(error), back()))
    st.html(f'<footer class="foot"><p>{escape(say("footer"))}</p></footer>')


def header(path: str) -> None:
    """Show the name of the site, its sections and the other language."""
    inside = INSIDE.get(path, path)
    sections = "".join(f"<li>{_section(target, key, inside)}</li>" for target, key in SECTIONS)
    if signed_in() is not None or may_decide():
        sections += (
            f"<li>{_section(WORKSHOP[0], 'nav.workshop', WORKSHOP[0] if path in WORKSHOP else path)}</li>"
        )
    other = "en" if language() == "fr" else "fr"
    kept = {name: st.query_params.get_all(name) for name in st.query_params if name != "lang"}
    switch = link(
        href(path, other, kept), f'<span lang="{other}">{escape(say("other_language"))}</span>', "language"
    )
    brand = link(href("", language()), f"<strong>{escape(say('site'))}</strong>", "brand")
    st.html(
        f'<header class="top"><p class="name">{brand}'
        f'<span class="tagline">{escape(say("tagline"))}</span>{switch}</p>'
        f'<nav aria-label="{escape(say("menu"))}"><ul>{sections}</ul></nav></header>'
    )


def _section(target: str, key: str, path: str) -> str:
    return link(href(target, language()), escape(say(key)), current="page" if target == path else "")


def title(key: str, lead: str | None = None) -> None:
    """Show the title of a page and a sentence under it."""
    under = f'<p class="intro">{escape(say(lead))}</p>' if lead else ""
    st.html(f"<h1>{escape(say(key))}</h1>{under}")


def question_box(label: str, placeholder: str, button: str) -> str:
    """Show the box that the address knows as `q`, with its button; return what it holds."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        asked = st.text_input(
            say(label),
            key="q",
            type="search",
            bind="query-params",
            placeholder=say(placeholder),
            label_visibility="collapsed",
        )
        st.button(say(button), type="primary")
    return plain_spaces(asked or "").strip()


def section(heading: str, body: str) -> None:
    """Show a part of a page under its heading; nothing when there is nothing in it."""
    if body:
        st.html(f"<section><h2>{escape(heading)}</h2>{body}</section>")


def back() -> str:
    """Return a link to the search."""
    return f"<p>{link(href('', language()), escape(say('entity.back')))}</p>"
