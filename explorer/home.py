"""What the first page offers before any query: questions to try, coming events, themes, figures."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from explorer.components import (
    agenda_list,
    badge,
    examples,
    facts_line,
    figures,
    link,
    prose,
    reference_chips,
    titled,
)
from explorer.layout import section
from explorer.links import entity_href, href
from explorer.session import centre, language, references, say
from explorer.texts import word

if TYPE_CHECKING:
    from centre.news import NewsItem
    from centre.records import Reference

COMING = 4
NEW = 4
THEMES = 18
FIGURES = ("documents", "events", "actors", "themes", "territories", "triples")


def offer() -> None:
    """Show the ways into the centre."""
    tried = search_examples()
    if tried:
        st.html(f'<div class="tried"><span>{escape(say("home.examples"))}</span>{examples(tried)}</div>')
    coming, new = st.columns(2, gap="large")
    with coming:
        section(*_events())
    with new:
        section(say("home.news"), _news())
    top = [theme for theme in centre().themes() if theme.count]
    all_themes = f"<p>{link(href('themes', language()), escape(say('home.all_themes')))}</p>"
    section(say("home.themes"), reference_chips(top[:THEMES]) + all_themes if top else "")
    section(say("home.figures"), figures(centre().status(), FIGURES))


def _news() -> str:
    """Return what the centre read last, and the feed that tells it."""
    items = centre().news(limit=NEW)
    if not items:
        return ""
    lines = "".join(_new(item) for item in items)
    feed = f'<a href="feeds/news.atom" type="application/atom+xml">{escape(say("home.feed"))}</a>'
    return f'<ul class="plain news">{lines}</ul><p>{feed}</p>'


def _new(item: NewsItem) -> str:
    facts = [badge(word("kind", item.kind, language())), prose(item.summary)]
    title = link(entity_href(item.id, language(), item.kind), titled(item.title))
    return f'<li class="row"><h3>{title}</h3>{facts_line(facts)}</li>'


def _events() -> tuple[str, str]:
    more = f"<p>{link(href('agenda', language()), escape(say('home.agenda')))}</p>"
    today = date.today().isoformat()
    coming = [row for row in centre().agenda(date_from=today) if row.start]
    if coming:
        return say("home.coming"), agenda_list(coming[:COMING], brief=True) + more
    dated = sorted(
        (row for row in centre().agenda() if row.start), key=lambda row: row.start or "", reverse=True
    )
    if not dated:
        return say("home.latest"), ""
    none = f'<p class="facts">{escape(say("home.no_coming"))}</p>'
    return say("home.latest"), none + agenda_list(dated[:COMING], brief=True) + more


def _most_used(kind: str) -> list[Reference]:
    known = references("theme" if kind == "theme" else "territory" if kind == "territory" else "actor")
    domains = {domain.id for domain in centre().themes()} if kind == "theme" else set()
    precise = [item for item in known if item.id not in domains] or known
    return sorted(precise, key=lambda item: -(item.count or 0))


def search_examples() -> list[tuple[str, str]]:
    """Return three things to try, made of the themes and territories most in use: page and question."""
    themes, places = _most_used("theme"), _places()
    found = [("", theme.label) for theme in themes[:1]]
    if places:
        found += [("", _at("example", theme.label, places[0])) for theme in themes[1:2]]
    found += [("qui", say("example.who", theme=theme.label)) for theme in themes[2:3] or themes[:1]]
    return found


def who_examples() -> list[tuple[str, str]]:
    """Return three questions on actors, made of what is most in use: page and question."""
    themes, places, actors = _most_used("theme"), _places(), _most_used("actor")
    found = [("qui", say("example.who", theme=theme.label)) for theme in themes[:1]]
    if places:
        found += [("qui", _at("example.who", theme.label, places[0])) for theme in themes[1:2]]
    return found + [("qui", say("example.topics", actor=actor.label)) for actor in actors[:1]]


def _places() -> list[Reference]:
    """Return the territories most in use, communes first: the widest one is in nearly every document."""
    return sorted(_most_used("territory"), key=lambda place: not _is_town(place))


def _at(example: str, theme: str, place: Reference) -> str:
    town = _is_town(place) and not place.label.startswith(("Le ", "Les "))
    suffix = {"example": ("place", "area"), "example.who": ("who_place", "who_area")}[example]
    return say(f"example.{suffix[0 if town else 1]}", theme=theme, territory=place.label)


def _is_town(place: Reference) -> bool:
    return place.detail.lower().startswith("commune")
