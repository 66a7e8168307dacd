"""The authority records read from `ontology/`: themes, actions, audiences, actors, territories."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

NAMESPACE = "https://maillage.example/ns#"
BASE = "https://maillage.example/id/"

EntityKind = Literal["theme", "action", "audience", "actor", "territory"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One authority record, whatever its kind; `iri` is its identity."""

    iri: str
    kind: EntityKind
    pref_label: str
    alt_labels: tuple[str, ...] = ()
    hidden_labels: tuple[str, ...] = ()
    label_en: str | None = None
    definition: str = ""
    notation: str | None = None
    """Official code of a territory, letter of a top concept."""
    category: str = ""
    """Actors: last part of the actor kind (`association`, `personne`...). Territories: `commune`, `qpv`..."""
    broader: tuple[str, ...] = ()
    """Themes, actions, audiences: broader concepts. Territories: the direct containers."""
    active_in: tuple[str, ...] = ()
    """Actors: territories of action."""
    seat: str | None = None
    """Actors: territory of the seat."""
    member_of: tuple[str, ...] = ()
    """Actors: networks or organisations it belongs to (a person: its affiliation)."""
    job_title: str = ""
    ambiguous_labels: tuple[str, ...] = ()
    """Labels of this entity that need support from the context."""
    context_cues: tuple[str, ...] = ()
    excluded_context: tuple[str, ...] = ()
    vintage: str | None = None
    """QPV perimeters: `2015` or `2024`."""
    replaces: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    longitude: float | None = None
    latitude: float | None = None
    population: int | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All authority records, with their containment closures."""

    entities: dict[str, Entity]
    _narrower: dict[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)
    _containers: dict[str, frozenset[str]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    """Of the records asked so far."""

    def __post_init__(self) -> None:
        narrower: dict[str, list[str]] = {}
        for entity in self.entities.values():
            for parent in entity.broader:
                narrower.setdefault(parent, []).append(entity.iri)
        object.__setattr__(self, "_narrower", {iri: tuple(found) for iri, found in narrower.items()})

    def __iter__(self) -> Iterator[Entity]:
        return iter(self.entities.values())

    def __len__(self) -> int:
        return len(self.entities)

    def get(self, iri: str) -> Entity | None:
        """Return the record of an IRI, or None."""
        return self.entities.get(iri)

    def of_kind(self, kind: EntityKind) -> Iterator[Entity]:
        """Yield the records of one kind."""
        return (entity for entity in self if entity.kind == kind)

    def narrower(self, iri: str) -> tuple[str, ...]:
        """Return the direct narrower concepts or contained territories."""
        return self._narrower.get(iri, ())

    def within(self, iri: str) -> frozenset[str]:
        """Return `iri` and everything it contains, transitively."""
        return _closure(iri, self.narrower)

    def containers(self, iri: str) -> frozenset[str]:
        """Return `iri` and everything that contains it, transitively."""
        if iri not in self._containers:
            self._containers[iri] = _closure(
                iri, lambda of: self.entities[of].broader if of in self.entities else ()
            )
        return self._containers[iri]


def _closure(start: str, step: Callable[[str], tuple[str, ...]]) -> frozenset[str]:
    found = {start}
    frontier = [start]
    while frontier:
        for other in step(frontier.pop()):
            if other not in found:
                found.add(other)
                frontier.append(other)
    return frozenset(found)
