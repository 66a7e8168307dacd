"""The dates of a text in order: each reader of dates tried at each dated word."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.dates.cursor import Cursor
from ingest.dates.days import worded_days
from ingest.dates.lexicon import fold_in_place, recurrence_of, tokens
from ingest.dates.mention import DateMention
from ingest.dates.months import months, seasons
from ingest.dates.numeric import exact_days, numeric_range
from ingest.dates.period import Period
from ingest.dates.surroundings import with_surroundings

_READERS = (numeric_range, exact_days, worded_days, months, seasons)


def find_dates(
    text: str, period: Period | None = None, *, month: tuple[int, int | None] | None = None
) -> Iterator[DateMention]:
    """Yield the dates of a text in order; `month` (number, year) completes days written without a month."""
    folded = fold_in_place(text)
    cursor = Cursor(text=folded, found=tuple(tokens(folded)), period=period, month=month)
    position = 0
    while position < len(cursor.found):
        mentions, position = _read(cursor, position)
        yield from mentions


def _read(cursor: Cursor, at: int) -> tuple[list[DateMention], int]:
    """Return the dates that begin at a token, and the token after them."""
    token = cursor.found[at]
    if token.kind in ("unset", "recurrence"):
        mention = DateMention(
            start=token.start,
            end=token.end,
            kind="unset" if token.kind == "unset" else "recurrence",
            edtf=None,
            first=None,
            last=None,
            duration=recurrence_of(token.word) if token.kind == "recurrence" else None,
        )
        return [mention], at + 1
    for read in _READERS:
        mentions, after = read(cursor, at)
        if mentions:
            return with_surroundings(cursor, mentions, at, after)
    return [], at + 1
