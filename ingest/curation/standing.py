"""From the register of decisions to what holds now: later decisions win, what was undone never was."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from ingest.curation.decision import SAME, Decision, Target
from ingest.identity import slug
from ontology.vocabulary import BASE

_DOCUMENT = f"{BASE}document/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was decided last on one thing, and by which decision."""

    value: str
    decision: str
    names: tuple[str, ...] = ()
    """What the thing was called until then."""
    into: str = ""
    """What the thing it was merged into was called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Curation:
    """The decisions that hold, by what they are about; empty, it changes nothing."""

    merged: Mapping[str, Verdict] = field(default_factory=dict)
    """What each merged entity became, chains followed."""
    gone: Mapping[str, Verdict] = field(default_factory=dict)
    """Entities and documents rejected or hidden."""
    accepted: Mapping[str, Verdict] = field(default_factory=dict)
    names: Mapping[str, Verdict] = field(default_factory=dict)
    facts: Mapping[Target, Verdict] = field(default_factory=dict)
    """The verdict on each fact: `accept`, `reject` or `hide`."""
    apart: Mapping[Target, Verdict] = field(default_factory=dict)
    """The entity that another is in one document, where it is a namesake."""
    pairs: Mapping[frozenset[str], bool] = field(default_factory=dict)
    """Pairs that are, or are not, one and the same."""
    editions: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Documents that decisions name, with where they come from."""

    def of_document(self, iri: str, sources: Collection[str]) -> Curation:
        """Return the same, what was decided on former editions of a document being told of this one."""
        former = {
            other
            for other, places in self.editions.items()
            if other != iri and not places.isdisjoint(sources)
        }
        if not former:
            return self

        def now(target: Target) -> Target:
            return replace(
                target,
                subject=iri if target.subject in former else target.subject,
                object=iri if target.object in former else target.object,
            )

        def told(verdicts: Mapping[str, Verdict]) -> dict[str, Verdict]:
            """Put what is told of the edition itself last, where it wins."""
            ordered = sorted(verdicts.items(), key=lambda item: item[0] not in former)
            return {iri if key in former else key: verdict for key, verdict in ordered}

        ordered = sorted(self.facts.items(), key=lambda item: item[0].subject not in former)
        return replace(
            self,
            gone=told(self.gone),
            names=told(self.names),
            facts={now(target): verdict for target, verdict in ordered},
            apart={now(target): verdict for target, verdict in self.apart.items()},
        )


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that were not undone, in order, without the undoings; an undoing can be undone."""
    undone: set[str] = set()
    kept: list[Decision] = []
    for decision in reversed(list(decisions)):
        if decision.id in undone:
            continue
        if decision.action == "undo":
            undone.add(decision.target.subject)
        else:
            kept.append(decision)
    return tuple(reversed(kept))


def curation_of(decisions: Iterable[Decision]) -> Curation:
    """Return what holds after decisions, in their order."""
    merged: dict[str, Verdict] = {}
    gone: dict[str, Verdict] = {}
    accepted: dict[str, Verdict] = {}
    names: dict[str, Verdict] = {}
    facts: dict[Target, Verdict] = {}
    apart: dict[Target, Verdict] = {}
    pairs: dict[frozenset[str], bool] = {}
    editions: dict[str, set[str]] = {}
    for one in standing(decisions):
        target, subject, other = one.target, one.target.subject, one.target.object
        for iri in (subject, other):
            if iri.startswith(_DOCUMENT):
                editions.setdefault(iri, set()).update(one.sources)
        verdict = Verdict(value=one.action, decision=one.id, names=one.names)
        if one.action == "rename":
            names[subject] = replace(verdict, value=one.value)
        elif one.action == "merge":
            if _end(other, merged) != subject:
                merged[subject] = replace(verdict, value=other, into=one.value)
                gone.pop(subject, None)
                pairs[frozenset((subject, other))] = True
        elif one.action == "split":
            if other.startswith(_DOCUMENT):
                apart[Target(subject=subject, object=other)] = replace(verdict, value=namesake(target))
            else:
                for first, second in ((subject, other), (other, subject)):
                    if first in merged and merged[first].value == second:
                        del merged[first]
                pairs[frozenset((subject, other))] = False
        elif target.predicate == SAME:
            pairs[frozenset((subject, other))] = one.action == "accept"
        elif target.predicate:
            facts[target] = verdict
        elif one.action == "accept":
            accepted[subject] = verdict
            gone.pop(subject, None)
        else:
            gone[subject] = verdict
            accepted.pop(subject, None)
    ends = {iri: replace(verdict, value=_end(iri, merged)) for iri, verdict in merged.items()}

    def told(target: Target) -> Target:
        """Tell a fact of what its subject and its object became."""
        subject, entity = ends.get(target.subject), ends.get(target.object)
        return replace(
            target,
            subject=subject.value if subject else target.subject,
            object=entity.value if entity else target.object,
        )

    return Curation(
        merged=ends,
        gone=gone,
        accepted=accepted,
        names=names,
        facts={told(target): verdict for target, verdict in facts.items()},
        apart=apart,
        pairs=pairs,
        editions={iri: frozenset(places) for iri, places in editions.items()},
    )


def namesake(target: Target) -> str:
    """Return the address of the namesake of an entity in one document."""
    return f"{target.subject}-{slug(target.object.rsplit('/', 1)[-1])[:8]}"


def related(decisions: Iterable[Decision], changed: Iterable[Decision]) -> tuple[set[str], set[str]]:
    """Return the decisions that bear on what the changed ones bear on, step by step, and all that they name."""
    waiting = list(decisions)
    found: set[str] = set()
    iris: set[str] = set()
    for one in changed:
        found.add(one.id)
        iris |= _named(one)
    grown = True
    while grown:
        near = [one for one in waiting if one.id in found or not iris.isdisjoint(_named(one))]
        waiting = [one for one in waiting if one not in near]
        grown = bool(near)
        for one in near:
            found.add(one.id)
            iris |= _named(one)
    return found, iris


def _named(decision: Decision) -> set[str]:
    named = {decision.target.subject, decision.target.object} - {""}
    if decision.action == "split" and decision.target.object.startswith(_DOCUMENT):
        named.add(namesake(decision.target))
    return named


def _end(iri: str, merged: Mapping[str, Verdict]) -> str:
    seen = {iri}
    while iri in merged and merged[iri].value not in seen:
        iri = merged[iri].value
        seen.add(iri)
    return iri
