"""A document is given to the centre: a file or an address; those that wait are listed."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from centre.records import CentreError
from centre.workshop import workshop_of
from explorer.components import facts_line, link, titled
from explorer.dates import date_words
from explorer.layout import title
from explorer.links import href
from explorer.session import centre, language, may_decide, say
from explorer.workshop import telling

if TYPE_CHECKING:
    from centre.drafts import Draft

_ROUND = "workshop_round"
"""Another number makes another, empty box for files."""


def page() -> None:
    """Show where to give a document, and those that wait."""
    title("add.title", "add.lead")
    telling.tell()
    files = st.file_uploader(
        say("add.file"),
        accept_multiple_files=True,
        key=f"workshop_files {st.session_state.get(_ROUND, 0)}",
    )
    with (
        st.form("workshop_address", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        address = st.text_input(say("add.address"), placeholder=say("add.address_hint"), max_chars=2000)
        asked = st.form_submit_button(say("add.read"))
    if files:
        _give([(file.name, file.getvalue()) for file in files])
    elif asked and address.strip():
        _ask(address.strip())
    _waiting(workshop_of(centre()).drafts())


def _give(files: list[tuple[str, bytes]]) -> None:
    given: list[Draft] = []
    for name, content in files:
        try:
            given.append(workshop_of(centre()).give(name, content))
        except CentreError as error:
            telling.note(say("add.refused"), str(error))
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    _go(given)


def _ask(address: str) -> None:
    given: list[Draft] = []
    with st.spinner(say("add.asking", name=address)):
        try:
            given.append(workshop_of(centre()).give_address(address))
        except CentreError as error:
            telling.note(say("add.refused"), str(error))
    _go(given)


def _go(given: list[Draft]) -> None:
    """Show the only document given, or say here what came of several."""
    if len(given) == 1:
        st.query_params["brouillon"] = given[0].id
    st.rerun()


def _waiting(drafts: tuple[Draft, ...]) -> None:
    if not drafts:
        return
    st.html(f"<h2>{escape(say('add.waiting'))}</h2>")
    for draft in drafts:
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            address = href("atelier", language(), {"partie": "ajouter", "brouillon": draft.id})
            given = say("add.given", date=date_words(draft.at[:10], language()))
            st.html(
                f"<p>{link(address, titled(draft.name))}</p>{facts_line([escape(given)])}", width="stretch"
            )
            st.button(
                say("add.drop"), key=f"drop {draft.id}", on_click=drop, args=(draft.id,),
                help=say("add.drop_named", name=draft.name),
            )  # fmt: skip


def drop(id: str) -> None:
    """Forget a document that waits."""
    if may_decide():
        workshop_of(centre()).drop(id)
        st.query_params.pop("brouillon", None)
