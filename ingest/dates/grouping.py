"""Days written in a list made into sessions: ranges, alternatives, runs of consecutive days, single days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from ingest.dates.cursor import Cursor
from ingest.dates.mention import DateKind, DateMention
from ingest.dates.period import resolve_year


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of a list: the month and the year may be written once, further on."""

    start: int
    end: int
    day: int
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    own_month: bool = False
    joint: str = ""
    """What ties it to the day before: `,` (list), `-` (range) or `or`."""


def sessions_of(cursor: Cursor, items: list[Day]) -> list[DateMention]:
    """Turn a list of days into sessions: ranges, alternatives, runs of consecutive days, single days."""
    days: list[date] = []
    stated = False
    for item in items:
        if item.year is None and stated and item.month is not None:
            later = (item.month, item.day) > (days[-1].month, days[-1].day)
            item = replace(item, year=days[-1].year + (not later))
        day = _resolved(cursor, item, days[-1] if days else None)
        if day is None:
            return []
        if days and item.joint == "-" and item.year is None and day < days[-1]:
            day = _following(day, days[-1])
        stated = stated or item.year is not None
        days.append(day)
    if len(items) > 1 and all(item.joint == "or" for item in items[1:]):
        edtf = "[" + ",".join(day.isoformat() for day in days) + "]"
        return [_mention(items[0], items[-1], "alternative", edtf, min(days), max(days))]
    sessions: list[DateMention] = []
    index = 0
    while index < len(items):
        last = index
        while last + 1 < len(items) and _continues(items, days, last):
            last += 1
        first_day, last_day_ = days[index], days[last]
        edtf = first_day.isoformat() + (f"/{last_day_.isoformat()}" if last_day_ > first_day else "")
        sessions.append(_mention(items[index], items[last], "days", edtf, first_day, last_day_))
        index = last + 1
    return sessions


def _following(day: date, start: date) -> date:
    """Return the first such day after the start of its stretch."""
    try:
        later = day.replace(year=start.year)
        return later if later > start else day.replace(year=start.year + 1)
    except ValueError:
        return day


def _resolved(cursor: Cursor, item: Day, before: date | None) -> date | None:
    year = item.year or resolve_year(item.month or 1, item.day, cursor.period, item.weekday, before)
    if year is None or item.month is None:
        return None
    try:
        return date(year, item.month, item.day)
    except ValueError:
        return None


def _continues(items: list[Day], days: list[date], at: int) -> bool:
    """Say whether the next day belongs to the same session: a range, or the day after."""
    if items[at + 1].joint == "-":
        return days[at + 1] > days[at]
    return days[at + 1] == days[at] + timedelta(days=1)


def _mention(first: Day, last: Day, kind: DateKind, edtf: str, start: date, end: date) -> DateMention:
    return DateMention(start=first.start, end=last.end, kind=kind, edtf=edtf, first=start, last=end)
