"""From EDTF dates to English dates, for those who read the doors in English."""

from __future__ import annotations

import re
from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def words(edtf: str) -> str:
    """Return an EDTF date in English words, or as it is when its form is not known."""
    if edtf[0] in "[{":
        parts = [part.strip() for part in edtf.strip("[]{}").split(",")]
        choices = [_single(part) for part in parts]
        if all(_day(part) and part[:7] == parts[0][:7] for part in parts):
            choices[:-1] = [str(int(part[8:])) for part in parts[:-1]]
        return (" or " if edtf[0] == "[" else ", ").join(choices)
    if "/" in edtf:
        return _interval(*edtf.split("/", 1))
    return (
        f"{words(edtf[:-1])} (?)" if edtf[-1] in "?~%" and len(edtf) > 1 else _single(edtf.split("T", 1)[0])
    )


def _single(edtf: str) -> str:
    if day := _day(edtf):
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    if re.fullmatch(r"\d{4}-\d{2}", edtf):
        number = int(edtf[5:])
        name = MONTHS[number - 1] if 1 <= number <= 12 else _SEASONS.get(number)
        return f"{name} {edtf[:4]}" if name else edtf
    return edtf


def _interval(first: str, last: str) -> str:
    if last in ("", ".."):
        return f"since {_single(first)}"
    if first in ("", ".."):
        return f"until {_single(last)}"
    if first == last:
        return words(first)
    start, end = _day(first), _day(last)
    if not (start and end):
        return f"{_single(first)} to {_single(last)}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {_single(last)}"
    same_year = start.year == end.year
    return (
        f"{_single(first).removesuffix(f' {start.year}') if same_year else _single(first)} to {_single(last)}"
    )


def _day(edtf: str) -> date | None:
    try:
        return date.fromisoformat(edtf) if _DAY.fullmatch(edtf) else None
    except ValueError:
        return None
