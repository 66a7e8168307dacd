"""Who works on what: a question in plain French, ranked actors, and the evidence of each rank."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from explorer.asking import Question, asked_question
from explorer.compare import compared, comparison, first_of_two, to_compare
from explorer.components import (
    badge,
    chip_list,
    copyable,
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
from explorer.session import count, language, say, site
from explorer.texts import number, word
from explorer.timeline import bars, span, years_of
from publications.tables import answers_csv

if TYPE_CHECKING:
    from centre.records import Answer, Understood, WhoResult

ACTIVITIES = "activités"
"""The part of a score that counts activities; the other parts are the points of each role."""

FIRST = 20
"""Answers shown at most."""

ALL = 1000
"""Answers written in the file at most."""

AT_ONCE = 8
"""Answers shown at once; the rest unfolds."""

PROOFS = 1
"""Pieces of evidence shown at once; the rest unfolds."""


def page() -> None:
    """Show the question and its answer, or two actors side by side."""
    title("who.title", "who.lead")
    pair = compared()
    if len(pair) == 2:
        comparison(pair)
        return
    asked = asked_question(question_box("who.label", "who.placeholder", "who.button"))
    if not asked.asks:
        section(say("who.examples"), examples(who_examples()))
        return
    _answer(asked, asked.answered(FIRST + 1), pair)


def _answer(asked: Question, result: WhoResult, pair: tuple[str, ...]) -> None:
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
        _ranked(asked, result, pair)
    if result.formula:
        with st.expander(say("who.formula")):
            st.html(f"<p>{prose(result.formula)}</p>")
    if result.sparql:
        with st.expander(say("who.sparql")):
            st.code(result.sparql, language="sparql")
    address = f"{site() or ''}/{asked.address()}"
    st.html(f'<p class="facts iri">{escape(say("who.address"))} {copyable(address, seen=True)}</p>')


def _ranked(asked: Question, result: WhoResult, pair: tuple[str, ...]) -> None:
    """Show the answers with how many there are and their file to download."""
    topics = result.understood.kind == "topics"
    shown = result.answers[:FIRST]
    cut = (
        say("who.first", shown=FIRST)
        if len(result.answers) > FIRST
        else count("theme" if topics else "actor", len(shown))
    )
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.html(f'{unseen_heading("search.results")}<p class="facts">{escape(cut)}</p>', width="content")
        st.download_button(
            say("who.csv"),
            data=partial(_csv, asked),
            file_name="qui-fait-quoi.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
        )
    if pair:
        st.html(first_of_two(pair[0], asked))
    years = [years_of(answer.evidence) for answer in shown]
    over, highest = (
        span(found for found, _ in years),
        max((max(found.values(), default=0) for found, _ in years), default=0),
    )
    cards = [
        answer_card(
            rank,
            answer,
            drawn=bars(*found, over, highest),
            beside="" if topics else to_compare(answer.id, asked, pair),
        )
        for (rank, answer), found in zip(enumerate(shown, 1), years, strict=True)
    ]
    st.html("".join(cards[:AT_ONCE]) + folded(cards[AT_ONCE:]))


def _csv(asked: Question) -> bytes:
    """Return the whole answer as a CSV file."""
    return answers_csv(asked.answered(ALL).answers).encode()


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


def answer_card(rank: int, answer: Answer, drawn: str = "", beside: str = "") -> str:
    """Return an actor (or a theme) with its score in words and the evidence folded under it.

    `drawn` shows its activities over time, `beside` is what can be done with it, both as HTML.
    """
    name = link(entity_href(answer.id, language()), titled(answer.label))
    kind = badge(word("actor", answer.kind, language())) + " " + to_confirm(answer.status)
    score = f"<strong>{number(answer.score, language())}</strong>"
    score += f'<span class="detail">{escape(say("who.score"))}</span>'
    roles = ", ".join(dict.fromkeys(word("role", role, language()) for role in answer.roles))
    made_of = score_words(answer) or (f"{say('who.roles')} {roles}" if roles else "")
    lines = f'<p class="facts">{prose(made_of)}</p>' if made_of else ""
    lines += drawn + chip_list(first_chips(answer.themes)) + _proof(answer) + beside
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
