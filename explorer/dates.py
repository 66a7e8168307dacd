"""EDTF dates in words: the French ones of the centre, and the same in English."""

from __future__ import annotations

import re
from datetime import date

from centre import dates_fr
from centre.names import Language
from explorer.texts import NO_BREAK

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_WHOLE_YEAR = re.compile(r"(\d{4})-01-01/\1-12-31")
_TIME = re.compile(r"\b(\d{1,2}):(\d{2})(?::\d{2})?\b")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def date_words(edtf: str | None, language: Language = "fr") -> str:
    """Return an EDTF date in words, or the string itself when its form is not known; empty for none."""
    if not edtf:
        return ""
    if whole := _WHOLE_YEAR.fullmatch(edtf):
        return whole[1]
    return tied(dates_fr.words(edtf) if language == "fr" else _words(edtf))


def tied(shown: str) -> str:
    """Return a date whose day never stands at the end of a line without its month."""
    months = "|".join((*dates_fr.MONTHS, *_MONTHS))
    return re.sub(rf"(?<=[\dr]) (?={months})", NO_BREAK, shown)


def time_words(time: str | None, language: Language = "fr") -> str:
    """Return a time written `09:30` as people write it: `9 h 30`; other forms are left as they are."""
    if language == "en":
        return time or ""
    return _TIME.sub(
        lambda at: f"{int(at[1])}{NO_BREAK}h" + (f"{NO_BREAK}{at[2]}" if at[2] != "00" else ""), time or ""
    )


def month_title(month: str, language: Language = "fr") -> str:
    """Return the heading of a month written `2024-02`: `Février 2024`."""
    shown = date_words(month, language)
    return shown[:1].upper() + shown[1:]


def _words(edtf: str) -> str:
    if edtf[0] in "[{":
        parts = [part.strip() for part in edtf.strip("[]{}").split(",")]
        choices = [_single(part) for part in parts]
        if all(_day(part) and part[:7] == parts[0][:7] for part in parts):
            choices[:-1] = [str(int(part[8:])) for part in parts[:-1]]
        return (" or " if edtf[0] == "[" else ", ").join(choices)
    if "/" in edtf:
        return _interval(*edtf.split("/", 1))
    return (
        f"{_words(edtf[:-1])} (?)" if edtf[-1] in "?~%" and len(edtf) > 1 else _single(edtf.split("T", 1)[0])
    )


def _single(edtf: str) -> str:
    if day := _day(edtf):
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    if re.fullmatch(r"\d{4}-\d{2}", edtf):
        number = int(edtf[5:])
        name = _MONTHS[number - 1] if 1 <= number <= 12 else _SEASONS.get(number)
        return f"{name} {edtf[:4]}" if name else edtf
    return edtf


def _interval(first: str, last: str) -> str:
    if last in ("", ".."):
        return f"since {_single(first)}"
    if first in ("", ".."):
        return f"until {_single(last)}"
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
