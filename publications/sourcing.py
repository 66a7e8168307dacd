"""How letters name the place that a line rests on, the same in all formats."""

from __future__ import annotations

from typing import Final

from publications.french import COLON, capital, french
from publications.records import Line

SOURCE: Final = f"Source{COLON}"


def source_text(line: Line) -> str:
    """Return the place of a line as people name it: `Programme de juin, p. 3`."""
    source = line.source
    title = "ce document" if source.title.casefold() == line.title.casefold() else source.title
    return french(f"{title}, p. {source.page}" if source.page else title)


def facts_text(line: Line) -> str:
    """Return when, where and by whom, on one line."""
    return " · ".join(part for part in (date_text(line), rest_text(line)) if part)


def date_text(line: Line) -> str:
    """Return when, as it opens a line."""
    return capital(line.date_text)


def rest_text(line: Line) -> str:
    """Return where and by whom, on one line."""
    shown = " · ".join(part for part in (line.place, line.facts) if part)
    return shown if line.date_text else capital(shown)
