"""From the EDTF dates of the centre to dates as people write them."""

from __future__ import annotations

import re
from datetime import date

from explorer.texts import NO_BREAK, Language

MONTHS: dict[Language, tuple[str, ...]] = {
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip

_SEASONS: dict[Language, dict[int, str]] = {
    "fr": {21: "printemps", 22: "été", 23: "automne", 24: "hiver"},
    "en": {21: "spring", 22: "summer", 23: "autumn", 24: "winter"},
}

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def month_title(month: str, language: Language = "fr") -> str:
    """Return the heading of a month written `2024-02`: `Février 2024`."""
    shown = _month(month, language)
    return shown[:1].upper() + shown[1:]


def date_words(edtf: str | None, language: Language = "fr") -> str:
    """Return an EDTF date in words, or the string itself when its form is not known; empty for none."""
    if not edtf:
        return ""
    if edtf.startswith(("[", "{")):
        dates = [part.strip() for part in edtf.strip("[]{}").split(",")]
        choices = [date_words(part, language) for part in dates]
        if len(dates) > 1 and all(_DAY.fullmatch(part) and part[:7] == dates[0][:7] for part in dates):
            choices[:-1] = [_day(date.fromisoformat(part), language) for part in dates[:-1]]
        joiner = (" ou " if language == "fr" else " or ") if edtf[0] == "[" else ", "
        return joiner.join(choices)
    if "/" in edtf:
        return _interval(edtf, language)
    doubtful = edtf[-1] in "?~%"
    shown = _single(edtf.rstrip("?~%"), language)
    return f"{shown}{NO_BREAK}(?)" if doubtful else shown


def _single(edtf: str, language: Language) -> str:
    edtf = edtf.split("T", 1)[0]
    if _DAY.fullmatch(edtf):
        try:
            day = date.fromisoformat(edtf)
        except ValueError:
            return edtf
        return f"{_day(day, language)}{NO_BREAK}{MONTHS[language][day.month - 1]} {day.year}"
    if re.fullmatch(r"\d{4}-\d{2}", edtf):
        return _month(edtf, language)
    return edtf


def _day(day: date, language: Language) -> str:
    return "1er" if day.day == 1 and language == "fr" else str(day.day)


def _month(edtf: str, language: Language) -> str:
    year, number = int(edtf[:4]), int(edtf[5:7])
    if 1 <= number <= 12:
        return f"{MONTHS[language][number - 1]}{NO_BREAK}{year}"
    season = _SEASONS[language].get(number)
    return f"{season}{NO_BREAK}{year}" if season else edtf


def _interval(edtf: str, language: Language) -> str:
    first, last = edtf.split("/", 1)
    since, until = ("depuis ", "jusqu’à ") if language == "fr" else ("since ", "until ")
    if last in ("", ".."):
        return since + date_words(first, language)
    if first in ("", ".."):
        return until + date_words(last, language)
    if not (_DAY.fullmatch(first) and _DAY.fullmatch(last)):
        return f"{date_words(first, language)} – {date_words(last, language)}"
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    if (start.year, start.month) == (end.year, end.month):
        shown = _day(start, language)
    elif start.year == end.year:
        shown = f"{_day(start, language)}{NO_BREAK}{MONTHS[language][start.month - 1]}"
    else:
        shown = _single(first, language)
    ending = _single(last, language)
    return f"du {shown} au {ending}" if language == "fr" else f"{shown} to {ending}"
