"""Names that every region has (`la DREETS`, `la Région`), tied to the region a document speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ingest.identity import fold
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


def council_of(region: str | None, vocabulary: Vocabulary) -> Entity | None:
    """Return the council of a region, when the authority files have it."""
    if region is None:
        return None
    bodies = (one for one in vocabulary.of_kind("actor") if one.category == "collectivite")
    return next((one for one in bodies if one.active_in == (region,)), None)


def meant_in(
    iri: str, label: str, sure: bool, region: str | None, vocabulary: Vocabulary
) -> tuple[str, str] | None:
    """Return whom a name means in a document about `region`: IRI and label, None when it is nobody known.

    `la DREETS` is that of the region; `la Région`, `le Conseil régional` are its council, never another one's.
    """
    if (child := regional(iri, region, vocabulary)) is not None:
        return child.iri, child.pref_label
    entity = vocabulary.get(iri)
    bare = fold(label) in ("region", "la region", "conseil regional", "le conseil regional")
    if entity is None and not bare:
        return iri, label
    council = (
        entity is not None
        and entity.category == "collectivite"
        and not sure
        and _is_region(entity, vocabulary)
    )
    if not (bare or council):
        return iri, label
    found = council_of(region, vocabulary)
    return (
        (found.iri, found.pref_label) if found is not None else (None if entity is not None else (iri, label))
    )


def _is_region(entity: Entity, vocabulary: Vocabulary) -> bool:
    places = [vocabulary.get(iri) for iri in entity.active_in]
    return any(place is not None and place.category == "region" for place in places)
