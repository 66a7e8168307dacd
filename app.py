"""The site: the explorer and the routes of `service/`, in one process and on one port.

The server imports this file once and serves `app` (`maillage run`, `streamlit run app.py`, or `uvicorn app:app`);
Streamlit then runs it as a script at each visit, as the router over the pages of `explorer/`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from explorer import (
    agenda,
    data,
    document,
    dossier,
    dossiers,
    entity,
    layout,
    network,
    platform,
    search,
    themes,
    who,
)
from explorer import map as territories
from explorer.session import language, say
from explorer.texts import word
from explorer.workshop import page as workshop

PAGES: tuple[tuple[str, str, Callable[[], None]], ...] = (
    ("", "nav.search", search.page),
    ("qui", "nav.who", who.page),
    ("agenda", "nav.agenda", agenda.page),
    ("themes", "nav.themes", themes.page),
    ("dossiers", "nav.dossiers", dossiers.page),
    ("dossier", "nav.dossier", dossier.page),
    ("plateforme", "nav.platform", platform.page),
    ("carte", "nav.map", territories.page),
    ("reseau", "nav.network", network.page),
    ("donnees", "nav.data", data.page),
    ("atelier", "nav.workshop", workshop.page),
    ("relecture", "nav.review", partial(workshop.page, "relecture")),
    ("lettres", "nav.letters", partial(workshop.page, "lettres")),
    ("acteur", "actor", entity.page),
    ("theme", "theme", entity.page),
    ("territoire", "territory", entity.page),
    ("evenement", "event", entity.page),
    ("ressource", "resource", entity.page),
    ("document", "document", document.page),
)


def show_chosen_page() -> None:
    """Show the page that the address names."""
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


if __name__ == "__main__":
    show_chosen_page()
else:
    from centre.shared import shared_centre
    from service.freshness import PATIENCE
    from service.prompt import lifespan
    from service.remembered import Memory
    from service.routes import error_handlers, routes

    centre = shared_centre(Path(os.environ.get("MAILLAGE_DATA", "data")))
    app = st.App(
        __file__,
        routes=routes(centre, Memory(centre.version, patience=PATIENCE)),
        exception_handlers=error_handlers(),
        lifespan=lifespan,
    )
