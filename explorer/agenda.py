"""The agenda: sessions by month, filtered from the address, with their dates as sure as the documents are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

import streamlit as st

from explorer.components import agenda_list, message
from explorer.dates import month_title
from explorer.layout import section, title
from explorer.session import centre, count, language, on_phone, say
from explorer.texts import plain_spaces

if TYPE_CHECKING:
    from centre.records import AgendaRow

WHEN = ("a-venir", "passees", "toutes")
UNDATED = ""


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
    for month, sessions in by_month(rows):
        heading = month_title(month, language()) if month else say("agenda.undated")
        section(heading, agenda_list(sessions))


def _chosen_when(coming: bool) -> str:
    names = dict(zip(WHEN, (say("agenda.coming"), say("agenda.past"), say("agenda.all")), strict=True))
    default = WHEN[0] if coming else WHEN[2]
    chosen = st.segmented_control(
        say("agenda.when"),
        list(names.values()),
        default=names[default],
        required=True,
        key="quand",
        bind="query-params",
    )
    return next((code for code, name in names.items() if name == chosen), default)


def _filtered(every: tuple[AgendaRow, ...], when: str, today: str) -> tuple[AgendaRow, ...]:
    modes = {say("mode.online"): "online", say("mode.onsite"): "onsite"}
    periods = period_names(every)
    cells = st.expander(say("filters"), expanded=not on_phone()).columns(5)
    theme = _choice(cells[0], "theme", "agenda.theme", (label for row in every for label in row.themes))
    place = _choice(
        cells[1], "territoire", "agenda.territory", (label for row in every for label in row.territories)
    )
    actor = _choice(
        cells[2], "acteur", "agenda.actor", (actor.label for row in every for actor in row.actors)
    )
    mode = _choice(cells[3], "modalite", "agenda.mode", modes)
    period = _choice(cells[4], "periode", "agenda.period", periods, ordered=True)
    online = None if mode is None else modes[mode] == "online"
    found = centre().agenda(theme=theme, territory=place, actor=actor, online=online)
    return tuple(
        row
        for row in found
        if _is_when(row, when, today) and (period is None or (row.start or "").startswith(periods[period]))
    )


def _choice(
    cell: st.delta_generator.DeltaGenerator,
    key: str,
    label: str,
    values: Iterable[str],
    ordered: bool = False,
) -> str | None:
    options = list(dict.fromkeys(values)) if ordered else sorted(set(values), key=str.casefold)
    chosen: str | None = cell.selectbox(
        say(label), options, index=None, key=key, placeholder=say("agenda.any"), bind="query-params"
    )
    return chosen


def period_names(rows: Iterable[AgendaRow]) -> dict[str, str]:
    """Return the years and months that have sessions: the words to choose from, and how their dates begin."""
    months = sorted({row.start[:7] for row in rows if row.start})
    names: dict[str, str] = {}
    for year, group in groupby(months, key=lambda month: month[:4]):
        names[say("agenda.whole_year", year=year)] = year
        names.update({plain_spaces(month_title(month, language())): month for month in group})
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
