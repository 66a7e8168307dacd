"""Who works with whom: the actors of the centre as a picture, and the same in two tables."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from centre.records import CentreError
from explorer.components import chip_list, link, message, titled
from explorer.layout import section, title
from explorer.links import entity_href, full_iri, href, short_id
from explorer.network_svg import mark, picture
from explorer.session import centre, count, language, say
from explorer.texts import number, word
from publications.tables import ties_csv

if TYPE_CHECKING:
    from centre.drawing import DrawnActor, DrawnNetwork

HOPS = (1, 2)
LISTED = 40
"""Ties shown at once; all of them are in the file to download."""
BETWEEN = 0.02
"""Share of the shortest paths from which an actor is said to tie the others."""


def page() -> None:
    """Show the network that the address asks for."""
    title("network.title", "network.lead")
    asked = st.query_params
    actor, year = asked.get("acteur", ""), asked.get("annee", "")
    hops = 2 if asked.get("pas") == "2" else 1
    kinds = asked.get_all("type")
    try:
        found = centre().drawn_network(
            actor=full_iri(actor) if actor else None,
            hops=hops,
            categories=tuple(kinds),
            year=int(year) if year.isdecimal() else None,
        )
    except CentreError as error:
        st.html(message(say("network.none"), str(error), _back()))
        return
    st.html(_choices(found, actor, hops, kinds, year))
    if not found.ties:
        st.html(message(say("network.none"), say("network.none_help"), _back()))
        return
    drawing = picture(found, lambda iri: entity_href(iri, language()), told, say("network.picture"))
    total = f"{count('tied_actor', len(found.actors))}, {count('tie', len(found.ties))}"
    if found.left_out:
        total += f". {say('network.left_out', number=number(found.left_out, language()))}"
    st.html(f'<p role="status"><strong>{escape(total)}</strong></p>')
    place(drawing)
    _download(found, drawing)
    section(say("network.actors"), _actors(found, hops, kinds, year))
    section(say("network.ties"), _ties(found))


def place(drawing: str) -> None:
    """Show a picture, all of it escaped: Streamlit takes pictures out of what it cleans, so it is put in afterwards."""
    st.html('<div class="network"></div>')
    put = f'for (const place of document.querySelectorAll(".network")) place.innerHTML = {_quoted(drawing)};'
    st.html(f"<script>{put}</script>", unsafe_allow_javascript=True)


def _quoted(text: str) -> str:
    """Return a text as a JavaScript string that no HTML reader takes for the end of the script."""
    return json.dumps(text).replace("<", "\\u003c")


def _choices(found: DrawnNetwork, actor: str, hops: int, kinds: list[str], year: str) -> str:
    """Return what may be chosen, each as a link that keeps the other choices."""

    def choice(shown: str, chosen: bool, **changed: object) -> str:
        asked = {"acteur": actor, "pas": str(hops) if hops > 1 else "", "type": kinds, "annee": year}
        address = href("reseau", language(), {**asked, **changed})  # type: ignore[dict-item]
        return link(address, shown, "chip active" if chosen else "chip", current="true" if chosen else "")

    rows = []
    if actor:
        names = {one.id: one.label for one in found.actors}
        name = titled(names.get(full_iri(actor), actor))
        around = [f"<strong>{name}</strong>"]
        around += [
            choice(escape(say(f"network.hops.{step}")), step == hops, pas=str(step) if step > 1 else "")
            for step in HOPS
        ]
        around.append(choice(escape(say("network.whole")), False, acteur="", pas=""))
        rows.append(chip_list(around, say("network.around")))
    marked = [
        choice(
            f"{mark(kind)} {titled(word('actor', kind, language()))} "
            f'<span class="count">{number(many, language())}</span>',
            kind in kinds,
            type=[one for one in kinds if one != kind] if kind in kinds else [*kinds, kind],
        )
        for kind, many in found.categories
    ]
    rows.append(chip_list(marked, say("network.kinds")))
    if len(found.years) > 1 or year:
        years = [choice(escape(say("network.all_years")), not year, annee="")]
        years += [choice(str(one), str(one) == year, annee=str(one)) for one in found.years]
        rows.append(chip_list(years, say("network.years")))
    return "".join(rows)


def told(actor: DrawnActor) -> str:
    """Return what an actor of a picture is, in words."""
    kind = word("actor", actor.category, language())
    return f"{actor.label}{f' ({kind})' if kind else ''}, {count('partner', actor.partners)}"


def _actors(found: DrawnNetwork, hops: int, kinds: list[str], year: str) -> str:
    """Return the actors by community, the best tied first."""
    head = "".join(
        f'<th scope="col">{escape(say(key))}</th>'
        for key in (
            "network.actor",
            "network.kind",
            "network.partners",
            "network.activities",
            "network.around",
        )
    )
    groups = []
    for group in sorted({one.community for one in found.actors}):
        rows = "".join(_row(one, hops, kinds, year) for one in found.actors if one.community == group)
        name = say("network.community", number=number(group + 1, language()))
        groups.append(f'<tbody><tr><th colspan="5" scope="rowgroup">{escape(name)}</th></tr>{rows}</tbody>')
    return f'<div class="table" tabindex="0"><table><thead><tr>{head}</tr></thead>{"".join(groups)}</table></div>'


def _row(actor: DrawnActor, hops: int, kinds: list[str], year: str) -> str:
    name = link(entity_href(actor.id, language()), titled(actor.label))
    if actor.between >= BETWEEN:
        share = number(round(100 * actor.between), language())
        name += f' <span class="detail" title="{escape(say("network.between_help"))}">'
        name += f"{escape(say('network.between', share=share))}</span>"
    asked = {"acteur": short_id(actor.id), "pas": str(hops) if hops > 1 else "", "type": kinds, "annee": year}
    around = link(href("reseau", language(), asked), escape(say("network.see")))
    return (
        f"<tr><td>{name}</td><td>{titled(word('actor', actor.category, language()))}</td>"
        f"<td>{number(actor.partners, language())}</td><td>{number(actor.activities, language())}</td>"
        f"<td>{around}</td></tr>"
    )


def _ties(found: DrawnNetwork) -> str:
    """Return the ties, those of most activities first, the rest folded."""
    names = {one.id: one.label for one in found.actors}
    ordered = sorted(found.ties, key=lambda tie: (-tie.activities, names[tie.source], names[tie.target]))
    rows = []
    for tie in ordered:
        years = " – ".join(dict.fromkeys(day[:4] for day in (tie.first, tie.last) if day))
        ends = (link(entity_href(one, language()), titled(names[one])) for one in (tie.source, tie.target))
        cells = (*ends, number(tie.activities, language()), escape(years))
        rows.append(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>")
    head = "".join(
        f'<th scope="col">{escape(say(key))}</th>'
        for key in ("network.actor", "network.with", "network.activities", "network.years")
    )

    def table(part: list[str]) -> str:
        body = f"<thead><tr>{head}</tr></thead><tbody>{''.join(part)}</tbody>"
        return f'<div class="table" tabindex="0"><table>{body}</table></div>'

    if len(rows) <= LISTED:
        return table(rows)
    more = f"{say('section.more')} ({number(len(rows) - LISTED, language())})"
    return f"{table(rows[:LISTED])}<details><summary>{escape(more)}</summary>{table(rows[LISTED:])}</details>"


def _download(found: DrawnNetwork, drawing: str) -> None:
    with st.container(horizontal=True):
        st.download_button(
            say("network.svg"), drawing.encode(), "reseau.svg", "image/svg+xml", on_click="ignore"
        )
        st.download_button(
            say("network.csv"),
            ties_csv(found).encode(),
            "reseau.csv",
            "text/csv",
            on_click="ignore",
        )
        st.html(
            link(href("export/network.graphml", language()), escape(say("network.graphml"))), width="content"
        )


def _back() -> str:
    return f"<p>{link(href('reseau', language()), escape(say('network.whole')))}</p>"
