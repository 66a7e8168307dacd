"""The filters of the search: what the address asks for, and the links that add or remove a value."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from centre.names import NAMES
from explorer.components import link, titled
from explorer.links import full_iri, href, short_id
from explorer.session import language, say
from explorer.texts import number, word

if TYPE_CHECKING:
    from centre.records import Choice

FACETS = {"type": "type", "theme": "theme", "territory": "territoire", "actor": "acteur", "year": "annee"}
"""Facets of a search result, and their names in the address."""

SHOWN = 6
"""Values of a facet shown at once; the rest unfolds."""

Chosen = dict[str, tuple[str, ...]]


def chosen_filters() -> Chosen:
    """Return the short identifiers that the address asks for, by facet."""
    asked = {facet: tuple(dict.fromkeys(st.query_params.get_all(name))) for facet, name in FACETS.items()}
    asked["year"] = tuple(year for year in asked["year"] if year.isdigit() and len(year) == 4)[:1]
    return {facet: values for facet, values in asked.items() if values}


def chosen_iris(chosen: Chosen, facet: str) -> tuple[str, ...]:
    """Return the IRIs asked for in a facet of entities."""
    return tuple(full_iri(value) for value in chosen.get(facet, ()))


def period(chosen: Chosen) -> tuple[str | None, str | None]:
    """Return the first and last day of the year asked for."""
    years = chosen.get("year")
    return (f"{years[0]}-01-01", f"{years[0]}-12-31") if years else (None, None)


def search_href(query: str, chosen: Chosen, limit: str | None = None) -> str:
    """Return the address of a search with its filters."""
    values = {FACETS[facet]: values for facet, values in chosen.items()}
    return href("", language(), {"q": query, **values, "n": limit})


def toggled(chosen: Chosen, facet: str, value: str) -> Chosen:
    """Return the filters with a value added, or removed when it was there; a year replaces the last one."""
    old = chosen.get(facet, ())
    new = tuple(item for item in old if item != value) if value in old else (*old, value)
    if facet == "year":
        new = new[-1:]
    return {name: values for name, values in {**chosen, facet: new}.items() if values}


def active_chips(query: str, chosen: Chosen, facets: dict[str, tuple[Choice, ...]]) -> str:
    """Return the active filters as chips that remove them, and a link that removes all."""
    labels = {(facet, short_id(choice.id)): choice for facet, choices in facets.items() for choice in choices}
    items = []
    for facet, values in chosen.items():
        for value in values:
            choice = labels.get((facet, value))
            name = _label(facet, choice) if choice else _unknown(facet, value)
            shown = f'{titled(name)} <span aria-hidden="true">×</span>'
            address = search_href(query, toggled(chosen, facet, value))
            items.append(link(address, shown, "chip active", title=say("filters.remove", name=name)))
    if not items:
        return ""
    items.append(link(search_href(query, {}), escape(say("filters.clear")), "chip"))
    cells = "".join(f"<li>{item}</li>" for item in items)
    return f'<ul class="chips" aria-label="{escape(say("filters.active"))}">{cells}</ul>'


def filter_panel(query: str, chosen: Chosen, facets: dict[str, tuple[Choice, ...]], folded: bool) -> str:
    """Return the facets with their counts; each value is a link that adds or removes it."""
    groups = [_group(query, chosen, facet, facets.get(facet, ())) for facet in FACETS]
    body = "".join(groups)
    if not body:
        return ""
    count = sum(len(values) for values in chosen.values())
    title = say("filters") + (f" ({number(count, language())})" if count else "")
    state = "" if folded else " open"
    return f'<details class="filters"{state}><summary>{escape(title)}</summary>{body}</details>'


def _group(query: str, chosen: Chosen, facet: str, choices: Sequence[Choice]) -> str:
    if not choices:
        return ""
    picked = set(chosen.get(facet, ()))
    ordered = sorted(choices, key=lambda choice: short_id(choice.id) not in picked)
    items = []
    for choice in ordered:
        value = short_id(choice.id)
        current = "true" if value in picked else ""
        address = search_href(query, toggled(chosen, facet, value))
        count = f'<span class="count">{number(choice.count, language())}</span>'
        name = f"<span>{titled(_label(facet, choice))}</span>"
        items.append(f"<li>{link(address, f'{name} {count}', current=current)}</li>")
    cut = max(SHOWN, len(picked))
    first, rest = items[:cut], items[cut:]
    body = f"<ul>{''.join(first)}</ul>"
    if rest:
        more = f"{say('filters.more')} ({number(len(rest), language())})"
        body += f"<details><summary>{escape(more)}</summary><ul>{''.join(rest)}</ul></details>"
    return f"<h2>{escape(say(f'facet.{facet}'))}</h2>{body}"


def _label(facet: str, choice: Choice) -> str:
    if facet != "type":
        return choice.label
    for group in ("kind", "resource"):
        if choice.id in NAMES[group]:
            return word(group, choice.id, language())
    return choice.label


def _unknown(facet: str, value: str) -> str:
    if facet == "type":
        return word("kind", value, language())
    return value.rsplit("/", 1)[-1].replace("-", " ")
