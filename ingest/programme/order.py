"""Layouts that put the date above the title, turned into the usual order."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.programme.announcement import Announcement
from ingest.programme.entries import level_of, title_score, top_level
from ingest.programme.lexicon import SERIES_HEAD
from ingest.programme.line import Line

LEAST = 2
"""Dates that must stand above a title before a document is taken for one that writes them so."""


def titles_first(lines: Sequence[Line], announcements: dict[int, Announcement]) -> list[Line]:
    """Return the lines with each title before its date, in the parts of the document that write the date first."""
    top = top_level(lines)
    turned: list[Line] = []
    part: list[Line] = []
    for line in lines:
        if line.kind == "heading" and level_of(line) <= top:
            turned += [*_turned(part, announcements), line]
            part = []
        else:
            part.append(line)
    return [*turned, *_turned(part, announcements)]


def _turned(lines: list[Line], announcements: dict[int, Announcement]) -> list[Line]:
    above = [index for index in range(len(lines) - 1) if _dates_next(lines, index, announcements)]
    below = [
        index
        for index in range(1, len(lines))
        if _is_bare_date(lines[index], announcements) and _is_title(lines, index - 1)
    ]
    named = len(set(above) & set(below))
    if len(above) < LEAST or len(above) <= len(below) or named > len(above) / 3:
        return _cycles_turned(lines, announcements)
    turned = list(lines)
    for index in range(len(lines) - 1):
        if _is_bare_date(lines[index], announcements) and _may_be_title(lines[index + 1]):
            turned[index], turned[index + 1] = turned[index + 1], turned[index]
    return turned


def _cycles_turned(lines: list[Line], announcements: dict[int, Announcement]) -> list[Line]:
    """Turn the sessions of a series whose name is followed by date, title, date, title, and ends on a title."""
    turned = list(lines)
    for head, line in enumerate(lines):
        if line.kind != "text" or not SERIES_HEAD.match(line.folded.strip(" *_>")):
            continue
        pairs: list[int] = []
        index = head + 1
        while (
            index + 1 < len(lines)
            and lines[index + 1].kind == "text"
            and _dates_next(lines, index, announcements)
        ):
            pairs.append(index)
            index += 2
        closed = index >= len(lines) or not _is_bare_date(lines[index], announcements)
        if len(pairs) >= LEAST and closed:
            for index in pairs:
                turned[index], turned[index + 1] = lines[index + 1], lines[index]
    return turned


def _dates_next(lines: Sequence[Line], index: int, announcements: dict[int, Announcement]) -> bool:
    return _is_bare_date(lines[index], announcements) and _is_title(lines, index + 1)


def _is_bare_date(line: Line, announcements: dict[int, Announcement]) -> bool:
    announced = announcements.get(id(line))
    return line.kind == "date" and announced is not None and not announced.own_title


def _may_be_title(line: Line) -> bool:
    """Accept under a date, where titles stand there, whatever is no sentence."""
    if line.kind == "heading":
        return True
    return line.kind == "text" and len(line.text) <= 160 and not line.text.rstrip().endswith((".", ":", ";"))


def _is_title(lines: Sequence[Line], index: int) -> bool:
    """Say whether a line may name an activity, whatever follows it."""
    line = lines[index]
    if line.kind == "heading":
        return True
    return line.kind == "text" and title_score([line], 0, lambda _: 0.0) > 0
