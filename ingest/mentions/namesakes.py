"""Towns of one name: the one meant is where the document is, by the départements and regions it names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.document import Document
from ingest.identity import fold
from ingest.records import Link
from ontology.vocabulary import Entity, Vocabulary

_AFTER = 60
"""Code points after the name of a town in which its département or region may be told (`Saint-Denis (La Réunion)`)."""
_LARGER = ("departement", "region")

TOWN = 10_000
"""Inhabitants taken for a town whose number is not told."""
UNTOLD = 0.5
"""Score of a town that nothing tells from another of its name."""
_TIMES = 10

Namesakes = Mapping[str, Sequence[Entity]]


def namesakes_of(vocabulary: Vocabulary) -> Namesakes:
    """Return the towns that share a name, by that name folded."""
    named: dict[str, list[Entity]] = defaultdict(list)
    for one in vocabulary.of_kind("territory"):
        if one.category == "commune":
            named[fold(one.pref_label)].append(one)
    return {name: towns for name, towns in named.items() if len(towns) > 1}


def settled(
    links: Sequence[Link],
    document: Document,
    namesakes: Namesakes,
    vocabulary: Vocabulary,
    towns_unsized: frozenset[str] = frozenset(),
) -> Iterator[Link]:
    """Yield links, each town of a shared name being the one told after it, else the one where the document is.

    Where nothing tells one town from the others, the link is a candidate, unless the others are villages beside it.
    `towns_unsized` are the towns whose number of inhabitants is not told.
    """
    shared = {town.iri: towns for towns in namesakes.values() for town in towns}
    if not any(link.iri in shared for link in links):
        yield from links
        return
    places = [
        link
        for link in links
        if link.kind == "territory" and link.status == "fact" and link.iri not in shared
    ]
    named = Counter(container for link in places for container in vocabulary.containers(link.iri))
    around = _of_actors(links, vocabulary)
    for link in links:
        towns = shared.get(link.iri)
        if towns is None:
            yield link
            continue
        end = link.evidence.end
        near = Counter(
            one.iri
            for one in places
            if end <= one.evidence.start <= end + _AFTER
            and "\n" not in document.text[end : one.evidence.start]
        )
        town = _within(towns, near, vocabulary)
        home = (
            None
            if town is not None
            else _within(towns, named, vocabulary) or _within(towns, around, vocabulary)
        )
        if home is not None:
            ours = vocabulary.containers(link.iri)
            region = [iri for iri in vocabulary.containers(home.iri) & ours if _is(iri, "region", vocabulary)]
            told = any(named[iri] and _is(iri, "departement", vocabulary) for iri in ours)
            town = None if region and told else home  # in one region, a few more places tell little
        if town is not None:
            yield replace(link, iri=town.iri, label=town.pref_label)
        elif home is not None or link.status != "fact" or _dwarfs(link.iri, towns, towns_unsized):
            yield link
        else:
            yield replace(link, status="candidate", score=UNTOLD)


def _of_actors(links: Sequence[Link], vocabulary: Vocabulary) -> Counter[str]:
    """Count the larger places in which the actors that a document names act."""
    actors = {link.iri for link in links if link.kind == "actor" and link.status == "fact"}
    places = [place for iri in sorted(actors) if (one := vocabulary.get(iri)) for place in one.active_in]
    return Counter(container for place in places for container in vocabulary.containers(place))


def _dwarfs(iri: str, towns: Sequence[Entity], unsized: frozenset[str]) -> bool:
    """Say whether a town is so much larger than those of its name that it is meant unless something tells otherwise."""
    sizes = {town.iri: size_of(town, unsized) for town in towns}
    others = max(size for one, size in sizes.items() if one != iri)
    return sizes[iri] >= TOWN and sizes[iri] >= _TIMES * others


def size_of(entity: Entity, unsized: frozenset[str]) -> int:
    """Return how many people live in a place; `unsized` are the towns whose number is not told."""
    return TOWN if entity.iri in unsized else entity.population or 0


def _within(towns: Sequence[Entity], named: Counter[str], vocabulary: Vocabulary) -> Entity | None:
    """Return the only town in the larger places named most, its département first; None when none is."""
    scores = {
        town.iri: tuple(
            sum(named[iri] for iri in vocabulary.containers(town.iri) if _is(iri, category, vocabulary))
            for category in _LARGER
        )
        for town in towns
    }
    best = max(scores.values())
    meant = [town for town in towns if scores[town.iri] == best]
    return meant[0] if any(best) and len(meant) == 1 else None


def _is(iri: str, category: str, vocabulary: Vocabulary) -> bool:
    place = vocabulary.get(iri)
    return place is not None and place.category == category
