"""Roles told in the sentences of minutes, given to the meeting that these tell."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from ingest.dates.lexicon import fold_in_place
from ingest.document import Document
from ingest.records import Event, Participation, Resource, Role
from ingest.roles import merge

_AT_A_MEETING: tuple[Role, ...] = ("speaker", "participant")
"""Roles that minutes tell of the meeting they are of: others may be of another activity that is spoken of."""

_MINUTES = re.compile(r"\b(?:comptes?[- ]rendus?|proces[- ]verba\w+|releve de (?:decisions|conclusions))\b")
_TITLES, _TITLE = 3, 160
"""Blocks at the head of a document that may say what it is, and how long one of these is at most."""
_OF_THE_MEETING = re.compile(
    r"\b(?:la|cette) (?:seance|reunion|rencontre|visite|matinee|journee)\b|\b(?:le|ce) (?:comite|groupe|webinaire|seminaire)\b|\bl'assemblee\b|^\W*animation\b|\b(?:les )?echanges\b"
)
"""Words by which minutes speak of their meeting, in folded text."""
_NOUN = r"seance|reunion|rencontre|journee|atelier|matinee|forum|colloque|session|visite|formation|assemblee|seminaire|webinaire|conference|balade|fete|soiree|table ronde|exposition|festival|concertation|ceremonie"
_MEANT = re.compile(
    rf"\b(?:la|le|l'|cette|cet|ce|du|au) ?(?P<noun>{_NOUN})\b(?! (?:de|du|des|d'|sur|prochain))"
)
"""A meeting told before, meant by its kind alone (`la rencontre`), in folded text."""


_OF_THE_DOCUMENT: tuple[Role, ...] = ("author", "publisher")
"""Roles that a notice tells of itself rather than of the event."""
_GOES_ON = re.compile(r"\W*(?:il|elle|ils|elles|ce|cet|cette|celui-ci|celle-ci|on y|y|avec|en presence)\b")
"""How a sentence goes on with the event of the one before, in folded text."""
_NEXT = 3
"""Code points between a sentence and the one that follows it at most."""


def in_meeting(
    events: tuple[Event, ...],
    roles: Sequence[Participation],
    resources: Sequence[Resource],
    pipeline: str,
    document: Document,
) -> tuple[tuple[Event, ...], tuple[Participation, ...]]:
    """Give roles told in sentences to the event these tell: that of their sentence or of the one before, the meeting
    of minutes, the event of a notice.

    Return the events, each actor once, and the roles that are of none or that other sentences tell again.
    """
    given: dict[str, list[Participation]] = {}
    left: list[Participation] = []
    minutes = bool(resources) and tells_a_meeting(document, resources[0])
    heads = [block.start for block in document.blocks if block.kind == "heading"]
    whole = events[0] if events and pipeline == "report" else None
    of_notice = whole is not None and not minutes and len(events) == 1 and whole.title == resources[0].title
    for one in roles:
        own = _told_of(one, events) or _meant(one, events, heads) if pipeline != "programme" else None
        if (
            own is None
            and whole is not None
            and ((minutes and _at_the_meeting(one)) or (of_notice and one.role not in _OF_THE_DOCUMENT))
        ):
            own = whole
        if own is None:
            left.append(one)
        else:
            given.setdefault(own.iri, []).append(one)
    held = []
    for event in events:
        told = given.get(event.iri, [])
        whole = replace(event, participations=merge(event.participations, told)) if told else event
        held.append(whole)
        left += [role for role in (*event.participations, *told) if told and role not in whole.participations]
    return tuple(held), tuple(left)


def _told_of(role: Participation, events: Sequence[Event]) -> Event | None:
    """Return the event that the sentence of a role tells, or goes on with (`Elle est animée par X`)."""
    place = role.evidence
    inside = [one for one in events if one.evidence.start < place.end and place.start < one.evidence.end]
    if inside:
        return inside[0] if len(inside) == 1 else None
    if not _GOES_ON.match(fold_in_place(place.quote)):
        return None
    before = [one for one in events if 0 <= place.start - one.evidence.end <= _NEXT]
    return before[0] if len(before) == 1 else None


def _at_the_meeting(role: Participation) -> bool:
    """Say whether minutes tell a role of the meeting they are of."""
    if role.role in _AT_A_MEETING:
        return True
    folded = fold_in_place(role.evidence.quote.replace("’", "'"))
    return role.role in ("facilitator", "host") and _OF_THE_MEETING.search(folded) is not None


def _meant(role: Participation, events: Sequence[Event], heads: Sequence[int]) -> Event | None:
    """Return the event told before in the same section that a sentence means by its kind (`le forum`)."""
    start = role.evidence.start
    opening = heads[bisect_right(heads, start) - 1] if heads and heads[0] <= start else 0
    folded = fold_in_place(role.evidence.quote.replace("’", "'"))
    nouns = {match["noun"] for match in _MEANT.finditer(folded)}
    if not nouns:
        return None
    before = [one for one in events if opening <= one.evidence.start < start]
    found = [one for one in before if any(noun in fold_in_place(one.title) for noun in nouns)]
    return found[0] if len(found) == 1 else None


def tells_a_meeting(document: Document, itself: Resource | None) -> bool:
    """Say whether a document is the minutes of a meeting, by its title or the lines under it."""
    if itself is None:
        return False
    lines = (itself.title, *(block.text for block in document.blocks[:_TITLES] if len(block.text) < _TITLE))
    return itself.kind == "minutes" or any(_MINUTES.search(fold_in_place(one)) for one in lines)
