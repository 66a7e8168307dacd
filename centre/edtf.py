"""The first and the last day that an EDTF date can mean."""

from __future__ import annotations

import calendar
import re
from datetime import date

_DATE = re.compile(r"(?<!\d)(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?!\d)")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
"""The months of the seasons of EDTF, within their year."""


def bounds(edtf: str | None) -> tuple[str | None, str | None]:
    """Return the first and last day (ISO 8601) of an EDTF date; None for an open or unknown bound."""
    if not edtf:
        return None, None
    spans = [span for found in _DATE.finditer(edtf.split("T", 1)[0]) if (span := _span(*found.groups()))]
    if not spans:
        return None, None
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    opened, closed = edtf.startswith(("/", "..")), edtf.endswith(("/", ".."))
    return None if opened else first.isoformat(), None if closed else last.isoformat()


def _span(year: str, month: str | None, day: str | None) -> tuple[date, date] | None:
    number = int(month or 0)
    first, last = _SEASONS.get(number, (number or 1, number or 12))
    try:
        if day:
            return date(int(year), number, int(day)), date(int(year), number, int(day))
        return date(int(year), first, 1), date(int(year), last, calendar.monthrange(int(year), last)[1])
    except ValueError:
        return None
