"""The agenda: sessions by month or in a month, filtered from the address, their dates as sure as the documents are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

import streamlit as st

from explorer.choices import coded_choice
from explorer.components import agenda_list, chip_list, link, message
from explorer.dates import month_title
from explorer.layout import section, title
from explorer.links import href, short_id
from explorer.month import grid, is_month, months_of, shifted
from explorer.session import centre, count, language, on_phone, say
from explorer.subscribing import subscription
from explorer.texts import number, printed, word

if TYPE_CHECKING:
    from centre.agenda_choices import AgendaChoices
    from centre.records import AgendaRow

WHEN = ("a-venir", "passees", "toutes")
UNDATED = ""
AT_ONCE = 20
"""Sessions after which the months that follow are folded."""
FILTERS = {
    "theme": "theme", "territory": "territoire", "actor": "acteur", "action": "type", "mode": "modalite",
}  # fmt: skip
"""What the agenda is narrowed by, and its name in the address."""
NEAR = 4
"""Months offered at most where the one asked for has nothing."""


def page() -> None:
    """Show the agenda."""
    title("agenda.title", "agenda.lead")
    every = centre().agenda()
    asked = {kind: value for kind, name in FILTERS.items() if (value := st.query_params.get(name))}
    always = centre().agenda_choices([row.id for row in every], asked)
    _identify(asked, always)
    kept = [row for row in every if row.id in always.events]
    if st.query_params.get("vue") == "mois":
        _month_page(every, kept, asked)
    else:
        _list_page(every, kept, asked)


def _identify(asked: dict[str, str], found: AgendaChoices) -> None:
    """Put identifiers in the address where it has names, so that it means the same whatever things are called."""
    for kind, value in asked.items():
        known = found.chosen.get(kind)
        if known and short_id(known) != value:
            asked[kind] = st.query_params[FILTERS[kind]] = short_id(known)


def _list_page(every: tuple[AgendaRow, ...], kept: list[AgendaRow], asked: dict[str, str]) -> None:
    today = date.today().isoformat()
    when = _chosen_when(kept, today, any((row.end or row.start or "") >= today for row in every))
    in_time = [row for row in every if _is_when(row, when, today)]
    period = st.query_params.get("periode")
    shown = [row for row in in_time if period is None or (row.start or "").startswith(period)]
    found = centre().agenda_choices([row.id for row in shown], asked)
    _filter_boxes(found, period_names([row for row in kept if _is_when(row, when, today)]))
    rows = tuple(row for row in shown if row.id in found.events)
    _head(rows, found)
    if not rows:
        st.html(message(say("search.empty"), say("agenda.empty"), _without_filters()))
        return
    for heading, sessions, folded in months(rows):
        if folded:
            summary = f"{escape(heading)} ({number(len(sessions), language())})"
            st.html(f'<details class="month"><summary>{summary}</summary>{agenda_list(sessions)}</details>')
        else:
            section(heading, agenda_list(sessions))


def _month_page(every: tuple[AgendaRow, ...], kept: list[AgendaRow], asked: dict[str, str]) -> None:
    """Show one month as a calendar: that of the address, else the present one or the nearest that has sessions."""
    today = date.today()
    held = Counter(month for row in kept for month in months_of(row))
    given = st.query_params.get("mois", "")
    month = given if is_month(given) else _first_month(held, today.isoformat()[:7])
    _views("mois")
    inside = [row for row in every if month in months_of(row)]
    found = centre().agenda_choices([row.id for row in inside], asked)
    _filter_boxes(found, None)
    rows = tuple(row for row in inside if row.id in found.events)
    _head(rows, found)
    st.html(_turning(month, held, today.isoformat()[:7]))
    if not rows:
        near = sorted(held, key=lambda one: (abs(_distance(one, month)), one))[:NEAR]
        others = chip_list([_month_link(one, held) for one in sorted(near)], say("agenda.month_near"))
        st.html(message("", say("agenda.month_empty"), others or _without_filters()))
    st.html(grid(month, rows, today))


def _first_month(held: Counter[str], present: str) -> str:
    return min((month for month in held if month >= present), default=max(held, default=present))


def _distance(one: str, other: str) -> int:
    return (int(one[:4]) - int(other[:4])) * 12 + int(one[5:]) - int(other[5:])


def _month_link(month: str, held: Counter[str], before: str = "", after: str = "") -> str:
    many = f' <span class="count">{number(held[month], language())}</span>' if held[month] else ""
    address = href("agenda", language(), _changed(vue="mois", mois=month))
    return link(address, f"{before}{escape(month_title(month, language()))}{many}{after}")


def _turning(month: str, held: Counter[str], present: str) -> str:
    """Return the month as a heading between links to the one before and the one after."""
    arrows = ('<span aria-hidden="true">‹</span> ', ' <span aria-hidden="true">›</span>')
    before = _month_link(shifted(month, -1), held, before=arrows[0])
    after = _month_link(shifted(month, 1), held, after=arrows[1])
    now = ""
    if month != present:
        address = href("agenda", language(), _changed(vue="mois", mois=present))
        now = f'<span class="now">{link(address, escape(say("agenda.this_month")))}</span>'
    heading = f"<h2>{escape(month_title(month, language()))}</h2>"
    return f'<nav class="turning" aria-label="{escape(say("agenda.months"))}">{before}{heading}{after}{now}</nav>'


def _changed(**values: str | None) -> dict[str, str | list[str] | None]:
    """Return what the address asks for with some of it changed."""
    kept = {name: st.query_params.get_all(name) for name in st.query_params if name not in (*values, "lang")}
    return {**values, **kept}


def _without_filters() -> str:
    cleared = dict.fromkeys([*FILTERS.values(), "periode"])
    address = href("agenda", language(), {**_changed(**cleared), "quand": "toutes"})
    return f"<p>{link(address, escape(say('agenda.no_filter')))}</p>"


def _head(rows: tuple[AgendaRow, ...], found: AgendaChoices) -> None:
    """Show how many sessions there are and the ways to take them away."""
    chosen = {kind: short_id(value) for kind, value in found.chosen.items()}
    names = [
        _choice_name(kind, choice.id, choice.label)
        for kind, value in found.chosen.items()
        for choice in found.values[kind]
        if choice.id == value
    ]
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.html(f'<p role="status"><strong>{escape(count("event", len(rows)))}</strong></p>', width="content")
        if rows:
            _download(rows)
    st.html(subscription(chosen, names))


def _choice_name(kind: str, value: str, label: str) -> str:
    return word("mode", value, language()) if kind == "mode" else printed(label)


def months(rows: Iterable[AgendaRow]) -> list[tuple[str, list[AgendaRow], bool]]:
    """Return the heading and the sessions of each month, and whether enough others stand before to fold it."""
    shown = 0
    found = []
    for month, sessions in by_month(rows):
        heading = month_title(month, language()) if month else say("agenda.undated")
        found.append((heading, sessions, shown >= AT_ONCE))
        shown += len(sessions)
    return found


def _tabs(items: Iterable[tuple[str, str, bool]], label: str) -> str:
    """Return views as links: address, name as HTML, whether it is the present one; without an address, its name alone."""
    cells = "".join(
        f"<li>{link(address, shown, current='true' if now else '') if address else f'<span>{shown}</span>'}</li>"
        for address, shown, now in items
    )
    return f'<ul class="tabs" aria-label="{escape(label)}">{cells}</ul>'


def _views(view: str, under: str = "") -> None:
    """Show the two presentations as links, and the choices of the present one."""
    listed = href("agenda", language(), _changed(vue=None, mois=None))
    by_month = href("agenda", language(), _changed(vue="mois", quand=None, periode=None))
    views = _tabs(
        [
            (listed, escape(say("agenda.view.list")), view == ""),
            (by_month, escape(say("agenda.view.month")), view == "mois"),
        ],
        say("agenda.views"),
    )
    st.html(f'<div class="listed">{under or "<span></span>"}{views}</div>')


def _chosen_when(kept: list[AgendaRow], today: str, coming: bool) -> str:
    """Show the three parts of time as links with what they hold; return the one that the address names."""
    names = dict(zip(WHEN, (say("agenda.coming"), say("agenda.past"), say("agenda.all")), strict=True))
    default = WHEN[0] if coming else WHEN[2]
    asked = st.query_params.get("quand", default)
    chosen = asked if asked in names else default
    items = []
    for code, name in names.items():
        many = sum(_is_when(row, code, today) for row in kept)
        shown = f'{escape(name)} <span class="count">{number(many, language())}</span>'
        address = href("agenda", language(), _changed(quand=code)) if many or code == chosen else ""
        items.append((address, shown, code == chosen))
    _views("", _tabs(items, say("agenda.when")))
    return chosen


def _filter_boxes(found: AgendaChoices, periods: dict[str, str] | None) -> None:
    """Offer each filter with what its values leave; the choice goes to the address and is read from there."""
    panel = st.expander(say("filters"), expanded=not on_phone())
    cells = (*panel.columns(3), *panel.columns(3))  # row by row, as a phone and a keyboard go through them
    labels = {
        "theme": "agenda.theme",
        "territory": "agenda.territory",
        "actor": "agenda.actor",
        "action": "agenda.kind",
        "mode": "agenda.mode",
    }
    for place, (kind, label) in enumerate(labels.items()):
        names = {
            short_id(
                choice.id
            ): f"{_choice_name(kind, choice.id, choice.label)} ({number(choice.count, language())})"
            for choice in found.values[kind]
        }
        _filter_box(cells[place], FILTERS[kind], label, names)
    if periods is not None:
        _filter_box(cells[len(labels)], "periode", "agenda.period", periods)


def _filter_box(
    cell: st.delta_generator.DeltaGenerator, name: str, label: str, names: dict[str, str]
) -> None:
    """Offer the values of a filter; a new choice opens the page again, so that all that is counted follows."""
    before = st.query_params.get(name)
    coded_choice(cell, name, label, names)
    if st.query_params.get(name) != before:
        st.rerun()


def period_names(rows: Iterable[AgendaRow]) -> dict[str, str]:
    """Return the years (`2024`) and months (`2024-02`) that have sessions, and their names with how many."""
    counts = Counter(row.start[:7] for row in rows if row.start)
    names: dict[str, str] = {}
    for year, group in groupby(sorted(counts), key=lambda month: month[:4]):
        months = list(group)
        whole = sum(counts[month] for month in months)
        names[year] = f"{say('agenda.whole_year', year=year)} ({number(whole, language())})"
        names.update(
            {
                month: f"{month_title(month, language())} ({number(counts[month], language())})"
                for month in months
            }
        )
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
