"""The dates of a text in order: each reader of dates tried at each dated word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.dates.cursor import Cursor
from ingest.dates.days import worded_days
from ingest.dates.elliptic import early_days, elliptic_days
from ingest.dates.lexicon import fold_in_place, recurrence_of, tokens
from ingest.dates.mention import DateMention
from ingest.dates.months import months, school_years, seasons
from ingest.dates.numeric import exact_days, numeric_range
from ingest.dates.period import Period
from ingest.dates.surroundings import with_surroundings

_STREET = re.compile(
    r"\b(?:rues?|avenue|av\.?|bd\.?|boulevard|place|pl\.|square|quai|allee|impasse|esplanade|parvis|mail|rond-point|pont"
    r"|stade|gymnase|champs?)[\s-]+(?:d[ue][\s-]+)?(?:\d\d?(?:er)?-)?$"
)
"""What makes a day or a month the name of a place: `rue du 8 mai 1945`, `Champ-de-Mars`."""
_PERSON = re.compile(r"(?:\bM\.|\bM[ml]?me|\bMlle|\bDr)\s+(?:[A-ZÀ-Ý][\w.-]*\s+)?$")
_HYPHENED = re.compile(r"\d-$")
"""What makes a month part of a name: `le centre du 8-Mai`."""
_READERS = (numeric_range, exact_days, worded_days, months, seasons, school_years)


def find_dates(
    text: str, period: Period | None = None, *, month: tuple[int, int | None] | None = None
) -> Iterator[DateMention]:
    """Yield the dates of a text in order; `month` (number, year) completes days written without a month."""
    folded = fold_in_place(text)
    cursor = Cursor(text=folded, found=tokens(folded), period=period, month=month)
    position = 0
    last: DateMention | None = None
    while position < len(cursor.found):
        mentions, after = _read(cursor, position)
        if not mentions:
            found, after = elliptic_days(cursor, position, last) if last else ([], position)
            found, after = (found, after) if found else early_days(cursor, position)
            mentions, after = (
                with_surroundings(cursor, found, position, after) if found else ([], position + 1)
            )
        yield from (one for one in mentions if not _is_name(text, folded, one))
        last, position = next(iter(reversed(mentions)), last), after


def _is_name(text: str, folded: str, mention: DateMention) -> bool:
    """Say whether a day is the name of a place, or a month that of a person."""
    if _STREET.search(folded, max(0, mention.start - 40), mention.start):
        return True
    if mention.kind == "month" and _HYPHENED.search(text, max(0, mention.start - 3), mention.start):
        return True
    words = text[mention.start : mention.end]
    return mention.kind == "month" and words.istitle() and _PERSON.search(text[: mention.start]) is not None


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
