"""The panel of filters: values with their counts, themes and territories as trees, and two days to choose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from explorer.components import link, titled
from explorer.filters import DAYS, FACETS, Chosen, facet_label, search_href, toggled
from explorer.links import short_id
from explorer.session import language, say
from explorer.texts import number

if TYPE_CHECKING:
    from centre.records import Choice

    _Item = Callable[[Choice], str]

SHOWN = 6
"""Values of a facet shown at once; the rest unfolds."""
_FIRST, _LAST = date(1990, 1, 1), date(2050, 12, 31)
"""Days that can be chosen: `politique de la ville` has that name since 1990."""


def filter_panel(query: str, chosen: Chosen, facets: dict[str, tuple[Choice, ...]], folded: bool) -> str:
    """Return the facets with their counts; each value is a link that adds or removes it."""
    body = "".join(_group(query, chosen, facet, facets.get(facet, ())) for facet in FACETS)
    if not body:
        return ""
    count = sum(len(values) for values in chosen.values())
    title = say("filters") + (f" ({number(count, language())})" if count else "")
    state = "" if folded else " open"
    return f'<details class="filters"{state}><summary>{escape(title)}</summary>{body}</details>'


def day_boxes(chosen: Chosen) -> None:
    """Offer the first and the last day; a day that is chosen goes to the address and takes the place of the year."""
    with st.expander(say("filters.days"), expanded=any(day in chosen for day in DAYS)):
        for day, name in DAYS.items():
            asked = next(iter(chosen.get(day, ())), None)
            picked = st.date_input(
                say(f"filters.{day}"),
                value=min(max(date.fromisoformat(asked), _FIRST), _LAST) if asked else None,
                min_value=_FIRST,
                max_value=_LAST,
                format="DD/MM/YYYY",
                key=f"{day} {asked}",  # another address, another box: the back button moves it too
            )
            given = picked.isoformat() if isinstance(picked, date) else None
            if given != asked:
                _put(name, given)


def _put(name: str, day: str | None) -> None:
    if day:
        st.query_params[name] = day
    else:
        del st.query_params[name]
    for other in (FACETS["year"], "n"):
        if other in st.query_params:
            del st.query_params[other]
    st.rerun()


def _group(query: str, chosen: Chosen, facet: str, choices: Sequence[Choice]) -> str:
    if not choices:
        return ""
    picked = set(chosen.get(facet, ()))

    def item(choice: Choice) -> str:
        value = short_id(choice.id)
        current = "true" if value in picked else ""
        address = search_href(query, toggled(chosen, facet, value))
        count = f'<span class="count">{number(choice.count, language())}</span>'
        name = f"<span>{titled(facet_label(facet, choice))}</span>"
        return link(address, f"{name} {count}", current=current)

    ordered = sorted(choices, key=lambda choice: short_id(choice.id) not in picked)
    cut = max(SHOWN, len(picked))
    first = f'<ul class="first">{_branch(ordered[:cut], item)}</ul>'
    rest = ""
    if len(ordered) > cut:
        tree = any(choice.broader for choice in choices)
        more = say("filters.all" if tree else "filters.more")
        left = choices if tree else ordered[cut:]
        shown = f"{more} ({number(len(left), language())})"
        whole = ' class="whole"' if tree else ""
        rest = f"<details{whole}><summary>{escape(shown)}</summary><ul>{_branch(left, item)}</ul></details>"
    return f'<div class="facet"><h2>{escape(say(f"facet.{facet}"))}</h2>{first}{rest}</div>'


def _branch(choices: Sequence[Choice], item: _Item) -> str:
    """Return choices as items of a list, those that stand under another one in a list of its own."""
    held = {choice.id for choice in choices}

    def items(parent: str | None) -> str:
        return "".join(
            f"<li>{item(choice)}{_nested(items(choice.id))}</li>"
            for choice in choices
            if (choice.broader if choice.broader in held else None) == parent
        )

    return items(None)


def _nested(items: str) -> str:
    return f"<ul>{items}</ul>" if items else ""
