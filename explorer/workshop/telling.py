"""What came of an action, said once at the top of the next page."""

from __future__ import annotations

import streamlit as st

from explorer.components import message

_TOLD = "workshop_told"


def note(title: str, body: str, action: str = "") -> None:
    """Keep a message for the next page; `action` is HTML."""
    st.session_state.setdefault(_TOLD, []).append((title, body, action))


def tell() -> None:
    """Say what was kept."""
    for title, body, action in st.session_state.pop(_TOLD, ()):
        st.html(message(title, body, action))
