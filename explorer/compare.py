"""Two actors side by side: roles, themes, activities over time, and what they have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from explorer.components import (
    badge,
    chip_list,
    joined,
    link,
    message,
    reference_chips,
    reference_link,
    titled,
    to_confirm,
)
from explorer.dates import date_words
from explorer.layout import section
from explorer.links import entity_href, full_iri, href, short_id
from explorer.session import centre, count, language, references, say
from explorer.texts import number, sort_key, word
from explorer.timeline import bars, span

if TYPE_CHECKING:
    from centre.profiles import Profile
    from centre.records import Reference
    from explorer.asking import Question

NAME = "comparer"
"""The parameter of the address, given once for each actor."""
THEMES = 12
"""Themes of an actor shown."""
ACTIVITIES = 6
"""Activities of an actor shown."""


def compared() -> tuple[str, ...]:
    """Return the short identifiers of the actors to compare, two at most."""
    return tuple(dict.fromkeys(one for one in st.query_params.get_all(NAME) if one))[:2]


def compare_href(*actors: str) -> str:
    """Return the address of the comparison of actors by their short identifiers."""
    return href("qui", language(), {NAME: actors})


def to_compare(iri: str, asked: Question, pair: tuple[str, ...]) -> str:
    """Return the link of an actor of an answer that begins a comparison, or that completes it."""
    if pair and short_id(iri) == pair[0]:
        return ""
    if not pair:
        address, shown = asked.address(**{NAME: short_id(iri)}), say("compare.begin")
    else:
        address, shown = compare_href(pair[0], short_id(iri)), say("compare.with", actor=_label(pair[0]))
    return f'<p class="beside">{link(address, escape(shown))}</p>'


def first_of_two(short: str, asked: Question) -> str:
    """Return what to do now that one of the actors to compare is chosen."""
    stop = link(asked.address(), escape(say("compare.stop")))
    return f'<p class="notice" role="status">{escape(say("compare.chosen", actor=_label(short)))} {stop}</p>'


def comparison(pair: tuple[str, ...]) -> None:
    """Show two actors side by side."""
    st.html(f"<h2>{escape(say('compare.title'))}</h2>")
    found = centre().profiles([full_iri(one) for one in pair])
    if len(found) < 2:
        st.html(message(say("compare.unknown"), say("compare.unknown_help"), _stop()))
        return
    _choose(pair, found)
    st.html(side_by_side(found[0], found[1]))
    section(say("compare.shared"), in_common(found[0], found[1]))
    st.html(_stop())


def side_by_side(one: Profile, other: Profile) -> str:
    """Return the values of two actors as a table with one column for each."""
    pair = (one, other)
    over = span(dict(actor.years) for actor in pair)
    highest = max((many for actor in pair for _, many in actor.years), default=0)
    rows: list[tuple[str, Callable[[Profile], str]]] = [
        ("compare.kind", lambda actor: f"{badge(actor.category)} {to_confirm(actor.status)}"),
        ("compare.activities", lambda actor: escape(count("activity", len(actor.activities)))),
        ("compare.roles", roles_of),
        ("compare.time", lambda actor: bars(dict(actor.years), actor.undated, over, highest)),
        ("compare.own_themes", lambda actor: reference_chips(one.theme for one in actor.themes[:THEMES])),
        ("compare.latest", lambda actor: _activities(actor.activities[:ACTIVITIES])),
    ]
    names = "".join(
        f'<th scope="col">{link(entity_href(actor.id, language(), "actor"), titled(actor.label))}</th>'
        for actor in pair
    )
    body = "".join(
        f'<tr><th scope="row">{escape(say(key))}</th>{"".join(f"<td>{show(actor)}</td>" for actor in pair)}</tr>'
        for key, show in rows
    )
    corner = f'<td><span class="unseen">{escape(say("compare.first"))}</span></td>'
    return (
        f'<div class="table compared" tabindex="0"><table><thead><tr>{corner}{names}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def in_common(one: Profile, other: Profile) -> str:
    """Return the themes, the partners and the activities that two actors share."""
    themes = shared((of.theme for of in one.themes), (of.theme for of in other.themes))
    partners = [of for of in shared(one.partners, other.partners) if of.id not in (one.id, other.id)]
    together = [of for of in one.activities if of.id in {held.id for held in other.activities}]
    parts = [
        (say("compare.together"), _activities(together)),
        (
            say("compare.themes"),
            chip_list([_counts(of, *counts) for of, *counts in _both(themes, one, other)]),
        ),
        (say("compare.partners"), chip_list([reference_link(of, "chip actor") for of in _bare(partners)])),
    ]
    body = "".join(f"<h3>{escape(name)}</h3>{shown}" for name, shown in parts if shown)
    return f'<div class="parts">{body}</div>' if body else f"<p>{escape(say('compare.nothing'))}</p>"


def shared(ours: Iterable[Reference], theirs: Iterable[Reference]) -> list[Reference]:
    """Return the references of both lists, in the order of the first."""
    known = {one.id for one in theirs}
    return [one for one in ours if one.id in known]


def _both(themes: Iterable[Reference], one: Profile, other: Profile) -> list[tuple[Reference, int, int]]:
    counts = [{of.theme.id: of.theme.count or 0 for of in actor.themes} for actor in (one, other)]
    return [(theme, counts[0][theme.id], counts[1][theme.id]) for theme in themes]


def _counts(theme: Reference, ours: int, theirs: int) -> str:
    """Return a theme as a chip with the number of activities of each."""
    shown = f'{titled(theme.label)} <span class="count">{number(ours, language())} + {number(theirs, language())}</span>'
    return link(entity_href(theme.id, language(), "theme"), shown, "chip theme")


def _bare(items: Iterable[Reference]) -> list[Reference]:
    return [replace(one, detail="", count=None) for one in items]


def roles_of(actor: Profile) -> str:
    """Return the roles of an actor, each with its number of activities."""
    items = [
        f'{titled(word("role", role, language()))} <span class="count">{number(many, language())}</span>'
        for role, many in actor.roles
    ]
    return joined(items)


def _activities(held: Iterable[Reference]) -> str:
    items = "".join(
        f"<li>{link(entity_href(one.id, language(), one.kind), titled(one.label))} "
        f'<span class="detail">{escape(date_words(one.detail, language()))}</span></li>'
        for one in held
    )
    return f'<ul class="plain">{items}</ul>' if items else ""


def _choose(pair: tuple[str, ...], found: tuple[Profile, ...]) -> None:
    """Offer other actors in the place of each of the two."""
    names = {
        short_id(one.id): one.label
        for one in sorted(references("actor"), key=lambda one: sort_key(one.label))
    }
    names |= {short: actor.label for short, actor in zip(pair, found, strict=True)}
    cells = st.columns(2)
    chosen = tuple(
        cell.selectbox(
            say(label),
            list(names),
            index=list(names).index(one),
            key=f"{label} {one}",
            format_func=names.__getitem__,
        )
        for cell, label, one in zip(cells, ("compare.first", "compare.second"), pair, strict=True)
    )
    if chosen != pair and len(set(chosen)) == 2:
        st.query_params[NAME] = list(chosen)
        st.rerun()


def _label(short: str) -> str:
    known = {short_id(one.id): one.label for one in references("actor")}
    return known.get(short) or short.rsplit("/", 1)[-1].replace("-", " ")


def _stop() -> str:
    return f"<p>{link(href('qui', language()), escape(say('compare.stop')))}</p>"
