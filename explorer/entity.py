"""The page of one actor, theme, territory, event or resource: its values first, then what it is tied to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from explorer import actor, concept, document, territory
from explorer.components import agenda_row, chip_list, reference_line
from explorer.evidence import relation
from explorer.layout import section
from explorer.parts import (
    asked_entity,
    chips_of,
    data_links,
    evidence_section,
    heading,
    identifier,
    resources,
    search_chip,
    unfolding,
)
from explorer.session import say
from explorer.statements import statements
from explorer.texts import TEXTS

if TYPE_CHECKING:
    from centre.records import EntityPage

FOLLOWED = ("actor", "theme", "territory", "event", "series")
"""Kinds that have a feed of their own."""


PAGES: dict[str, Callable[[EntityPage], None]] = {
    "actor": actor.show,
    "theme": concept.show,
    "territory": territory.show,
}
"""The pages of their own that kinds have; the others say all they are tied to."""


def page() -> None:
    """Show the page of the entity that the address names."""
    found = asked_entity()
    if found is None:
        return
    if found.kind in ("resource", "document"):
        document.show(found)
        return
    PAGES.get(found.kind, show)(found)
    data_links(found, feed=found.kind in FOLLOWED)
    identifier(found)


def show(found: EntityPage) -> None:
    """Show an event, a series, an audience or a kind of action with what it is tied to; what is empty is not shown."""
    heading(found)
    st.html(chip_list([search_chip(found)]))
    section(say("section.told"), statements(found.statements, found.conflicts))
    narrower = f"section.narrower.{found.kind}"
    section(say(narrower if narrower in TEXTS else "section.narrower"), chips_of(found.narrower))
    section(say("section.actors"), unfolding(found.actors, reference_line))
    section(say("section.themes"), chips_of(found.themes))
    section(say("section.territories"), chips_of(found.territories))
    section(say("section.relations"), unfolding(found.relations, relation))
    sessions = sorted(found.events, key=lambda row: (row.start is None, row.start or ""))
    section(say("section.events"), unfolding(sessions, agenda_row))
    resources(found.resources)
    section(say("section.related"), chips_of(found.related))
    evidence_section(found)
