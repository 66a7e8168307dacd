"""One dossier: what changed there since a day, then all its entries by year, its documents and what it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

import streamlit as st

from explorer.components import (
    badge,
    chip_list,
    facts_line,
    link,
    message,
    prose,
    reference_chips,
    reference_line,
    source,
    titled,
)
from explorer.dates import date_words
from explorer.dossiers import dossier_href, latest
from explorer.layout import back, section
from explorer.links import entity_href, full_iri, href, short_id
from explorer.session import centre, count, language, say
from explorer.texts import number, printed, word
from explorer.timeline import bars, span

if TYPE_CHECKING:
    from centre.dossiers import ChangedEntry, Changes, Dossier, Entry
    from centre.records import Reference

One = TypeVar("One")

SHOWN = 10
"""Entries of a list shown at once; the rest unfolds."""
OLDER = 3
"""Older entries shown at once: all of them where the centre is young."""

YEARS = 3
"""Years offered as days to look back to."""


def page() -> None:
    """Show the dossier that the address names."""
    asked = st.query_params.get("id", "").strip()
    every = centre().dossiers()
    found = next(
        (one for one in every if asked == one.id or full_iri(asked) in (one.id, *one.resources)), None
    )
    if found is None:
        st.html(
            f"<h1>{escape(say('dossier.unknown'))}</h1>{message('', say('dossier.unknown_help'), back())}"
        )
        return
    _heading(found)
    since = _since(found)
    if since:
        _changes(centre().dossier_changes(found, since.isoformat()))
    section(say("dossier.entries"), timeline(found.entries))
    section(say("dossier.documents"), _list(found.documents, _document))
    section(say("section.actors"), _list(found.actors, reference_line))
    section(say("section.themes"), reference_chips(found.themes))
    section(say("section.territories"), reference_chips(found.territories))


def _heading(found: Dossier) -> None:
    st.set_page_config(page_title=f"{printed(found.title)} – {say('site')}")
    way = link(href("dossiers", language()), escape(say("nav.dossiers")))
    trail = (
        f'<nav aria-label="{escape(say("entity.breadcrumb"))}"><ol class="trail"><li>{way}</li></ol></nav>'
    )
    about = f'<p class="intro">{prose(found.description)}</p>' if found.description else ""
    feed = ""
    if found.resources:
        address = f"feeds/{short_id(found.resources[0])}.atom"
        feed = f'<a href="{escape(address)}" type="application/atom+xml">{escape(say("dossier.follow"))}</a>'
    facts = [
        badge(word("resource", found.kind, language())),
        escape(count("entry", len(found.entries))),
        escape(latest(found)),
        feed,
    ]
    st.html(f"{trail}<h1>{titled(found.title)}</h1>{about}{facts_line(facts)}")


def _since(found: Dossier) -> date | None:
    """Show the box of the day to look back to, with some days near; return the one chosen."""
    years = sorted({year for entry in found.entries if (year := year_of(entry))}, reverse=True)[:YEARS]
    today = date.today()
    days = [(say("dossier.days"), (today - timedelta(days=30)).isoformat())]
    days += [(year, f"{year}-01-01") for year in years]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.date_input(
            say("dossier.since"),
            value=None,
            min_value=date(1900, 1, 1),
            max_value=today,
            key="depuis",
            format="DD/MM/YYYY",
            bind="query-params",
            width=260,
        )
        offered = [link(dossier_href(found.id, day), escape(name), "example") for name, day in days]
        st.html(chip_list(offered, say("dossier.or_since")), width="content")
    return chosen if isinstance(chosen, date) else None


def _changes(found: Changes) -> None:
    day = date_words(found.since, language())
    counts = {
        "dated_entry": len(found.dated),
        "arrived_entry": len(found.arrived),
        "changed_entry": len(found.changed),
        "removed_entry": len(found.removed),
    }
    told = [count(key, many) for key, many in counts.items() if many]
    line = (
        facts_line(escape(one) for one in told)
        if told
        else f"<p>{escape(say('dossier.nothing', day=day))}</p>"
    )
    compared = (
        say("dossier.compared", day=date_words(found.compared_with[:10], language()))
        if found.compared_with
        else say("dossier.no_older", day=day)
    )
    parts = [
        _part("dossier.dated", _list(found.dated, entry_row)),
        _part("dossier.new", _list(found.arrived, entry_row, OLDER)),
        _part("dossier.changed", _list(found.changed, _changed)),
        _part("dossier.removed", _list(found.removed, lambda name: f'<li class="row">{titled(name)}</li>')),
    ]
    note = f'<p class="facts">{prose(compared)}</p>'
    st.html(
        f'<section class="since" role="status"><h2>{escape(say("dossier.changes", day=day))}</h2>'
        f"{line}{''.join(parts)}{note}</section>"
    )


def _part(key: str, body: str) -> str:
    return f"<h3>{escape(say(key))}</h3>{body}" if body else ""


def timeline(entries: Sequence[Entry]) -> str:
    """Return the entries by year, the latest first, under a row of bars."""
    years = Counter(int(year) for entry in entries if (year := year_of(entry)))
    undated = sum(not year_of(entry) for entry in entries)
    shown = bars(dict(sorted(years.items())), undated, span([years]), name="dossier.by_year")
    rest = 0
    for year, group in groupby(entries, key=year_of):
        held = list(group)
        heading = year or say("agenda.undated")
        listed = f'<ul class="plain">{"".join(entry_row(one) for one in held)}</ul>'
        if rest < SHOWN:
            shown += f"<h3>{escape(heading)}</h3>{listed}"
        else:
            summary = f"{heading} ({number(len(held), language())})"
            shown += f'<details class="month"><summary>{escape(summary)}</summary>{listed}</details>'
        rest += len(held)
    return shown


def year_of(entry: Entry) -> str:
    """Return the first year of the date of an entry; empty when it has none."""
    year = (entry.date or "").strip("[./")[:4]
    return year if year.isdigit() else ""


def entry_row(entry: Entry) -> str:
    """Return an entry as a line: its own date, what it is, who made it, where it is listed and since when."""
    kind = "event" if entry.kind == "event" else "resource"
    name = link(entity_href(entry.id, language(), kind), titled(entry.title))
    called = (
        word("kind", "event", language()) if kind == "event" else word("resource", entry.kind, language())
    )
    place = ""
    if entry.document:
        place = source(entry.document, entry.document_title, entry.page, start=entry.start, end=entry.end)
    arrived = date_words(entry.arrived[:10], language())
    facts = [
        badge(called),
        titled(", ".join(entry.actors)),
        place,
        escape(say("dossier.in", day=arrived)) if arrived else "",
    ]
    when = escape(date_words(entry.date, language())) or escape(say("agenda.undated"))
    return f'<li class="session"><p class="when">{when}</p><div><h3>{name}</h3>{facts_line(facts)}</div></li>'


def _changed(one: ChangedEntry) -> str:
    name = link(entity_href(one.entry.id, language(), "resource"), titled(one.entry.title))
    told = []
    for field, before in one.before:
        now = getattr(one.entry, field)
        told.append(f"{say(f'dossier.field.{field}')}\u00a0: {_shown(field, before)} → {_shown(field, now)}")
    return f'<li class="row"><h3>{name}</h3>{facts_line(prose(line) for line in told)}</li>'


def _shown(field: str, value: str | None) -> str:
    if not value:
        return say("dossier.empty")
    if field == "date":
        return date_words(value, language())
    return word("resource", value, language()) if field == "kind" else printed(value)


def _document(one: Reference) -> str:
    name = link(entity_href(one.id, language(), "document"), titled(one.label))
    read = say("dossier.read", day=date_words(one.detail[:10], language())) if one.detail else ""
    facts = facts_line([escape(count("entry", one.count or 0)), escape(read)])
    return f'<li class="row"><h3>{name}</h3>{facts}</li>'


def _list(rows: Iterable[One], show: Callable[[One], str], most: int = SHOWN) -> str:
    held = [show(row) for row in rows]
    if not held:
        return ""
    body = f'<ul class="plain">{"".join(held[:most])}</ul>'
    if held[most:]:
        more = f"{say('section.more')} ({number(len(held) - most, language())})"
        body += f'<details><summary>{escape(more)}</summary><ul class="plain">{"".join(held[most:])}</ul></details>'
    return body
