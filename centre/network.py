"""Who works with whom: actors tied by the activities they both take part in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
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


def network(opened: Opened, *, actors: tuple[str, ...] = ()) -> Network:
    """Return the ties of all actors, or those of some (IRIs); roles that are to be confirmed do not count."""
    rows = opened.ask("partners_of_actor", actors=list(actors) or None)
    shared: dict[tuple[str, str], dict[str, str | None]] = {}
    known: dict[str, dict[str, Any]] = {}
    for row in rows:
        if row["status"] != "fact":
            continue
        pair = (min(row["actor"], row["partner"]), max(row["actor"], row["partner"]))
        shared.setdefault(pair, {})[row["activity"]] = row["start"]
        known.setdefault(row["partner"], row)
    members = {iri for pair in shared for iri in pair}
    labels = opened.labels(members)
    counts: Counter[str] = Counter()
    for iri in members:
        counts[iri] = len({activity for pair, held in shared.items() if iri in pair for activity in held})
    return Network(
        actors=tuple(
            NetworkActor(
                id=iri, label=labels[iri], category=_category(opened, iri, known), activities=counts[iri]
            )
            for iri in sorted(members)
        ),
        ties=tuple(_tie(pair, held) for pair, held in sorted(shared.items())),
    )


def _tie(pair: tuple[str, str], held: dict[str, str | None]) -> NetworkTie:
    days = sorted(day for day in held.values() if day)
    return NetworkTie(
        source=pair[0],
        target=pair[1],
        activities=tuple(sorted(held)),
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )


def _category(opened: Opened, iri: str, known: dict[str, dict[str, Any]]) -> str:
    entity = opened.entity(iri)
    if entity is not None:
        return entity.category
    return str(known[iri]["category"] or "") if iri in known else ""
