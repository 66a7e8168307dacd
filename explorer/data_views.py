"""What the graph is written with and how much there is of what: tables that are charts, too."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from centre.describing import LICENCE, TERRITORY_LICENCE
from centre.downloads import PARTS
from centre.names import sentence
from explorer.components import link, outward, prose, titled
from explorer.dates import month_title
from explorer.layout import section
from explorer.links import PATHS, entity_href, kind_of
from explorer.session import centre, language, say
from explorer.texts import number

FORMATS = {"ttl": "Turtle", "nt": "N-Triples", "jsonld": "JSON-LD"}

if TYPE_CHECKING:
    from centre.used import UsedTerm


def vocabulary() -> None:
    """Show the classes and the properties that the graph uses."""
    terms = centre().used_terms()
    for kind in ("class", "property"):
        section(say(f"data.terms.{kind}"), _terms([one for one in terms if one.kind == kind]))


def charts() -> None:
    """Show how much the centre holds of what."""
    held = centre().figures()
    months = [(month_title(month, language()), many) for month, many in held.events]
    for key, rows in (
        ("documents", held.documents),
        ("events", months),
        ("statements", held.statements),
        ("themes", held.themes),
    ):
        section(say(f"data.chart.{key}"), chart(rows, say(f"data.chart.{key}.of")))


def files() -> None:
    """Show the files to take away, with their sizes and their licence."""
    for part in PARTS:
        rows = "".join(
            f'<tr><th scope="row"><a href="export/{part}.{one.suffix}" download>{FORMATS[one.suffix]}</a></th>'
            f"<td>{_size(one.size)}</td></tr>"
            for one in centre().downloads()
            if one.part == part
        )
        about = f'<p class="intro">{escape(say(f"data.file.{part}.about"))}</p>'
        section(
            say(f"data.file.{part}"),
            f'{about}<div class="table files"><table><tbody>{rows}</tbody></table></div>',
        )
    licence = f'<a href="{LICENCE}">CC BY 4.0</a>'
    open_licence = f'<a href="{TERRITORY_LICENCE}">Licence Ouverte 2.0</a>'
    told = escape(say("data.files.licence")).replace("[1]", licence).replace("[2]", open_licence)
    nq = '<a href="export/graph.nq" download>N-Quads</a>'
    st.html(f'<p class="facts">{escape(say("data.nquads"))} {nq}</p><p>{told}</p>')


def _size(size: int | None) -> str:
    if size is None:
        return escape(say("data.made"))
    whole = say("data.bytes.mega", size=number(size / 1e6, language()))
    return escape(
        whole if size >= 1e6 else say("data.bytes.kilo", size=number(round(size / 1e3), language()))
    )


def chart(rows: Sequence[tuple[str, int]], of: str) -> str:
    """Return counts as a table whose numbers are drawn as bars, so that both say the same."""
    if not rows:
        return ""
    top = max(many for _, many in rows)
    body = "".join(
        f'<tr><th scope="row">{titled(sentence(name))}</th><td><span class="bar" style="width:{max(1, round(100 * many / top))}%"'
        f' aria-hidden="true"></span></td><td class="many">{number(many, language())}</td></tr>'
        for name, many in rows
    )
    return f'<table class="chart"><caption class="unseen">{escape(of)}</caption><tbody>{body}</tbody></table>'


def _terms(terms: Sequence[UsedTerm]) -> str:
    heads = ("data.term", "data.meaning", "data.many", "data.one")
    head = "".join(f'<th scope="col">{escape(say(key))}</th>' for key in heads)
    body = "".join(
        f'<tr><th scope="row"><code>{escape(one.curie)}</code><br>{titled(sentence(one.label))}</th>'
        f"<td>{_meaning(one)}</td><td>{number(one.many, language())}</td><td>{_example(one)}</td></tr>"
        for one in terms
    )
    return f'<div class="table terms" tabindex="0"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _meaning(one: UsedTerm) -> str:
    meaning = one.comment_en if language() == "en" else one.comment
    return prose(meaning) if meaning else outward(one.iri, escape(say("data.elsewhere")))


def _example(one: UsedTerm) -> str:
    if not one.example_label:
        return ""
    if kind_of(one.example) in PATHS and "#" not in one.example:
        return link(entity_href(one.example, language()), titled(one.example_label))
    return f'<span class="detail">{titled(one.example_label)}</span>'
