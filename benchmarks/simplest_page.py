"""The simplest Streamlit site that does the same actions: the floor of `benchmarks.explorer`."""

from __future__ import annotations

import streamlit as st


def home() -> None:
    """Echo what is asked."""
    asked = st.text_input("Question", key="q")
    st.html(f'<h1>Accueil</h1><p id="answer">{len(asked)}</p>')
    st.page_link(other_page, label="Autre page")
    st.html('<footer class="foot">Fin</footer>')


def other() -> None:
    """Say where one is."""
    st.html('<h1>Autre</h1><footer class="foot">Fin</footer>')


home_page = st.Page(home, title="Accueil", default=True)
other_page = st.Page(other, title="Autre", url_path="autre")
st.navigation([home_page, other_page], position="hidden").run()
