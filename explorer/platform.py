"""A thematic platform: the page of a theme put together for those who come for it, with what is to come first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

import streamlit as st

from explorer.components import (
    agenda_list,
    chip_list,
    example,
    link,
    message,
    prose,
    reference_chips,
    reference_line,
    resource_row,
    titled,
)
from explorer.dossiers import dossier_href
from explorer.layout import back, section
from explorer.links import entity_href, full_iri, href, short_id
from explorer.session import centre, language, say
from explorer.texts import number, printed, sort_key, word

if TYPE_CHECKING:
    from centre.records import EntityPage, ResourceRow

ACTORS = 8
EVENTS = 5
RESOURCES = 6
"""Resources of a kind shown at once."""
LAST = "news"
"""The kind shown after the others: there are many."""
ELSEWHERE = ("directory-entry", "platform")
"""Kinds that are not read here: the actors are listed, and the platform is this page."""


def page() -> None:
    """Show the platform of the theme that the address names."""
    asked = full_iri(st.query_params.get("id", "").strip())
    theme = centre().entity(asked)
    if theme is None or theme.kind != "theme":
        st.html(
            f"<h1>{escape(say('platform.unknown'))}</h1>{message('', say('platform.unknown_help'), back())}"
        )
        return
    named = next(
        (one.title for one in centre().platforms() if full_iri(f"theme/{one.theme}") == theme.id), ""
    )
    _heading(theme, named or theme.label)
    today = date.today().isoformat()
    coming = [row for row in theme.events if (row.end or row.start or today) >= today]
    past = [row for row in reversed(theme.events) if row not in coming]
    none = f'<p class="facts">{escape(say("platform.none_coming"))}</p>'
    section(say("platform.coming"), agenda_list(coming[:EVENTS], brief=True) if coming else none)
    section(say("platform.past"), agenda_list(past[:EVENTS], brief=True) if past else "")
    if len(theme.events) > EVENTS:
        whole = href("agenda", language(), {"theme": theme.label, "quand": "toutes"})
        st.html(f"<p>{link(whole, escape(say('platform.agenda')))}</p>")
    section(
        say("platform.actors"),
        f'<ul class="plain columns">{"".join(reference_line(actor) for actor in theme.actors[:ACTORS])}</ul>'
        if theme.actors
        else "",
    )
    section(say("section.resources"), by_kind(row for row in theme.resources if row.kind not in ELSEWHERE))
    related = {one.id: one for one in (*theme.breadcrumb, *theme.narrower, *theme.related)}
    section(say("platform.related"), reference_chips(related.values()))
    dossiers = [
        link(dossier_href(one.id), titled(one.title), "chip")
        for one in centre().dossiers()
        if any(held.id == theme.id for held in one.themes)
    ]
    section(say("platform.dossiers"), chip_list(dossiers))


def _heading(theme: EntityPage, name: str) -> None:
    st.set_page_config(page_title=f"{printed(name)} – {say('site')}")
    way = link(href("dossiers", language()), escape(say("nav.dossiers")))
    trail = (
        f'<nav aria-label="{escape(say("entity.breadcrumb"))}"><ol class="trail"><li>{way}</li></ol></nav>'
    )
    about = f'<p class="intro">{prose(theme.description)}</p>' if theme.description else ""
    feed = f"feeds/{short_id(theme.id)}.atom"
    actions = [
        example("qui", say("example.who", theme=theme.label), say("entity.who")),
        link(entity_href(theme.id, language()), escape(say("platform.theme")), "example"),
        f'<a class="example" href="{escape(feed)}" type="application/atom+xml">{escape(say("dossier.follow"))}</a>',
    ]
    st.html(f"{trail}<h1>{titled(name)}</h1>{about}{chip_list(actions)}")


def by_kind(rows: Iterable[ResourceRow]) -> str:
    """Return resources as one list a kind, what is worth reading before the news."""

    def order(row: ResourceRow) -> tuple[bool, str]:
        return row.kind == LAST, sort_key(word("resource", row.kind, language()))

    shown = ""
    for _, group in groupby(sorted(rows, key=order), key=order):
        held = list(group)
        heading = f"{word('resource', held[0].kind, language())} ({number(len(held), language())})"
        first = "".join(resource_row(row) for row in held[:RESOURCES])
        shown += f'<h3>{escape(heading)}</h3><ul class="plain">{first}</ul>'
        if held[RESOURCES:]:
            more = f"{say('section.more')} ({number(len(held) - RESOURCES, language())})"
            rest = "".join(resource_row(row) for row in held[RESOURCES:])
            shown += f'<details><summary>{escape(more)}</summary><ul class="plain">{rest}</ul></details>'
    return shown
