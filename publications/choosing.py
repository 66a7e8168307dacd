"""What goes into the letter of a month, and in which part of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from publications.french import first_day, last_day

if TYPE_CHECKING:
    from centre.pieces import Piece

AHEAD: Final = 10
"""Days of the next month whose sessions a letter announces: it is read until the next one comes."""
_UNTOLD: Final = frozenset({"newsletter", "programme", "directory", "directory-entry", "catalogue"})
"""Kinds of resource that are no news; the sessions that a programme announces are told one by one."""
_PRESS: Final = frozenset({"news"})
_DEADLINE: Final = re.compile(r"\bdate limite\b|\bjusqu[’']au\b|\béchéance\b|\bclôture\b", re.IGNORECASE)


def agenda_end(month: str) -> date:
    """Return the last day whose sessions the letter of a month announces."""
    return last_day(month) + timedelta(days=AHEAD)


def part_of(piece: Piece, month: str) -> str | None:
    """Return the part of the letter of a month where a piece belongs, None for no part.

    `agenda`, `reading`, `dossiers`, `press`, `calls` (what has a deadline and no date of its own), or `arrivals`: what the centre read in the month that is older.
    A letter does not quote a letter.
    """
    if piece.document_kind == "newsletter" or piece.kind in _UNTOLD:
        return None
    if piece.kind == "event":
        return "agenda" if _is_announced(piece, month) else None
    if piece.entered and piece.added.startswith(month):
        return "dossiers"
    if _is_dated(piece, month):
        if piece.kind == "dossier" or piece.holder_kind == "dossier":
            return "dossiers"
        if piece.kind in _PRESS and not piece.start and _DEADLINE.search(piece.text):
            return "calls"
        return "press" if piece.kind in _PRESS else "reading"
    if piece.kind not in _PRESS and _is_older(piece, month) and piece.added.startswith(month):
        return "arrivals"
    return None


def months_of(pieces: Iterable[Piece]) -> Iterator[str]:
    """Yield a month for each piece that some letter would tell."""
    for piece in pieces:
        days = (piece.start, piece.document_start if not piece.start else None, piece.added[:10])
        for month in dict.fromkeys(day[:7] for day in days if day):
            if part_of(piece, month):
                yield month
                break


def nearest(months: Iterable[str], month: str) -> str | None:
    """Return the month of some that is nearest to another one, the later of two."""
    asked = first_day(month)

    def distance(other: str) -> tuple[int, bool]:
        found = first_day(other)
        months = (found.year - asked.year) * 12 + found.month - asked.month
        return abs(months), months < 0

    return min(set(months), key=distance, default=None)


def _is_announced(piece: Piece, month: str) -> bool:
    """Say whether a session is to come: at its date, or without one in a programme of that time.

    What only minutes tell was never announced, and is not.
    """
    if piece.status == "reported":
        return False
    first, last = first_day(month).isoformat(), last_day(month).isoformat()
    if piece.start:
        return piece.start <= agenda_end(month).isoformat() and (piece.end or piece.start) >= first
    if piece.document_start and piece.document_end:
        return piece.document_start <= last and piece.document_end >= first
    return piece.added.startswith(month)


def _is_dated(piece: Piece, month: str) -> bool:
    """Say whether a resource is of a month: by its date, that of the document, or the day it was read."""
    if piece.start or piece.end:
        return _is_within(piece.start, piece.end, month)
    if piece.document_start or piece.document_end:
        return _is_within(piece.document_start, piece.document_end, month)
    return piece.added.startswith(month)


def _is_within(start: str | None, end: str | None, month: str) -> bool:
    return bool(start and end) and (start or "")[:7] == (end or "")[:7] == month


def _is_older(piece: Piece, month: str) -> bool:
    return (piece.end or piece.document_end or "") < first_day(month).isoformat()
