"""Days whose month is said elsewhere in the sentence: `le 4 novembre à Tours et le 6 à Blois`, or the other way."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.dates.cursor import Cursor, joint_of
from ingest.dates.days import read_day
from ingest.dates.grouping import Day, sessions_of
from ingest.dates.mention import DateMention

_TIE = re.compile(r"(?:[,:]|\bet|\bpuis|/)\s+(?:[a-z']+\s+){0,2}$")
"""What comes before such a day."""
_FREE = re.compile(
    r"\s*(?:$|[.,;:!?)(]|-\s|(?:a|au|aux|en|dans|chez|pour|sur|avec|puis|et|ou|par|des|matin|soir|apres-midi|toute)\b)"
)
"""What may follow it: a noun would make it a number (`les 6 communes`)."""
_DATES = ("iso", "numeric", "numericrange", "month", "year")
_ENDS = re.compile(r"[!?;\n]|\.\s")


def elliptic_days(cursor: Cursor, at: int, before: DateMention) -> tuple[list[DateMention], int]:
    """Read days written without a month, later in the month of the date `before` in the same sentence."""
    token = cursor.found[at]
    month, least = before.last, 0 if before.kind == "month" else before.last.day if before.last else 0
    if month is None or before.kind not in ("days", "deadline", "open", "month"):
        return [], at
    if before.kind == "month" and (before.first is None or before.first.month != month.month):
        return [], at
    article = token.kind == "article" and token.word in ("le", "les")
    if not (article or token.kind == "weekday") or not _TIE.search(
        cursor.text, max(0, token.start - 40), token.start
    ):
        return [], at
    if _ENDS.search(cursor.text[before.end : token.start]):
        return [], at
    items: list[Day] = []
    index = after = at
    while True:
        day, following = read_day(cursor, index)
        if day is None or day.month is not None:
            break
        joint = joint_of(cursor.found[index - 1].word) if items else ""
        items.append(replace(day, joint=joint, month=month.month, year=month.year))
        after = following
        tie = cursor.near(after)
        if tie is None or tie.kind != "connector" or cursor.near(after + 1) is None:
            break
        index = after + 1
    if not items or items[0].day <= least or not _FREE.match(cursor.text, items[-1].end):
        return [], at
    return sessions_of(cursor, items), after


def early_days(cursor: Cursor, at: int) -> tuple[list[DateMention], int]:
    """Read a day written before the one that gives its month: `le 5 à Tours et le 12 mars à Blois`."""
    token = cursor.found[at]
    if token.kind != "weekday" and not (token.kind == "article" and token.word in ("le", "les")):
        return [], at
    day, after = read_day(cursor, at)
    if day is None or day.month is not None or not _FREE.match(cursor.text, day.end):
        return [], at
    index = after
    while index < len(cursor.found) and not _ENDS.search(cursor.text[day.end : cursor.found[index].start]):
        if cursor.found[index].kind in _DATES:
            break
        opens = cursor.found[index].kind in ("article", "weekday", "day")
        later, following = read_day(cursor, index) if opens else (None, index)
        if later is None or not _TIE.search(cursor.text, max(0, later.start - 40), later.start):
            index += 1
        elif later.day <= day.day:
            break
        elif later.month is not None:
            return sessions_of(cursor, [replace(day, month=later.month, year=later.year)]), after
        else:
            index = following
    return [], at
