"""A date found in a text: where it stands, what it means, and what kind of date it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

DateKind = Literal["days", "alternative", "month", "season", "unset", "recurrence", "deadline", "open"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """One date (one session) written in a text; several may share the same words (`4, 11 et 18 avril`)."""

    start: int
    end: int
    kind: DateKind
    edtf: str | None
    first: date | None
    last: date | None
    to_confirm: bool = False
    start_time: str | None = None
    end_time: str | None = None
    duration: str | None = None
    """Recurrences: ISO 8601 duration."""
