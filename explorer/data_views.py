"""What the graph is written with and how much there is of what: tables that are charts, too."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from centre.names import sentence
from explorer.components import link, outward, prose, titled
from explorer.dates import month_title
from explorer.layout import section
from explorer.links import PATHS, entity_href, kind_of
from explorer.session import centre, language, say
from explorer.texts import number

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
    if kind_of(one.example) in PATHS and "#" not in one.example:
        return link(entity_href(one.example, language()), titled(one.example_label))
    return f'<span class="detail">{titled(one.example_label)}</span>'
