"""What was understood of a document, by kind, each with the decision that a person takes on it."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from centre.drafts import Correction
from centre.preview_records import KINDS
from centre.workshop import workshop_of
from explorer.components import facts_line, joined, link, prose, titled, to_confirm
from explorer.dates import date_words
from explorer.links import href
from explorer.session import centre, count, language, may_decide, say
from explorer.texts import number, word

if TYPE_CHECKING:
    from centre.drafts import Draft
    from centre.preview_records import Item, Preview

SHOWN = 8
"""Things shown at once."""
RENAMED = ("events", "resources")
QUOTE = 160
"""Characters of a quote."""


def show(preview: Preview) -> None:
    """Show what was understood, one kind at a time."""
    st.html(f"<h2>{escape(say('draft.understood'))}</h2>")
    held = {kind: [item for item in preview.items if item.kind == kind] for kind in KINDS}
    kinds = [kind for kind in KINDS if held[kind]]
    if not kinds:
        st.html(f'<p class="facts">{escape(say("draft.nothing"))}</p>')
        return
    chosen = st.pills(
        say("draft.understood"),
        kinds,
        format_func=lambda kind: f"{say(f'draft.{kind}')} ({number(len(held[kind]), language())})",
        default=kinds[0],
        key=f"workshop_kind {preview.draft}",
        label_visibility="collapsed",
        required=True,
        wrap=True,
    )
    kind = chosen if chosen in kinds else kinds[0]
    limit = f"workshop_more {preview.draft} {kind}"
    shown = st.session_state.get(limit, SHOWN)
    corrections = workshop_of(centre()).draft(preview.draft).corrections
    for item in held[kind][:shown]:
        _item(preview, item, corrections.get(item.id, Correction()))
    if len(held[kind]) > shown:
        st.button(say("draft.more"), key="workshop_more", on_click=_more, args=(limit, shown))


def waiting(draft: Draft) -> None:
    """Say how many corrections wait for the publication."""
    if draft.corrections:
        told = f"<strong>{escape(count('correction', len(draft.corrections)))}</strong>"
        st.html(f'<p role="status">{told} {escape(say("draft.corrections"))}</p>')


def rename(draft: str, thing: str, before: str, box: str) -> None:
    """Note the name typed in a box; the former name again takes it back."""
    typed = " ".join(str(st.session_state.get(box, "")).split())
    _correct(draft, thing, name="" if typed == before else typed)


def _item(preview: Preview, item: Item, held: Correction) -> None:
    verdicts = ("accept", "reject") if item.status == "candidate" else ("reject",)
    box = f"verdict {preview.draft} {item.id}"
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.html(_card(item, held), width="stretch")
            st.segmented_control(
                say("draft.verdict", label=item.label),
                verdicts,
                format_func=lambda verdict: say(f"draft.{verdict}"),
                default=held.verdict if held.verdict in verdicts else None,
                key=box,
                label_visibility="collapsed",
                on_change=_decide,
                args=(preview.draft, item.id, box),
            )
        st.html(_quoted(preview, item))
        if item.kind in RENAMED or (item.kind == "actors" and not item.known):
            with st.popover(say("draft.rename"), type="tertiary"):
                name = f"name {preview.draft} {item.id}"
                st.text_input(
                    say("draft.name_of", label=item.label),
                    value=held.name or item.label,
                    key=name,
                    max_chars=300,
                    on_change=rename,
                    args=(preview.draft, item.id, item.label, name),
                )


def _quoted(preview: Preview, item: Item) -> str:
    """Return the first words that say it, as a link to their place."""
    if not item.places:
        return ""
    first = item.places[0]
    asked = {
        "partie": "ajouter", "brouillon": preview.draft, "page": str(first.page), "extrait": str(first.start),
    }  # fmt: skip
    words = " ".join(first.quote.split())
    shown = f"« {prose(words if len(words) <= QUOTE else f'{words[:QUOTE]}…')} »"
    if preview.pages > 1:
        shown += f", {escape(say('page.short', page=first.page))}"
    return f'<p class="facts stay">{link(href("atelier", language(), asked), shown)}</p>'


def _card(item: Item, held: Correction) -> str:
    off = " off" if held.verdict == "reject" else ""
    name = f'<span class="understood{off}">{titled(held.name or item.label)}</span>'
    doubt = to_confirm(item.status) if held.verdict != "accept" else ""
    facts = [
        escape(word("actor", item.category, language())) if item.kind == "actors" and item.category else "",
        escape(word("territory", item.category, language())) if item.kind == "territories" else "",
        escape(word("resource", item.category, language())) if item.kind == "resources" else "",
        _role(item),
        escape(date_words(item.date, language()) or item.date_text),
        titled(item.place),
    ]
    return f"<p>{name} {doubt}</p>{facts_line(facts)}"


def _role(item: Item) -> str:
    if item.kind == "roles":
        shown = escape(word("role", item.role, language()))
        return f"{shown} {escape(say('draft.in'))} {titled(item.about)}" if item.about else shown
    if item.kind == "relations":
        return joined([escape(word("relation", item.role, language())) + f" {titled(item.about)}"])
    return ""


def _decide(draft: str, thing: str, box: str) -> None:
    _correct(draft, thing, verdict=str(st.session_state.get(box) or ""))


def _correct(draft: str, thing: str, **changed: str) -> None:
    if not may_decide():
        return
    workshop = workshop_of(centre())
    held = workshop.draft(draft).corrections.get(thing, Correction())
    workshop.correct(draft, thing, replace(held, **changed))


def _more(limit: str, shown: int) -> None:
    st.session_state[limit] = shown + 2 * SHOWN
