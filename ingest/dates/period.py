"""The period a document is about, read from its title, and the year it gives to a date written without one."""

from __future__ import annotations

import calendar
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ingest.dates.lexicon import MONTHS, SEASONS, Token, fold_in_place, month_of
from ingest.dates.weekdays import WeekdayDay, disagree, weekday_days, year_told

_MONTH = r"(janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|janv|jan|fevr|fev|avr|juil|sept|oct|nov|dec)"
_YEAR = r"((?:19|20)\d\d)"
_SEP = r"\.?\s*(?:-|/|a|au|et|>|jusqu'a|jusqu'en)\s*"
_MONTH_TO_MONTH = re.compile(rf"\b{_MONTH}(?:\s+{_YEAR})?{_SEP}(?:fin\s+)?{_MONTH}\s+{_YEAR}\b")
_HALF = re.compile(rf"\b(1er|premier|2e|2eme|2nd|second|deuxieme|dernier)\s+semestre\s+(?:de\s+)?{_YEAR}\b")
_QUARTER = re.compile(
    rf"\b(1er|premier|2e|deuxieme|3e|troisieme|4e|quatrieme|dernier)\s+trimestre\s+{_YEAR}\b"
)
_SCHOOL_YEAR = re.compile(r"\b(20\d\d)\s*[-/]\s*(20\d\d|\d\d)\b")
_SEASON = re.compile(rf"\b(printemps|ete|automne|hiver)\s+{_YEAR}\b")
_MONTH_YEAR = re.compile(rf"\b{_MONTH}\s+{_YEAR}\b")
_ONLY_YEAR = re.compile(rf"(?<![\d/.-]){_YEAR}(?![\d/.-])")
_SEASON_MONTHS = {21: (3, 6), 22: (6, 9), 23: (9, 12), 24: (12, 15)}


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day of what a document announces or tells."""

    start: date
    end: date

    def holds(self, first: date, last: date | None = None) -> bool:
        """Say whether a stretch of days touches the period."""
        return first <= self.end and (last or first) >= self.start

    def distance(self, day: date) -> int:
        """Return how many days lie between a day and the period; what follows it counts a little less."""
        if day > self.end:
            return (day - self.end).days
        return (self.start - day).days + 30 if day < self.start else 0

    def cost(self, day: date, *, mismatch: bool) -> tuple[int, int]:
        """Return how unlikely a day is; `mismatch`: it is not on the weekday written."""
        distance = self.distance(day)
        return (distance + (200 if mismatch and distance else 0), int(mismatch))


def last_day(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def read_period(title: str) -> Period | None:
    """Read the period a title announces (`janvier-juillet 2024`, `2e semestre 2024`, `2024-2025`...)."""
    text = re.sub(r"\s+", " ", fold_in_place(title))
    if found := _MONTH_TO_MONTH.search(text):
        first, first_year, last, last_year = found.groups()
        begin, finish = MONTHS[first], MONTHS[last]
        year = int(first_year) if first_year else int(last_year) - (1 if begin > finish else 0)
        return Period(date(year, begin, 1), last_day(int(last_year), finish))
    if found := _HALF.search(text):
        year = int(found.group(2))
        if found.group(1) in ("1er", "premier"):
            return Period(date(year, 1, 1), date(year, 6, 30))
        return Period(date(year, 7, 1), date(year, 12, 31))
    if found := _QUARTER.search(text):
        rank = {"1er": 1, "premier": 1, "2e": 2, "deuxieme": 2, "3e": 3, "troisieme": 3}.get(
            found.group(1), 4
        )
        year = int(found.group(2))
        return Period(date(year, 3 * rank - 2, 1), last_day(year, 3 * rank))
    if found := _SEASON.search(text):
        begin, finish = _SEASON_MONTHS[SEASONS[found.group(1)]]
        year = int(found.group(2))
        return Period(date(year, begin, 1), last_day(year + (finish > 12), (finish - 1) % 12 + 1))
    if found := _SCHOOL_YEAR.search(text):
        year = int(found.group(1))
        if int(found.group(2)) % 100 == (year + 1) % 100:
            return Period(date(year, 9, 1), date(year + 1, 8, 31))
    if found := _MONTH_YEAR.search(text):
        month, year = MONTHS[found.group(1)], int(found.group(2))
        return Period(date(year, month, 1), last_day(year, month))
    if found := _ONLY_YEAR.search(text):
        year = int(found.group(1))
        return Period(date(year, 1, 1), date(year, 12, 31))
    return None


def period_of(
    titles: Iterable[str], text: str, tokens: Iterable[Token], published: date | None
) -> Period | None:
    """Return the period of a document: its titles first, then its dated years, its own date, its weekdays.

    A year of the text that no weekday of the document agrees with is of something else.
    """
    days = weekday_days([text])
    for index, title in enumerate(titles):
        period = read_period(title)
        if period is not None and (index < _TITLES or not _is_of_another_year(period, days)):
            return period
    period = _dated_years(tuple(tokens))
    if period is not None and not _is_of_another_year(period, days):
        return period
    if (published_on := _from_publication(published)) is not None:
        return published_on
    year = year_told(days, [text]) if days else None
    return None if year is None else Period(date(year, 1, 1), date(year, 12, 31))


_TITLES = 2
"""The first of the titles are those of the document; the others are lines that open it."""


def _is_of_another_year(period: Period, days: Sequence[WeekdayDay]) -> bool:
    return disagree(days, period.start, period.end)


def _dated_years(tokens: tuple[Token, ...]) -> Period | None:
    months = [
        (int(year.word), month_of(month.word))
        for month, year in itertools.pairwise(tokens)
        if month.kind == "month" and year.kind == "year" and year.start - month.end <= 2
    ]
    numeric = [re.split(r"[/.-]", token.word) for token in tokens if token.kind == "numeric"]
    months += [
        (int(parts[2]) + (2000 if len(parts[2]) == 2 else 0), int(parts[1]))
        for parts in numeric
        if len(parts) == 3
    ]
    if not months:
        return None
    common = Counter(year for year, _ in months).most_common(1)[0][0]
    near = [found for found in months if abs(found[0] - common) <= 1]
    (first_year, first_month), (final_year, final_month) = min(near), max(near)
    return Period(date(first_year, first_month, 1), last_day(final_year, final_month))


def _from_publication(published: date | None) -> Period | None:
    if published is None:
        return None
    year, month = divmod(published.month + 5, 12)
    return Period(date(published.year, published.month, 1), last_day(published.year + year, month + 1))


def resolve_year(
    month: int, day: int, period: Period | None, weekday: int | None = None, after: date | None = None
) -> int | None:
    """Return the year of a date written without one: in the period if it can be, else the nearest to it."""
    if period is None:
        return after.year if after else None
    years = [
        year
        for year in range(period.start.year - 1, period.end.year + 2)
        if day <= calendar.monthrange(year, month)[1]
    ]
    if not years:
        return None

    def cost(year: int) -> tuple[int, int]:
        one = date(year, month, day)
        return period.cost(one, mismatch=weekday is not None and one.weekday() != weekday)

    return min(years, key=cost)
