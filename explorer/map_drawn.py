"""The map put in a page, with what its circles and outlines mean under it; nothing leaves the machine."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from explorer.links import entity_href
from explorer.map_svg import DESK, PHONE, picture
from explorer.session import count, language, on_phone, say
from explorer.texts import printed

if TYPE_CHECKING:
    from centre.mapping import MapPlace, MapView, Measure


def drawn_map(view: MapView, measure: Measure, address: Callable[[MapPlace], str] | None = None) -> str:
    """Show the map with its legend and return it as SVG; `address` leads from a territory, by default to its page."""
    drawing = picture(
        view,
        lambda place: int(getattr(place, measure)),
        address or (lambda place: entity_href(place.id, language(), "territory")),
        _told,
        say("map.picture", place=printed(view.within.label)),
        PHONE if on_phone() else DESK,
    )
    st.html('<div class="map"></div>')
    # Streamlit takes pictures out of what it cleans: this one, all of it escaped, is put in its place afterwards.
    quoted = json.dumps(drawing).replace("<", "\\u003c")
    put = f'for (const place of document.querySelectorAll(".map")) place.innerHTML = {quoted};'
    st.html(f"<script>{put}</script>", unsafe_allow_javascript=True)
    kinds = {area.category for area in view.areas}
    named = say(f"map.legend.{measure}")
    legend = (
        say("map.legend", measure=named, areas=", ".join(say(f"map.areas.{kind}") for kind in sorted(kinds)))
        if kinds
        else say("map.legend_points", measure=named)
    )
    st.html(f'<p class="detail">{escape(legend)} {escape(say("map.sources"))}</p>')
    return drawing


def _told(place: MapPlace) -> str:
    counts = (
        count("event", place.events),
        count("resource", place.resources),
        count("tied_actor", place.actors),
    )
    return f"{printed(place.label)}\u00a0: {', '.join(counts)}"
