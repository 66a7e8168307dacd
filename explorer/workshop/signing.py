"""Who decides: asked once a visit, known at once where the visitor signed in."""

from __future__ import annotations

import streamlit as st

from explorer.session import say, visitor

AUTHOR, REASON = "review_author", "review_reason"


def sign() -> None:
    """Ask who decides and why; both are remembered for the visit."""
    name, reason = st.columns(2)
    known = visitor()
    if known and not st.session_state.get(AUTHOR):
        st.session_state[AUTHOR] = known
    keep()
    name.text_input(say("review.author"), key=AUTHOR, placeholder=say("review.author_hint"), max_chars=80)
    reason.text_input(say("review.reason"), key=REASON, placeholder=say("review.reason_hint"), max_chars=300)


def keep() -> None:
    """Keep what was typed while other parts of the workshop, without these boxes, are shown."""
    for name in (AUTHOR, REASON):
        if name in st.session_state:
            st.session_state[name] = st.session_state[name]


def author() -> str:
    """Return the name given, empty when none was."""
    return str(st.session_state.get(AUTHOR, "")).strip() or visitor()


def reason() -> str:
    """Return the reason given."""
    return str(st.session_state.get(REASON, "")).strip()
