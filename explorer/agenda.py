"""The agenda: sessions by month, filtered from the address, with their dates as sure as the documents are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

import streamlit as st

from explorer.choices import coded_choice
from explorer.components import agenda_list, link, message
from explorer.dates import month_title
from explorer.layout import section, title
from explorer.links import href
from explorer.session import centre, count, language, on_phone, say
from explorer.texts import number, sort_key, word

if TYPE_CHECKING:
    from centre.records import AgendaRow

WHEN = ("a-venir", "passees", "toutes")
UNDATED = ""
AT_ONCE = 20
"""Sessions after which the months that follow are folded."""


def page() -> None:
    """Show the agenda."""
    title("agenda.title", "agenda.lead")
    every = centre().agenda()
    today = date.today().isoformat()
    coming = any((row.end or row.start or "") >= today for row in every)
    rows = _filtered(every, _chosen_when(coming), today)
    if not rows:
        st.html(message(say("search.empty"), say("agenda.empty")))
        return
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.html(f'<p role="status"><strong>{escape(count("event", len(rows)))}</strong></p>', width="content")
        _download(rows)
    for heading, sessions, folded in months(rows):
        if folded:
            summary = f"{escape(heading)} ({number(len(sessions), language())})"
            st.html(f'<details class="month"><summary>{summary}</summary>{agenda_list(sessions)}</details>')
        else:
            section(heading, agenda_list(sessions))


def months(rows: Iterable[AgendaRow]) -> list[tuple[str, list[AgendaRow], bool]]:
    """Return the heading and the sessions of each month, and whether enough others stand before to fold it."""
    shown = 0
    found = []
    for month, sessions in by_month(rows):
        heading = month_title(month, language()) if month else say("agenda.undated")
        found.append((heading, sessions, shown >= AT_ONCE))
        shown += len(sessions)
    return found


def _chosen_when(coming: bool) -> str:
    """Show the three views as links; return the one that the address names, in any language."""
    names = dict(zip(WHEN, (say("agenda.coming"), say("agenda.past"), say("agenda.all")), strict=True))
    default = WHEN[0] if coming else WHEN[2]
    asked = st.query_params.get("quand", default)
    chosen = asked if asked in names else default
    kept = {name: st.query_params.get_all(name) for name in st.query_params if name not in ("quand", "lang")}
    tabs = "".join(
        f"<li>{link(href('agenda', language(), {'quand': code, **kept}), escape(name), current=current)}</li>"
        for code, name in names.items()
        for current in ("true" if code == chosen else "",)
    )
    st.html(f'<ul class="tabs" aria-label="{escape(say("agenda.when"))}">{tabs}</ul>')
    return chosen


def _filtered(every: tuple[AgendaRow, ...], when: str, today: str) -> tuple[AgendaRow, ...]:
    modes = {code: word("mode", code, language()) for code in ("online", "onsite")}
    cells = st.expander(say("filters"), expanded=not on_phone()).columns(5)
    theme = _choice(cells[0], "theme", "agenda.theme", (label for row in every for label in row.themes))
    place = _choice(
        cells[1], "territoire", "agenda.territory", (label for row in every for label in row.territories)
    )
    actor = _choice(
        cells[2], "acteur", "agenda.actor", (actor.label for row in every for actor in row.actors)
    )
    mode = coded_choice(cells[3], "modalite", "agenda.mode", modes)
    period = coded_choice(cells[4], "periode", "agenda.period", period_names(every))
    online = None if mode is None else mode == "online"
    found = centre().agenda(theme=theme, territory=place, actor=actor, online=online)
    return tuple(
        row
        for row in found
        if _is_when(row, when, today) and (period is None or (row.start or "").startswith(period))
    )


def _choice(
    cell: st.delta_generator.DeltaGenerator, key: str, label: str, values: Iterable[str]
) -> str | None:
    options = sorted(set(values), key=sort_key)
    chosen: str | None = cell.selectbox(
        say(label),
        options,
        index=None,
        key=key,
        placeholder=say("agenda.any"),
        bind="query-params",
    )
    return chosen


def period_names(rows: Iterable[AgendaRow]) -> dict[str, str]:
    """Return the years (`2024`) and months (`2024-02`) that have sessions, and their names."""
    months = sorted({row.start[:7] for row in rows if row.start})
    names: dict[str, str] = {}
    for year, group in groupby(months, key=lambda month: month[:4]):
        names[year] = say("agenda.whole_year", year=year)
        names.update({month: month_title(month, language()) for month in group})
    return names


def _is_when(row: AgendaRow, when: str, today: str) -> bool:
    if when == "toutes" or not row.start:
        return when != "passees"
    return ((row.end or row.start) >= today) == (when == "a-venir")


def by_month(rows: Iterable[AgendaRow]) -> list[tuple[str, list[AgendaRow]]]:
    """Return sessions grouped by month (`2024-02`) in order; those without a date come last."""
    ordered = sorted(
        rows, key=lambda row: (row.start is None, row.start or "", row.start_time or "", row.title)
    )
    return [
        (month, list(group)) for month, group in groupby(ordered, key=lambda row: (row.start or UNDATED)[:7])
    ]


def _download(rows: tuple[AgendaRow, ...]) -> None:
    from centre.calendar import to_ics

    st.download_button(
        say("agenda.ics"),
        data=to_ics(rows).encode("utf-8"),
        file_name="agenda.ics",
        mime="text/calendar",
        on_click="ignore",
        icon=":material/event:",
    )
