"""The headings that name a month, and the month they give to the days under them."""

from __future__ import annotations

import re
from datetime import date

from ingest.dates import DateMention, Period
from ingest.dates.lexicon import FULL_MONTHS, MONTHS, fold_in_place
from ingest.dates.period import last_day, resolve_year
from ingest.document import Block

_MONTH_ONLY = re.compile(rf"^[\W_]*({'|'.join(FULL_MONTHS)})(?:\s+((?:19|20)\d\d))?[\W_]*$")
_BARE_DAY = re.compile(
    r"^[\W_]*(?:du\s+|le\s+|les\s+)?(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun\.|mar\.|mer\.|jeu\.|ven\.|sam\.|dim\.)\s+)?"
    r"(?:1er|\d{1,2})\b(?!\s*(?:h\b|%|janv|fev|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec|[/.]\d))"
)


def month_heading(block: Block, folded: str, following: list[Block]) -> tuple[int, int | None] | None:
    """Return the month (and year) of a block that is nothing but a month over days."""
    found = _MONTH_ONLY.match(folded)
    if found is None or (block.kind != "heading" and block.marker):
        return None
    bare = bool(following) and _BARE_DAY.match(fold_in_place(following[0].text)) is not None
    if block.kind != "heading" and not bare and not (block.text.isupper() and len(block.text) > 3):
        return None
    return MONTHS[found.group(1)], int(found.group(2)) if found.group(2) else None


def with_year(
    found: tuple[int, int | None], before: tuple[int, int | None] | None, period: Period | None
) -> tuple[int, int | None]:
    """Give a month heading without a year the year that follows from the heading before it."""
    month, year = found
    if year is None and before is not None and before[1] is not None and period is None:
        year = before[1] + (1 if month < before[0] else 0)
    return month, year


def in_month(month: tuple[int, int | None], period: Period | None, match: re.Match[str]) -> DateMention:
    """Return the month of the heading as the date of a line such as `en fin de mois`."""
    number = month[0]
    year = month[1] or resolve_year(number, 15, period)
    if year is None:
        return DateMention(start=0, end=match.end(), kind="unset", edtf=None, first=None, last=None)
    first, last = date(year, number, 1), last_day(year, number)
    return DateMention(
        start=0, end=match.end(), kind="month", edtf=f"{year:04d}-{number:02d}", first=first, last=last
    )
