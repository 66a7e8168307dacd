"""The moment a sentence is written at: the dates around it, which give their year to days written without one."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.dates.period import Period
from ingest.dates.tense import Tense

_OTHER_YEAR = 60
"""Days that a change of year weighs: one leaves out a year that does not change."""
_AGAINST_TENSE = 300
_AGAINST_WEEKDAY = 400
_BEFORE = 20
"""Days that what comes before weighs more than what follows."""
_UNSURE = 25
"""Two years nearer than this in cost are both possible."""
_SLACK = timedelta(days=31)
"""How far a month may reach past the day of the document: its middle stands for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Days told in full, and how little they say (0: much) of the days around them."""

    first: date
    last: date
    weight: int

    def cost(self, day: date) -> int:
        """Return how far a day is, in days weighed."""
        cost = self.weight
        if day > self.last:
            cost += (day - self.last).days
        elif day < self.first:
            cost += (self.first - day).days + _BEFORE
        return cost if self.first.year <= day.year <= self.last.year else cost + _OTHER_YEAR


@dataclass(frozen=True, slots=True)
class Moment(Period):
    """A period made of several anchors, with the tense of the sentence and the day of the document."""

    anchors: tuple[Anchor, ...]
    tense: Tense | None
    now: Period | None

    def cost(self, day: date, *, mismatch: bool) -> tuple[int, int]:
        """Return how unlikely a day is: far from the anchors, against the tense, or on another weekday."""
        cost = min(anchor.cost(day) for anchor in self.anchors) + _AGAINST_WEEKDAY * mismatch
        if self.now is not None:
            over = self.tense == "past" and day > self.now.end + _SLACK
            ahead = self.tense == "future" and day < self.now.start - _SLACK
            cost += _AGAINST_TENSE * (over or ahead)
        return cost, int(mismatch)

    def is_unsure(self, day: date, weekday: int | None) -> bool:
        """Say whether the same day of the year before or after is as likely, or the weekday is of none."""
        if weekday is not None:
            return weekday != day.weekday()
        others = [
            year
            for year in (day.year - 1, day.year + 1)
            if day.day <= calendar.monthrange(year, day.month)[1]
        ]
        best = self.cost(day, mismatch=False)[0]
        return any(self.cost(day.replace(year=year), mismatch=False)[0] < best + _UNSURE for year in others)


def moment_of(anchors: tuple[Anchor, ...], tense: Tense | None, now: Period | None) -> Moment | None:
    """Return the moment that anchors tell, None without any."""
    if not anchors:
        return None
    first, last = min(one.first for one in anchors), max(one.last for one in anchors)
    return Moment(first, last, anchors, tense, now)
