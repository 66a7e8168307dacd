"""Why the date of a session is not sure, in a sentence; and the days of a month it may stand on."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from explorer.session import say

if TYPE_CHECKING:
    from centre.records import AgendaRow

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])(?:/\d{4}-(0[1-9]|1[0-2]))?[?~%]?")
LONGEST = 31
"""Days after which a session is no more of one day than of another."""


def why_unsure(row: AgendaRow) -> str:
    """Return why the date of a session is not sure; empty where it is, or where the session is called off."""
    edtf = row.edtf or ""
    if row.status == "cancelled":
        return ""
    if edtf.startswith(("[", "{")):
        return say("unsure.several")
    if row.status in ("to-confirm", "to-be-set", "outside-period"):
        return say(f"unsure.{row.status}")
    if not edtf or _DAY.search(edtf):
        return say("unsure.to-confirm") if edtf.endswith(("?", "~", "%")) else ""
    return say("unsure.month" if _MONTH.fullmatch(edtf) else "unsure.year")


def days_of(row: AgendaRow) -> tuple[date, ...]:
    """Return the days that a session stands on, or may stand on; none where its document gives no day."""
    found = [date.fromisoformat(day) for day in _DAY.findall(row.edtf or row.start or "")]
    if not found or (row.edtf or "").startswith(("[", "{")) or len(found) == 1:
        return tuple(dict.fromkeys(found))
    first, last = min(found), max(found)
    if (last - first).days > LONGEST:
        return (first, last)
    return tuple(first + timedelta(days=after) for after in range((last - first).days + 1))
