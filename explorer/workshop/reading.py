"""A document that was read and waits: its text with what was understood, the corrections, and its publication."""

from __future__ import annotations

import time
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from centre.records import CentreError
from centre.workshop import workshop_of
from explorer.components import badge, facts_line, link, message, titled
from explorer.dates import date_words
from explorer.links import document_href, href
from explorer.session import centre, count, language, say
from explorer.texts import number
from explorer.workshop import adding, items, marks, signing, telling

if TYPE_CHECKING:
    from centre.drafts import Draft
    from centre.preview_records import Preview

_APART, _TITLE = "workshop_apart", "document"


def page() -> None:
    """Show the document that waits under the identifier of the address."""
    id = st.query_params.get("brouillon", "")
    place = st.empty()
    try:
        draft = workshop_of(centre()).draft(id)
        preview = _read(draft, place)
    except CentreError as error:
        workshop_of(centre()).drop(id)
        telling.note(say("add.refused"), str(error))
        st.query_params.pop("brouillon", None)
        st.rerun()
    with place.container():
        _heading(preview, draft)
    telling.tell()
    if preview.state == "unchanged":
        opened = link(document_href(preview.document, language()), escape(say("draft.open")))
        st.html(message("", say("draft.already"), f"<p>{opened}</p>"))
        st.button(say("add.drop"), on_click=adding.drop, args=(draft.id,))
    else:
        _publication(preview, draft)
    shown, understood = st.columns([3, 2], gap="large")
    with understood:
        items.show(preview)
    with shown:
        _text(preview, draft)


def _read(draft: Draft, place: st.delta_generator.DeltaGenerator) -> Preview:
    """Return what was understood, telling each step while it is read for the first time."""
    workshop = workshop_of(centre())
    if (held := workshop.held(draft.id)) is not None:
        return held
    started = time.perf_counter()
    with place.status(say("draft.reading", name=draft.name), expanded=True) as steps:
        preview = workshop.preview(draft.id, tell=steps.write)
        seconds = number(round(time.perf_counter() - started, 1), language())
        steps.update(label=say("draft.read", seconds=seconds), state="complete")
    return preview


def _heading(preview: Preview, draft: Draft) -> None:
    named = draft.corrections.get(_TITLE)
    facts = [
        badge(say(f"draft.{preview.state}"), "" if preview.state == "added" else "warn"),
        escape(say(f"draft.{preview.pipeline}")),
        escape(date_words(preview.date, language())),
        escape(count("page", preview.pages)) if preview.pages > 1 else "",
        titled(preview.name),
    ]
    st.html(
        f"<h1>{titled(named.name if named and named.name else preview.title)}</h1>{facts_line(facts)}"
        f'<p class="intro">{escape(say("draft.unpublished"))}</p>'
    )


def _publication(preview: Preview, draft: Draft) -> None:
    """Show the title, the signature, and the button that publishes."""
    workshop = workshop_of(centre())
    if preview.replaces:
        st.radio(
            say("draft.replaces", title=preview.replaces),
            (False, True),
            format_func=lambda apart: say("draft.apart" if apart else "draft.replace"),
            key=_APART,
        )
    box = f"title of {draft.id}"
    named = draft.corrections.get(_TITLE)
    st.text_input(
        say("draft.title"),
        value=named.name if named and named.name else preview.title,
        key=box,
        max_chars=300,
        on_change=items.rename,
        args=(draft.id, _TITLE, preview.title, box),
    )
    if draft.corrections:
        signing.sign()
    else:
        signing.keep()
    with st.container(horizontal=True, vertical_alignment="center"):
        asked = st.button(say("draft.publish"), type="primary", key="workshop_publish")
        st.button(say("add.drop"), on_click=adding.drop, args=(draft.id,), key="workshop_drop")
        items.waiting(draft)
    if not asked:
        return
    if draft.corrections and not signing.author():
        st.html(message("", say("draft.sign")))
        return
    with st.status(say("draft.publishing"), expanded=True) as steps:
        try:
            done = workshop.publish(
                draft.id,
                author=signing.author(),
                reason=signing.reason(),
                apart=bool(st.session_state.get(_APART)) and bool(preview.replaces),
                tell=steps.write,
            )
        except CentreError as error:
            steps.update(label=say("draft.failed"), state="error")
            st.html(message(say("draft.failed"), str(error)))
            return
    title = named.name if named and named.name else preview.title
    opened = link(document_href(done.id or "", language()), escape(say("draft.open")))
    told = say("draft.published", title=title, passages=done.passages, events=done.events)
    telling.note("", told, f"<p>{opened}</p>")
    st.query_params.pop("brouillon", None)
    st.rerun()


def _text(preview: Preview, draft: Draft) -> None:
    """Show a page of the text with its marks."""
    st.html(f"<h2>{escape(say('draft.text'))}</h2>{marks.legend(preview.marks)}")
    asked, at = st.query_params.get("page", ""), st.query_params.get("extrait", "")
    page = min(max(int(asked) if asked.isdigit() else 1, 1), preview.pages)
    off = {
        item.entity
        for item in preview.items
        if item.kind != "roles"
        and (held := draft.corrections.get(item.id)) is not None
        and held.verdict == "reject"
    }
    lines = [line for line in preview.lines if line.page == page]
    place = int(at) if at.isdigit() else None
    st.html(f'<div class="reader read">{marks.text(lines, preview.marks, off=off, at=place)}</div>')
    if preview.pages > 1:
        st.html(_pager(preview, page))


def _pager(preview: Preview, page: int) -> str:
    def leading(key: str, other: int) -> str:
        if not 1 <= other <= preview.pages:
            return ""
        asked = {"partie": "ajouter", "brouillon": preview.draft, "page": str(other)}
        return link(href("atelier", language(), asked), escape(say(key)))

    shown = escape(say("document.of", page=page, pages=preview.pages))
    return (
        f'<p class="pager">{leading("document.previous", page - 1)}<span>{shown}</span>'
        f"{leading('document.next', page + 1)}</p>"
    )
