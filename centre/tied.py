"""The activities of each theme, territory and actor, and who takes part with whom: read once a snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from centre.opened import Opened

Roles = dict[str, set[str]]
"""The roles of each actor, by IRI."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tied:
    """What the activities of a snapshot are tied to."""

    activities: dict[str, set[str]]
    """By entity: its activities, those of what it contains, and the sessions of its series."""
    roles: dict[str, Roles]
    """By activity: who takes part, those of its series left out."""
    taking_part: dict[str, set[str]]
    """By actor: the activities where it has a role, the sessions of its series left out."""
    sessions: dict[str, set[str]]
    """By series."""
    series: dict[str, set[str]]
    """By session."""


def tied(opened: Opened) -> Tied:
    """Return what the activities are tied to."""
    return opened.once("tied", lambda: _tied(opened))


def activities_of(opened: Opened, entities: Iterable[str]) -> set[str]:
    """Return the activities and resources on some themes, in some territories or with some actors."""
    held = tied(opened).activities
    return {activity for entity in entities for activity in held.get(entity, ())}


def partners_of(opened: Opened, actor: str) -> Iterator[dict[str, Any]]:
    """Yield who takes part with an actor: `partner`, `activity` and the `role` of the partner in it.

    Taking part in a series is taking part with the actors of its sessions, and the reverse; two sessions of one
    series make no partners.
    """
    known = tied(opened)
    for own in known.taking_part.get(actor, ()):
        yield from _partners(actor, own, known.roles.get(own, {}))
        for series in known.series.get(own, ()):
            yield from _partners(actor, own, known.roles.get(series, {}))
        for session in known.sessions.get(own, ()):
            yield from _partners(actor, session, known.roles.get(session, {}))


def topics_of(opened: Opened, actor: str) -> Iterator[dict[str, Any]]:
    """Yield the themes of the activities of an actor: `theme` and `activity`.

    A session has the themes of its series, and the reverse for who takes part in the series.
    """
    from centre.agenda import links_of

    known = tied(opened)
    for own in known.taking_part.get(actor, ()):
        sessions = known.sessions.get(own, set())
        for holder, links in links_of(opened, (own, *sessions)).items():
            for row in links:
                if row["kind"] == "theme" and (holder == own or row["stated_on"] == holder):
                    yield {"theme": row["entity"], "activity": own}


def _partners(actor: str, activity: str, roles: Roles) -> Iterator[dict[str, Any]]:
    for partner, held in roles.items():
        if partner != actor:
            for role in held:
                yield {"partner": partner, "activity": activity, "role": role}


def _tied(opened: Opened) -> Tied:
    sessions: dict[str, set[str]] = {}
    series: dict[str, set[str]] = {}
    for row in opened.ask("sessions"):
        sessions.setdefault(row["series"], set()).add(row["session"])
        series.setdefault(row["session"], set()).add(row["series"])
    activities: dict[str, set[str]] = {}
    roles: dict[str, Roles] = {}
    taking_part: dict[str, set[str]] = {}
    for row in opened.ask("tied"):
        activity, entity = row["activity"], row["entity"]
        held = {activity, *sessions.get(activity, ())}
        for container in opened.vocabulary.containers(entity):
            activities.setdefault(container, set()).update(held)
        if row["role"]:
            roles.setdefault(activity, {}).setdefault(entity, set()).add(row["role"])
            taking_part.setdefault(entity, set()).add(activity)
    return Tied(activities=activities, roles=roles, taking_part=taking_part, sessions=sessions, series=series)
