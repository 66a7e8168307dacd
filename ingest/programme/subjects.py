"""What lines are about: the themes, territories and audiences they name, and the words that prove it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.dates.lexicon import fold_in_place
from ingest.programme.context import Context
from ingest.programme.line import Line
from ingest.records import Evidence, Link
from ingest.roles.lexicon import APPOSED

_JOB_THERE = re.compile(
    r",\s*(?:\w+\s+){0,2}(?:responsable|chef\w*|direct(?:eur|rice)|maire|chargee?|coord\w+|president\w*|deleguee?|adjointe?|elue?"
    r"|administrat\w+|animat\w+|formatr?\w+|qui (?:dirige|coordonne|anime|pilote|preside|travaille|exerce))\b[^.;()]*\b(?:a|de|d'|du|des)\s*(?:la |l')?$"
)
"""A person's job, in folded text, right before the place it is done in."""
_LONGEST = 500
"""Code points between a title and its date beyond which the date alone is quoted."""


def links_in(lines: Sequence[Line], kind: str, context: Context) -> tuple[Link, ...]:
    """Return the entities of a kind named in lines, one each, the surest mention first."""
    best: dict[str, Link] = {}
    for line in lines:
        block = line.block
        for link in context.links:
            if link.kind != kind or not block.start <= link.evidence.start < block.end:
                continue
            if _is_aside(link, context):
                continue
            held = best.get(link.iri)
            if held is None or (link.status == "fact" != held.status):
                best[link.iri] = link
    return tuple(best.values())


def _is_aside(link: Link, context: Context) -> bool:
    """Tell a territory that only qualifies an actor (`X [centre de Bretagne]`, `Y, cheffe de projet à Z`)."""
    if link.kind != "territory":
        return False
    before = context.document.text[max(0, link.evidence.start - 120) : link.evidence.start]
    if _JOB_THERE.search(fold_in_place(before)):
        return True
    apposed = list(APPOSED.finditer(fold_in_place(before)))
    if apposed and apposed[-1].end() == len(before):
        named = link.evidence.start - (len(before) - apposed[-1].start())
        if any(other.kind == "actor" and other.evidence.end == named for other in context.links):
            return True
    opening = max(before.rfind("["), before.rfind("("))
    if opening < 0 or any(close in before[opening:] for close in "])"):
        return False
    at = link.evidence.start - (len(before) - opening)
    return any(other.kind == "actor" and 0 <= at - other.evidence.end <= 2 for other in context.links)


def evidence_of(first: Line, last: Line, context: Context) -> Evidence:
    """Return the stretch from the title to the date when they are near, else the dated line."""
    document = context.document
    start, end = min(first.block.start, last.block.start), max(first.block.end, last.block.end)
    if end - start > _LONGEST:
        start, end = last.block.start, last.block.end
    return Evidence(
        document=document.iri, page=last.block.page, start=start, end=end, quote=document.text[start:end]
    )
