"""Days whose month is a word, or stands in the heading above: `mardi 12 mars 2024`, `4, 11 et 18 avril`."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.dates.cursor import Cursor, joint_of
from ingest.dates.grouping import Day, sessions_of
from ingest.dates.lexicon import day_of, month_of, weekday_of
from ingest.dates.mention import DateMention
from ingest.dates.numeric import exact_day

_RANK = re.compile(
    r"\b(?:jour(?:nee)?|seance|session|module|atelier|groupe|phase|etape|volet|axe|lot|salle|partie|niveau|tome|n)s? $"
)
"""What makes a number the rank of a thing (`jour 1 - mardi 10 juin`), in folded text."""


def worded_days(cursor: Cursor, at: int) -> tuple[list[DateMention], int]:
    """Read days whose month is a word, listed or in a range: `4, 11 et 18 avril`, `du 30 mars au 2 avril 2024`."""
    item, after = read_day(cursor, at)
    if item is None:
        return [], at
    items, ends = [item], [after]
    while True:
        joint_at = _after_time(cursor, after) if items[-1].own_month else after
        joint = cursor.near(joint_at)
        if joint is None or joint.kind != "connector":
            break
        nxt_at = joint_at + 1
        if cursor.near(nxt_at) is None:
            break
        following, after_next = read_day(cursor, nxt_at)
        if following is None:
            break
        between = joint.word == "et" and cursor.opens_between(at)
        items.append(replace(following, joint="-" if between else joint_of(joint.word)))
        ends.append(after_next)
        after = after_next
    if not any(one.month for one in items):
        return _bare_days(cursor, items, ends)
    while items[-1].month is None:
        items.pop()
        ends.pop()
    for index in range(len(items) - 2, -1, -1):
        one, following = items[index], items[index + 1]
        month, year = one.month or following.month, one.year
        if year is None and following.year is not None and month is not None:
            year = following.year - (1 if (month, one.day) > (following.month or 0, following.day) else 0)
        items[index] = replace(one, month=month, year=year)
    return sessions_of(cursor, items), ends[-1]


def _after_time(cursor: Cursor, after: int) -> int:
    """Return the index after the hour of a day: `à 9 h` when a range goes on (`à 9 h au 5 mars`), else a bare one."""
    at, hour, joint = (cursor.near(after + step) for step in range(3))
    if at is not None and at.word == "a" and hour is not None and hour.kind == "time":
        return after + 2 if joint is not None and joint.word == "au" else after
    return cursor.skip(after, "time")


def read_day(cursor: Cursor, at: int) -> tuple[Day | None, int]:
    """Read `[le] [mardi] 12 [mars] [2024]` at a token."""
    index = cursor.enter(at, "article")
    weekday = None
    if index < len(cursor.found) and cursor.found[index].kind == "weekday":
        weekday = weekday_of(cursor.found[index].word)
        index += 1
        if cursor.near(index) is None:
            return None, at
    if index >= len(cursor.found) or cursor.found[index].kind not in ("day", "numeric"):
        return None, at
    token = cursor.found[index]
    if token.kind == "numeric":
        exact = exact_day(cursor, index)
        if exact is not None:
            exact = replace(exact, start=cursor.found[at].start, weekday=weekday)
        return exact, index + 1
    item = Day(start=cursor.found[at].start, end=token.end, day=day_of(token.word), weekday=weekday)
    index += 1
    following = cursor.near(index)
    is_month = following is not None and following.kind == "month"
    if not is_month and weekday is None and _RANK.search(cursor.text, max(0, item.start - 12), item.start):
        return None, at
    if following is not None and is_month:
        item = replace(item, month=month_of(following.word), end=following.end, own_month=True)
        index += 1
        following = cursor.near(index)
        if following is not None and following.kind == "year":
            item = replace(item, year=int(following.word), end=following.end)
            index += 1
    return item, index


def _bare_days(cursor: Cursor, items: list[Day], ends: list[int]) -> tuple[list[DateMention], int]:
    """Give the month of the heading to days written alone, where the line begins with them."""
    token_at = items[0].start
    head = re.search(r"(?:^|\n)[\W_]*$", cursor.text[:token_at])
    if cursor.month is None or head is None:
        return [], ends[0]
    if items[0].weekday is None and not re.match(r"\s*(?:[:–—-]|et\b|,|/|$)", cursor.text[items[-1].end :]):
        return [], ends[0]
    month, year = cursor.month
    return sessions_of(cursor, [replace(one, month=month, year=year) for one in items]), ends[-1]
