"""A network of actors laid out to be drawn: who is shown, where, in which community, and who ties the others."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection

    from centre.network import Network, NetworkTie

MOST = 150
"""Actors drawn at most: the best tied; more cannot be read."""
SEED = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnActor:
    """One actor at its place; `x` and `y` are from 0 to 1, down and right."""

    id: str
    label: str
    category: str
    activities: int
    """Activities shared with at least one other actor of the whole network."""
    partners: int
    """Actors drawn that it is tied to."""
    between: float
    """Share of the shortest paths between two others that pass through it (betweenness), from 0 to 1."""
    community: int
    """Number of its community, 0 for the largest."""
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnTie:
    """Two actors drawn, and how many activities they share."""

    source: str
    target: str
    activities: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnNetwork:
    """What is drawn, and what may be chosen."""

    actors: tuple[DrawnActor, ...]
    """Most partners first."""
    ties: tuple[DrawnTie, ...]
    left_out: int
    """Actors that satisfy the choices and are not drawn, for want of room."""
    categories: tuple[tuple[str, int], ...]
    """Kinds of actors of the network before any choice of kinds, with their numbers, most first."""
    years: tuple[int, ...]
    """Years of its dated activities, before any choice of a year."""


def draw(
    network: Network,
    *,
    actor: str | None = None,
    hops: int = 1,
    categories: Collection[str] = (),
    year: int | None = None,
    most: int = MOST,
) -> DrawnNetwork:
    """Lay out a network, or what is at most `hops` ties away from an actor (IRI).

    `categories` keeps actors of these kinds, and `actor` whatever its own; `year` keeps the ties whose activities reach
    that year; `most` is the number of actors drawn at most. The same choices give the same drawing.
    """
    import networkx as nx

    known = {one.id: one for one in network.actors}
    years = sorted({number for tie in network.ties for number in _years(tie)})
    ties = [tie for tie in network.ties if year is None or year in _years(tie)]
    graph: Any = nx.Graph()
    for tie in ties:
        graph.add_edge(tie.source, tie.target, weight=len(tie.activities), tie=tie)
    if actor is not None:
        graph = nx.ego_graph(graph, actor, radius=hops) if actor in graph else nx.Graph()
    counted = Counter(known[iri].category for iri in graph)
    if categories:
        kept = [iri for iri in graph if iri == actor or known[iri].category in categories]
        graph = graph.subgraph(kept).copy()
        graph.remove_nodes_from([iri for iri in nx.isolates(graph) if iri != actor])
    ranked = sorted(graph, key=lambda iri: (iri != actor, -graph.degree(iri), known[iri].label))
    graph = graph.subgraph(ranked[:most]).copy()
    places = _places(graph)
    between = nx.betweenness_centrality(graph)
    communities = _communities(graph)
    drawn = [
        DrawnActor(
            id=iri,
            label=known[iri].label,
            category=known[iri].category,
            activities=known[iri].activities,
            partners=graph.degree(iri),
            between=round(between[iri], 4),
            community=communities[iri],
            x=places[iri][0],
            y=places[iri][1],
        )
        for iri in ranked[:most]
    ]
    return DrawnNetwork(
        actors=tuple(sorted(drawn, key=lambda one: (-one.partners, one.label))),
        ties=tuple(_drawn(data["tie"]) for _, _, data in graph.edges(data=True)),
        left_out=len(ranked) - len(drawn),
        categories=tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))),
        years=tuple(years),
    )


def _drawn(tie: NetworkTie) -> DrawnTie:
    return DrawnTie(
        source=tie.source,
        target=tie.target,
        activities=len(tie.activities),
        first=tie.first,
        last=tie.last,
    )


def _years(tie: NetworkTie) -> range:
    """Return the years from the first to the last dated activity of a tie; none when none is dated."""
    if not tie.first or not tie.last:
        return range(0)
    return range(int(tie.first[:4]), int(tie.last[:4]) + 1)


def _communities(graph: Any) -> dict[str, int]:
    """Return the number of the community of each actor: parts more tied within than without (modularity)."""
    import networkx as nx

    if not graph.number_of_edges():
        return dict.fromkeys(graph, 0)
    found = nx.community.greedy_modularity_communities(graph, weight="weight")
    ordered = sorted(found, key=lambda group: (-len(group), min(group)))
    return {iri: number for number, group in enumerate(ordered) for iri in group}


def _places(graph: Any) -> dict[str, tuple[float, float]]:
    """Return a place for each actor, tied ones near; the parts of a broken network side by side."""
    import networkx as nx

    if len(graph) < 2:
        return dict.fromkeys(graph, (0.5, 0.5))
    apart = nx.spring_layout(graph, k=2.2 / len(graph) ** 0.5, iterations=200, seed=SEED, weight=None)
    low = [min(float(place[axis]) for place in apart.values()) for axis in (0, 1)]
    high = [max(float(place[axis]) for place in apart.values()) for axis in (0, 1)]
    span = [max(high[axis] - low[axis], 1e-9) for axis in (0, 1)]
    return {
        iri: (
            round((float(place[0]) - low[0]) / span[0], 4),
            round((float(place[1]) - low[1]) / span[1], 4),
        )
        for iri, place in apart.items()
    }
