"""The plainest reader, to compare with: labels as they are written, one pattern of date, everybody a participant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from benchmarks.passages_read import Found, Thing

if TYPE_CHECKING:
    from ontology.vocabulary import Entity, Vocabulary

_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
_DATE = re.compile(rf"\b(\d{{1,2}})(?:er)? ({_MONTHS.replace(' ', '|')}) (\d{{4}})\b")
_KINDS = {"actor": "actors", "territory": "territories", "theme": "themes"}


def plainly(text: str, vocabulary: Vocabulary) -> tuple[Found, ...]:
    """Return what the plainest reader understands of a text."""
    found = [*_dates(text)]
    for start, end, entity in _longest(text.replace("’", "'"), vocabulary):
        thing = Thing(iri=entity.iri, names=(entity.pref_label,))
        spans = ((start, end),)
        found.append(Found(kind=_KINDS[entity.kind], spans=spans, value=entity.iri, thing=thing))
        if entity.kind == "actor":
            found.append(Found(kind="roles", spans=spans, value="participant", thing=thing))
    return tuple(found)


def _dates(text: str) -> Iterator[Found]:
    for match in _DATE.finditer(text):
        day, month, year = match.groups()
        edtf = f"{year}-{_MONTHS.split().index(month) + 1:02}-{int(day):02}"
        yield Found(kind="dates", spans=(match.span(),), value=edtf)


def _longest(text: str, vocabulary: Vocabulary) -> list[tuple[int, int, Entity]]:
    """Return the labels that stand in a text, without those inside a longer one, the first record of each."""
    met: dict[tuple[int, int], Entity] = {}
    for entity in vocabulary.entities.values():
        if entity.kind not in _KINDS:
            continue
        for label in (entity.pref_label, *entity.alt_labels):
            if label in text:
                for match in re.finditer(rf"(?<!\w){re.escape(label)}(?!\w)", text):
                    met.setdefault(match.span(), entity)
    return [
        (start, end, entity)
        for (start, end), entity in met.items()
        if not any(a <= start and end <= b and (a, b) != (start, end) for a, b in met)
    ]
