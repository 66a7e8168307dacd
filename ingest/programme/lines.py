"""Each block of a programme as a line with its dates and its part: date, place, field, row, or text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from ingest.dates import DateMention, Period, find_dates
from ingest.dates.lexicon import FULL_MONTHS, MONTHS, fold_in_place
from ingest.dates.period import last_day, resolve_year
from ingest.document import Block, Document
from ingest.programme.lexicon import (
    EVENT_NOUN,
    FIELD,
    IN_THE_MONTH,
    NUMBERED_HEADING,
    PAST,
    RESOURCE_SECTION,
    VERB,
)
from ingest.programme.places import Places
from ingest.programme.units import unit_blocks

LineKind = Literal["heading", "month", "date", "embedded", "place", "field", "row", "recurrence", "text"]
_SESSION_KINDS = ("days", "alternative", "month", "season", "unset")
_OPENING = re.compile(
    r"^[\W_]*(?:(?:le|les|du|de|a|au|en|l'|des|dates?|quand|jours?|courant|(?:premiere?|prochaine?)\s+(?:seance|reunion|date|session)"
    r"|debut|mi|fin|cet?|pour)\b[\W_]*)*$"
)
_MONTH_ONLY = re.compile(rf"^[\W_]*({'|'.join(FULL_MONTHS)})(?:\s+((?:19|20)\d\d))?[\W_]*$")
_BARE_DAY = re.compile(
    r"^[\W_]*(?:du\s+|le\s+|les\s+)?(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun\.|mar\.|mer\.|jeu\.|ven\.|sam\.|dim\.)\s+)?"
    r"(?:1er|\d{1,2})\b(?!\s*(?:h\b|%|janv|fev|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec|[/.]\d))"
)
_SESSION_CUE = re.compile(
    r"(?:\b(?:seances?|dates?|rencontres?|rendez-vous|rdv|sessions?|reunions?|ateliers?|calendrier|journees?|temps forts?)\b[^.!?]{0,60}?"
    r"(?::|,|\ble\b|\bles\b|\ba\b|\ben\b)|\b(?:rdv|rendez-vous|aura lieu|auront lieu|se (?:reunira|reunit|retrouvera|tiendra|deroulera))|[:(–—-])\s*(?:le\s+|les\s+|du\s+|a\s+l'|l'|au\s+|en\s+)?$"
)
_AUDIENCE_PINS = "👥👤🧑👪"
_DATE_PINS = "📅🗓📆⏰🕒"
_PLACE_PINS = "📍🏠🏢🗺"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A block and what it is in a programme; the offsets of `dates` are those of the block's text."""

    kind: LineKind
    block: Block
    text: str
    folded: str
    dates: tuple[DateMention, ...] = ()
    field: str = ""
    month: tuple[int, int | None] | None = None
    """Month headings: the month (and year) of the days that follow."""


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
        if (found := _month_heading(block, folded, blocks[index + 1 : index + 2])) is not None:
            month = _with_year(found, month, period)
            lines.append(Line(kind="month", block=block, text=block.text, folded=folded, month=month))
            continue
        if block.kind == "heading":
            month = None if month and block.level <= 1 else month
        dates = tuple(find_dates(block.text, period, month=month))
        if not dates and month and IN_THE_MONTH.match(folded):
            dates = (_in_month(month, period, IN_THE_MONTH.match(folded)),)
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


def _month_heading(block: Block, folded: str, following: list[Block]) -> tuple[int, int | None] | None:
    found = _MONTH_ONLY.match(folded)
    if found is None or (block.kind != "heading" and block.marker):
        return None
    bare = bool(following) and _BARE_DAY.match(fold_in_place(following[0].text)) is not None
    if block.kind != "heading" and not bare and not (block.text.isupper() and len(block.text) > 3):
        return None
    return MONTHS[found.group(1)], int(found.group(2)) if found.group(2) else None


def _with_year(
    found: tuple[int, int | None], before: tuple[int, int | None] | None, period: Period | None
) -> tuple[int, int | None]:
    month, year = found
    if year is None and before is not None and before[1] is not None and period is None:
        year = before[1] + (1 if month < before[0] else 0)
    return month, year


