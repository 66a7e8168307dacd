"""Boxes to choose from whose choice is in the address, as a code that means the same in both languages."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from explorer.session import say


def coded_choice(
    cell: st.delta_generator.DeltaGenerator, name: str, label: str, names: Mapping[str, str]
) -> str | None:
    """Offer codes by their names; return the one that the parameter `name` of the address holds."""
    asked = st.query_params.get(name)
    codes = list(names)
    chosen: str | None = cell.selectbox(
        say(label),
        codes,
        index=codes.index(asked) if asked and asked in names else None,
        key=f"{name} {asked}",  # another address, another box: the back button moves it too
        placeholder=say("agenda.any"),
        format_func=names.__getitem__,
    )
    if chosen != asked:
        if chosen:
            st.query_params[name] = chosen
        else:
            del st.query_params[name]
    return chosen
