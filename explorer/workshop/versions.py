"""The versions of the centre: what each publication brought, and the way back."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from centre.records import CentreError
from centre.workshop import workshop_of
from explorer.components import badge, facts_line, titled
from explorer.dates import date_words, time_words
from explorer.layout import title
from explorer.session import centre, count, language, may_decide, say
from explorer.workshop import telling

if TYPE_CHECKING:
    from centre.workshop import Version

SHOWN = 20
TITLES = 5
"""Titles of a version."""


def page() -> None:
    """Show the versions, the latest first."""
    title("versions.title", "versions.lead")
    telling.tell()
    versions = workshop_of(centre()).versions()
    live = next((version.name for version in versions if version.live), "")
    for version in versions[:SHOWN]:
        with st.container(border=True):
            st.html(_card(version))
            if not version.live:
                _back(version, live)


def _card(version: Version) -> str:
    number = int(version.name)
    live = badge(say("versions.live")) if version.live else ""
    when = f"{date_words(version.at[:10], language())}, {time_words(version.at[11:16], language())} UTC"
    facts = [escape(when), escape(count("document", version.documents))]
    told = _titles("versions.added", version.added) + _titles("versions.removed", version.removed)
    if not told:
        told = f"<p>{escape(say('versions.same'))}</p>"
    return f"<h2>{escape(say('versions.name', number=number))} {live}</h2>{facts_line(facts)}{told}"


def _titles(key: str, titles: tuple[str, ...]) -> str:
    if not titles:
        return ""
    shown = [f"« {titled(one)} »" for one in titles[:TITLES]]
    if len(titles) > TITLES:
        shown.append(escape(say("versions.others", count=len(titles) - TITLES)))
    return f"<p>{escape(say(key))} {', '.join(shown)}</p>"


def _back(version: Version, live: str) -> None:
    number = int(version.name)
    # Another version live, another box: what was open of the former list is not left open on this one.
    with st.popover(say("versions.back"), key=f"back {version.name} from {live}"):
        st.html(f"<p>{escape(say('versions.sure', number=number))}</p>")
        st.button(
            say("versions.confirm", number=number),
            type="primary",
            key=f"back {version.name}",
            on_click=_go_back,
            args=(version.name,),
        )


def _go_back(name: str) -> None:
    if not may_decide():
        return
    try:
        workshop_of(centre()).go_back(name)
    except CentreError as error:
        telling.note(say("failed.title"), str(error))
        return
    telling.note("", say("versions.done", number=int(name)))
