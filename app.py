"""The site: a router over the pages of `explorer/`, run by `streamlit run app.py`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from explorer import agenda, data, document, entity, layout, search, themes, who
from explorer.session import say

PAGES: tuple[tuple[str, str, Callable[[], None]], ...] = (
    ("", "nav.search", search.page),
    ("qui", "nav.who", who.page),
    ("agenda", "nav.agenda", agenda.page),
    ("themes", "nav.themes", themes.page),
    ("donnees", "nav.data", data.page),
    ("acteur", "kind.actor", entity.page),
    ("theme", "kind.theme", entity.page),
    ("territoire", "kind.territory", entity.page),
    ("evenement", "kind.event", entity.page),
    ("ressource", "kind.resource", entity.page),
    ("document", "kind.document", document.page),
)

st.set_page_config(page_icon=str(layout.ICON), layout="wide")
chosen = st.navigation(
    [
        st.Page(
            partial(layout.framed, path, show),
            title=f"{say(key)} – {say('site')}",
            url_path=path or None,
            default=not path,
        )
        for path, key, show in PAGES
    ],
    position="hidden",
)
chosen.run()
