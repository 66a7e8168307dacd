"""The map: what the documents say of each territory, drawn from outlines and coordinates, and the same in a table."""

from __future__ import annotations

import csv
from html import escape
from io import StringIO
from typing import TYPE_CHECKING, cast

import streamlit as st

from explorer.choices import coded_choice
from explorer.components import chip_list, joined, link, message, titled
from explorer.filters import search_href
from explorer.layout import section
from explorer.links import entity_href, full_iri, href, short_id
from explorer.map_drawn import drawn_map
from explorer.session import centre, language, say
from explorer.texts import number, printed, word

if TYPE_CHECKING:
    from centre.mapping import MapPlace, MapView, Measure

MEASURES = {"rencontres": "events", "ressources": "resources", "acteurs": "actors"}
"""What may be counted, by its name in the address."""
_CLOSER = ("country", "region", "departement", "commune")
"""Kinds that the map comes closer to; the others open their pages."""


def page() -> None:
    """Show the map that the address asks for."""
    asked = st.query_params
    shown = asked.get("montrer", "")
    measure = cast("Measure", MEASURES.get(shown, "events"))
    within, theme, year = asked.get("dans", ""), asked.get("theme", ""), asked.get("annee", "")
    view = centre().territory_map(
        within=full_iri(within) if "/" in within else within or None,
        theme=theme or None,
        year=int(year) if year.isdecimal() else None,
        measure=measure,
    )
    heading = say("map.title", place=printed(view.asked.label))
    theme_name = next((printed(one.label) for one in view.themes if one.id == view.theme), "")
    about = ", ".join(part for part in (theme_name, year if year.isdecimal() else "") if part)
    st.set_page_config(page_title=f"{heading}{f' ({about})' if about else ''} – {say('site')}")
    under = f'<p class="intro">{escape(say("map.lead"))}</p>'
    st.html(f"<h1>{escape(heading)}</h1>{under}")
    _choose(view, measure)
    side, drawn = _beside()
    with drawn:
        drawing = _picture(view, measure)
    with side:
        st.html(_here(view))
    _download(view, drawing)
    section(say("map.table"), _table(view))


def _beside() -> tuple[st.delta_generator.DeltaGenerator, st.delta_generator.DeltaGenerator]:
    """Return where what is said and what is drawn go: side by side, or the map first on a narrow screen."""
    drawn, side = st.columns([7, 3])
    return side, drawn


def _changed(**values: str | None) -> str:
    kept = {name: st.query_params.get_all(name) for name in st.query_params if name not in (*values, "lang")}
    return href("carte", language(), {**values, **kept})


def _choose(view: MapView, measure: Measure) -> None:
    """Offer what is counted, the theme and the year; each only with what leaves something to count."""
    trail = [link(_changed(dans=short_id(one.id)), titled(one.label)) for one in view.trail]
    inside = view.asked if view.asked.id != view.within.id else None
    if inside is not None:
        trail.append(link(_changed(dans=short_id(view.within.id)), titled(view.within.label)))
    items = "".join(f"<li>{one}</li>" for one in [*trail, f"<strong>{titled(view.asked.label)}</strong>"])
    st.html(f'<nav aria-label="{escape(say("map.trail"))}"><ol class="trail">{items}</ol></nav>')
    choices = [
        link(
            _changed(montrer=code if code != "rencontres" else None),
            f'{escape(say(f"map.{name}"))} <span class="count">{number(getattr(view.within, name), language())}</span>',
            "chip active" if name == measure else "chip",
            current="true" if name == measure else "",
        )
        for code, name in MEASURES.items()
    ]
    st.html(chip_list(choices, say("map.measure")))
    cells = st.columns(2)
    themes = {
        short_id(one.id): f"{printed(one.label)} ({number(one.count, language())})" for one in view.themes
    }
    years = {str(year): f"{year} ({number(many, language())})" for year, many in view.years}
    for cell, name, label, names in (
        (cells[0], "theme", "map.theme", themes),
        (cells[1], "annee", "map.year", years),
    ):
        before = st.query_params.get(name)
        coded_choice(cell, name, label, names)
        if st.query_params.get(name) != before:
            st.rerun()


