"""What stands around a date: its hours, `à confirmer`, and what makes it a deadline or an opening."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from ingest.dates.cursor import Cursor
from ingest.dates.lexicon import clock
from ingest.dates.mention import DateMention


def with_surroundings(
    cursor: Cursor, mentions: list[DateMention], at: int, after: int
) -> tuple[list[DateMention], int]:
    """Add hours, `à confirmer`, and tell a deadline or an opening from a session."""
    end, times, confirm = mentions[-1].end, list[str](), False
    index = after
    while index < len(cursor.found):
        gap = cursor.text[end : cursor.found[index].start]
        token = cursor.found[index]
        if token.kind == "time" and len(times) < 2 and re.fullmatch(r"[\s*_,:|(·-]*(?:de\s+|a\s+)?", gap):
            times.append(clock(token.word))
        elif token.kind == "confirm" and re.fullmatch(r"[\s*_,:(\[-]*", gap):
            confirm = True
        elif not (token.kind in ("connector", "article") and _leads_to_time(cursor, index)):
            break
        end = token.end
        index += 1
    inside = [clock(token.word) for token in cursor.found[at:after] if token.kind == "time"]
    if inside and len(mentions) == 1:
        times = [inside[0], *times[-1:]]
    before = cursor.found[at - 1] if at and cursor.near(at) is not None else None
    kind = before.kind if before is not None and before.kind in ("deadline", "open") else None
    finished = []
    for mention in (weeks := _weeks(cursor.text, mentions)):
        closes = mention is weeks[-1]
        finished.append(
            replace(
                mention,
                end=end if closes else mention.end,
                start_time=times[0] if times else None,
                end_time=times[1] if len(times) > 1 else None,
                to_confirm=confirm or mention.kind == "alternative",
                kind=kind or mention.kind,
            )
        )
    return finished, index


_WEEK = re.compile(r"\bsemaines?\s+(?:d[ue]s?\s+)?(?:lundis?\s+)?$")


def _weeks(text: str, mentions: list[DateMention]) -> list[DateMention]:
    """Return the seven days from each Monday for `la semaine du 18 mars`."""
    if not _WEEK.search(text, max(0, mentions[0].start - 30), mentions[0].start):
        return mentions
    return [_week(one) for one in mentions]


def _week(mention: DateMention) -> DateMention:
    first = mention.first
    if mention.kind != "days" or first is None or first != mention.last or first.weekday():
        return mention
    last = first + timedelta(days=6)
    return replace(mention, edtf=f"{first.isoformat()}/{last.isoformat()}", last=last)


def _leads_to_time(cursor: Cursor, index: int) -> bool:
    following = cursor.near(index + 1)
    if following is not None and following.kind in ("article", "connector"):
        following = cursor.near(index + 2)
    return following is not None and following.kind == "time" and cursor.near(index) is not None
