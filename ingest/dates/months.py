"""Months, seasons and parts of a year taken for dates: `mars 2024`, `fin mai`, `automne 2025`, `2e semestre`."""

from __future__ import annotations

import re
from datetime import date

from ingest.dates.cursor import Cursor, joint_of
from ingest.dates.lexicon import FULL_MONTHS, SEASONS, month_of
from ingest.dates.mention import DateKind, DateMention
from ingest.dates.period import last_day, resolve_year


def months(cursor: Cursor, at: int) -> tuple[list[DateMention], int]:
    """Read `mars 2024`, `mi-mars`, `mars ou avril`, `de mars à mai`."""
    index = cursor.enter(at, "article")
    if index < len(cursor.found) and cursor.found[index].kind == "modifier":
        index += 1
        if cursor.near(index) is None:
            return [], at
    first, after = _month(cursor, index)
    if first is None:
        return [], at
    joint = cursor.near(after)
    if joint is not None and joint.kind == "connector" and cursor.near(after + 1) is not None:
        skipped = cursor.skip(after + 1, "modifier")
        other, after_other = _month(cursor, skipped)
        if other is not None and cursor.near(skipped) is not None:
            word = "-" if joint.word == "et" and cursor.opens_between(at) else joint.word
            return _month_pair(cursor, at, first, other, word, after_other), after_other
    edtf, start, end = _month_dates(cursor, *first)
    if edtf is None:
        return [], at
    return [_span(cursor, at, after, "month", edtf, start, end)], after


def seasons(cursor: Cursor, at: int) -> tuple[list[DateMention], int]:
    """Read `printemps 2024`, `2e trimestre`, `1er semestre 2025`."""
    index = cursor.enter(at, "article")
    if index < len(cursor.found) and cursor.found[index].kind == "modifier":
        index += 1
    if index >= len(cursor.found) or cursor.found[index].kind not in ("season", "part"):
        return [], at
    token = cursor.found[index]
    following = cursor.near(index + 1)
    has_year = following is not None and following.kind == "year"
    if token.kind == "season":
        code = SEASONS[token.word]
        first_month = {21: 3, 22: 6, 23: 9, 24: 12}[code]
        months = 3
        alone = re.search(r"(?:^|\n)[\W_]*(?:a\s+l'|au\s+|en\s+|cet\s+)?$", cursor.text[: token.start])
        if not has_year and alone is None:
            return [], at
    else:
        code, first_month, months = _part(token.word)
    year = int(following.word) if has_year and following else resolve_year(first_month, 15, cursor.period)
    if year is None:
        return [], at
    last = first_month + months - 1
    end = last_day(year + (last > 12), (last - 1) % 12 + 1)
    after = index + (2 if has_year else 1)
    return [_span(cursor, at, after, "season", f"{year:04d}-{code}", date(year, first_month, 1), end)], after


def school_years(cursor: Cursor, at: int) -> tuple[list[DateMention], int]:
    """Read `année scolaire 2024-2025`, `saison 2024/25`: from September to August."""
    token = cursor.found[at]
    first, last = (
        [int(one) for one in re.findall(r"\d+", token.word)] if token.kind == "schoolyear" else (0, 0)
    )
    if not first or last % 100 != (first + 1) % 100:
        return [], at
    edtf = f"{first}-09/{first + 1}-08"
    return [_span(cursor, at, at + 1, "season", edtf, date(first, 9, 1), last_day(first + 1, 8))], at + 1


def _month(cursor: Cursor, index: int) -> tuple[tuple[int, int | None] | None, int]:
    if index >= len(cursor.found) or cursor.found[index].kind != "month":
        return None, index
    word = cursor.found[index].word.rstrip(".")
    following = cursor.near(index + 1)
    if following is not None and following.kind == "year":
        return (month_of(word), int(following.word)), index + 2
    if word not in FULL_MONTHS:
        return None, index
    return (month_of(word), None), index + 1


def _month_dates(cursor: Cursor, month: int, year: int | None) -> tuple[str | None, date | None, date | None]:
    year = year or resolve_year(month, 15, cursor.period)
    if year is None:
        return None, None, None
    return f"{year:04d}-{month:02d}", date(year, month, 1), last_day(year, month)


def _month_pair(
    cursor: Cursor,
    at: int,
    first: tuple[int, int | None],
    other: tuple[int, int | None],
    word: str,
    after: int,
) -> list[DateMention]:
    year = first[1]
    if year is None and other[1] is not None:
        year = other[1] - (1 if first[0] > other[0] else 0)
    one, one_start, one_end = _month_dates(cursor, first[0], year)
    if other[1] is None and one_start is not None and (year is not None or joint_of(word) == "-"):
        other = (other[0], one_start.year + (1 if first[0] > other[0] else 0))
    two, two_start, two_end = _month_dates(cursor, *other)
    if one is None or two is None:
        return []
    joint = joint_of(word)
    if joint == "or":
        return [_span(cursor, at, after, "alternative", f"[{one},{two}]", one_start, two_end)]
    if joint == "-" or word == "/":
        return [_span(cursor, at, after, "month", f"{one}/{two}", one_start, two_end)]
    return [
        _span(cursor, at, after, "month", one, one_start, one_end),
        _span(cursor, at, after, "month", two, two_start, two_end),
    ]


def _span(
    cursor: Cursor, at: int, after: int, kind: DateKind, edtf: str, start: date | None, end: date | None
) -> DateMention:
    return DateMention(
        start=cursor.found[at].start,
        end=cursor.found[after - 1].end,
        kind=kind,
        edtf=edtf,
        first=start,
        last=end,
    )


def _part(word: str) -> tuple[int, int, int]:
    """Return the EDTF code, first month and length of a quarter or half-year."""
    word = word.removesuffix(" de")
    rank = {"prem": 1, "2nd ": 2, "1er ": 1, "1e s": 1, "1e t": 1, "2e s": 2, "2e t": 2, "2eme": 2, "deux": 2, "seco": 2,
            "3e t": 3, "3eme": 3, "troi": 3, "4e t": 4, "4eme": 4, "quat": 4}.get(word[:4])  # fmt: skip
    semester = "semestre" in word or (word[0] == "s" and word[1:].isdigit())
    if rank is None:
        rank = int(word[1]) if word[1:].isdigit() else (2 if semester else 4)
    return (39 + rank, 6 * rank - 5, 6) if semester else (32 + rank, 3 * rank - 2, 3)
