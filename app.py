"""The site: a router over the pages of `explorer/`, run by `streamlit run app.py`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from explorer import agenda, data, document, entity, layout, search, themes, who
from explorer.session import language, say
from explorer.texts import word

PAGES: tuple[tuple[str, str, Callable[[], None]], ...] = (
    ("", "nav.search", search.page),
    ("qui", "nav.who", who.page),
    ("agenda", "nav.agenda", agenda.page),
    ("themes", "nav.themes", themes.page),
    ("donnees", "nav.data", data.page),
    ("acteur", "actor", entity.page),
    ("theme", "theme", entity.page),
    ("territoire", "territory", entity.page),
    ("evenement", "event", entity.page),
    ("ressource", "resource", entity.page),
    ("document", "document", document.page),
)

st.set_page_config(page_icon=str(layout.ICON), layout="wide")
chosen = st.navigation(
    [
        st.Page(
            partial(layout.framed, path, show),
            title=f"{say(key) if '.' in key else word('kind', key, language())} – {say('site')}",
            url_path=path or None,
            default=not path,
        )
        for path, key, show in PAGES
    ],
    position="hidden",
)
chosen.run()
