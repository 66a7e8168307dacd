"""Days told from the one before: `le même jour`, `le lendemain`, `la veille`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from ingest.dates.lexicon import fold_in_place
from ingest.dates.mention import DateMention

_WORDS = re.compile(
    r"\b(?P<same>(?:ce|le) meme jour)\b|\b(?P<after>(?:des )?le lendemain)\b(?! d[eu]\b)"
    r"|\b(?P<eve>la veille)\b(?=\s*(?:[,.;:]|au soir\b|$))"
)


def relative_dates(
    sentence: str, known: Sequence[DateMention], before: DateMention | None
) -> Iterator[DateMention]:
    """Yield the days that a sentence tells from one it gave (`known`), else from that of the sentence before."""
    for found in _WORDS.finditer(fold_in_place(sentence)):
        anchor = next((one for one in reversed(known) if one.end <= found.start()), before)
        if anchor is None or anchor.first is None or anchor.last is None:
            continue
        day = anchor.last
        if found.lastgroup == "after":
            day += timedelta(days=1)
        elif found.lastgroup == "eve":
            day = anchor.first - timedelta(days=1)
        yield DateMention(
            start=found.start(), end=found.end(), kind="days", edtf=day.isoformat(), first=day, last=day
        )
