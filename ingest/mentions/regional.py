"""Names that every region has (`la DREETS`, `la Région`), tied to the region a document speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.records import Link
from ontology.vocabulary import Entity, Vocabulary


def region_of(links: Iterable[Link], vocabulary: Vocabulary) -> str | None:
    """Return the IRI of the region a document names most, by its territories and actors."""
    counts: Counter[str] = Counter()
    for link in links:
        entity = vocabulary.get(link.iri)
        if entity is None or link.status != "fact" or link.score < 0.9:
            continue
        starts = (
            (entity.iri,)
            if entity.kind == "territory"
            else entity.active_in
            if entity.kind == "actor"
            else ()
        )
        if entity.kind == "actor" and link.label != link.evidence.quote and len(link.evidence.quote) < 12:
            continue
        for start in starts:
            for container in vocabulary.containers(start):
                found = vocabulary.get(container)
                if found is not None and found.category == "region":
                    counts[container] += 1
    return counts.most_common(1)[0][0] if counts else None


def regional(iri: str, region: str | None, vocabulary: Vocabulary) -> Entity | None:
    """Return the regional body a generic name stands for in a region, None when it has none."""
    if region is None:
        return None
    for entity in vocabulary.of_kind("actor"):
        if iri in entity.member_of and region in entity.active_in and _same_body(iri, entity, vocabulary):
            return entity
    return None


def _same_body(iri: str, entity: Entity, vocabulary: Vocabulary) -> bool:
    parent = vocabulary.get(iri)
    if parent is None or not ("(" in parent.pref_label or parent.category == "service-de-l-etat"):
        return False
    return entity.pref_label.startswith(parent.pref_label.split(" ")[0])


def localised(links: Iterable[Link], region: str | None, vocabulary: Vocabulary) -> Iterator[Link]:
    """Yield links with generic names tied to `region`; names of another region's body are dropped."""
    for link in links:
        if link.kind != "actor":
            yield link
            continue
        child = regional(link.iri, region, vocabulary)
        if child is not None:
            yield replace(link, iri=child.iri, label=child.pref_label)
            continue
        yield link
