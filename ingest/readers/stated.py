"""Read what files say of themselves (dates, languages, names) in the forms they say it in."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier jan janv january",
            "février fevrier fév fev february feb",
            "mars march mar",
            "avril avr april apr",
            "mai may",
            "juin june jun",
            "juillet juil july jul",
            "août aout august aug",
            "septembre sept september sep",
            "octobre oct october",
            "novembre nov november",
            "décembre decembre déc dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_SLASHED = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
_WORDS = re.compile(r"\b(\d{1,2})(?:er)?\s+([^\W\d_]+)\.?\s+(\d{4})\b", re.IGNORECASE)


def stated_date(value: object) -> date | None:
    """Return the day a value states (ISO, RFC 822, `12/03/2024`, `12 mars 2024`), None if it is unclear."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value or "").strip()
    try:
        if match := _ISO.search(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _SLASHED.search(text):
            return date(int(match[3]), int(match[2]), int(match[1]))
        if (match := _WORDS.search(text)) and match[2].lower() in _MONTHS:
            return date(int(match[3]), _MONTHS[match[2].lower()], int(match[1]))
        return parsedate_to_datetime(text).date() if text else None
    except (ValueError, TypeError, IndexError):
        return None


def stated_language(value: object) -> str | None:
    """Return the two- or three-letter language code of a tag such as `fr-FR`."""
    match = re.match(r"\s*([a-zA-Z]{2,3})(?:[-_]|\s*$)", str(value or ""))
    return match[1].lower() if match else None


def stated_names(value: object) -> tuple[str, ...]:
    """Return the names in a list of authors written as one text."""
    if isinstance(value, list | tuple):
        return tuple(name for item in value for name in stated_names(item))
    parts = re.split(r"\s*[;|]\s*|\s*,\s+(?=[^\W\d_]+\s)|\s+et\s+(?=[A-ZÀ-Ý])", str(value or ""))
    return tuple(part.strip() for part in parts if part.strip())
