"""The frame of the workshop: its parts, and who may enter."""

from __future__ import annotations

from collections.abc import Callable, Collection
from html import escape
from importlib.util import find_spec

import streamlit as st

from explorer import letters, review
from explorer.components import link, message
from explorer.layout import title
from explorer.links import href
from explorer.session import language, may_decide, say, signed_in, visitor
from explorer.workshop import adding, quality, reading, record, versions

PARTS: dict[str, Callable[[], None]] = {
    "ajouter": adding.page,
    "relecture": review.page,
    "qualite": quality.page,
    "versions": versions.page,
    "lettres": letters.page,
}
UNLISTED: dict[str, Callable[[], None]] = {"fiche": record.page}
"""Parts that other pages lead to."""
OPEN = ("relecture", "lettres")
"""Parts that anybody may read where the site has no sign-in."""


def page(part: str = "") -> None:
    """Show the part of the workshop that the address names, or a given one."""
    if signed_in() is not None and not may_decide():
        _sign_in()
        return
    asked = part or st.query_params.get("partie", "")
    known = {name: show for name, show in {**PARTS, **UNLISTED}.items() if may_decide() or name in OPEN}
    chosen = asked if asked in known else next(iter(known))
    _parts(chosen, known)
    st.set_page_config(page_title=f"{say(f'workshop.{chosen}')} – {say('nav.workshop')} – {say('site')}")
    if chosen == "ajouter" and st.query_params.get("brouillon"):
        reading.page()
    else:
        known[chosen]()


def part_href(part: str, **more: str | None) -> str:
    """Return the address of a part of the workshop."""
    return href("atelier", language(), {"partie": part, **more})


def _parts(chosen: str, known: Collection[str]) -> None:
    items = "".join(
        f"<li>{link(part_href(part), escape(say(f'workshop.{part}')), current='page' if part == chosen else '')}</li>"
        for part in PARTS
        if part in known
    )
    st.html(f'<nav aria-label="{escape(say("workshop.menu"))}"><ul class="tabs workshop">{items}</ul></nav>')
    if signed_in():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(f'<p class="facts">{escape(say("workshop.signed_in", name=visitor()))}</p>')
            st.button(say("workshop.sign_out"), on_click=st.logout, type="tertiary")


def _sign_in() -> None:
    title("workshop.title", "workshop.sign_in_help")
    if signed_in():
        st.html(message("", say("workshop.not_staff")))
        st.button(say("workshop.sign_out"), on_click=st.logout)
    elif find_spec("authlib") is None:
        st.html(message("", say("workshop.no_library")))
    else:
        st.button(say("workshop.sign_in"), type="primary", on_click=st.login)
