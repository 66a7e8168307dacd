"""From EDTF dates to French dates as people write them."""

from __future__ import annotations

import re
from datetime import date, timedelta

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
SEASONS = {21: "printemps", 22: "été", 23: "automne", 24: "hiver"}
TO_BE_SET = "date à déterminer"

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-\d{2}")
_ELIDED = re.compile(r"(?=[aeéiou])")


def date_text(edtf: str | None, note: str | None = None, quote: str | None = None) -> str:
    """Return a date in French; without one, the words of the document, or that it is to be set."""
    if not edtf:
        return quote if quote and note not in ("to-be-set",) else TO_BE_SET
    shown = words(edtf)
    if note == "to-confirm":
        return f"{shown} (à confirmer)"
    return f"{shown} (date à préciser)" if note == "to-be-set" else shown


def words(edtf: str) -> str:
    """Return an EDTF date in French words, or as it is when its form is not known."""
    if edtf[:1] in "[{":
        parts = [part.strip() for part in edtf.strip("[]{}").split(",")]
        return _enumerated(parts, "ou" if edtf[0] == "[" else "et")
    if "/" in edtf:
        return _interval(*edtf.split("/", 1))
    if edtf[-1:] in "?~%":
        return f"{'vers ' if edtf[-1] == '~' else ''}{words(edtf[:-1])}{'' if edtf[-1] == '~' else ' (à confirmer)'}"
    return _single(edtf.split("T", 1)[0])


def _single(edtf: str) -> str:
    if day := _day(edtf):
        return f"{_number(day)} {MONTHS[day.month - 1]} {day.year}"
    if _MONTH.fullmatch(edtf):
        year, number = edtf.split("-")
        name = MONTHS[int(number) - 1] if 1 <= int(number) <= 12 else SEASONS.get(int(number))
        return f"{name} {year}" if name else edtf
    return edtf


def _interval(first: str, last: str) -> str:
    if last in ("", ".."):
        return f"à partir {_from(words(first))}"
    if first in ("", ".."):
        return f"jusqu’au {words(last)}" if _day(last) else f"jusqu’en {words(last)}"
    if first == last:
        return words(first)
    start, end = _day(first), _day(last)
    if start and end:
        if end - start == timedelta(days=1):
            return _enumerated([first, last], "et")
        return f"du {_shortened(start, end)} au {_single(last)}"
    if _MONTH.fullmatch(first) and _MONTH.fullmatch(last) and first[:4] == last[:4]:
        return f"{_from(_single(first).rsplit(' ', 1)[0])} à {_single(last)}"
    return f"{_from(_single(first))} à {_single(last)}"


def _from(shown: str) -> str:
    if shown[:1].isdigit() and " " in shown:
        return f"du {shown}"
    return f"d’{shown}" if _ELIDED.match(shown) else f"de {shown}"


def _enumerated(parts: list[str], joiner: str) -> str:
    days = [_day(part) for part in parts]
    shown = []
    for number, part in enumerate(parts):
        day, following = days[number], days[number + 1] if number + 1 < len(days) else None
        shown.append(_shortened(day, following) if day and following else _single(part))
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} {joiner} {shown[-1]}"


def _shortened(day: date, following: date) -> str:
    """Return a day without what it shares with the next one: its month and its year."""
    if (day.year, day.month) == (following.year, following.month):
        return _number(day)
    month = f"{_number(day)} {MONTHS[day.month - 1]}"
    return month if day.year == following.year else f"{month} {day.year}"


def _day(edtf: str) -> date | None:
    try:
        return date.fromisoformat(edtf) if _DAY.fullmatch(edtf) else None
    except ValueError:
        return None


def _number(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)
