"""Who works with whom: actors tied by the activities they both take part in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from centre.opened import Opened


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkActor:
    """One actor of a network."""

    id: str
    label: str
    category: str
    """`association`, `personne`..."""
    activities: int
    """Activities shared with at least one other actor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkTie:
    """Two actors that take part in the same activities; `source` < `target`."""

    source: str
    target: str
    activities: tuple[str, ...]
    """IRIs of the activities, sorted; their number is the weight of the tie."""
    first: str | None
    last: str | None
    """ISO 8601 days of the first and the last dated activity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Actors and their ties."""

    actors: tuple[NetworkActor, ...]
    ties: tuple[NetworkTie, ...]


def network(
    opened: Opened, *, actors: tuple[str, ...] = (), around: str | None = None, most: int = 150
) -> Network:
    """Return the ties of all actors, or those of some (IRIs); roles that are to be confirmed do not count.

    `around` an actor (IRI) are those it does most with, it included at `most`, and their ties to one another.
    Taking part in a series is taking part with the actors of its sessions; two sessions of one series make no tie.
    """
    shared = opened.once("ties", lambda: _ties(opened.ask("participations")))
    kept = {pair: held for pair, held in shared.items() if not actors or set(pair) & set(actors)}
    if around is not None:
        own = sorted((pair for pair in kept if around in pair), key=lambda pair: (-len(kept[pair]), pair))
        near = {around, *(iri for pair in own[: most - 1] for iri in pair)}
        kept = {pair: held for pair, held in kept.items() if near.issuperset(pair)}
    members = {iri for pair in kept for iri in pair}
    activities: dict[str, set[str]] = {iri: set() for iri in members}
    for pair, held in kept.items():
        for iri in pair:
            activities[iri].update(held)
    labels = opened.labels(members)
    return Network(
        actors=tuple(
            NetworkActor(
                id=iri,
                label=labels[iri],
                category=opened.category(iri) or "",
                activities=len(activities[iri]),
            )
            for iri in sorted(members)
        ),
        ties=tuple(_tie(pair, held) for pair, held in sorted(kept.items())),
    )


def _ties(rows: Iterable[dict[str, Any]]) -> dict[tuple[str, str], dict[str, str | None]]:
    """Return the activities that each pair of actors shares, with the day of each."""
    taking_part: dict[str, set[str]] = {}
    series_of: dict[str, set[str]] = {}
    days: dict[str, str | None] = {}
    for row in rows:
        taking_part.setdefault(row["activity"], set()).add(row["actor"])
        days[row["activity"]] = min(filter(None, (days.get(row["activity"]), row["start"])), default=None)
        if row["series"]:
            series_of.setdefault(row["activity"], set()).add(row["series"])
    shared: dict[tuple[str, str], dict[str, str | None]] = {}
    for activity, own in taking_part.items():
        wider = set().union(*(taking_part.get(series, set()) for series in series_of.get(activity, ())))
        pairs = {
            *combinations(sorted(own), 2),
            *(_pair(one, other) for one in own for other in wider - {one}),
        }
        for pair in pairs:
            shared.setdefault(pair, {})[activity] = days[activity]
    return shared


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _tie(pair: tuple[str, str], held: dict[str, str | None]) -> NetworkTie:
    days = sorted(day for day in held.values() if day)
    return NetworkTie(
        source=pair[0],
        target=pair[1],
        activities=tuple(sorted(held)),
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )
