"""The state of a search in its address: filters, days, order, and the links that change one of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from centre.names import NAMES
from explorer.components import link, titled
from explorer.dates import date_words
from explorer.links import full_iri, href, short_id
from explorer.session import centre, language, say
from explorer.texts import word

if TYPE_CHECKING:
    from centre.records import Choice, Sort

FACETS = {
    "type": "type",
    "theme": "theme",
    "territory": "territoire",
    "actor": "acteur",
    "audience": "public",
    "year": "annee",
}
"""Facets of a search result, and their names in the address."""
DAYS = {"since": "du", "until": "au"}
"""The first and the last day, and their names in the address."""
_SERVED = ("type", "theme", "territory", "actor", "audience")
"""The facets that the addresses of feeds and files take, under these names."""

Chosen = dict[str, tuple[str, ...]]


def chosen_filters() -> Chosen:
    """Return what the address asks for: short identifiers by facet, and the days."""
    names = {**FACETS, **DAYS}
    asked = {facet: tuple(dict.fromkeys(st.query_params.get_all(name))) for facet, name in names.items()}
    asked["year"] = tuple(year for year in asked["year"] if year.isdigit() and len(year) == 4)[:1]
    for day in DAYS:
        asked[day] = tuple(value for value in asked[day] if _is_day(value))[:1]
    return {facet: values for facet, values in asked.items() if values}


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def sorted_by() -> Sort:
    """Return the order that the address asks for: the most relevant first unless `?tri=date`."""
    return "date" if st.query_params.get("tri") == "date" else "relevance"


def chosen_iris(chosen: Chosen, facet: str) -> tuple[str, ...]:
    """Return the IRIs asked for in a facet of entities; a name stays a name."""
    return tuple(full_iri(value) if "/" in value else value for value in chosen.get(facet, ()))


def period(chosen: Chosen) -> tuple[str | None, str | None]:
    """Return the first and last day asked for, by year, by day or by both."""
    since, until = (next(iter(chosen.get(day, ())), None) for day in DAYS)
    for year in chosen.get("year", ()):
        since = max(since or "", f"{year}-01-01")
        until = min(until or "9999", f"{year}-12-31")
    return since, until


def search_href(query: str, chosen: Chosen, limit: str | None = None, sort: Sort | None = None) -> str:
    """Return the address of a search with its filters, in the present order unless another is given."""
    names = {**FACETS, **DAYS}
    values = {names[facet]: values for facet, values in chosen.items()}
    order = "date" if (sort or sorted_by()) == "date" else None
    return href("", language(), {"q": query, **values, "tri": order, "n": limit})


def service_href(path: str, query: str, chosen: Chosen) -> str:
    """Return the address of the feed or the file of a search: the service has names of its own for the filters."""
    since, until = period(chosen)
    values = {facet: chosen.get(facet, ()) for facet in _SERVED}
    order = "date" if sorted_by() == "date" else None
    return href(path, "fr", {"q": query, **values, "from": since, "to": until, "sort": order})


def toggled(chosen: Chosen, facet: str, value: str) -> Chosen:
    """Return the filters with a value added, or removed when it was there; a year replaces the period."""
    old = chosen.get(facet, ())
    new = tuple(item for item in old if item != value) if value in old else (*old, value)
    kept: Mapping[str, tuple[str, ...]] = chosen
    if facet == "year":
        new = new[-1:]
        kept = {name: values for name, values in chosen.items() if name not in DAYS}
    return {name: values for name, values in {**kept, facet: new}.items() if values}


def active_chips(query: str, chosen: Chosen, facets: dict[str, tuple[Choice, ...]]) -> str:
    """Return the active filters as chips that remove them, and a link that removes all."""
    labels = {(facet, short_id(choice.id)): choice for facet, choices in facets.items() for choice in choices}
    items = []
    for facet, values in chosen.items():
        for value in values:
            choice = labels.get((facet, value))
            name = facet_label(facet, choice) if choice else _unknown(facet, value)
            shown = f'{titled(name)} <span aria-hidden="true">×</span>'
            address = search_href(query, toggled(chosen, facet, value))
            items.append(link(address, shown, "chip active", title=say("filters.remove", name=name)))
    if not items:
        return ""
    items.append(link(search_href(query, {}), escape(say("filters.clear")), "chip"))
    cells = "".join(f"<li>{item}</li>" for item in items)
    return f'<ul class="chips" aria-label="{escape(say("filters.active"))}">{cells}</ul>'


def facet_label(facet: str, choice: Choice) -> str:
    """Return what a choice is called in the language of the address."""
    if facet != "type":
        return choice.label
    for group in ("kind", "resource"):
        if choice.id in NAMES[group]:
            return word(group, choice.id, language())
    return choice.label


def _unknown(facet: str, value: str) -> str:
    """Return what a value that no result has is called."""
    if facet == "type":
        return word("kind", value, language())
    if facet in DAYS:
        return say(f"filters.{facet}_day", day=date_words(value, language()))
    return label_of(value)


def label_of(value: str) -> str:
    """Return what a short identifier is called, its own words where the centre does not know it."""
    page = centre().entity(full_iri(value)) if "/" in value else None
    return page.label if page and page.label else value.rsplit("/", 1)[-1].replace("-", " ")
