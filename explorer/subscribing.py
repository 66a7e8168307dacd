"""How to take the agenda away: a calendar to subscribe to under the chosen filters."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from explorer.components import copyable, outward
from explorer.links import href
from explorer.session import say
from explorer.sharing import absolute

SERVED = {"theme": "theme", "territory": "territory", "actor": "actor", "action": "kind"}
"""Filters of the agenda, and their names in the address of the calendar."""


def calendar_address(chosen: Mapping[str, str]) -> str:
    """Return the address of the calendar of the sessions that some filters leave: identifiers by filter."""
    asked: dict[str, str | None] = {name: chosen.get(filter_) for filter_, name in SERVED.items()}
    if mode := chosen.get("mode"):
        asked["online"] = "true" if mode == "online" else "false"
    return absolute(href("agenda.ics", "fr", asked))


def subscription(chosen: Mapping[str, str], names: list[str]) -> str:
    """Return what to do to follow the agenda; `names` says the chosen filters in words."""
    address = calendar_address(chosen)
    said = (
        say("agenda.subscribe_filtered", filters=", ".join(names)) if names else say("agenda.subscribe_all")
    )
    return (
        f'<details class="subscribe"><summary>{escape(say("agenda.subscribe"))}</summary>'
        f"<p>{escape(said)}</p>"
        f"<p>{outward(address, escape(say('agenda.webcal')), 'webcal')} "
        f'<span class="detail">{escape(say("agenda.webcal_help"))}</span></p>'
        f"<p>{escape(say('agenda.paste'))} {copyable(address, seen=True)}</p>"
        f'<p class="detail">{escape(say("agenda.paste_help"))}</p></details>'
    )
