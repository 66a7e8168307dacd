"""Rows of tables, calendars and feeds as people read them: named values in French, dates in words, no machine keys."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from explorer.components import marked
from explorer.dates import date_words, time_words
from explorer.session import language, say
from explorer.texts import TEXTS, sort_key

BETWEEN = " · "
_NAMED = re.compile(r"(?P<name>[^\W_][^:·.!\n]{0,79}?) : (?=\S)")
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})\S*)?")
_HIDDEN = frozenset({"uid", "dtstamp", "sequence", "class", "transp", "status", "id", "guid", "rrule"})
"""Keys that calendars and feeds keep for machines."""
_PLAIN = frozenset({"", "#", "-", "–", "."})
"""Values that say nothing."""
SHOWN = 4
"""Values of a row shown at most; the row is whole underneath."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A value of a row with the name of its column; offsets are into the text of the row, end exclusive."""

    name: str
    value: str
    start: int
    end: int


def cells(text: str) -> tuple[Cell, ...]:
    """Return the named values of a row written `Column : value · Column : value`; empty for other texts."""
    if BETWEEN not in text or "\n" in text.strip():
        return ()
    found: list[Cell] = []
    start = 0
    for piece in text.split(BETWEEN):
        named = _NAMED.match(piece)
        begin = start + (named.end() if named else 0)
        end = start + len(piece)
        if named:
            found.append(Cell(name=named["name"], value=text[begin:end], start=begin, end=end))
        elif found:  # the mark stood inside a value
            last = found[-1]
            found[-1] = Cell(name=last.name, value=text[last.start : end], start=last.start, end=end)
        start = end + len(BETWEEN)
    return tuple(found) if len(found) > 1 else ()


def readable(found: Iterable[Cell]) -> Iterator[Cell]:
    """Yield the cells that people read."""
    for cell in found:
        if cell.name.casefold() not in _HIDDEN and cell.value.strip() not in _PLAIN:
            yield cell


def column_name(name: str) -> str:
    """Return the name of a column: those that calendars and feeds fix have their words."""
    key = f"column.{name.casefold()}"
    return say(key) if key in TEXTS else name


def telling(found: Collection[Cell], names: Collection[str]) -> list[Cell]:
    """Return the first cell, which says what the row is about, and those that hold one of the names."""
    read = list(readable(found))
    wanted = [sort_key(name) for name in names if name]
    held = [cell for cell in read[1:] if any(name in sort_key(cell.value) for name in wanted)]
    if held:
        return [*read[:1], *held[: SHOWN - 1]]
    return read[:SHOWN]


def row_list(shown: Iterable[Cell], stretches: Iterable[tuple[int, int]] = ()) -> str:
    """Return cells as a list of names and values, stretches of the row marked."""
    places = list(stretches)
    items = "".join(
        f"<dt>{escape(column_name(cell.name))}</dt><dd>{value_html(cell, places)}</dd>" for cell in shown
    )
    return f'<dl class="fields row">{items}</dl>'


def row_line(shown: Iterable[Cell], stretches: Iterable[tuple[int, int]] = ()) -> str:
    """Return cells as one line."""
    places = list(stretches)
    dot = '<span class="dot" aria-hidden="true"> · </span>'
    return dot.join(
        f'<span class="detail">{escape(column_name(cell.name))}\u00a0:</span> {value_html(cell, places)}'
        for cell in shown
    )


def value_html(cell: Cell, stretches: Iterable[tuple[int, int]] = ()) -> str:
    """Return a value as HTML, marked where a stretch of the row covers it, a moment in words."""
    covered = [
        (max(start, cell.start) - cell.start, min(end, cell.end) - cell.start)
        for start, end in stretches
        if start < cell.end and cell.start < end
    ]
    if moment := _MOMENT.fullmatch(cell.value.strip()):
        shown = last_day(moment[1]) if _excludes_end(cell, moment) else moment_words(moment)
        return f"<mark>{escape(shown)}</mark>" if covered else escape(shown)
    return marked(cell.value, covered)


def _excludes_end(cell: Cell, moment: re.Match[str]) -> bool:
    """Say whether a value is the end of a whole-day event, which iCalendar sets on the day after (RFC 5545)."""
    return cell.name.casefold() == "dtend" and not moment[2]


def last_day(end: str) -> str:
    """Return the day before an end in words."""
    try:
        return date_words((date.fromisoformat(end) - timedelta(days=1)).isoformat(), language())
    except ValueError:
        return end


def moment_words(moment: re.Match[str]) -> str:
    """Return a date or a moment in words: `8 octobre 2024, 9 h 30`."""
    day = date_words(moment[1], language())
    return f"{day}, {time_words(moment[2], language())}" if moment[2] else day


def spoken(text: str) -> str:
    """Return a text whose moments written for machines (`2024-06-11T09:30:00+02:00`) are in words."""
    return re.sub(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}[\d:+Z-]*", _spoken, text)


def _spoken(found: re.Match[str]) -> str:
    moment = _MOMENT.match(found[0])
    return moment_words(moment) if moment else found[0]
