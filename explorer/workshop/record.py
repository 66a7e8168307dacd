"""A record corrected: every link that the documents give it, each with its sentence and what to do of it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from centre.names import NAMES
from centre.records import CentreError
from explorer import review
from explorer.components import link, reference_link, titled, to_confirm
from explorer.evidence import evidence_list
from explorer.links import entity_href, full_iri
from explorer.session import centre, language, say
from explorer.texts import word
from explorer.workshop import signing

if TYPE_CHECKING:
    from centre.decisions import Action
    from centre.records import FactRow

SHOWN = 10
_MORE = "record_more"
_LINKS = ("mentions", "about", "spatial", "audience")


def page() -> None:
    """Show the record that the address names."""
    iri = full_iri(st.query_params.get("id", ""))
    found = centre().entity(iri)
    if found is None:
        raise CentreError(say("entity.unknown_help", id=st.query_params.get("id", "")))
    back = link(entity_href(found.id, language(), found.kind), escape(say("record.back")))
    st.html(
        f"<h1>{titled(say('record.title', label=found.label))}</h1>"
        f'<p class="intro">{escape(say("record.lead"))}</p><p>{back}</p>'
    )
    review.tell()
    signing.sign()
    review.pending()
    with st.container(horizontal=True):
        if found.status == "candidate":
            _button("accept", "record.accept_all", found.id, primary=True)
        for action in ("rename", "merge"):
            with st.popover(say(f"review.{action}")):
                review.typed(action, found.id, f"record {found.id}")  # type: ignore[arg-type]
        _button("hide", "review.hide", found.id)
    rows = sorted(centre().decidable(found.id), key=lambda row: row.status == "fact")
    if not rows:
        st.html(f'<p class="facts">{escape(say("record.none"))}</p>')
    shown = st.session_state.get(f"{_MORE} {iri}", SHOWN)
    for row in rows[:shown]:
        with st.container(border=True):
            st.html(_card(row))
            with st.container(horizontal=True):
                if row.status == "candidate":
                    _button("accept", "record.accept", row.id, primary=True)
                _button("reject", "record.reject", row.id)
    if len(rows) > shown:
        st.button(say("draft.more"), key=_MORE, on_click=_more, args=(iri, shown))


def _button(action: Action, key: str, id: str, *, primary: bool = False) -> None:
    st.button(
        say(key),
        key=f"{action} {id}",
        type="primary" if primary else "secondary",
        on_click=review.decided,
        args=(action, (id,)),
    )


def _card(row: FactRow) -> str:
    names = (row.subject.label, row.entity.label)
    return (
        f'<p>{reference_link(row.subject)} <span class="detail">{escape(_said(row.predicate))}</span> '
        f"{reference_link(row.entity)} {to_confirm(row.status)}</p>{evidence_list(row.evidence[:3], names=names)}"
    )


def _said(predicate: str) -> str:
    if predicate in _LINKS:
        return f"· {say(f'record.{predicate}')} ·"
    group = "relation" if predicate in NAMES["relation"] else "role"
    return f"· {word(group, predicate, language())} ·"


def _more(iri: str, shown: int) -> None:
    st.session_state[f"{_MORE} {iri}"] = shown + 2 * SHOWN
