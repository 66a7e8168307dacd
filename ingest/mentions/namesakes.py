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

Namesakes = Mapping[str, Sequence[Entity]]


def namesakes_of(vocabulary: Vocabulary) -> Namesakes:
    """Return the towns that share a name, by that name folded."""
    named: dict[str, list[Entity]] = defaultdict(list)
    for one in vocabulary.of_kind("territory"):
        if one.category == "commune":
            named[fold(one.pref_label)].append(one)
    return {name: towns for name, towns in named.items() if len(towns) > 1}


def settled(
    links: Sequence[Link], document: Document, namesakes: Namesakes, vocabulary: Vocabulary
) -> Iterator[Link]:
    """Yield links, each town of a shared name being the one told after it, else the one where the document is.

    Where nothing tells one town from the others, the link stays as it is.
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
        if town is None and (home := _within(towns, named, vocabulary)) is not None:
            ours = vocabulary.containers(link.iri)
            region = [iri for iri in vocabulary.containers(home.iri) & ours if _is(iri, "region", vocabulary)]
            told = any(named[iri] and _is(iri, "departement", vocabulary) for iri in ours)
            town = None if region and told else home  # in one region, a few more places tell little
        yield link if town is None else replace(link, iri=town.iri, label=town.pref_label)


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
