"""The transitive closures, computed from the vocabulary when a snapshot is published.

With them a question about a theme or a territory is a join; a property path would be walked at each question.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.namespaces import MLG, SKOS, Triple, iri
from ontology.vocabulary import Entity, Vocabulary


def _workplaces(person: Entity, vocabulary: Vocabulary) -> Iterator[Triple]:
    """Yield where a person works: the territories of the local bodies the person belongs to."""
    if person.category != "personne":
        return
    for body in filter(None, (vocabulary.get(one) for one in person.member_of)):
        for territory in sorted({*body.active_in, *filter(None, (body.seat,))}):
            place = vocabulary.get(territory)
            if place is not None and place.category != "country":
                yield iri(person.iri), MLG.activeIn, iri(territory)


def closure_triples(vocabulary: Vocabulary) -> Iterator[Triple]:
    """Yield each concept's broader concepts and each territory's containers, transitive, itself included.

    Direct narrower concepts come too: the authority files write only `skos:broader`.
    """
    for entity in vocabulary:
        if entity.kind == "actor":
            yield from _workplaces(entity, vocabulary)
            continue
        predicate = MLG.within if entity.kind == "territory" else SKOS.broaderTransitive
        subject = iri(entity.iri)
        for container in sorted(vocabulary.containers(entity.iri)):
            yield subject, predicate, iri(container)
        if entity.kind != "territory":
            for narrower in vocabulary.narrower(entity.iri):
                yield subject, SKOS.narrower, iri(narrower)
