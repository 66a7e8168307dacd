"""The page of a theme, in the order of thesauri: its place, its name, what it means, its other names, its neighbours."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from explorer.components import chip_list, example, link, reference_line
from explorer.layout import section
from explorer.links import href, short_id
from explorer.map_drawn import drawn_map
from explorer.parts import (
    activities,
    chips_of,
    evidence_section,
    few_chips,
    heading,
    resources,
    search_chip,
    unfolding,
)
from explorer.session import centre, language, say

if TYPE_CHECKING:
    from centre.mapping import Measure
    from centre.records import EntityPage


def show(found: EntityPage) -> None:
    """Show the page of a theme."""
    heading(
        found,
        [
            (say("theme.narrower"), few_chips(found.narrower)),
            (say("theme.related"), few_chips(found.related)),
        ],
    )
    items = [example("qui", say("example.who", theme=found.label), say("entity.who"))]
    platform = href("plateforme", language(), {"id": short_id(found.id)})
    if found.events or found.resources:
        items.append(link(platform, escape(say("theme.platform")), "example"))
    items.append(search_chip(found))
    st.html(chip_list(items))
    resources(found.resources)
    section(say("section.actors"), unfolding(found.actors, reference_line))
    activities(found.events, agenda={"theme": short_id(found.id)})
    section(say("section.territories"), chips_of(found.territories))
    if found.territories:
        _map(found)
    evidence_section(found)


def _map(found: EntityPage) -> None:
    """Show where the documents place the activities on the theme, when they do."""
    view = centre().territory_map(theme=found.id, measure="events")
    measure: Measure = "events" if view.within.events else "resources"
    if not any(getattr(point, measure) for point in view.points):
        return
    drawn_map(view, measure)
    address = href("carte", language(), {"theme": short_id(found.id)})
    st.html(f"<p>{link(address, escape(say('theme.map')))}</p>")