def _picture(view: MapView, measure: Measure) -> str:
    """Show the map with its legend; return it as a picture, empty where nothing can be drawn."""
    if not view.areas and not view.points:
        clear = link(_changed(theme=None, annee=None), escape(say("map.clear")))
        st.html(message("", say("map.nothing"), f"<p>{clear}</p>"))
        return ""
    return drawn_map(view, measure, _address)


def _address(place: MapPlace) -> str:
    if place.category in _CLOSER:
        return _changed(dans=short_id(place.id))
    return entity_href(place.id, language(), "territory")


def _here(view: MapView) -> str:
    """Return what is known of the territory asked for, where to go on, and what the map cannot show."""
    place = view.asked
    short = short_id(place.id)
    rows = "".join(
        f"<div><dt>{escape(say(f'map.{name}'))}</dt><dd>{number(getattr(place, name), language())}</dd></div>"
        for name in MEASURES.values()
    )
    chosen: dict[str, tuple[str, ...]] = {"territory": (short,)}
    if view.theme:
        chosen["theme"] = (short_id(view.theme),)
    links = [link(entity_href(place.id, language(), "territory"), escape(say("map.sheet")))]
    if place.events or place.resources:
        links.append(link(search_href("", chosen), escape(say("map.search"))))
    if place.events:
        theme = short_id(view.theme) if view.theme else None
        agenda = href("agenda", language(), {"quand": "toutes", "territoire": short, "theme": theme})
        links.append(link(agenda, escape(say("map.agenda"))))
    items = "".join(f"<li>{one}</li>" for one in links)
    notes = ""
    if view.wider and view.points:
        wider = say("map.wider", number=number(view.wider, language()))
        notes += f'<p class="detail">{escape(wider)}</p>'
    if view.unplaced:
        names = joined(
            link(entity_href(one.id, language(), "territory"), titled(one.label)) for one in view.unplaced
        )
        notes += f'<p class="detail">{escape(say("map.unplaced"))} {names}</p>'
    return (
        f'<section class="here"><h2>{titled(place.label)}</h2><dl class="figures">{rows}</dl>'
        f'<ul class="plain">{items}</ul>{notes}</section>'
    )


def _listed(view: MapView) -> list[MapPlace]:
    """Return the territories of the map once each: the widest first, then by what is known of them."""
    order = ("country", "region", "departement", "epci", "commune", "qpv")
    places = {one.id: one for one in (view.within, *view.areas, *view.points, *view.unplaced)}
    return sorted(
        places.values(),
        key=lambda one: (order.index(one.category), -one.events - one.resources, one.label),
    )


def _table(view: MapView) -> str:
    head = "".join(
        f'<th scope="col">{escape(say(f"map.{key}"))}</th>'
        for key in ("territory", "kind", "events", "resources", "actors", "see")
    )
    rows = ""
    for one in _listed(view):
        name = link(entity_href(one.id, language(), "territory"), titled(one.label))
        counts = "".join(f"<td>{number(getattr(one, key), language())}</td>" for key in MEASURES.values())
        see = link(_changed(dans=short_id(one.id)), escape(say("map.closer")))
        rows += (
            f'<tr><th scope="row">{name}</th><td>{escape(word("territory", one.category, language()))}</td>'
            f"{counts}<td>{see}</td></tr>"
        )
    return f'<div class="table counts" tabindex="0"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _download(view: MapView, drawing: str) -> None:
    text = StringIO()
    rows = csv.writer(text, delimiter=";")
    rows.writerow([say(f"map.{key}") for key in ("territory", "kind", "events", "resources", "actors")])
    for one in _listed(view):
        kind = word("territory", one.category, language())
        rows.writerow([one.label, kind, one.events, one.resources, one.actors])
    with st.container(horizontal=True):
        if drawing:
            st.download_button(
                say("map.svg"), drawing.encode(), "carte.svg", "image/svg+xml", on_click="ignore"
            )
        content = text.getvalue().encode("utf-8-sig")
        st.download_button(say("map.csv"), content, "carte.csv", "text/csv", on_click="ignore")
