"""The year that weekdays tell: days written with their weekday and no year, against the years a document writes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.dates.lexicon import FULL_MONTHS, MONTHS, WEEKDAYS, fold_in_place

_DAY = re.compile(
    rf"\b(?P<weekday>{'|'.join(WEEKDAYS)})\s+(?P<day>\d\d?)(?:er)?\s+(?P<month>{'|'.join(FULL_MONTHS)})\b(?!\s+(?:19|20)\d\d)"
)
_LEGAL = re.compile(
    r"\b(?:lois?|decrets?|circulaires?|ordonnances?|arretes?|instructions?|directives?)\b[^.;\n]{0,40}$"
)
_AIM = re.compile(r"\b(?:horizon|objectifs?|cap|vision|ambitions?|quartiers|france|plan)\s+$")
_SPAN = re.compile(r"(?<![\d/.-])(?P<first>(?:19|20)\d\d)(?:\s?[-–/]\s?(?P<last>20\d\d))?(?![\d/-]|\.\d)")
_BESIDE = timedelta(days=60)
_LONGEST = 10
"""Years of a stretch (`2024-2030`) that are all possible."""


@dataclass(frozen=True, slots=True)
class WeekdayDay:
    """A day told by its weekday, its number and its month."""

    weekday: int
    month: int
    day: int

    def is_of(self, year: int) -> bool:
        """Say whether the day falls on its weekday in a year."""
        day = self.in_year(year)
        return day is not None and day.weekday() == self.weekday

    def in_year(self, year: int) -> date | None:
        """Return the day in a year, None when the year has no such day."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


def weekday_days(texts: Iterable[str]) -> tuple[WeekdayDay, ...]:
    """Return the days that texts tell with their weekday and without a year."""
    return tuple(
        WeekdayDay(WEEKDAYS[one["weekday"]], MONTHS[one["month"]], int(one["day"]))
        for text in texts
        for one in _DAY.finditer(fold_in_place(text))
    )


def disagree(days: Sequence[WeekdayDay], first: date, last: date) -> bool:
    """Say whether not one of the days falls on its weekday around a stretch, nor stands so near it that the weekday is wrong."""
    return bool(days) and not any(
        one.is_of(year)
        or ((day := one.in_year(year)) is not None and first - _BESIDE <= day <= last + _BESIDE)
        for one in days
        for year in range(first.year - 1, last.year + 2)
    )


def year_told(days: Sequence[WeekdayDay], texts: Iterable[str]) -> int | None:
    """Return the year, among those that texts write, in which most days fall on their weekdays; None when several do.

    The years of texts of law and of aims are left out; those inside a stretch (`2024-2030`) count after those written.
    """
    written: set[int] = set()
    inside: set[int] = set()
    for text in texts:
        folded = fold_in_place(text)
        for one in _SPAN.finditer(folded):
            before = folded[max(0, one.start() - 60) : one.start()]
            if _LEGAL.search(before) or _AIM.search(before):
                continue
            first, last = int(one["first"]), int(one["last"] or one["first"])
            written |= {first, last}
            if first < last <= first + _LONGEST:
                inside |= set(range(first, last + 1))
    for years in (written, inside):
        counts = {year: sum(one.is_of(year) for one in days) for year in years}
        best = max(counts.values(), default=0)
        if best:
            told = [year for year, count in counts.items() if count == best]
            return told[0] if len(told) == 1 else None
    return None
