"""The page of a territory: where it stands, its neighbourhoods of today and before, who acts there and on what."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from explorer.components import chip_list, link, reference_line
from explorer.layout import section
from explorer.links import href, short_id
from explorer.map_drawn import drawn_map
from explorer.parts import (
    activities,
    chips_of,
    evidence_section,
    heading,
    resources,
    search_chip,
    unfolding,
)
from explorer.session import centre, language, say
from explorer.texts import number

if TYPE_CHECKING:
    from centre.records import EntityPage, Reference


def show(found: EntityPage) -> None:
    """Show the page of a territory."""
    heading(found)
    items = []
    if found.actors:
        address = href("qui", language(), {"territoire": short_id(found.id)})
        items.append(link(address, escape(say("territory.who")), "example"))
    items.append(search_chip(found))
    st.html(chip_list(items))
    _inside(found.narrower)
    section(say("section.themes"), chips_of(found.themes))
    section(say("section.actors"), unfolding(found.actors, reference_line))
    activities(found.events, agenda={"territoire": short_id(found.id)})
    resources(found.resources)
    if found.events or found.narrower:
        _map(found)
    evidence_section(found)


def _inside(held: tuple[Reference, ...]) -> None:
    """Show the territories inside; of neighbourhoods those of the latest perimeter, the former ones folded."""
    section(say("section.narrower.territory"), chips_of([one for one in held if not one.detail]))
    for age, (year, quarters) in enumerate(perimeters(held)):
        name, chips = say("territory.perimeter", year=year), chips_of(quarters)
        if age == 0:
            section(name, chips)
        else:
            summary = f"{name} ({number(len(quarters), language())})"
            st.html(f"<details><summary>{escape(summary)}</summary>{chips}</details>")


def perimeters(held: tuple[Reference, ...]) -> list[tuple[str, list[Reference]]]:
    """Return the neighbourhoods by the year of their perimeter, the latest first."""
    years = sorted({one.detail for one in held if one.detail}, reverse=True)
    return [(year, [replace(one, detail="") for one in held if one.detail == year]) for year in years]


def _map(found: EntityPage) -> None:
    """Show the territory with what the documents tell of it, when it can be drawn."""
    view = centre().territory_map(within=found.id)
    if not view.areas and not view.points:
        return
    st.html(f"<h2>{escape(say('nav.map'))}</h2>")
    drawn_map(view, "events")
    address = href("carte", language(), {"dans": short_id(found.id)})
    st.html(f"<p>{link(address, escape(say('territory.map')))}</p>")
