"""The dates that a whole document writes, the year of those written without one told by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ingest.dates import DateMention, Period, find_dates
from ingest.dates.frame import (
    BEFORE,
    Frame,
    anchors_of,
    heading_anchors,
    may_hold_dates,
    read_frame,
    sentence_anchors,
    told_in_full,
)
from ingest.dates.lexicon import fold_in_place, weekday_of
from ingest.dates.moment import Anchor, Moment
from ingest.dates.period import last_day
from ingest.dates.relative import inner_days, relative_dates, weekday_dates
from ingest.dates.tense import tenses_of
from ingest.document import Document
from ingest.records import Event, When
from ingest.sentences import sentences

_WITH_YEAR = re.compile(r"(?:19|20)\d\d|\d[/.-]\d\d?[/.-]\d\d")
_WEEKDAY = re.compile(r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?\b")
_MID = "x "
"""Stands before a sentence inside a block: it does not begin a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date of a document and its place in the text."""

    start: int
    end: int
    when: When


def dated(document: Document, title: str, made: str | None) -> Iterator[Dated]:
    """Yield the dates of a document in order; `made` is its own date (EDTF), when it is known."""
    now = _now(document, made)
    frame = read_frame(title, (block.text for block in document.blocks), now)
    day = None if frame.now is None or (frame.now.end - frame.now.start).days > 31 else _middle(frame.now)
    heading: tuple[Anchor, ...] = ()
    month: tuple[int, int | None] | None = None
    last: DateMention | None = None
    for block in document.blocks:
        if block.kind == "heading":
            heading, month = heading_anchors(block.text), _month_of(block.text)
        before: tuple[Anchor, ...] = ()
        for start, end in sentences(block.text):
            sentence = block.text[start:end]
            if not may_hold_dates(sentence):
                last, before = None, ()
                continue
            told = tuple(told_in_full(sentence))
            local = (*sentence_anchors(sentence, told), *frame.goes_on(before, sentence), *heading)
            found = list(_found(sentence, frame, local, month, inside=start > 0))
            mentions = [one for one, _ in found]
            others = [*relative_dates(sentence, mentions, last), *inner_days(sentence, mentions, last)]
            others += weekday_dates(sentence, [*mentions, *others], day)
            found += [(one, None) for one in others]
            for mention, moment in sorted(found, key=lambda one: one[0].start):
                yield _dated(block.start + start, sentence, mention, moment)
            last = next((one for one in reversed(mentions) if one.kind in ("days", "deadline", "open")), None)
            before = anchors_of(told, BEFORE)


def dates(document: Document, title: str, made: str | None) -> tuple[When, ...]:
    """Return the dates of a document as they are written and understood."""
    return tuple(one.when for one in dated(document, title, made))


def dates_beside(
    document: Document, title: str, made: str | None, events: Sequence[Event]
) -> tuple[When, ...]:
    """Return the dates of sessions, then those that the document writes elsewhere."""
    taken = [span for event in events for span in _places(document, event)]
    rest = (
        one.when
        for one in dated(document, title, made)
        if one.when.edtf is not None and not any(start < one.end and one.start < end for start, end in taken)
    )
    return (*(event.when for event in events), *rest)


def _found(
    sentence: str,
    frame: Frame,
    local: Sequence[Anchor],
    month: tuple[int, int | None] | None,
    *,
    inside: bool,
) -> Iterator[tuple[DateMention, Moment | None]]:
    """Yield the dates of a sentence, each read in the tense of its clause, with the moment that told its year."""
    lead = _MID if inside else ""
    for tense, clauses in tenses_of(sentence).items():
        moment = frame.moment(local, tense or frame.tense)
        for mention in find_dates(lead + sentence, moment, month=month):
            at = mention.start - len(lead)
            if (mention.edtf or mention.kind == "unset") and any(first <= at < end for first, end in clauses):
                yield replace(mention, start=at, end=mention.end - len(lead)), moment


def _places(document: Document, event: Event) -> Iterator[tuple[int, int]]:
    """Yield where the words of the date of a session stand: in its evidence, else anywhere."""
    quote = event.when.quote
    whole = (0, len(document.text))
    for start, end in ((event.evidence.start, event.evidence.end), whole) if quote else ():
        found = [one.span() for one in re.finditer(re.escape(quote), document.text[start:end])]
        yield from ((start + first, start + last) for first, last in found)
        if found:
            return


def _middle(period: Period) -> date:
    return period.start + (period.end - period.start) / 2


def _now(document: Document, made: str | None) -> Period | None:
    """Return the day or the month a document speaks from."""
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])(?:-(\d\d))?", made or "")
    if found is None:
        day = document.metadata.published
        return None if day is None else Period(day, day)
    year, month = int(found.group(1)), int(found.group(2))
    if found.group(3):
        day = date(year, month, int(found.group(3)))
        return Period(day, day)
    return Period(date(year, month, 1), last_day(year, month))


def _month_of(text: str) -> tuple[int, int | None] | None:
    """Return the month that a heading is made of."""
    found = re.fullmatch(r"\W*([^\W\d]+)\W*((?:19|20)\d\d)?\W*", text)
    month = next(find_dates(f"{found.group(1)} 2000"), None) if found else None
    if found is None or month is None or month.kind != "month" or month.first is None:
        return None
    return month.first.month, int(found.group(2)) if found.group(2) else None


def _dated(offset: int, sentence: str, mention: DateMention, moment: Moment | None) -> Dated:
    unsure = moment is not None and _is_unsure(sentence, mention, moment)
    return Dated(
        start=offset + mention.start,
        end=offset + mention.end,
        when=When(
            edtf=f"{mention.edtf}?" if unsure else mention.edtf,
            start=mention.first,
            end=mention.last,
            quote=sentence[mention.start : mention.end],
            start_time=mention.start_time,
            end_time=mention.end_time,
            note="to-be-set" if mention.kind == "unset" else "to-confirm" if mention.to_confirm else None,
        ),
    )


def _is_unsure(sentence: str, mention: DateMention, moment: Moment) -> bool:
    """Say whether a date written without its year could as well be of another."""
    if mention.first is None or not re.fullmatch(r"\d{4}-(?:0\d|1[0-2])(?:-\d\d)?", mention.edtf or ""):
        return False
    if _WITH_YEAR.search(sentence, mention.start, mention.end + 40):
        return False
    weekday = _WEEKDAY.search(fold_in_place(sentence[mention.start : mention.end]))
    middle = mention.first if mention.first == mention.last else mention.first.replace(day=15)
    return moment.is_unsure(middle, weekday_of(weekday.group()) if weekday else None)
