"""The themes of the centre, by domain or from A to Z."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

import streamlit as st

from explorer.components import link, reference_link
from explorer.layout import title
from explorer.links import href
from explorer.session import centre, count, language, references, say
from explorer.texts import sort_key

if TYPE_CHECKING:
    from centre.records import Reference


def page() -> None:
    """Show the thesaurus."""
    title("themes.title", "themes.lead")
    az = st.query_params.get("vue") == "az"
    views = [("", "themes.tree", not az), ("az", "themes.az", az)]
    links = [
        link(href("themes", language(), {"vue": view}), escape(say(key)), current="true" if current else "")
        for view, key, current in views
    ]
    tabs = "".join(f"<li>{item}</li>" for item in links)
    st.html(f'<ul class="tabs" aria-label="{escape(say("themes.view"))}">{tabs}</ul>')
    tree = centre().theme_tree()
    known = {reference.id: reference for _, reference in tree} | {
        item.id: item for item in references("theme")
    }
    st.html(f'<p class="facts">{escape(count("theme", len(known)))}</p>')
    st.html(alphabetical(known.values()) if az else by_domain(tree))


def by_domain(tree: Iterable[tuple[int, Reference]]) -> str:
    """Return the tree of themes as one block a domain."""
    blocks: list[str] = []
    items: list[str] = []
    head = ""
    for depth, theme in [*tree, (0, None)]:
        if depth == 0:
            if head:
                blocks.append(f"<div><h2>{head}</h2><ul>{''.join(items)}</ul></div>")
            head, items = (reference_link(theme) if theme else ""), []
        elif theme:
            css = ("", "", "deep", "deeper")[min(depth, 3)]
            items.append(f'<li class="{css}">{reference_link(theme)}</li>')
    return f'<div class="themes-tree">{"".join(blocks)}</div>'


def alphabetical(themes: Iterable[Reference]) -> str:
    """Return the themes as one block a letter, accents and case aside."""
    ordered = sorted(themes, key=lambda theme: sort_key(theme.label))
    blocks = []
    for letter, group in groupby(ordered, key=lambda theme: sort_key(theme.label)[:1].upper()):
        items = "".join(f"<li>{reference_link(theme)}</li>" for theme in group)
        blocks.append(f"<div><h2>{escape(letter)}</h2><ul>{items}</ul></div>")
    return f'<div class="themes-tree">{"".join(blocks)}</div>'
