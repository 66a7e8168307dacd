"""Each block of a programme as a line with its dates and its part: date, place, field, row, or text."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.dates import DateMention, Period, find_dates
from ingest.dates.lexicon import fold_in_place
from ingest.document import Block, Document
from ingest.programme.embedded import embedded_dates, is_prose
from ingest.programme.lexicon import (
    FIELD,
    IN_THE_MONTH,
    NUMBERED_HEADING,
    RESOURCE_SECTION,
)
from ingest.programme.line import Line, LineKind
from ingest.programme.months import in_month, month_heading, with_year
from ingest.programme.places import Places
from ingest.programme.units import unit_blocks

_SESSION_KINDS = ("days", "alternative", "month", "season", "unset")
_OPENING = re.compile(
    r"^[\W_]*(?:(?:le|les|du|de|a|au|en|l'|des|dates?|quand|jours?|courant|(?:premiere?|prochaine?)\s+(?:seance|reunion|date|session)"
    r"|debut|mi|fin|cet?|pour)\b[\W_]*)*$"
)
_AUDIENCE_PINS = "👥👤🧑👪"
_DATE_PINS = "📅🗓📆⏰🕒"
_PLACE_PINS = "📍🏠🏢🗺"


def read_lines(document: Document, period: Period | None, places: Places) -> list[Line]:
    """Return the lines of a programme in order."""
    lines: list[Line] = []
    month: tuple[int, int | None] | None = None
    blocks = list(unit_blocks(document))
    titled = any(block.kind == "heading" for block in blocks[3:])
    for index, block in enumerate(blocks):
        folded = fold_in_place(block.text)
        if not titled and _heads_resources(block, folded, blocks[index + 1 : index + 2]):
            block = replace(block, kind="heading", level=1)
        if (found := month_heading(block, folded, blocks[index + 1 : index + 2])) is not None:
            month = with_year(found, month, period)
            lines.append(Line(kind="month", block=block, text=block.text, folded=folded, month=month))
            continue
        if block.kind == "heading":
            month = None if month and block.level <= 1 else month
        dates = tuple(find_dates(block.text, period, month=month))
        if not dates and month and (said := IN_THE_MONTH.match(folded)):
            dates = (in_month(month, period, said),)
        lines.append(_line(block, folded, dates, places, period))
    return lines


def _heads_resources(block: Block, folded: str, following: list[Block]) -> bool:
    """Tell the title of a list of resources in a text whose titles are not marked."""
    listed = bool(following) and (following[0].kind == "item" or bool(following[0].marker))
    return (
        listed
        and len(folded) <= 45
        and not folded.rstrip().endswith((".", ":"))
        and RESOURCE_SECTION.search(folded) is not None
    )


def _line(
    block: Block, folded: str, dates: tuple[DateMention, ...], places: Places, period: Period | None
) -> Line:
    text = block.text
    kind: LineKind = "text"
    field = FIELD.match(folded)
    sessions = tuple(one for one in dates if one.kind in _SESSION_KINDS)
    if any(one.kind != "unset" for one in sessions):
        sessions = tuple(one for one in sessions if one.kind != "unset")
    name = field["name"] if field else ""
    if block.cells:
        kind = "row"
    elif sessions and _at_head(folded, sessions[0], block) and not is_prose(folded, sessions[0]):
        kind, dates = "date", _leading(folded, sessions)
        if (
            dates[0].kind == "unset"
            and "confirm" in folded[: dates[0].end]
            and len(folded) > dates[0].end + 20
        ):
            kind = "text"
        if (
            period
            and dates[0].kind == "month"
            and (dates[0].first, dates[0].last) == (period.start, period.end)
        ):
            kind = "text"
    elif block.kind == "heading" and places.is_place_line(text):
        kind = "place"
    elif block.kind == "heading" and not embedded_dates(folded, sessions, period):
        kind = "heading"
    elif set(block.marker) & set(_PLACE_PINS) or (field and name.startswith(("lieu", "ou", "adresse"))):
        kind = "place"
    elif set(block.marker) & set(_AUDIENCE_PINS):
        kind, name = "field", "public"
    elif field and not name.startswith(("dates", "avec", "titre", "theme", "intitule")):
        kind = "field"
    elif not sessions and places.is_place_line(text):
        kind = "place"
    elif embedded := embedded_dates(folded, sessions, period):
        kind, dates = "embedded", embedded
    elif any(one.kind == "recurrence" for one in dates):
        kind = "recurrence"
    elif (not dates and NUMBERED_HEADING.match(text) and not block.marker) or (
        _all_capitals(text) and (block.marker or len(text) < 90) and len(text.split()) <= 14
    ):
        kind = "heading"
    return Line(kind=kind, block=block, text=text, folded=folded, dates=dates, field=name)


def _at_head(folded: str, mention: DateMention, block: Block) -> bool:
    opening = folded[: mention.start]
    if not _OPENING.match(opening):
        return False
    if mention.kind in ("month", "season"):
        rest = folded[mention.end :].lstrip("*_ \t")
        return (
            not rest or rest[0] in ":–—-,(|/" or bool(set(block.marker) & set(_DATE_PINS)) or len(rest) < 40
        )
    return True


def _leading(folded: str, dates: tuple[DateMention, ...]) -> tuple[DateMention, ...]:
    """Keep the dates of the head of a line: those that follow on each other."""
    kept = [dates[0]]
    for mention in dates[1:]:
        gap = folded[kept[-1].end : mention.start]
        if mention.start < kept[-1].end or not re.fullmatch(
            r"[\s/,;&*_|.•·-]*(?:et|puis|ou)?[\s*_]*(?:le\s+|les\s+|en\s+)?", gap
        ):
            break
        kept.append(mention)
    return tuple(kept)


def _all_capitals(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 4 and sum(char.isupper() for char in letters) / len(letters) > 0.85
