"""The review: what waits for the decision of a person, with its sentence, and the history of what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from centre.records import CentreError
from explorer.components import badge, message, prose, reference_link, titled
from explorer.dates import date_words
from explorer.evidence import evidence_list
from explorer.layout import title
from explorer.session import centre, count, language, may_decide, say
from explorer.texts import number, printed
from explorer.workshop import signing

if TYPE_CHECKING:
    from centre.decisions import Action
    from centre.records import DecisionRow, ReviewItem

KINDS = ("actors", "themes", "territories", "audiences", "roles", "relations", "events", "duplicates")
SHOWN = 10
"""Items shown at once."""
HISTORY = 20
_CODES = ("", "acronym", "champ", "cue", "field", "inflected", "label", "meaning")
"""Ways of finding that are no words of a text."""
_TOLD, _MORE = "review_told", "review_more"


def page() -> None:
    """Show the queue by kind, then the history."""
    title("review.title", "review.lead")
    writable = may_decide()
    if not writable:
        st.html(message(say("review.closed"), say("review.closed_help")))
    tell()
    log = centre().decisions()
    for line in log.problems:
        st.html(message("", line))
    if writable:
        signing.sign()
        pending()
    items = centre().review_queue()
    held = {kind: [item for item in items if item.kind == kind] for kind in KINDS}
    kinds = [kind for kind in KINDS if held[kind]]
    if not kinds:
        st.html(f'<p role="status">{escape(say("review.empty"))}</p>')
    else:
        chosen = _chosen(kinds, held)
        shown = st.session_state.get(f"{_MORE}_{chosen}", SHOWN)
        for item in held[chosen][:shown]:
            _item(item, writable)
        if len(held[chosen]) > shown:
            st.button(say("review.more"), key="review_next", on_click=_more, args=(chosen, shown))
    _history(log.decisions, writable)


def _chosen(kinds: Sequence[str], held: dict[str, list[ReviewItem]]) -> str:
    """Show the kinds that have something, and return the one to show."""
    named = st.query_params.get("sorte")
    if named in kinds and "review_kind" not in st.session_state:
        st.session_state["review_kind"] = named
    asked = st.pills(
        say("review.kinds"),
        kinds,
        format_func=lambda kind: f"{say(f'review.{kind}')} ({number(len(held[kind]), language())})",
        default=None if "review_kind" in st.session_state else kinds[0],
        key="review_kind",
        label_visibility="collapsed",
    )
    return asked if asked is not None and asked in kinds else kinds[0]


def pending() -> None:
    """Say how many decisions wait, and offer to publish them."""
    waiting = sum(not row.applied for row in centre().decisions().decisions)
    if not waiting:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(
            f'<p role="status"><strong>{escape(count("decision", waiting))}</strong> {escape(say("review.waiting"))}</p>'
        )
        st.button(say("review.publish"), type="primary", key="review_publish", on_click=_publish)


def _item(item: ReviewItem, writable: bool) -> None:
    with st.container(border=True):
        st.html(_card(item))
        if not writable:
            return
        with st.container(horizontal=True):
            pair = item.other is not None
            _button("accept", "review.same" if pair else "review.accept", item.id, primary=True)
            _button("reject", "review.apart" if pair else "review.reject", item.id)
            with st.popover(say("review.other")):
                st.button(
                    say("review.hide_fact" if item.subject else "review.hide"),
                    key=f"hide {item.id}",
                    on_click=decided,
                    args=("hide", (item.id if item.subject else item.entity.id,)),
                )
                typed("rename", item.entity.id, item.id)
                typed("merge", item.entity.id, item.id)


def _card(item: ReviewItem) -> str:
    name = reference_link(item.entity)
    if item.other is not None:
        name += f' <span class="detail">{escape(say("review.or"))}</span> {reference_link(item.other)}'
    detail = item.detail if item.other is None and item.detail else ""
    shown = badge(detail) if detail else ""
    score = ""
    if item.score is not None:
        score = escape(say("review.score", score=number(round(100 * item.score), language())))
    told = (
        escape(say("review.by", words=printed(item.method)))
        if item.kind in ("actors", "roles", "relations") and item.method not in _CODES
        else ""
    )
    if item.other is not None:
        told = prose(item.method)
    facts = " · ".join(part for part in (score, told) if part)
    where = ""
    if item.subject is not None:
        where = f"<p>{escape(say('review.about'))} {reference_link(item.subject)}</p>"
    rest = item.count - len(item.evidence)
    more = f'<p class="facts">{escape(say("review.evidence_more", count=rest))}</p>' if rest > 0 else ""
    names = (item.label,)
    return (
        f'<h3>{name} {shown}</h3>{where}<p class="facts">{facts}</p>'
        f"{evidence_list(item.evidence, names=names)}{more}"
    )


def _button(action: Action, key: str, id: str, *, primary: bool = False) -> None:
    st.button(
        say(key),
        key=f"{action} {id}",
        type="primary" if primary else "secondary",
        on_click=decided,
        args=(action, (id,)),
    )


def typed(action: Action, entity: str, name: str) -> None:
    """Show a box and its button: a new name of an entity, or the record to merge it into; `name` is of the boxes."""
    box = f"{action} of {name}"
    st.text_input(say(f"review.{action}_label"), key=box, max_chars=300)
    st.button(
        say(f"review.{action}"), key=f"{action} {name}", on_click=_decide_typed, args=(action, entity, box)
    )


def _decide_typed(action: Action, entity: str, box: str) -> None:
    words = str(st.session_state.get(box, "")).strip()
    if action == "rename":
        decided("rename", (entity,), words)
    elif words:
        decided("merge", (entity, words))
    else:
        st.session_state[_TOLD] = ("", say("review.merge_missing"))


def decided(action: Action, given: tuple[str, ...], value: str = "") -> None:
    """Note a decision; what came of it is said at the top of the page."""
    author = signing.author()
    if not may_decide():
        return
    if not author:
        st.session_state[_TOLD] = ("", say("review.author_missing"))
        return
    try:
        report = centre().decide(
            action, given, author=author, reason=signing.reason(), value=value, publish=False
        )
    except CentreError as error:
        st.session_state[_TOLD] = (say("failed.title"), str(error))
        return
    told = " ; ".join(row.text for row in report.decisions)
    st.session_state[_TOLD] = ("", f"{say('review.noted')} {told}.")


def _publish() -> None:
    if not may_decide():
        return
    with st.spinner(say("review.publishing")):
        try:
            report = centre().apply_decisions()
        except CentreError as error:
            st.session_state[_TOLD] = (say("failed.title"), str(error))
            return
    told = [say("review.published", count=len(report.documents))] if not report.pending else []
    st.session_state[_TOLD] = ("", " ".join((*told, *report.problems)))


def _more(kind: str, shown: int) -> None:
    st.session_state[f"{_MORE}_{kind}"] = shown + SHOWN


def tell() -> None:
    """Say what came of the last decision."""
    told = st.session_state.pop(_TOLD, None)
    if told is not None:
        st.html(f'<div role="status">{message(told[0], told[1])}</div>')


def _history(rows: Sequence[DecisionRow], writable: bool) -> None:
    if not rows:
        return
    st.html(f"<h2>{escape(say('review.history'))}</h2>")
    for row in rows[:HISTORY]:
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.html(_line(row), width="stretch")
            if writable and row.undone_by is None:
                st.button(
                    say("review.undo"), key=f"undo {row.id}", on_click=decided, args=("undo", (row.id,))
                )
    if len(rows) > HISTORY:
        st.html(f'<p class="facts">{escape(say("review.history_more"))}</p>')


def _line(row: DecisionRow) -> str:
    state = ""
    if row.undone_by:
        state = badge(say("review.undone"), "warn")
    elif not row.applied:
        state = badge(say("review.to_publish"), "warn")
    reason = f" · {prose(row.reason)}" if row.reason else ""
    when = date_words(row.at[:10], language())
    return (
        f"<p>{titled(row.text)} {state}</p>"
        f'<p class="facts">{escape(row.author)} · <time datetime="{escape(row.at)}">{escape(when)}</time>{reason}</p>'
    )
