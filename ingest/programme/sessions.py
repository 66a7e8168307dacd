"""From an entry to its sessions: which date has which title, place, mode and text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.dates import DateMention
from ingest.dates.lexicon import fold_in_place
from ingest.programme.announcement import Announcement
from ingest.programme.entries import Entry
from ingest.programme.lexicon import EVENT_NOUN
from ingest.programme.line import Line
from ingest.programme.pieces import balanced
from ingest.programme.places import Place, Places

_DATED = ("date", "embedded", "row")
_ALL_ONLINE = re.compile(
    r"\b(?:(?:seances?|rencontres?|reunions?|ateliers?|sessions?|rendez-vous|cycle|reseau|temps)\b[^.]{0,60}|^[\W_]*)"
    r"\b(?:en visio|en ligne|a distance|en distanciel|par visio)|(?:^|[.!?]\s)[\W_]*en (?:visio|ligne|distanciel)|^[\W_]*(?:\w+\s+)?(?:visioconferences|webinaires)\b"
)
"""A sentence that puts all the sessions of an activity online, in folded text."""


@dataclass(slots=True)
class Session:
    """One session before it becomes a record: a date, what names it, where, and the lines that speak of it."""

    date: DateMention
    line: Line
    own_title: str | None
    place: Place | None
    lines: list[Line] = field(default_factory=list)
    places: list[Line] = field(default_factory=list)
    rest: str = ""
    audience: str = ""
    axis: str | None = None
    cancelled: bool = False


@dataclass(slots=True)
class Activity:
    """An entry read through: what holds for all its sessions, and its sessions."""

    entry: Entry
    title: str
    shared: list[Line]
    sessions: list[Session]
    recurrence: str | None = None


def read_activity(
    entry: Entry, announcements: dict[int, Announcement], places: Places, default: Place | None
) -> Activity:
    """Attach the lines of an entry to its sessions, or to all of them."""
    title = _joined(entry.titles)
    groups: list[tuple[Line, Announcement, list[Line]]] = []
    shared: list[Line] = []
    common: Place | None = None
    recurrence = None
    for line in entry.lines:
        if line.kind in _DATED and id(line) in announcements:
            groups.append((line, announcements[id(line)], []))
            continue
        if line.kind == "recurrence":
            recurrence = next((one.duration for one in line.dates if one.kind == "recurrence"), None)
            shared.append(line)
        elif line.kind == "place" and not groups:
            common = _place(line, places) or common
        elif groups:
            groups[-1][2].append(line)
        else:
            shared.append(line)
    sessions = _sessions(groups, places)
    _spread_place(groups, sessions, places)
    _share_text(groups, sessions, shared, entry)
    for session in sessions:
        if session.place is None:
            session.place = common or _mode_of_words(session, title, shared, places) or default
    return Activity(entry, title, shared, sessions, recurrence)


def _joined(titles: Sequence[Line]) -> str:
    texts = [line.text.strip(" *_>:") for line in titles]
    return " – ".join(balanced(text) for text in texts if text)


def _place(line: Line, places: Places) -> Place | None:
    text = line.text.split(":", 1)[1] if line.field and ":" in line.text else line.text
    place = places.read(text, lenient=True)
    if place is None:
        head = text.split(". ")[0]
        place = places.read(head, lenient=True) or Place(head.strip(" ."), "onsite")
    return place


def _sessions(groups: Sequence[tuple[Line, Announcement, list[Line]]], places: Places) -> list[Session]:
    found = []
    for line, announced, _ in groups:
        for at, mention in enumerate(announced.dates):
            own = announced.places[at] if at < len(announced.places) else None
            found.append(
                Session(
                    date=mention,
                    line=line,
                    own_title=announced.own_title,
                    place=own or announced.place,
                    rest=announced.rest,
                    audience=announced.audience,
                    axis=announced.axis,
                    cancelled=announced.cancelled,
                )
            )
    return found


def _spread_place(
    groups: Sequence[tuple[Line, Announcement, list[Line]]], sessions: Sequence[Session], places: Places
) -> None:
    """Give a place line to the dates right above it that have none of their own."""
    waiting: list[int] = []
    for line, announced, following in groups:
        waiting.append(id(line))
        found: Place | None = None
        guessed = False
        for other in following:
            if other.kind == "place":
                place = _place(other, places)
                found = place if found is None or guessed else found
                guessed = False
                for session in sessions:
                    if id(session.line) in waiting:
                        session.places.append(other)
            elif (
                other.kind == "text"
                and found is None
                and not _known(announced.place)
                and other is following[0]
            ):
                found = _opening_place(other, places)
                guessed = found is not None
        if (
            announced.place is not None
            and _known(announced.place)
            and (found is None or announced.place.text)
        ):
            waiting = []
            continue
        if found is None:
            continue
        if guessed:  # a place that opens a description is that of its own date only
            waiting = [id(line)]
        for session in sessions:
            if id(session.line) in waiting and (session.place is None or session.place.text is None):
                session.place = _joined_place(session.place, found)
        waiting = []


def _known(place: Place | None) -> bool:
    return place is not None and (place.text is not None or place.mode is not None)


def _joined_place(one: Place | None, other: Place) -> Place:
    if one is None or one.mode is None:
        return other
    return one if one.mode == "online" else Place(other.text or one.text, one.mode, other.matches)


def _opening_place(line: Line, places: Places) -> Place | None:
    """Read a place that opens a description: `Laon, préfecture (salle X). Deuxième session…`."""
    head, dot, _ = line.text.partition(". ")
    head = places.untimed(head if dot else line.text.rstrip("."))
    if len(head) > 90:
        return None
    found = places.read(head)
    if (
        found is None
        and len(head.split()) <= (5 if dot else 3)
        and head[:1].isupper()
        and not EVENT_NOUN.search(fold_in_place(head))
    ):
        found = places.read(head, lenient=True) if not places.names_actor(head) else None
    if found is None and (comma := head.find(", ")) > 0:
        mode = places.read(head[:comma])
        if mode is not None and mode.mode == "online":
            return mode
    return found


def _mode_of_words(session: Session, title: str, shared: Sequence[Line], places: Places) -> Place | None:
    """Read the mode, then the place, off the words of a session: `Webinaire`, `Visite à Bourges`."""
    words = f"{session.own_title or ''} {session.line.text}"
    if places.mode_in(words) or places.mode_in(title):
        return Place(None, "online")
    if any(places.mode_in(line.text.split(". ")[0]) for line in session.lines[:2]):
        return Place(None, "online")
    if any(_ALL_ONLINE.search(line.folded) for line in shared):
        return Place(None, "online")
    return None


def _share_text(
    groups: Sequence[tuple[Line, Announcement, list[Line]]],
    sessions: Sequence[Session],
    shared: list[Line],
    entry: Entry,
) -> None:
    """Decide whether the text after a date is its own or speaks of the whole entry."""
    if not groups:
        return
    own = [[line for line in following if line.kind != "place"] for _, _, following in groups]
    each = len(groups) > 1 and all(own[:-1]) and bool(own[-1])
    if each:
        usual = max(len(texts) for texts in own[:-1])
        shared.extend(own[-1][usual:])
        own[-1] = own[-1][:usual]
    for index, (line, announced, _) in enumerate(groups):
        mine = [session for session in sessions if session.line is line]
        last = index == len(groups) - 1
        alone = len(groups) == 1 and not entry.series
        belongs = (
            alone
            or each
            or not last
            or (announced.own_title is not None and not _speaks_of_all(own[index], groups))
        )
        texts = own[index]
        if not belongs:
            shared.extend(texts)
            continue
        if each and announced.own_title is None and texts and len(groups) > 1 and len(mine) == 1:
            title = _sentence(texts[0].text)
            if title:
                mine[0].own_title = title
        for session in mine:
            session.lines.extend(texts)


_WHO_SPEAKS = re.compile(
    r"(?:avec|en presence d|(?:echanges?|rencontre|discussion) avec|(?:interventions?|temoignages?|animation) d)\b"
)


def _speaks_of_all(texts: Sequence[Line], groups: Sequence[tuple[Line, Announcement, list[Line]]]) -> bool:
    """Text after the last of several titled dates is about all of them when the others have none."""
    return (
        len(groups) > 1
        and bool(texts)
        and not any([line for line in following if line.kind == "text"] for _, _, following in groups[:-1])
    )


def _sentence(text: str) -> str | None:
    """Return the first sentence that says what a session is about: who speaks there may be said before."""
    sentences = [one.strip(" .*_") for one in text.split(". ")]
    telling = (one for one in sentences if not _WHO_SPEAKS.match(fold_in_place(one)))
    first = next(telling, sentences[0])
    return first if 8 < len(first) <= 200 else None


def undated(entries: Sequence[Entry], announcements: dict[int, Announcement]) -> Iterator[Entry]:
    """Yield the entries no date belongs to."""
    for entry in entries:
        if not any(id(line) in announcements for line in entry.lines):
            yield entry