def _in_month(
    month: tuple[int, int | None], period: Period | None, match: re.Match[str] | None
) -> DateMention:
    assert match is not None
    number = month[0]
    year = month[1] or resolve_year(number, 15, period)
    if year is None:
        return DateMention(start=0, end=match.end(), kind="unset", edtf=None, first=None, last=None)
    first, last = date(year, number, 1), last_day(year, number)
    return DateMention(
        start=0, end=match.end(), kind="month", edtf=f"{year:04d}-{number:02d}", first=first, last=last
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
    elif sessions and _at_head(folded, sessions[0], block) and not _is_prose(folded, sessions[0]):
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
    elif block.kind == "heading" and not _embedded(folded, sessions, period):
        kind = "heading"
    elif set(block.marker) & set(_PLACE_PINS) or (field and name.startswith(("lieu", "ou", "adresse"))):
        kind = "place"
    elif set(block.marker) & set(_AUDIENCE_PINS):
        kind, name = "field", "public"
    elif field and not name.startswith(("dates", "avec", "titre", "theme", "intitule")):
        kind = "field"
    elif not sessions and places.is_place_line(text):
        kind = "place"
    elif embedded := _embedded(folded, sessions, period):
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


def _is_prose(folded: str, mention: DateMention) -> bool:
    """Say whether a line that opens on a date goes on as a sentence (`De mai à juin, l'équipe vous propose…`)."""
    if _tells_the_past(folded, mention):
        return True
    rest = re.split(r"[.!?]\s", folded[mention.end :])[0]
    return (
        re.match(r"\s*,\s*(?:l'|la\s|les?\s|nous\s|vous\s|une?\s|ce)", rest) is not None
        and VERB.search(rest) is not None
    )


def _leading(folded: str, dates: tuple[DateMention, ...]) -> tuple[DateMention, ...]:
    """Keep the dates of the head of a line: those that follow on each other."""
    kept = [dates[0]]
    for mention in dates[1:]:
        gap = folded[kept[-1].end : mention.start]
        if mention.start < kept[-1].end or not re.fullmatch(
            r"[\s/,;&*_|.-]*(?:et|puis|ou)?[\s*_]*(?:le\s+|les\s+|en\s+)?", gap
        ):
            break
        kept.append(mention)
    return tuple(kept)


def _tells_the_past(folded: str, mention: DateMention) -> bool:
    """Say whether the sentence around a date tells of something past, a deadline or a publication."""
    start = max(folded.rfind(stop, 0, mention.start) for stop in (". ", "! ", "? ", "\n")) + 1
    ends = [end for stop in (". ", "! ", "? ", "\n") if (end := folded.find(stop, mention.end)) >= 0]
    sentence = folded[start : min(ends, default=len(folded))]
    return PAST.search(sentence) is not None


def _embedded(
    folded: str, sessions: tuple[DateMention, ...], period: Period | None
) -> tuple[DateMention, ...]:
    """Return the session dates written inside a line (`Réseau X : 2 février, 6 avril`), none for prose."""
    kept: list[DateMention] = []
    for mention in sessions:
        if kept and re.fullmatch(
            r"[\s/,;&*_|+-]*(?:et|puis|ou)?[\s*_]*(?:le\s+|les\s+)?", folded[kept[-1].end : mention.start]
        ):
            kept.append(mention)
            continue
        before = folded[: mention.start]
        sentence_start = max(before.rfind(stop) for stop in (". ", "! ", "? ")) + 1
        head = before[sentence_start:]
        if _tells_the_past(folded, mention) or len(head) > 200:
            continue
        bracketed = re.search(r"[(\[]\s*(?:l'|le )?$", head) is not None and folded[mention.end :].startswith(
            (")", "]")
        )
        if (
            mention.kind in ("month", "season")
            and not (bracketed and not PAST.search(folded))
            and (
                "/" in (mention.edtf or "")
                or not (EVENT_NOUN.search(head) and _SESSION_CUE.search(head))
                or VERB.search(head)
                or len(head) > 110
            )
        ):
            continue
        if RESOURCE_SECTION.search(head) and not EVENT_NOUN.search(head):
            continue
        if (
            mention.first
            and period
            and mention.last
            and not period.holds(mention.first, mention.last)
            and mention.last < period.start
        ):
            continue
        tail = folded[mention.end :].strip(" *_.)]")
        closing = not tail and re.search(r"[(\[,–—:-]\s*(?:le |les |du )?$", head)
        if _SESSION_CUE.search(head) or closing or _after_title(folded, mention, sentence_start):
            kept.append(mention)
    return tuple(kept)


def _after_title(folded: str, mention: DateMention, sentence_start: int) -> bool:
    """Accept `Titre, samedi 27 septembre, Ville` and `Titre. Mardi 20 août, Ville`: a title, a date, the rest apart."""
    head = folded[sentence_start : mention.start].strip()
    before = folded[:sentence_start].strip()
    title = head or before
    if (
        not title
        or VERB.search(title)
        or len(title) > 120
        or (head and before)
        or re.search(r"[.!?]\s", title)
    ):
        return False
    parted = head.endswith((",", "->", "→", "!", "?")) or not head
    return parted and re.match(r"\s*(?:[,.;()–—-]|$|de \d|a \d)", folded[mention.end :]) is not None


def _all_capitals(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 4 and sum(char.isupper() for char in letters) / len(letters) > 0.85
