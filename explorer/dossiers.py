"""The dossiers and the thematic platforms, each with what it holds."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from explorer.components import badge, facts_line, link, prose, titled
from explorer.dates import date_words
from explorer.layout import section, title
from explorer.links import full_iri, href, short_id
from explorer.session import centre, count, language, references, say
from explorer.texts import printed, word

if TYPE_CHECKING:
    from centre.dossiers import Dossier

ABOUT = 220
"""Characters of a description shown in the list."""


def page() -> None:
    """Show the dossiers, then the platforms."""
    title("dossiers.title", "dossiers.lead")
    section(say("dossiers.living"), _cards(card(one) for one in centre().dossiers()))
    section(say("dossiers.platforms"), _cards(_platforms()))


def dossier_href(asked: str, since: str = "") -> str:
    """Return the address of a dossier, of what changed there since a day when one is given."""
    return href("dossier", language(), {"id": short_id(asked), "depuis": since})


def platform_href(theme: str) -> str:
    """Return the address of the platform of a theme."""
    return href("plateforme", language(), {"id": short_id(theme)})


def latest(one: Dossier) -> str:
    """Return in words when the latest entry of a dossier came in; empty when nothing says."""
    day = max((entry.arrived for entry in one.entries), default="")[:10]
    return say("dossier.arrived", day=date_words(day, language())) if day else ""


def card(one: Dossier) -> str:
    """Return a dossier as a card."""
    last = next((entry for entry in one.entries if entry.date), None)
    facts = facts_line(
        [
            badge(word("resource", one.kind, language())),
            escape(count("entry", len(one.entries))),
            escape(say("dossier.last", date=date_words(last.date, language()))) if last else "",
            escape(latest(one)),
        ]
    )
    about = f'<p class="snippet">{prose(shortened(one.description))}</p>' if one.description else ""
    return f"<h3>{link(dossier_href(one.id), titled(one.title))}</h3>{about}{facts}"


def shortened(text: str) -> str:
    """Return the beginning of a text, cut after a sentence, else after a word."""
    if len(text) <= ABOUT:
        return text
    sentences, dot, _ = text[:ABOUT].rpartition(". ")
    return f"{sentences}." if dot else f"{text[:ABOUT].rsplit(' ', 1)[0]} …"


def _platforms() -> list[str]:
    used = {theme.id: theme.count or 0 for theme in references("theme")}
    shown = []
    for one in centre().platforms():
        iri = full_iri(f"theme/{one.theme}")
        theme = centre().entity(iri)
        if theme is not None:
            name = titled(one.title or theme.label)
            about = f'<p class="snippet">{prose(printed(shortened(theme.description)))}</p>'
            many = facts_line([escape(count("activity", used.get(iri, 0)))])
            shown.append(f"<h3>{link(platform_href(iri), name)}</h3>{about}{many}")
    return shown


def _cards(bodies: Iterable[str]) -> str:
    cards = "".join(f'<li class="card">{body}</li>' for body in bodies)
    return f'<ul class="plain cards">{cards}</ul>' if cards else ""
