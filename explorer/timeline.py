"""Activities by year as a row of small bars, with the same in words for those who do not see them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from html import escape
from typing import TYPE_CHECKING

from explorer.session import language, say
from explorer.texts import number

if TYPE_CHECKING:
    from centre.records import EvidenceLine

LOWEST = 12
"""Height of the lowest bar, in hundredths of the highest."""
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def years_of(lines: Iterable[EvidenceLine]) -> tuple[dict[int, int], int]:
    """Return how many activities the lines date in each year, and how many they date in none."""
    dates: dict[str, str] = {}
    for line in lines:
        dates[line.activity_id] = dates.get(line.activity_id) or line.date or ""
    years = Counter(int(year[0]) for day in dates.values() if (year := _YEAR.search(day)))
    return dict(sorted(years.items())), len(dates) - sum(years.values())


def span(every: Iterable[Mapping[int, int]]) -> tuple[int, int] | None:
    """Return the first and the last year of several rows of bars, so that they are drawn on one scale."""
    years = [year for one in every for year in one]
    return (min(years), max(years)) if years else None


def bars(
    years: Mapping[int, int],
    undated: int,
    over: tuple[int, int] | None,
    highest: int = 0,
    *,
    name: str = "timeline.name",
) -> str:
    """Return the bars of the years `over` which they are drawn; `highest` is the count of the highest bar, `name` the text that says what is counted."""
    if not years or over is None:
        return ""
    first, last = over
    top = max(highest, *years.values())
    told = [f"{year}\u00a0: {number(many, language())}" for year, many in years.items()]
    if undated:
        told.append(f"{say('timeline.undated')}\u00a0: {number(undated, language())}")
    named = f"{say(name)}\u00a0: {', '.join(told)}"
    drawn = "".join(_bar(years.get(year, 0), top) for year in range(first, last + 1))
    ends = f"<span>{first}</span>" + (f"<span>{last}</span>" if last > first else "")
    return (
        f'<p class="years"><span class="bars" role="img" aria-label="{escape(named)}" title="{escape(named)}">{drawn}</span>'
        f'<span class="ends" aria-hidden="true">{ends}</span></p>'
    )


def _bar(many: int, top: int) -> str:
    if not many:
        return "<span></span>"
    height = LOWEST + round((100 - LOWEST) * many / top)
    return f'<span style="height:{height}%"></span>'
