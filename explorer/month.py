"""A month of the agenda as a calendar: weeks in rows on a wide screen, the days that have something as a list on a phone."""

from __future__ import annotations

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from html import escape
from typing import TYPE_CHECKING

from explorer.components import link, titled
from explorer.dates import date_words, month_title, time_words
from explorer.links import entity_href
from explorer.session import language, say
from explorer.texts import word
from explorer.unsure import days_of, why_unsure

if TYPE_CHECKING:
    from centre.records import AgendaRow

WEEKDAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


def is_month(text: str) -> bool:
    """Say whether a text of the address is a month, `2024-02`."""
    try:
        return date.fromisoformat(f"{text}-01").isoformat()[:7] == text
    except ValueError:
        return False


def shifted(month: str, by: int) -> str:
    """Return the month that is some months after another; before it when `by` is negative."""
    whole = int(month[:4]) * 12 + int(month[5:]) - 1 + by
    return f"{whole // 12:04d}-{whole % 12 + 1:02d}"


def months_of(row: AgendaRow) -> tuple[str, ...]:
    """Return the months that a session reaches, in order; none when it has no date."""
    if not row.start:
        return ()
    last = max(row.end or row.start, row.start)[:7]
    found = [row.start[:7]]
    while found[-1] < last:
        found.append(shifted(found[-1], 1))
    return tuple(found)


def grid(month: str, rows: Iterable[AgendaRow], today: date) -> str:
    """Return the sessions of a month, written `2024-02`, as a table of weeks; those without a day stand above it."""
    days: dict[date, list[AgendaRow]] = defaultdict(list)
    loose = []
    for row in rows:
        own = days_of(row)
        for day in own:
            days[day].append(row)
        if not own:
            loose.append(row)
    names = WEEKDAYS[language()]
    dot = "." if language() == "fr" else ""
    head = "".join(
        f'<th scope="col"><abbr title="{name}">{escape(name[:3].capitalize() + dot)}</abbr></th>'
        for name in names
    )
    number = (int(month[:4]), int(month[5:]))
    weeks = "".join(
        f"<tr>{''.join(_cell(day, number[1], days.get(day, []), today) for day in week)}</tr>"
        for week in Calendar().monthdatescalendar(*number)
    )
    return (
        f"{_loose(loose)}"
        f'<table class="calendar"><caption class="unseen">{escape(month_title(month, language()))}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{weeks}</tbody></table>"
    )


def _cell(day: date, month: int, rows: list[AgendaRow], today: date) -> str:
    if day.month != month:
        return '<td class="out"></td>'
    css = " ".join(name for name, is_so in (("none", not rows), ("today", day == today)) if is_so)
    now = ' aria-current="date"' if day == today else ""
    weekday = WEEKDAYS[language()][day.weekday()]
    whole = f"{weekday} {date_words(day.isoformat(), language())}"
    number = (
        f'<p class="day"><span aria-hidden="true" class="short">{day.day}</span>'
        f'<span class="long">{escape(whole[:1].upper() + whole[1:])}</span></p>'
    )
    ordered = sorted(rows, key=lambda row: (row.start_time or "", row.title))
    items = "".join(_item(row, day) for row in ordered)
    return f'<td class="{css}"{now}>{number}{f"<ul>{items}</ul>" if items else ""}</td>'


def _item(row: AgendaRow, day: date) -> str:
    """Return a session in its day, with its hour and what is to be known before going."""
    goes_on = row.start is not None and day.isoformat() > row.start and not why_unsure(row)
    hour = "" if goes_on else time_words(row.start_time, language())
    doubt = why_unsure(row)
    marks = [
        say("agenda.goes_on") if goes_on else "",
        word("status", row.status, language()) if row.status == "cancelled" else "",
        say("to_confirm") if doubt else "",
        word("mode", row.mode, language()) if row.mode == "online" else "",
    ]
    said = "".join(f' <span class="detail">{escape(one)}</span>' for one in marks if one)
    css = "cancelled" if row.status == "cancelled" else "unsure" if doubt else ""
    shown = (f"<span class=hour>{escape(hour)}</span> " if hour else "") + titled(row.title)
    name = ". ".join(part for part in (row.title, row.place or "", doubt) if part)
    return f'<li class="{css}">{link(entity_href(row.id, language(), "event"), shown, title=name)}{said}</li>'


def _loose(rows: list[AgendaRow]) -> str:
    if not rows:
        return ""
    items = "".join(
        f'<li class="unsure">{link(entity_href(row.id, language(), "event"), titled(row.title))} '
        f'<span class="detail">{escape(date_words(row.edtf, language()))}. {escape(why_unsure(row))}</span></li>'
        for row in sorted(rows, key=lambda row: row.title)
    )
    return f'<div class="loose"><h3>{escape(say("agenda.sometime"))}</h3><ul>{items}</ul></div>'
