"""A sentence of a document with what it proves and the link to its place; a row of a table is shown as one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from html import escape
from typing import TYPE_CHECKING

from centre.names import sentence
from explorer.components import chip_list, facts_line, link, prose, reference_link, source, titled, to_confirm
from explorer.dates import date_words
from explorer.links import document_href, entity_href
from explorer.rows import cells, row_list, telling
from explorer.session import language, say
from explorer.texts import number, word

if TYPE_CHECKING:
    from centre.records import EvidenceLine, RelationLine

NAME = 7
"""Words that a name has at most."""


def evidence(line: EvidenceLine, points: bool = False, here: str = "", names: Collection[str] = ()) -> str:
    """Return a piece of evidence; `here` is the page shown, `names` those that the reader looks for."""
    activity = ""
    if line.activity_id != here and line.activity_id and line.activity != line.document_title:
        activity = link(entity_href(line.activity_id, language()), titled(line.activity))
    facts = [activity, escape(word("role", line.role, language())), escape(date_words(line.date, language()))]
    facts.append(source(line.document, line.document_title, line.page, start=line.start, end=line.end))
    worth = (
        f'<span class="points">+{number(line.points, language())}</span>' if points and line.points else ""
    )
    return f'<li class="evidence">{worth}{quoted(line.quote, names)}{facts_line(facts)}</li>'


def relation(line: RelationLine) -> str:
    """Return what a sentence says ties the entity of a page to another, and the sentence."""
    name = sentence(word("relation-of" if line.inverse else "relation", line.predicate, language()))
    tie = f"{titled(name)} {reference_link(line.other)} {to_confirm(line.status)}"
    proof = line.evidence
    where = source(proof.document, proof.document_title, proof.page, start=proof.start, end=proof.end)
    return f'<li class="evidence">{tie}{quoted(proof.quote)}{facts_line([where])}</li>'


def quoted(quote: str, names: Collection[str] = ()) -> str:
    """Return a quote; of a row the values that tell, the row exactly as it is written folded under them."""
    found = cells(quote)
    exact = f"<blockquote>{prose(quote)}</blockquote>"
    if not found:
        return exact
    folded = f"<details><summary>{escape(say('evidence.exact'))}</summary>{exact}</details>"
    return f"{row_list(telling(found, names))}{folded}"


def is_bare(line: EvidenceLine) -> bool:
    """Say whether a quote is only a name, which proves by its place and not by what it says."""
    if line.role or line.date or cells(line.quote):
        return False
    return len(line.quote.split()) <= NAME and line.quote[-1:] not in ".!?…"


def mentions(lines: Iterable[EvidenceLine]) -> str:
    """Return names found in documents as one list of links to their places."""
    items = [
        link(
            document_href(line.document, language(), page=line.page, start=line.start, end=line.end),
            f'{prose(line.quote)} <span class="detail">{escape(say("page.short", page=line.page))}</span>',
            "chip",
            title=line.document_title,
        )
        for line in lines
    ]
    return chip_list(items, say("evidence.mentions"))


def evidence_list(lines: Iterable[EvidenceLine], points: bool = False, names: Collection[str] = ()) -> str:
    """Return pieces of evidence as a list."""
    return f'<ul class="plain">{"".join(evidence(line, points, names=names) for line in lines)}</ul>'
