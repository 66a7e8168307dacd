"""The page of one actor, theme, territory, event or resource: its values first, then what it is tied to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from explorer import document
from explorer.components import agenda_row, example, reference_line, resource_row
from explorer.evidence import relation
from explorer.layout import section
from explorer.parts import (
    asked_entity,
    chips_of,
    data_links,
    evidence_section,
    heading,
    identifier,
    unfolding,
)
from explorer.session import say
from explorer.statements import statements
from explorer.texts import TEXTS, printed

if TYPE_CHECKING:
    from centre.records import EntityPage

FOLLOWED = ("actor", "theme", "territory", "event", "series")
"""Kinds that have a feed of their own."""


def page() -> None:
    """Show the page of the entity that the address names."""
    found = asked_entity()
    if found is None:
        return
    if found.kind in ("resource", "document"):
        document.show(found)
        return
    heading(found)
    _actions(found)
    sections(found)
    data_links(found, feed=found.kind in FOLLOWED)
    identifier(found)


def sections(found: EntityPage) -> None:
    """Show what the entity is tied to; what is empty is not shown."""
    section(say("section.told"), statements(found.statements, found.conflicts))
    narrower = f"section.narrower.{found.kind}"
    section(say(narrower if narrower in TEXTS else "section.narrower"), chips_of(found.narrower))
    section(say("section.themes"), chips_of(found.themes))
    if found.kind == "actor":
        section(say("section.related.actor"), unfolding(found.related, reference_line))
    section(say("section.relations"), unfolding(found.relations, relation))
    section(say("section.actors"), unfolding(found.actors, reference_line))
    section(say("section.territories"), chips_of(found.territories))
    events = sorted(found.events, key=lambda row: (row.start is None, row.start or ""))
    section(say("section.events"), unfolding(events, agenda_row))
    section(say("section.resources"), unfolding(found.resources, resource_row))
    if found.kind != "actor":
        section(say("section.related"), chips_of(found.related))
    evidence_section(found)


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
    items.append(example("", found.label, say("entity.search", label=printed(found.label))))
    st.html(f'<ul class="chips">{"".join(f"<li>{item}</li>" for item in items)}</ul>')
