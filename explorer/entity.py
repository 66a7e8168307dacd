"""The page of one actor, theme, territory, event or resource: its values first, then what it is tied to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import TYPE_CHECKING, TypeVar

import streamlit as st

from centre.names import NAMES, sentence
from explorer.components import (
    agenda_row,
    badge,
    example,
    link,
    message,
    prose,
    reference_chips,
    reference_line,
    resource_row,
    titled,
    to_confirm,
)
from explorer.evidence import evidence, is_bare, mentions, relation
from explorer.layout import back, section
from explorer.links import entity_href, full_iri, href, short_id
from explorer.session import centre, language, may_decide, say
from explorer.statements import statements
from explorer.texts import TEXTS, field_name, number, printed, word

if TYPE_CHECKING:
    from centre.records import EntityPage, Reference

Row = TypeVar("Row")

SHOWN = 8
"""Rows of a section shown at once; the rest unfolds."""

CHIPS = 24
"""Chips of a section shown at once."""


def page() -> None:
    """Show the page of the entity that the address names."""
    found = asked_entity()
    if found is None:
        return
    heading(found)
    _actions(found)
    sections(found)
    identifier(found)


def asked_entity() -> EntityPage | None:
    """Return the entity that the address names; say so plainly when there is none."""
    asked = st.query_params.get("id", "").strip()
    found = centre().entity(full_iri(asked)) if asked else None
    if found is None:
        reason = say("entity.unknown_help", id=asked) if asked else say("entity.no_id")
        st.html(f"<h1>{escape(say('entity.unknown'))}</h1>{message('', reason, back())}")
    return found


def heading(found: EntityPage) -> None:
    """Show where the entity stands, its name, what it is, and its own values."""
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
    values = "".join(
        f"<dt>{escape(field_name(name, language()))}</dt><dd>{_value(value)}</dd>"
        for name, value in found.fields
        if value
    )
    fields = f'<dl class="fields">{values}</dl>' if values else ""
    st.html(f"<p>{kind}</p><h1>{titled(found.label)}</h1>{also}{about}{fields}")


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


def sections(found: EntityPage) -> None:
    """Show what the entity is tied to; what is empty is not shown."""
    section(say("section.told"), statements(found.statements, found.conflicts))
    narrower = f"section.narrower.{found.kind}"
    section(say(narrower if narrower in TEXTS else "section.narrower"), _chips(found.narrower))
    section(say("section.themes"), _chips(found.themes))
    if found.kind == "actor":
        section(say("section.related.actor"), _unfolding(found.related, reference_line))
    section(say("section.relations"), _unfolding(found.relations, relation))
    of = "mention" if found.kind == "document" else "activity"
    section(say("section.actors"), _unfolding(found.actors, lambda actor: reference_line(actor, of)))
    section(say("section.territories"), _chips(found.territories))
    events = sorted(found.events, key=lambda row: (row.start is None, row.start or ""))
    section(say("section.events"), _unfolding(events, agenda_row))
    section(say("section.resources"), _unfolding(found.resources, resource_row))
    names = (found.label, *found.alt_labels)
    if found.kind != "actor":
        section(say("section.related"), _chips(found.related))
    told = (
        {(one.document, one.start, one.end) for one in found.statements} if len(found.statements) > 1 else ()
    )
    lines = [line for line in found.evidence if (line.document, line.start, line.end) not in told]
    said = [line for line in lines if found.kind == "actor" or not is_bare(line)]
    named = [line for line in lines if line not in said]
    section(
        say("section.evidence"),
        _unfolding(said, lambda line: evidence(line, here=found.id, names=names)) + mentions(named),
    )


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


def _actions(found: EntityPage) -> None:
    items = []
    if found.kind == "theme":
        asked = say("example.who", theme=found.label)
        items.append(example("qui", asked, say("entity.who")))
    elif found.kind == "actor":
        asked = say("example.topics", actor=found.label)
        items.append(example("qui", asked, say("entity.topics")))
        if found.related:
            asked = say("example.partners", actor=found.label)
            items.append(example("qui", asked, say("entity.partners")))
    if found.kind != "document" and found.document and found.document.get("passages"):
        items.append(
            link(
                entity_href(str(found.document.get("id") or found.id), language(), "document"),
                escape(say("entity.read")),
                "example",
            )
        )
    items.append(example("", found.label, say("entity.search", label=printed(found.label))))
    st.html(f'<ul class="chips">{"".join(f"<li>{item}</li>" for item in items)}</ul>')


def _chips(references: Sequence[Reference]) -> str:
    body, rest = reference_chips(references[:CHIPS]), references[CHIPS:]
    if rest:
        more = f"{say('section.more')} ({number(len(rest), language())})"
        body += f"<details><summary>{escape(more)}</summary>{reference_chips(rest)}</details>"
    return body


def _unfolding(rows: Sequence[Row], show: Callable[[Row], str]) -> str:
    if not rows:
        return ""
    first, rest = rows[:SHOWN], rows[SHOWN:]
    body = f'<ul class="plain">{"".join(show(row) for row in first)}</ul>'
    if rest:
        more = f"{say('section.more')} ({number(len(rest), language())})"
        hidden = "".join(show(row) for row in rest)
        body += f'<details><summary>{escape(more)}</summary><ul class="plain">{hidden}</ul></details>'
    return body


def _value(value: str) -> str:
    if value.startswith(("https://", "http://")) and " " not in value:
        return f'<a href="{escape(value)}" target="_blank" rel="noopener">{escape(value)}</a>'
    return prose(value)
