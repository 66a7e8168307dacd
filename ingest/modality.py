"""Whether a document announces an event, tells that it was held, or says that it is cancelled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from ingest.dates.lexicon import fold_in_place
from ingest.document import Document
from ingest.records import Event, Evidence

HELD = re.compile(
    r"\b(?:s'est|se sont|s'etait) (?:bien |finalement |donc )?(?:tenue?s?|deroulee?s?|reunie?s?)\b"
    r"|\b(?:a|ont|avait|avaient) (?:bien |finalement |ainsi |egalement |enfin )?"
    r"(?:eu lieu|reuni|rassemble|attire|mobilise)\b"
)
"""How French tells that a meeting took place, in folded text."""
CANCELLED = re.compile(
    r"\b(?:annulee?s?|annulation|n'(?:a|ont|aura|auront) pas (?:lieu|eu lieu|pu se tenir))\b"
)
"""How French tells that a meeting does not take place."""


def told(events: Iterable[Event], document: Document, told_on: date | None) -> Iterator[Event]:
    """Yield events with what the document says of each: an announcement, unless its own words say otherwise.

    `told_on` is when the document was made. Past words tell that an event was held only when it was over
    by then: in an announcement they tell of something else (`la rencontre de mars a réuni...`).
    """
    for event in events:
        if event.modality != "announced":
            yield event
            continue
        cancelled = _cue(CANCELLED, event, document)
        if event.when.note == "cancelled" or cancelled:
            yield replace(event, modality="cancelled", modality_evidence=cancelled or event.evidence)
            continue
        held = _cue(HELD, event, document)
        past = held is not None and _is_over(event, told_on)
        yield replace(event, modality="held", modality_evidence=held) if past else event


def _is_over(event: Event, told_on: date | None) -> bool:
    last = event.when.end or event.when.start
    return last is not None and told_on is not None and last <= told_on


def _cue(cue: re.Pattern[str], event: Event, document: Document) -> Evidence | None:
    """Return the line of an event that holds a cue: the lines of its evidence, then those of its description."""
    place = event.evidence
    for block in document.blocks:
        inside = block.start < place.end and place.start < block.end
        own = inside or (len(block.text) > 20 and block.text.strip(" *_") in event.description)
        if own and cue.search(fold_in_place(block.text)):
            return Evidence(
                document=document.iri, page=block.page, start=block.start, end=block.end, quote=block.text
            )
    return None
