"""French as it is printed: spaces that do not break, guillemets, apostrophes, hours, counts and lists."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date

from centre.dates_fr import MONTHS, words
from centre.typography import NARROW_NO_BREAK, NO_BREAK

COLON = f"{NO_BREAK}:"

_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_OPENED = re.compile(r"«[ \u00a0\u202f]*(?=\S)")
_CLOSED = re.compile(r"(?<=\S)[ \u00a0\u202f]*»")
_THIN = re.compile(r"(?<=[\w»)\]’…])[ \u00a0\u202f]*([;?!]+)(?=[\s»)]|$)")
_COLON = re.compile(r"(?<=[\w»)\]’])[ \u00a0\u202f]*:(?=\s)")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_SIGN = re.compile(r"(?<=\d) (?=[%€])")
_DAY = re.compile(rf"\b(\d{{1,2}}|1er) (?=(?:{'|'.join(MONTHS)})\b)")
_PAGE = re.compile(r"\b(pp?\.) (?=\d)")
_NUMBER = re.compile(r"\b(n°) (?=\d)")
_HOUR = re.compile(r"(\d{1,2}):(\d{2})")


def french(text: str) -> str:
    """Return a text with its typographic signs and spaces, all on one line."""
    text = " ".join(text.split())
    text = _APOSTROPHE.sub("’", text).replace("...", "…")
    text = _OPENED.sub(f"«{NO_BREAK}", text)
    text = _CLOSED.sub(f"{NO_BREAK}»", text)
    text = _THIN.sub(f"{NARROW_NO_BREAK}\\1", text)
    text = _COLON.sub(f"{NO_BREAK}:", text)
    text = _THOUSANDS.sub(NARROW_NO_BREAK, text)
    text = _SIGN.sub(NO_BREAK, text)
    for tied in (_DAY, _PAGE, _NUMBER):
        text = tied.sub(f"\\1{NO_BREAK}", text)
    return text


def sentence(text: str) -> str:
    """Return a text that ends as a sentence does."""
    text = french(text)
    return f"{text}." if text and (text[-1].isalnum() or text[-1] in "»)") else text


def capital(text: str) -> str:
    """Return a text with its first letter a capital."""
    return text[:1].upper() + text[1:]


def counted(number: int, singular: str, plural: str = "") -> str:
    """Return a count with its noun; the plural begins at 2."""
    noun = singular if number < 2 else plural or f"{singular}s"
    return f"{number}{NO_BREAK}{noun}"


def listed(items: Sequence[str]) -> str:
    """Return items as an enumeration: `a, b et c`."""
    return " et ".join(part for part in (", ".join(items[:-1]), *items[-1:]) if part)


def hour(time: str | None) -> str:
    """Return a time written `09:30` as people write it: `9 h 30`."""
    found = _HOUR.match(time or "")
    if not found:
        return ""
    minutes = f"{NO_BREAK}{found[2]}" if found[2] != "00" else ""
    return f"{int(found[1])}{NO_BREAK}h{minutes}"


def day_text(day: date) -> str:
    """Return a day in words: `1er juillet 2024`."""
    return french(words(day.isoformat()))


def month_text(month: str) -> str:
    """Return a month in words: `juin 2024`."""
    return words(month)


def of_month(month: str) -> str:
    """Return a month after `de`: `de juin 2024`, `d’octobre 2024`."""
    shown = month_text(month)
    return f"d’{shown}" if shown[0] in "ao" else f"de {shown}"


def first_day(month: str) -> date:
    """Return the first day of a month written `2024-06`; ValueError when it is none."""
    if not re.fullmatch(r"\d{4}-\d{2}", month):
        raise ValueError(month)
    return date(int(month[:4]), int(month[5:]), 1)


def last_day(month: str) -> date:
    """Return the last day of a month."""
    first = first_day(month)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])
