"""How near two EDTF dates are, as sure as they are written: the first part of the identity of events."""

from __future__ import annotations

import re
from datetime import date, timedelta

Stretch = tuple[date, date]
"""First and last day."""

_PART = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_SHORT = timedelta(days=14)
"""Up to this a stretch is an event of several days; beyond it, a period in which its day is not known."""
SAME, INSIDE, MONTH, YEAR = 1.0, 0.9, 0.6, 0.5
_MOVED = ((2, 0.4), (7, 0.3), (31, 0.15))
"""Days between two dates that have none in common, and what their nearness is worth."""


def stretches(edtf: str | None) -> tuple[Stretch, ...]:
    """Return the stretches of days that a date may be (`[a,b]` gives two), none for a date that is not set."""
    found = []
    for part in (edtf or "").strip("[]{}").split(","):
        days = [bounds for text in _PART.findall(part) if (bounds := _bounds(text))]
        if days:
            found.append((min(first for first, _ in days), max(last for _, last in days)))
    return tuple(found)


def nearness(one: tuple[Stretch, ...], other: tuple[Stretch, ...]) -> float | None:
    """Return how near two dates are, from 0 to 1; None when one of them is not set.

    1: the same days; 0.9: the days of one are among those of the other; 0.6 and 0.5: a day in a month, in a
    year; under 0.5: no day in common, and few days between them; 0: another time.
    """
    if not one or not other:
        return None
    return max(_near(first, second) for first in one for second in other) * (
        1.0 if one == other or len(one) == len(other) == 1 else 0.95
    )


def _near(one: Stretch, other: Stretch) -> float:
    if one == other and one[1] - one[0] <= _SHORT:
        return SAME
    if one[0] <= other[1] and other[0] <= one[1]:
        widest = max(one[1] - one[0], other[1] - other[0])
        return INSIDE if widest <= _SHORT else MONTH if widest <= timedelta(days=31) else YEAR
    between = max(one[0] - other[1], other[0] - one[1]).days
    return next((worth for most, worth in _MOVED if between <= most), 0.0)


def _bounds(text: str) -> Stretch | None:
    numbers = [int(part) for part in text.split("-")]
    try:
        if len(numbers) == 3:
            return date(*numbers), date(*numbers)
        if len(numbers) == 2:
            year, month = numbers
            if month > 12:  # seasons (21: spring...) begin three months apart
                first = date(year, 3 * (month - 20), 20)
                return first, first + timedelta(days=92)
            return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return date(numbers[0], 1, 1), date(numbers[0], 12, 31)
    except ValueError:
        return None
