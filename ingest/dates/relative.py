"""Days told from the one before (`le même jour`, `le lendemain`, `le 25` of a stretch), or by their weekday alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ingest.dates.lexicon import WEEKDAYS, day_of, fold_in_place
from ingest.dates.mention import DateMention

_WORDS = re.compile(
    r"\b(?P<same>(?:ce|le) meme jour)\b|\b(?P<after>(?:des )?le lendemain)\b(?! d[eu]\b)"
    r"|\b(?P<eve>la veille)\b(?=\s*(?:[,.;:]|au soir\b|$))"
)

_INNER = re.compile(
    r"\b(?:le|ce) (?P<day>1er|\d\d?)(?=\s*(?:,|au (?:matin|soir)\b|a \d|des \d|dans la|en (?:soiree|matinee|fin)))"
)
_WEEKDAY = re.compile(
    r"\b(?:(?:le|ce|du|au|des) )?(?P<name>lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) (?P<day>1er|[12]?\d|3[01])\b"
    r"(?!\s*(?:[/.]\d|h\b|heures|%|€)|\d)"
)
_REACH = timedelta(days=45)
"""How far from the document a day told by its weekday and number alone may be: each such pair comes back after more."""


def inner_days(
    sentence: str, known: Sequence[DateMention], before: DateMention | None
) -> Iterator[DateMention]:
    """Yield the days of a stretch told just before: `du 24 au 26 septembre… Le 25 au matin`."""
    for found in _INNER.finditer(fold_in_place(sentence)):
        anchor = next((one for one in reversed(known) if one.end <= found.start()), before)
        if anchor is None or anchor.first is None or anchor.last is None or _taken(found, known):
            continue
        for shift in range((anchor.last - anchor.first).days + 1 if anchor.first < anchor.last else 0):
            day = anchor.first + timedelta(days=shift)
            if day.day == day_of(found["day"]):
                yield _mention(found, day)
                break


def weekday_dates(sentence: str, known: Sequence[DateMention], now: date | None) -> Iterator[DateMention]:
    """Yield the days told by weekday and number alone, when one day near the document has both."""
    for found in _WEEKDAY.finditer(fold_in_place(sentence)) if now else ():
        if now is None or _taken(found, known):
            continue
        near = [
            day
            for day in (now + timedelta(days=shift) for shift in range(-_REACH.days, _REACH.days + 1))
            if day.day == day_of(found["day"]) and day.weekday() == WEEKDAYS[found["name"]]
        ]
        if len(near) == 1:
            yield _mention(found, near[0])


def _taken(found: re.Match[str], known: Sequence[DateMention]) -> bool:
    return any(one.start < found.end() and found.start() < one.end for one in known)


def _mention(found: re.Match[str], day: date) -> DateMention:
    return DateMention(
        start=found.start(), end=found.end(), kind="days", edtf=day.isoformat(), first=day, last=day
    )


def relative_dates(
    sentence: str, known: Sequence[DateMention], before: DateMention | None
) -> Iterator[DateMention]:
    """Yield the days that a sentence tells from one it gave (`known`), else from that of the sentence before."""
    for found in _WORDS.finditer(fold_in_place(sentence)):
        anchor = next((one for one in reversed(known) if one.end <= found.start()), before)
        if anchor is None or anchor.first is None or anchor.last is None:
            continue
        day = anchor.last
        if found.lastgroup == "after":
            day += timedelta(days=1)
        elif found.lastgroup == "eve":
            day = anchor.first - timedelta(days=1)
        yield _mention(found, day)
