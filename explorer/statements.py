"""What the documents say of one event, side by side: what was announced, what was held, where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from explorer.components import joined, prose, source, titled
from explorer.dates import date_words, tied, time_words
from explorer.evidence import quoted
from explorer.session import language, say
from explorer.texts import word

if TYPE_CHECKING:
    from centre.records import Statement

ORDER = ("announced", "cancelled", "held")


def statements(said: Sequence[Statement], conflicts: Sequence[str] = ()) -> str:
    """Return the statements of several documents in one column for each modality; nothing for a single one."""
    if len(said) < 2:
        return ""
    columns = []
    for modality in ORDER:
        items = "".join(_statement(one) for one in reversed(said) if one.modality == modality)
        if items:
            heading = escape(say(f"told.{modality}"))
            columns.append(f'<div><h3>{heading}</h3><ul class="plain">{items}</ul></div>')
    return f'{disagreement(conflicts)}<div class="told">{"".join(columns)}</div>'


def disagreement(conflicts: Sequence[str]) -> str:
    """Return what the documents do not agree on, as a notice."""
    if not conflicts:
        return ""
    lines = "".join(f"<li>{prose(line)}</li>" for line in conflicts)
    return f'<div class="notice conflicts"><p>{escape(say("told.conflicts"))}</p><ul>{lines}</ul></div>'


def _statement(one: Statement) -> str:
    when = date_words(one.edtf, "en") if language() == "en" and one.edtf else tied(one.date_text)
    mode = word("mode", one.mode, language()) if one.mode and not one.place else ""
    facts = [
        prose(when),
        escape(time_words(one.start_time, language())),
        titled(one.place or ""),
        escape(mode),
    ]
    place = source(one.document, one.document_title, one.page, start=one.start, end=one.end)
    return (
        f'<li class="evidence"><p><strong>{titled(one.title)}</strong></p><p class="facts">{joined(facts)}</p>'
        f'{quoted(one.quote)}<p class="facts">{place}</p></li>'
    )
