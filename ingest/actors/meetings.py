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


def in_meeting(
    events: tuple[Event, ...], roles: Sequence[Participation], resources: Sequence[Resource]
) -> tuple[tuple[Event, ...], tuple[Participation, ...]]:
    """Give those present and those who speak in minutes to the one meeting that these tell.

    Return the events, and the roles that are of none.
    """
    if len(events) != 1 or not resources or not _are_minutes(resources[0]):
        return events, tuple(roles)
    given = [one for one in roles if one.role in _AT_A_MEETING]
    meeting = replace(events[0], participations=merge(events[0].participations, given))
    return (meeting,), tuple(one for one in roles if one.role not in _AT_A_MEETING)


def _are_minutes(resource: Resource) -> bool:
    return resource.kind == "minutes" or _MINUTES.match(fold_in_place(resource.title)) is not None
