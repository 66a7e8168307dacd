"""The first page: one search box, filters and results; without a query, what the centre has to offer."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from explorer import home
from explorer.components import (
    badge,
    chip_list,
    chips,
    link,
    marked,
    message,
    prose,
    reference_link,
    source,
    titled,
    unseen_heading,
)
from explorer.dates import date_words
from explorer.facets import day_boxes, filter_panel
from explorer.filters import (
    Chosen,
    active_chips,
    chosen_filters,
    chosen_iris,
    period,
    search_href,
    sorted_by,
)
from explorer.layout import question_box, title
from explorer.links import document_href, entity_href, short_id
from explorer.rows import cells, readable, row_line, spoken
from explorer.session import centre, count, language, on_phone, say
from explorer.sharing import hit_actions, list_actions
from explorer.texts import word
from explorer.who import understood_line

if TYPE_CHECKING:
    from centre.records import Reference, SearchHit, SearchResult, Sort

FIRST = 20
MOST = 200
DIRECT = 4
"""Direct links offered at most."""


def page() -> None:
    """Show the search and its results."""
    asking = bool(st.query_params.get("q") or chosen_filters())
    title("search.title", None if asking else "search.lead")
    query = question_box("search.label", "search.placeholder", "search.button")
    chosen = chosen_filters()
    if not query and not chosen:
        home.offer()
        return
    limit = _limit()
    result = centre().search(query, limit=limit, sort=sorted_by(), **_filters(chosen))
    panel = filter_panel(query, chosen, result.facets, folded=on_phone())
    if not panel and not chosen:
        _results(query, chosen, result, limit)
        return
    side, main = st.columns([3, 8], gap="medium")
    with side:
        day_boxes(chosen)
        if panel:
            st.html(panel)
    with main:
        _results(query, chosen, result, limit)


def _filters(chosen: Chosen) -> dict[str, Any]:
    """Return the filters as the centre takes them."""
    since, until = period(chosen)
    return {
        "types": chosen.get("type", ()),
        "themes": chosen_iris(chosen, "theme"),
        "territories": chosen_iris(chosen, "territory"),
        "actors": chosen_iris(chosen, "actor"),
        "audiences": chosen_iris(chosen, "audience"),
        "date_from": since,
        "date_to": until,
    }


def _results(query: str, chosen: Chosen, result: SearchResult, limit: int) -> None:
    direct = [reference_link(found, f"chip {found.kind}") for found in _suggestions(query)]
    head = chip_list(direct, say("search.direct")) + active_chips(query, chosen, result.facets)
    if result.results:
        head += f'{unseen_heading("search.results")}<div class="listed">{_total(result)}{_orders(query, chosen)}</div>'
        head += list_actions(query, chosen)
    if head:
        st.html(head)
    if not result.results:
        st.html(
            message(
                say("search.empty"),
                result.message or say("search.empty_help"),
                _nearby(query, chosen, result),
            )
        )
        return
    if result.message:
        st.html(f'<p class="facts">{prose(result.message)}</p>')
    st.html("".join(hit_card(hit) for hit in result.results))
    if result.total > len(result.results) and limit < MOST:
        more = search_href(query, chosen, str(min(limit + FIRST, MOST)))
        st.html(f'<p class="stay">{link(more, escape(say("search.more")), "example")}</p>')
    elif result.total > len(result.results):
        st.html(f'<p class="facts">{escape(say("search.cut", shown=len(result.results)))}</p>')


def _nearby(query: str, chosen: Chosen, result: SearchResult) -> str:
    """Return what was understood and the searches that have results near one that has none."""
    items = []
    for offer in centre().offers(query, **_filters(chosen)):
        kept = {} if offer.kind == "unfiltered" else dict(chosen)
        for facet, iris in (("theme", offer.themes), ("territory", offer.territories)):
            if facet in kept:
                kept[facet] = tuple(short_id(iri) for iri in iris)
        name = say(f"offer.{offer.kind}", label=offer.label, instead=offer.instead_of)
        total = escape(count("result", offer.total))
        items.append(
            f'<li>{link(search_href(offer.query, kept), titled(name))} <span class="count">{total}</span></li>'
        )
    read = understood_line(result.understood)
    read = f"<p>{escape(say('who.understood'))} {read}</p>" if read else ""
    return read + (f"<h3>{escape(say('offer'))}</h3><ul>{''.join(items)}</ul>" if items else "")


def _orders(query: str, chosen: Chosen) -> str:
    """Return the two orders of a list as links; without words to be near to, there is one only."""
    if not query:
        return ""
    orders: tuple[Sort, ...] = ("relevance", "date")
    items = "".join(
        f"<li>{link(search_href(query, chosen, sort=order), escape(say(f'sort.{order}')), current=_here(order))}</li>"
        for order in orders
    )
    return f'<ul class="orders"><li>{escape(say("sort"))}</li>{items}</ul>'


def _here(order: Sort) -> str:
    return "true" if order == sorted_by() else ""


def _suggestions(query: str) -> list[Reference]:
    """Return the entities that the query may name, exact names first, each with what it is."""
    found = centre().suggest(query, limit=3 * DIRECT) if query else ()
    asked = query.casefold()
    names = {item.id: (item.label.casefold(), item.detail.casefold()) for item in found}
    exact_first = sorted(found, key=lambda item: asked not in names[item.id])
    return [replace(item, detail=_what(item), count=None) for item in exact_first[:DIRECT]]


def _what(found: Reference) -> str:
    kind = word("kind", found.kind, language()).lower()
    return f"{kind}, {say('search.alias', name=found.detail)}" if found.detail else kind


def _total(result: SearchResult) -> str:
    shown = f"<strong>{escape(count('result', result.total))}</strong>"
    if 0 < len(result.results) < result.total:
        shown += f", {escape(say('search.shown', shown=len(result.results)))}"
    return f'<p class="facts" role="status">{shown}</p>'


def hit_card(hit: SearchHit) -> str:
    """Return a result: what it is, where it leads, the words found and the reason it is there."""
    if hit.type == "passage" and hit.document:
        address = document_href(hit.document, language(), page=hit.page, excerpt=excerpt(hit.snippet))
    else:
        address = entity_href(hit.id, language(), hit.type)
    facts = [badge(word("kind", hit.type, language())), escape(date_words(hit.date, language()))]
    facts.append(titled(", ".join(hit.territories[:3])))
    head = '<span class="dot" aria-hidden="true"> · </span>'.join(item for item in facts if item)
    snippet = f'<p class="snippet">{snippet_html(hit)}</p>' if hit.snippet else ""
    why = f"<span>{escape(say('search.why'))} {prose(hit.reason)}</span>" if hit.reason else ""
    cited = {"excerpt": excerpt(hit.snippet)} if hit.type == "passage" else {}
    place = source(hit.document, hit.document_title or "", hit.page, **cited) if hit.document else ""
    place = f"{escape(say('source'))} {place}" if place else ""
    tail = '<span class="dot" aria-hidden="true"> · </span>'.join(item for item in (why, place) if item)
    themes = [theme for theme in hit.themes if theme != hit.title][:5]
    actions = hit_actions(hit, address)
    return (
        f'<article class="card"><p class="facts">{head}</p><h3>{link(address, titled(hit.title))}</h3>'
        f'{snippet}<p class="why">{tail}</p>{chips(themes)}{actions}</article>'
    )


def snippet_html(hit: SearchHit) -> str:
    """Return the words found, marked; a row of a table is shown by its named values."""
    row = [*readable(cells(hit.snippet))]
    return row_line(row, hit.highlights) if row else spoken(marked(hit.snippet, hit.highlights))


def excerpt(snippet: str) -> str:
    """Return the words of a snippet as they stand in the document, without the marks of the cut."""
    return snippet.removeprefix("… ").removesuffix(" …")


def _limit() -> int:
    asked = st.query_params.get("n", "")
    return min(max(int(asked), 1), MOST) if asked.isdigit() else FIRST
