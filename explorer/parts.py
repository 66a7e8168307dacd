"""The parts that the pages of entities are made of: heading, values, lists that unfold, evidence, data, identifier."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from html import escape
from typing import TYPE_CHECKING, TypeVar

import streamlit as st

from centre.names import NAMES, sentence
from explorer.components import (
    agenda_row,
    badge,
    example,
    joined,
    link,
    message,
    outward,
    prose,
    reference_chips,
    resource_row,
    titled,
    to_confirm,
)
from explorer.evidence import evidence, is_bare, mentions
from explorer.layout import back, section
from explorer.links import entity_href, full_iri, href, short_id
from explorer.session import centre, language, may_decide, say
from explorer.texts import field_name, number, printed, word

if TYPE_CHECKING:
    from centre.records import AgendaRow, EntityPage, Reference, ResourceRow

Row = TypeVar("Row")

SHOWN = 8
"""Rows of a section shown at once; the rest unfolds."""

CHIPS = 24
"""Chips of a section shown at once."""

DATA = (("ttl", "Turtle"), ("jsonld", "JSON-LD"))
"""The forms in which the service gives a thing as data."""

LICENCES = {
    "texts": ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/deed.fr"),
    "territory": ("Licence Ouverte 2.0", "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"),
}
"""The licences of the data of the centre, as the service states them."""


def asked_entity() -> EntityPage | None:
    """Return the entity that the address names; say so plainly when there is none."""
    asked = st.query_params.get("id", "").strip()
    found = centre().entity(full_iri(asked)) if asked else None
    if found is None:
        reason = say("entity.unknown_help", id=asked) if asked else say("entity.no_id")
        st.html(f"<h1>{escape(say('entity.unknown'))}</h1>{message('', reason, back())}")
    return found


def heading(found: EntityPage, first: Sequence[tuple[str, str]] = ()) -> None:
    """Show where the entity stands, its name, what it is, and its own values.

    `first` are names and values (HTML) that come right after the date, before the other values.
    """
    st.set_page_config(page_title=f"{printed(found.label)} – {say('site')}")
    st.html(trail(found))
    kind = (
        badge(word("kind", found.kind, language()))
        + " "
        + badge(category(found))
        + " "
        + to_confirm(found.status)
    )
    also = ""
    if found.alt_labels:
        names = ", ".join(titled(name) for name in found.alt_labels)
        also = f'<p class="facts">{escape(say("entity.alt"))} {names}</p>'
    about = f'<p class="intro">{prose(found.description)}</p>' if found.description else ""
    pairs = [(field_name(name, language()), value_html(value)) for name, value in found.fields if value]
    dated = 1 if found.fields[:1] and found.fields[0][0] == "Date" else 0
    pairs[dated:dated] = [(name, shown) for name, shown in first if shown]
    values = "".join(f"<dt>{escape(name)}</dt><dd>{shown}</dd>" for name, shown in pairs)
    fields = f'<dl class="fields">{values}</dl>' if values else ""
    st.html(f"<p>{kind}</p><h1>{titled(found.label)}</h1>{about}{also}{fields}")


def category(found: EntityPage) -> str:
    """Return the category of an entity in words, unless it only repeats its kind."""
    group = {"document": "resource"}.get(found.kind, found.kind)
    codes = NAMES.get(group, {}) if group in ("actor", "resource", "territory") else {}
    for code, (french, _) in codes.items():
        if found.category.casefold() in (code, french.casefold()):
            shown = word(group, code, language())
            return "" if shown == word("kind", found.kind, language()) else shown
    return "" if found.category == word("kind", found.kind) else sentence(found.category)


def trail(found: EntityPage) -> str:
    """Return the way from the broadest to the entity."""
    steps = [link(href("", language()), escape(say("nav.search")))]
    if found.kind == "theme":
        steps = [link(href("themes", language()), escape(say("nav.themes")))]
    elif found.kind in ("event", "series"):
        steps = [link(href("agenda", language()), escape(say("nav.agenda")))]
    steps += [
        link(entity_href(step.id, language(), step.kind), titled(step.label)) for step in found.breadcrumb
    ]
    items = "".join(f"<li>{step}</li>" for step in steps)
    return f'<nav aria-label="{escape(say("entity.breadcrumb"))}"><ol class="trail">{items}</ol></nav>'


def search_chip(found: EntityPage) -> str:
    """Return the link that searches for the name of the entity."""
    return example("", found.label, say("entity.search", label=printed(found.label)))


def activities(rows: Sequence[AgendaRow], agenda: dict[str, str]) -> None:
    """Show sessions, those to come first and then the latest, and the way to all of them in the agenda.

    `agenda` is what the agenda is narrowed by, as its address names it.
    """
    today = date.today().isoformat()
    coming = [row for row in rows if row.start and (row.end or row.start) >= today]
    past = [row for row in rows if row not in coming]
    past.sort(key=lambda row: (row.start or "", row.title), reverse=True)
    section(say("section.coming"), unfolding(sorted(coming, key=lambda row: row.start or ""), agenda_row))
    section(say("section.past"), unfolding(past, agenda_row))
    if rows:
        address = href("agenda", language(), {"quand": "toutes", **agenda})
        st.html(f"<p>{link(address, escape(say('section.agenda')))}</p>")


def resources(rows: Sequence[ResourceRow]) -> None:
    """Show resources, the latest first; those without a date come last."""
    ordered = sorted(rows, key=lambda row: (row.date or "", row.title), reverse=True)
    section(say("section.resources"), unfolding(ordered, resource_row))


def evidence_section(found: EntityPage, names: Sequence[str] = ()) -> None:
    """Show the sentences that speak of the entity, those that a comparison of documents shows left out."""
    told = (
        {(one.document, one.start, one.end) for one in found.statements} if len(found.statements) > 1 else ()
    )
    lines = [line for line in found.evidence if (line.document, line.start, line.end) not in told]
    said = [line for line in lines if found.kind == "actor" or not is_bare(line)]
    named = [line for line in lines if line not in said]
    names = names or (found.label, *found.alt_labels)
    section(
        say("section.evidence"),
        unfolding(said, lambda line: evidence(line, here=found.id, names=names)) + mentions(named),
    )


def data_links(found: EntityPage, feed: bool = False) -> None:
    """Show where the entity is as data, the feed that follows it, and the licence."""
    path = f"id/{short_id(found.id)}"
    items = [outward(f"{path}.{suffix}", name) for suffix, name in DATA]
    items.append(outward(href(f"{path}.html", language()), escape(say("data.plain"))))
    if feed:
        items.append(outward(f"feeds/{short_id(found.id)}.atom", escape(say("data.feed"))))
    name, address = LICENCES["territory" if found.kind == "territory" else "texts"]
    free = f'<a rel="license noopener" href="{address}" target="_blank">{name}</a>'
    items.append(f"{escape(say('data.licence'))} {free}")
    st.html(f'<p class="facts data">{escape(say("data.as"))} {joined(items)}</p>')


def identifier(found: EntityPage) -> None:
    """Show the identifier, small and easy to copy; to the staff, the way to correct the record."""
    copy, copied = escape(say("entity.copy")), escape(say("entity.copied"))
    button = f'<button type="button" class="copy" data-done="{copied}">{copy}</button>'
    mend = ""
    if may_decide():
        address = href("atelier", language(), {"partie": "fiche", "id": short_id(found.id)})
        mend = f"<p>{link(address, escape(say('record.link')))}</p>"
    st.html(
        f'{mend}<p class="facts iri">{escape(say("entity.id"))} <code>{escape(found.id)}</code> {button}</p>'
    )


def few_chips(references: Sequence[Reference]) -> str:
    """Return references as the chips of a value, few of them shown and the rest folded."""
    return chips_of(references, SHOWN)


def chips_of(references: Sequence[Reference], shown: int = CHIPS) -> str:
    """Return references as chips, the first ones shown and the rest folded."""
    body, rest = reference_chips(references[:shown]), references[shown:]
    if rest:
        more = f"{say('section.more')} ({number(len(rest), language())})"
        body += f"<details><summary>{escape(more)}</summary>{reference_chips(rest)}</details>"
    return body


def unfolding(rows: Sequence[Row], show: Callable[[Row], str]) -> str:
    """Return rows as a list, the first ones shown and the rest folded; nothing when there are none."""
    if not rows:
        return ""
    first, rest = rows[:SHOWN], rows[SHOWN:]
    body = f'<ul class="plain">{"".join(show(row) for row in first)}</ul>'
    if rest:
        more = f"{say('section.more')} ({number(len(rest), language())})"
        hidden = "".join(show(row) for row in rest)
        body += f'<details><summary>{escape(more)}</summary><ul class="plain">{hidden}</ul></details>'
    return body


def value_html(value: str) -> str:
    """Return a value as HTML, an address as a link."""
    if value.startswith(("https://", "http://")) and " " not in value:
        return f'<a href="{escape(value)}" target="_blank" rel="noopener">{escape(value)}</a>'
    return prose(value)
