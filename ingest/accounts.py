"""Events told in the prose of reports and newsletters: `le forum X s’est tenu le 9 février 2024 à Y`, or `se tiendra`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ingest.dates import DateMention, Period, find_dates
from ingest.dates.lexicon import fold_in_place
from ingest.document import Block, Document
from ingest.identity import iri_of
from ingest.modality import HELD
from ingest.programme.lexicon import EVENT_NOUN
from ingest.records import Event, Evidence, Extraction, Link, Modality, When
from ingest.sentences import sentences

KINDS = frozenset({"note", "report", "minutes", "document", "newsletter", "news", "website"})
"""Kinds of document whose prose tells what took place."""
_RECENT = timedelta(days=330)
"""A document gives news of the months before it; what is older is history. Under a year, so that a day written
without its year can only be one."""
_COMING = re.compile(
    r"\b(?:se (?:tiendra|tiendront|deroulera|derouleront|reunira|reuniront)|aura lieu|auront lieu"
    r"|(?:est|sont|sera|seront) (?:(?:egalement|aussi) )?(?:prevue?s?|programmee?s?|fixee?s?|organisee?s?|proposee?s?|planifiee?s?))\b"
)
"""How French announces that a meeting will take place, in folded text."""
_NEXT_MEETING = re.compile(
    r"^\W*(?:(?:la|date de la|le) )?prochaine?s? (?P<what>reunion|seance|rencontre|comite|session|copil|rendez-vous|date)s?\b[^.;]{0,60}$"
)
"""What minutes say before the day on which those who met meet again, in folded text."""
_AHEAD = timedelta(days=400)
_PARTICIPLE = re.compile(r",\s+\w+(?:é|u|i|it|is|ert)e?s?\s+(?:par|avec|à|au|en|le|la|dans|pour|sur|chez)\b")
"""What is said of an event between its name and its verb."""
_SESSION = timedelta(days=14)
"""What lasts longer is a series or a programme, not an event."""
_LONGEST = 16
"""Words of a subject that may stand as a title."""
_DETERMINER = re.compile(r"(?:(?:les|le|la|une|un|cette|cet|ces|ce|notre|nos) |l')(?=[\w«])")
_INDEFINITE = re.compile(r"une? ")
_PRONOUN = re.compile(r"^(?:elles?|ils?|on|celle|celui|ceux|qui|nous|cela|ce)\b")
_TOWN = re.compile(r"\bà\s+(?P<town>[A-ZÀ-Ý][\w'’-]*(?:[ -](?:[a-zà-ÿ]{2,4}[ -])?[A-ZÀ-Ý][\w'’-]*)*)")
_VENUE = re.compile(
    r"\b(?:au|à la|à l['’]|dans la|dans le|dans les locaux (?:de la |de l['’]|du |des |de |d['’]))\s?"
    r"(?P<venue>(?:maison|centre|salle|mairie|espace|médiathèque|bibliothèque|hôtel|préfecture|siège|locaux|théâtre|gymnase|foyer|université|tiers-lieu)\b[^,.;:()]{3,60})"
)
_LEADING = re.compile(r"^(?:[^,]{0,60}\d[^,]{0,20}|(?:à|en|au|aux|dans|lors)\s[^,]{2,40}),\s*", re.IGNORECASE)
"""A date or a place that opens the sentence, before its subject."""


def accounts(extraction: Extraction) -> Iterator[Event]:
    """Yield the events that sentences tell as held, with their day; those read otherwise are left out.

    The subject of the sentence is the title. A sentence without an event in its subject, whose subject
    is a pronoun, or whose day is not of the year before the document, tells no event here.
    """
    document = extraction.document
    kind = extraction.resources[0].kind if extraction.resources else ""
    if kind not in KINDS:
        return
    known = {event.when.start for event in extraction.events}
    told = document.metadata.published or _day(extraction.resources[0].date)
    past = Period(told - _RECENT, told) if told else None
    future = Period(told, told + _AHEAD) if told else None
    met = next((one.title for one in extraction.events if one.modality == "held"), None)
    for block in document.blocks:
        if block.kind == "heading" or _TELLS.search(fold_in_place(block.text)) is None:
            continue
        for start, end in sentences(block.text):
            event = _event(document, block, start, end, extraction.links, past)
            event = event or _coming(document, block, start, end, extraction.links, future, met)
            if event and event.when.start not in known:
                known.add(event.when.start)
                yield event


_TELLS = re.compile(rf"{HELD.pattern}|{_COMING.pattern}|\bprochaine?s? \w+")


def _event(
    document: Document, block: Block, start: int, end: int, links: Sequence[Link], period: Period | None
) -> Event | None:
    """Return the event that a sentence tells as held."""
    sentence = block.text[start:end]
    cue = HELD.search(fold_in_place(sentence))
    when = _when(sentence, period)
    if cue is None or when is None or (title := _subject(sentence[: cue.start()])) is None:
        return None
    place = _place(sentence[cue.end() :])
    return _made(document, block, (start, end), links, when, title, place, "held")


def _coming(
    document: Document,
    block: Block,
    start: int,
    end: int,
    links: Sequence[Link],
    period: Period | None,
    met: str | None,
) -> Event | None:
    """Return the event that a sentence announces; those of the meeting `met` that minutes tell meet again."""
    sentence = block.text[start:end]
    if period is None:
        return None
    when = _when(sentence, period)
    if when is None:
        return None
    cue = _COMING.search(fold_in_place(sentence))
    title = _subject(sentence[: cue.start()], indefinite=2) if cue is not None else None
    if title is None and met is not None and _NEXT_MEETING.match(fold_in_place(sentence[: when.start])):
        title = met
    if title is None:
        return None
    place = _place(sentence[when.end :]) or (_place(sentence[cue.end() :]) if cue is not None else None)
    return _made(document, block, (start, end), links, when, title, place, "announced")


def _made(
    document: Document,
    block: Block,
    span: tuple[int, int],
    links: Sequence[Link],
    when: DateMention,
    title: str,
    place: str | None,
    modality: Modality,
) -> Event:
    start, end = span
    sentence = block.text[start:end]
    first, last = block.start + start, block.start + end
    evidence = Evidence(document=document.iri, page=block.page, start=first, end=last, quote=sentence)
    own = [link for link in links if first <= link.evidence.start and link.evidence.end <= last]
    return Event(
        iri=iri_of("event", title, when.edtf, None, place),
        title=title,
        own_title=None,
        series=None,
        axis=None,
        action=None,
        when=When(
            edtf=when.edtf, start=when.first, end=when.last, quote=sentence[when.start : when.end],
            start_time=when.start_time, end_time=when.end_time,
        ),
        place=place,
        mode="onsite" if place else None,
        description="",
        participations=(),
        themes=_first_of_each(own, "theme"),
        territories=_first_of_each(own, "territory"),
        audiences=(),
        evidence=evidence,
        modality=modality,
        modality_evidence=evidence if modality == "held" else None,
    )  # fmt: skip


def _when(sentence: str, period: Period | None) -> DateMention | None:
    """Return the day, or the days, that a sentence gives, when it is one and of the period."""
    found = [one for one in find_dates(sentence, period) if one.kind == "days" and one.edtf and one.first]
    if len({one.edtf for one in found}) != 1:
        return None
    first, last = found[0].first, found[0].last
    if first is None or (last is not None and last - first > _SESSION):
        return None
    return found[0] if period is None or period.start <= first <= period.end else None


def _subject(words: str, *, indefinite: int = 4) -> str | None:
    """Return the subject of a sentence as a title, None when it names no event.

    `indefinite` is how many words one told by `un`, `une` must have.
    """
    text = _LEADING.sub("", re.split(r"\s;\s", words)[-1]).strip(" ,–—-")
    if (said := _PARTICIPLE.search(text)) is not None:
        text = text[: said.start()]
    folded = fold_in_place(text)
    if _PRONOUN.match(folded) or not text or ". " in text or ":" in text:
        return None
    folded = fold_in_place(text)
    opening = _DETERMINER.match(folded)
    least = indefinite if _INDEFINITE.match(folded) else 2  # `un forum` names none
    text = text[opening.end() :] if opening else text
    named = EVENT_NOUN.search(fold_in_place(text)) is not None
    if not least <= len(text.split()) <= _LONGEST or not named or text.count(",") > 1:
        return None
    return text[:1].upper() + text[1:]


def _place(words: str) -> str | None:
    found = _TOWN.search(words)
    if found is None:
        venue = _VENUE.search(words)
        return venue["venue"].rstrip() if venue is not None else None
    rest = re.match(r",\s*(?:au|à la|à l['’]|dans)\s+[^,.;()]{3,50}", words[found.end() :])
    return found["town"] + (rest[0] if rest and not re.search(r"\d", rest[0]) else "")


def _first_of_each(links: Sequence[Link], kind: str) -> tuple[Link, ...]:
    return tuple({link.iri: link for link in reversed(links) if link.kind == kind}.values())[::-1]


def _day(edtf: str | None) -> date | None:
    """Return the last day of the first date of an EDTF text."""
    found = re.search(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", edtf or "")
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is None or month is None:
        return date(year or 1, 12, 31)
    return date(year, month, day) if day else date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
