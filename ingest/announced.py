"""Events that other documents than programmes announce: what a notice is of, and the agenda inside a newsletter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.dates import DateMention, Period, find_dates, read_period
from ingest.dates.lexicon import fold_in_place
from ingest.document import Block, Document
from ingest.identity import iri_of
from ingest.mentions import Linker
from ingest.programme.lexicon import EVENT_NOUN
from ingest.records import Event, Extraction, Link, Mode, When
from ingest.report.minutes import place_of
from ingest.report.quotes import evidence_of, first_of_each, links_within

_NO_NOTICE = frozenset(
    {"report", "minutes", "newsletter", "legal-text", "directory", "catalogue", "press-review"}
)
"""Kinds of document that are not the notice of one event."""
_TOLD_OF = re.compile(
    r"\W*(?:compte|proces|releve|bilan|retour|actes|synthese|rapport|etude|guide|dossier|appel|candidature)\b"
)
_DATED_LINE = 200
_LEAD = 6
"""Blocks at the head of a notice in which its day stands."""
_BEFORE_A_DAY = re.compile(r"^[\W_]*(?:(?:dates?|quand|rendez-vous|rdv|jour|le|du|les|ce)\b[\s:,?*–-]*)*$")
AGENDA = re.compile(
    r"\W*(?:(?:l'|notre |nos |votre |vos |les |a (?:vos|nos) )?(?:agendas?|prochains? (?:rendez-vous|evenements?|temps forts?)|rendez-vous(?: a venir| a ne pas manquer)?"
    r"|calendrier|evenements?(?: a venir)?|dates a retenir|a venir|prochainement|ca se passe bientot|save the date))\b[^.]{0,30}$"
)


def notice(extraction: Extraction) -> Event | None:
    """Return the event that a document is the notice of: a day with its hour, or a meeting, told right under the title."""
    document, itself = extraction.document, next(iter(extraction.resources), None)
    if extraction.pipeline != "report" or extraction.events or itself is None or itself.kind in _NO_NOTICE:
        return None
    folded = fold_in_place(extraction.title)
    if _TOLD_OF.match(folded):
        return None
    found = _day(document, extraction.title, named=EVENT_NOUN.search(folded) is not None)
    if found is None:
        return None
    block, mention = found
    place, mode = _place(block.text, mention)
    if place is None and mode is None:
        place, mode = _stated_place(document)
    lead = links_within(extraction.links, block.start, block.end)
    titled = links_within(extraction.links, itself.evidence.start, itself.evidence.end)
    evidence = evidence_of(document, block)
    return Event(
        iri=iri_of("event", extraction.title, mention.edtf),
        title=extraction.title,
        own_title=None,
        series=None,
        axis=None,
        action=next((link.iri for link in titled if link.kind == "action"), None),
        when=When(
            edtf=mention.edtf, start=mention.first, end=mention.last, quote=block.text[mention.start : mention.end],
            start_time=mention.start_time, end_time=mention.end_time,
        ),
        place=place,
        mode=mode,
        description=itself.description,
        participations=(),
        themes=itself.themes,
        territories=first_of_each(_facts((*titled, *lead)), "territory"),
        audiences=first_of_each(titled, "audience"),
        evidence=evidence,
    )  # fmt: skip


_HOURS = re.compile(
    r"^(?:[\s,(–—|·-]*(?:de |a |à )?\d{1,2}\s?(?:h(?:eures?)?|:)\s?(?:\d{2})?(?:\s?(?:-|–|/|a|à|jusqu'a)\s?\d{1,2}\s?(?:h(?:eures?)?|:)\s?(?:\d{2})?)?\)?)?[\s,.)–—|·:-]*"
)
_ONLINE = re.compile(r"\b(?:visio\w*|en ligne|distanciel|a distance|zoom|teams|webinaire)\b")


def _place(line: str, mention: DateMention) -> tuple[str | None, Mode | None]:
    """Return where a dated line sets its event: what its words place, else what follows the day and the hours."""
    place, mode = place_of(line, mention)
    if place is not None or mode is not None:
        return place, mode
    hours = _HOURS.match(line, mention.end)
    rest = (line[hours.end() :] if hours is not None else line[mention.end :]).strip(" .,|–—-")
    if _ONLINE.search(fold_in_place(rest)):
        return None, "online"
    if not rest[:1].isupper() or len(rest) > _PLACE or re.search(r"[.!?:;]\s", rest):
        return None, None
    return rest, "onsite"


_PLACE = 90
_WHERE = re.compile(r"^[\W_]*(?:ou|lieux?|adresse|rendez-vous a)\s*[?:]\W*")


def _stated_place(document: Document) -> tuple[str | None, Mode | None]:
    """Return where a line of its own sets the event (`Où ? Centre social X, Amiens`)."""
    for block in document.blocks[: 2 * _LEAD]:
        if (opening := _WHERE.match(fold_in_place(block.text))) is not None and len(
            block.text
        ) <= _DATED_LINE:
            words = block.text[opening.end() :].strip(" .*_")
            return (None, "online") if _ONLINE.search(fold_in_place(words)) else (words or None, "onsite")
    return None, None


def _facts(links: Sequence[Link]) -> tuple[Link, ...]:
    return tuple(link for link in links if link.status == "fact")


def _day(document: Document, title: str, *, named: bool) -> tuple[Block, DateMention] | None:
    """Return the line under the title that opens with a day, and that day; it has an hour, or the title names a meeting."""
    around = _around(document, title)
    for block in document.blocks[:_LEAD]:
        if block.kind == "row" or len(block.text) > _DATED_LINE:
            continue
        days = [
            one for one in find_dates(block.text, around) if one.kind == "days" and one.edtf and one.first
        ]
        if len(days) != 1 or not _BEFORE_A_DAY.match(fold_in_place(block.text[: days[0].start])):
            continue
        if named or days[0].start_time is not None:
            return block, days[0]
    return None


def _around(document: Document, title: str) -> Period | None:
    published = document.metadata.published
    if (period := read_period(title)) is not None:
        return period
    return None if published is None else Period(published, published.replace(month=12, day=31))


def agenda(extraction: Extraction, linker: Linker) -> Extraction | None:
    """Return what the agenda inside a newsletter or a page announces, read as the programme that it is; None without one."""
    from ingest.programme.extract import extract

    if extraction.pipeline == "programme":
        return None
    document = extraction.document
    blocks = list(_agenda_blocks(document.blocks))
    if not any(_opens_on_a_day(block) for block in blocks):
        return None
    part = replace(document, blocks=(*document.blocks[:1], *blocks))
    read = extract(part, linker)
    held = {event.when.start for event in extraction.events}
    events = tuple(one for one in read.events if one.when.start is not None and one.when.start not in held)
    return replace(read, events=events) if events else None


def _agenda_blocks(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks under a heading of an agenda, up to the next heading of its level."""
    level: int | None = None
    for block in blocks[1:]:
        if block.kind == "heading":
            if AGENDA.fullmatch(fold_in_place(block.text.replace("’", "'"))):
                level = block.level
                yield block
                continue
            if level is not None and block.level <= level:
                level = None
        if _IMPRINT.match(fold_in_place(block.text)):
            level = None
        if level is not None:
            yield block


