"""Roles told in the sentences of minutes, given to the meeting that these tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.dates.lexicon import fold_in_place
from ingest.records import Event, Participation, Resource, Role
from ingest.roles import merge

_AT_A_MEETING: tuple[Role, ...] = ("speaker", "participant")
"""Roles that minutes tell of the meeting they are of: others may be of another activity that is spoken of."""

_MINUTES = re.compile(
    r"\W*(?:projet de )?(?:comptes?[- ]rendus?|proces[- ]verba\w+|releve de (?:decisions|conclusions))\b"
)


_OF_THE_DOCUMENT: tuple[Role, ...] = ("author", "publisher")
"""Roles that a notice tells of itself rather than of the event."""
_GOES_ON = re.compile(r"\W*(?:il|elle|ils|elles|ce|cet|cette|celui-ci|celle-ci|on y|y|avec|en presence)\b")
"""How a sentence goes on with the event of the one before, in folded text."""
_NEXT = 3
"""Code points between a sentence and the one that follows it at most."""


def in_meeting(
    events: tuple[Event, ...], roles: Sequence[Participation], resources: Sequence[Resource], pipeline: str
) -> tuple[tuple[Event, ...], tuple[Participation, ...]]:
    """Give roles told in sentences to the event these tell: that of their sentence or of the one before, the meeting
    of minutes, the event of a notice.

    Return the events, and the roles that are of none.
    """
    given: dict[str, list[Participation]] = {}
    left: list[Participation] = []
    minutes = bool(resources) and _are_minutes(resources[0])
    whole = events[0] if events and pipeline == "report" else None
    of_notice = whole is not None and not minutes and len(events) == 1 and whole.title == resources[0].title
    for one in roles:
        own = _told_of(one, events) if pipeline != "programme" else None
        if (
            own is None
            and whole is not None
            and ((minutes and one.role in _AT_A_MEETING) or (of_notice and one.role not in _OF_THE_DOCUMENT))
        ):
            own = whole
        if own is None:
            left.append(one)
        else:
            given.setdefault(own.iri, []).append(one)
    return tuple(
        replace(one, participations=merge(one.participations, given[one.iri])) if one.iri in given else one
        for one in events
    ), tuple(left)


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


def _are_minutes(resource: Resource) -> bool:
    return resource.kind == "minutes" or _MINUTES.match(fold_in_place(resource.title)) is not None
