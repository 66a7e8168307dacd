"""Who works on what: a question in plain French, ranked actors, and the evidence of each rank."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from explorer.components import (
    badge,
    chip_list,
    examples,
    first_chips,
    link,
    message,
    prose,
    titled,
    to_confirm,
    unseen_heading,
)
from explorer.dates import date_words
from explorer.evidence import evidence_list
from explorer.home import who_examples
from explorer.layout import question_box, section, title
from explorer.links import entity_href
from explorer.session import centre, count, language, say
from explorer.texts import number, word

if TYPE_CHECKING:
    from centre.records import Answer, Understood, WhoResult

ACTIVITIES = "activités"
"""The part of a score that counts activities; the other parts are the points of each role."""

FIRST = 20
"""Answers shown at most."""

AT_ONCE = 8
"""Answers shown at once; the rest unfolds."""

PROOFS = 1
"""Pieces of evidence shown at once; the rest unfolds."""


def page() -> None:
    """Show the question and its answer."""
    title("who.title", "who.lead")
    question = question_box("who.label", "who.placeholder", "who.button")
    if not question:
        section(say("who.examples"), examples(who_examples()))
        return
    _answer(centre().who(question, limit=FIRST + 1))


def _answer(result: WhoResult) -> None:
    understood = understood_line(result.understood)
    if understood:
        st.html(f'<p role="status"><strong>{escape(say("who.understood"))}</strong> {understood}</p>')
    if not result.answers:
        st.html(
            message(say("who.nobody"), result.message or say("who.nobody_help"), examples(who_examples()))
        )
    else:
        if result.message:
            st.html(f'<p class="facts">{prose(result.message)}</p>')
        key = "theme" if result.understood.kind == "topics" else "actor"
        shown = result.answers[:FIRST]
        cut = say("who.first", shown=FIRST) if len(result.answers) > FIRST else count(key, len(shown))
        found = f'<p class="facts">{escape(cut)}</p>'
        st.html(unseen_heading("search.results") + found)
        cards = [answer_card(rank, answer) for rank, answer in enumerate(shown, 1)]
        st.html("".join(cards[:AT_ONCE]) + folded(cards[AT_ONCE:]))
    if result.formula:
        with st.expander(say("who.formula")):
            st.html(f"<p>{prose(result.formula)}</p>")
    if result.sparql:
        with st.expander(say("who.sparql")):
            st.code(result.sparql, language="sparql")


def folded(cards: list[str]) -> str:
    """Return cards under a heading that unfolds them; nothing when there are none."""
    if not cards:
        return ""
    more = f"{say('section.more')} ({number(len(cards), language())})"
    return f"<details><summary>{escape(more)}</summary>{''.join(cards)}</details>"


def understood_line(understood: Understood) -> str:
    """Return what was read in a question: `thème …, territoire …, période …`; empty when nothing was."""
    parts = [
        *((say("who.category"), word("actor", item, language())) for item in understood.categories),
        *((say("who.theme"), item) for item in understood.themes),
        *((say("who.territory"), item) for item in understood.territories),
        *((say("who.actor"), item) for item in understood.actors),
    ]
    if understood.period:
        parts.append((say("who.period"), date_words(understood.period, language())))
    return ", ".join(f"{escape(name)} <strong>{titled(value)}</strong>" for name, value in parts)


def score_words(answer: Answer) -> str:
    """Return what a score is made of: the points of each role, and over how many activities."""
    points = [
        f"{word('role', name, language())} {number(value, language())}"
        for name, value in answer.parts.items()
        if value and name != ACTIVITIES
    ]
    activities = int(answer.parts.get(ACTIVITIES, 0))
    over = f" {say('who.over', activities=count('activity', activities))}" if activities else ""
    return say("who.made_of", parts=" + ".join(points)) + over if points else ""


def answer_card(rank: int, answer: Answer) -> str:
    """Return an actor (or a theme) with its score in words and the evidence folded under it."""
    name = link(entity_href(answer.id, language()), titled(answer.label))
    kind = badge(word("actor", answer.kind, language())) + " " + to_confirm(answer.status)
    score = f"<strong>{number(answer.score, language())}</strong>"
    score += f'<span class="detail">{escape(say("who.score"))}</span>'
    roles = ", ".join(dict.fromkeys(word("role", role, language()) for role in answer.roles))
    made_of = score_words(answer) or (f"{say('who.roles')} {roles}" if roles else "")
    lines = f'<p class="facts">{prose(made_of)}</p>' if made_of else ""
    lines += chip_list(first_chips(answer.themes)) + _proof(answer)
    return (
        f'<article class="card"><p class="rank">{score}</p><p class="facts">{rank}. {kind}</p>'
        f"<h3>{name}</h3>{lines}</article>"
    )


def _proof(answer: Answer) -> str:
    """Return the weightiest piece of evidence in sight and the others folded under it."""
    if not answer.evidence:
        return ""
    names = (answer.label, *answer.themes)
    first, rest = answer.evidence[:PROOFS], answer.evidence[PROOFS:]
    proof = evidence_list(first, points=True, names=names)
    if rest:
        more = f"{say('who.evidence')} ({number(len(rest), language())})"
        hidden = evidence_list(rest, points=True, names=names)
        proof += f"<details><summary>{escape(more)}</summary>{hidden}</details>"
    return proof