_IMPRINT = re.compile(
    r"\W*(?:comite de )?(?:redaction|redact\w+|direct\w+ de (?:la )?publication|contacts?|renseignements|conception|mise en page|vous recevez|pour vous (?:des)?abonner|se desabonner|se desinscrire|ont (?:contribue|participe) a)\b"
)
"""How what closes a newsletter begins, in folded text."""


def _opens_on_a_day(block: Block) -> bool:
    if block.kind == "heading":
        return False
    day = next(iter(find_dates(block.text[:90], read_period("2024"))), None)
    return day is not None and _BEFORE_A_DAY.match(fold_in_place(block.text[: day.start])) is not None


_NAMED = re.compile(r"[^.:]{0,60}[.:]\s+(?P<title>[A-ZÀ-Þ«].{6,})", re.DOTALL)
_CLOSED = re.compile(
    r"[.!?](?:\s|$)|,\s(?:avec|en partenariat|par|(?:co-?)?(?:anim|organis|port|propos|pilot|accueill|financ)\w+)\s"
)


def _titled(event: Event) -> Event:
    """Return an event that only the heading of its agenda titles with the title of its own line (`12 mars, Lens. Forum X`)."""
    line = event.evidence.quote
    places = (
        [one.start() for one in re.finditer(re.escape(event.when.quote), line)] if event.when.quote else []
    )
    own = [at for at in places if _is_there(event, line[at + len(event.when.quote) :][:_PLACE])]
    at = next(iter((*own, *places)), -1)
    if at < 0 or AGENDA.fullmatch(fold_in_place(event.title.replace("’", "'"))) is None:
        return event
    told = _NAMED.match(line, at + len(event.when.quote))
    if told is None:
        return event
    title = _CLOSED.split(told["title"], maxsplit=1)[0].strip(" .,:")
    if len(title.split()) < _WORDS:
        return event
    return replace(
        event,
        iri=iri_of("event", title, event.when.edtf, None, event.place),
        title=title,
        own_title=None,
        series=None,
    )


def _is_there(event: Event, after: str) -> bool:
    """Say whether the words after a day are where an event is."""
    if event.mode == "online":
        return _ONLINE.search(fold_in_place(after.split("\n")[0])) is not None
    return event.place is not None and event.place in after


_WORDS = 2


def with_announced(extraction: Extraction, linker: Linker) -> Extraction:
    """Return an extraction with the events that its document announces as a notice, or in an agenda inside it."""
    extraction = replace(extraction, events=tuple(map(_titled, extraction.events)))
    if (one := notice(extraction)) is not None:
        return replace(extraction, events=(one,))
    if (part := agenda(extraction, linker)) is None:
        return extraction
    known = {actor.iri for actor in extraction.new_actors}
    return replace(
        extraction,
        events=(*extraction.events, *map(_titled, part.events)),
        series=(
            *extraction.series,
            *(one for one in part.series if any(one.iri == event.series for event in part.events)),
        ),
        new_actors=(*extraction.new_actors, *(one for one in part.new_actors if one.iri not in known)),
    )
