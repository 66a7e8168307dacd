"""The page of an actor: what it is, what it works on and the proof, with whom, what it did and when."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from explorer.compare import roles_of
from explorer.components import chip_list, example, facts_line, link, reference_line, titled
from explorer.evidence import evidence_list, relation
from explorer.layout import section
from explorer.links import entity_href, href, short_id
from explorer.network import place, told
from explorer.network_svg import mark, picture
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
from explorer.session import centre, count, language, say
from explorer.texts import number, printed, word
from explorer.timeline import bars

if TYPE_CHECKING:
    from centre.profiles import Profile, ProfileTheme
    from centre.records import EntityPage

DRAWN = 24
"""Actors of the small picture: this one and those it does most with."""
LEAST = 3
"""Actors from which a picture says more than a list."""


def show(found: EntityPage) -> None:
    """Show the page of an actor."""
    heading(found)
    own = next(iter(centre().profiles([found.id])), None)
    st.html(_actions(found) + (_summary(own) if own else ""))
    section(say("section.themes"), _themes(own.themes) if own else chips_of(found.themes))
    section(say("section.narrower.actor"), chips_of(found.narrower))
    section(say("section.related.actor"), unfolding(found.related, reference_line))
    if len(found.related) >= LEAST:
        _picture(found)
    section(say("section.relations"), unfolding(found.relations, relation))
    activities(found.events, agenda={"acteur": short_id(found.id)})
    resources(found.resources)
    section(say("section.territories"), chips_of(found.territories))
    evidence_section(found)


def _actions(found: EntityPage) -> str:
    items = [example("qui", say("example.topics", actor=found.label), say("entity.topics"))]
    if found.related:
        items.append(example("qui", say("example.partners", actor=found.label), say("entity.partners")))
    items.append(search_chip(found))
    return chip_list(items)


def _summary(own: Profile) -> str:
    """Return how much the actor does: activities by role and by year."""
    if not own.activities:
        return ""
    facts = [roles_of(own)]
    years = dict(own.years)
    drawn = bars(years, own.undated, (min(years), max(years))) if len(years) > 1 else ""
    if years and not drawn:
        facts.append(escape(say("actor.all_in", year=next(iter(years)))))
    return (
        f'<div class="summary"><p><strong>{escape(count("activity", len(own.activities)))}</strong></p>'
        f"{facts_line(facts)}{drawn}</div>"
    )


def _themes(themes: tuple[ProfileTheme, ...]) -> str:
    """Return the themes by weight, each with the sentences it rests on; the lightest are chips."""
    if not themes:
        return ""
    first, rest = themes[:8], themes[8:]
    top = first[0].theme.count or 1
    body = f'<ul class="plain weights">{"".join(_theme(one, top) for one in first)}</ul>'
    return body + (f'<div class="lighter">{few_chips([one.theme for one in rest])}</div>' if rest else "")


def _theme(one: ProfileTheme, top: int) -> str:
    name = link(entity_href(one.theme.id, language(), "theme"), titled(one.theme.label))
    share = round(100 * (one.theme.count or 0) / top)
    told = ", ".join(
        count(kind, many) for kind, many in (("event", one.events), ("resource", one.resources)) if many
    )
    bar = f'<span class="bar" aria-hidden="true"><span style="width:{share}%"></span></span>'
    proofs = ""
    if one.evidence:
        summary = f"{say('actor.proofs')} ({number(len(one.evidence), language())})"
        proofs = f"<details><summary>{escape(summary)}</summary>{evidence_list(one.evidence, names=(one.theme.label,))}</details>"
    return f'<li><p>{name} {bar} <span class="detail">{escape(told)}</span></p>{proofs}</li>'


def _picture(found: EntityPage) -> None:
    """Show the actor among those it does most with, and the way to its whole network."""
    network = centre().drawn_network(actor=found.id, most=DRAWN)
    if not network.ties:
        return
    place(
        picture(
            network,
            lambda iri: entity_href(iri, language(), "actor"),
            told,
            say("actor.picture", actor=printed(found.label)),
        )
    )
    drawn = {one.category for one in network.actors}
    address = href("reseau", language(), {"acteur": short_id(found.id)})
    kinds = [
        f"{mark(kind)} {titled(word('actor', kind, language()))}"
        for kind, _ in network.categories
        if kind in drawn
    ]
    st.html(f"{facts_line(kinds)}<p>{link(address, escape(say('actor.network')))}</p>")
