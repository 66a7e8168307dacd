"""The authority records as people amended them: renamed, merged, hidden, known under more names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ingest.curation.standing import Curation
from ontology.vocabulary import Entity, Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """What decisions change in the authority records, comparable: the same overlay, the same records."""

    names: tuple[tuple[str, str], ...] = ()
    merged: tuple[tuple[str, str], ...] = ()
    gone: tuple[str, ...] = ()
    also: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Names that entities of no authority file brought to the record they were merged into."""


def overlay_of(curation: Curation, vocabulary: Vocabulary) -> Overlay:
    """Return the part of decisions that is about authority records."""
    also: dict[str, tuple[str, ...]] = {}
    for iri, verdict in sorted(curation.merged.items()):
        if vocabulary.get(iri) is None and vocabulary.get(verdict.value) is not None:
            also[verdict.value] = (*also.get(verdict.value, ()), *verdict.names)
    return Overlay(
        names=tuple(sorted((iri, v.value) for iri, v in curation.names.items() if vocabulary.get(iri))),
        merged=tuple(sorted((iri, v.value) for iri, v in curation.merged.items() if vocabulary.get(iri))),
        gone=tuple(sorted(iri for iri in curation.gone if vocabulary.get(iri))),
        also=tuple(sorted(also.items())),
    )


def overlaid(vocabulary: Vocabulary, overlay: Overlay) -> Vocabulary:
    """Return the records amended; the records themselves when there is nothing to amend.

    What stood under a hidden record stands under what contained it; a merged one gives its names.
    """
    if overlay == Overlay():
        return vocabulary
    names, merged, gone, also = (
        dict(overlay.names),
        dict(overlay.merged),
        set(overlay.gone),
        dict(overlay.also),
    )
    givers: dict[str, list[Entity]] = {}
    for iri, end in merged.items():
        if (giver := vocabulary.get(iri)) is not None:
            givers.setdefault(end, []).append(giver)

    def kept(iris: Iterable[str], *, climb: bool = False) -> tuple[str, ...]:
        found: list[str] = []
        waiting = list(iris)
        while waiting:
            iri = waiting.pop(0)
            iri = merged.get(iri, iri)
            if iri not in gone:
                found.append(iri)
            elif climb and (parent := vocabulary.get(iri)) is not None:
                waiting = [*parent.broader, *waiting]
        return _unique(found)

    def amended(entity: Entity) -> Entity:
        from_others = givers.get(entity.iri, [])
        name = names.get(entity.iri, entity.pref_label)
        brought = [label for giver in from_others for label in (giver.pref_label, *giver.alt_labels)]
        labels = (entity.pref_label, *entity.alt_labels, *brought, *also.get(entity.iri, ()))
        seat = kept(filter(None, (entity.seat,)))
        return replace(
            entity,
            pref_label=name,
            alt_labels=tuple(label for label in _unique(labels) if label != name),
            hidden_labels=_joined(entity.hidden_labels, (giver.hidden_labels for giver in from_others)),
            ambiguous_labels=_joined(
                entity.ambiguous_labels, (giver.ambiguous_labels for giver in from_others)
            ),
            context_cues=_joined(entity.context_cues, (giver.context_cues for giver in from_others)),
            broader=tuple(iri for iri in kept(entity.broader, climb=True) if iri != entity.iri),
            active_in=kept(entity.active_in),
            seat=seat[0] if seat else None,
            member_of=tuple(iri for iri in kept(entity.member_of) if iri != entity.iri),
            replaces=tuple(iri for iri in kept(entity.replaces) if iri != entity.iri),
        )

    return Vocabulary(
        {
            entity.iri: amended(entity)
            for entity in vocabulary
            if entity.iri not in merged and entity.iri not in gone
        }
    )


def _joined(own: tuple[str, ...], others: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return _unique((*own, *(label for labels in others for label in labels)))


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
