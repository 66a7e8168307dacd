"""EDTF dates in words: the French ones of the centre, and the same in English."""

from __future__ import annotations

import re

from centre import dates_en, dates_fr
from centre.names import Language
from explorer.texts import NO_BREAK

_WHOLE_YEAR = re.compile(r"(\d{4})-01-01/\1-12-31")
_TIME = re.compile(r"\b(\d{1,2}):(\d{2})(?::\d{2})?\b")


def date_words(edtf: str | None, language: Language = "fr") -> str:
    """Return an EDTF date in words, or the string itself when its form is not known; empty for none."""
    if not edtf:
        return ""
    if whole := _WHOLE_YEAR.fullmatch(edtf):
        return whole[1]
    return tied(dates_fr.words(edtf) if language == "fr" else dates_en.words(edtf))


def tied(shown: str) -> str:
    """Return a date whose day never stands at the end of a line without its month."""
    months = "|".join((*dates_fr.MONTHS, *dates_en.MONTHS))
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
