"""The replay of decisions on what was read in a document: what the graph and the indexes are made of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from ingest.curation.decision import Target
from ingest.curation.standing import Curation, Verdict
from ingest.records import (
    Citation,
    Duplicate,
    Event,
    Extraction,
    Link,
    NewActor,
    Participation,
    Relation,
    Resource,
    Series,
)
from ontology.vocabulary import Vocabulary

_ACCEPT = "accept"
Activity = TypeVar("Activity", Event, Series, Resource)


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What is left of a document after decisions."""

    extraction: Extraction
    decisions: tuple[str, ...]
    """The decisions that changed something in it."""
    hidden: bool
    """The document itself is not to be shown."""


def replay(
    extraction: Extraction, curation: Curation, vocabulary: Vocabulary, sources: Collection[str] = ()
) -> Replayed:
    """Return what a document says once decisions hold; replaying twice changes nothing more.

    `vocabulary` is the amended one, `sources` where the document comes from.
    """
    document = extraction.document.iri
    work = _Replay(curation.of_document(document, sources), extraction, vocabulary)
    replayed = work.extraction()
    return Replayed(
        extraction=replayed,
        decisions=tuple(sorted(work.used)),
        hidden=work.is_gone(document),
    )


class _Replay:
    """One document under way; `used` gathers the decisions that changed something."""

    def __init__(self, curation: Curation, extraction: Extraction, vocabulary: Vocabulary) -> None:
        self.used: set[str] = set()
        self._curation, self._read, self._vocabulary = curation, extraction, vocabulary
        self._document = extraction.document.iri
        self._own = extraction.resources[0].iri if extraction.resources else ""
        self._apart = {
            target.subject: verdict
            for target, verdict in curation.apart.items()
            if target.object == self._document
        }
        self._split: dict[str, tuple[str, Link | Participation]] = {}
        """Namesakes made here, with what they were taken for and the first place that names them."""
        self._new = {actor.iri for actor in extraction.new_actors}
        self._series = {series.iri: series.title for series in extraction.series}

    def extraction(self) -> Extraction:
        """Return the document with every record changed."""
        read = self._read
        series = self._activities(read.series)
        events = self._activities(read.events)
        resources = self._activities(read.resources)
        links = self._links(self._document, read.links, "mentions")
        affiliations = self._participations(self._document, read.affiliations)
        new_actors = self._new_actors(read.new_actors)
        return replace(
            read,
            title=self._name(self._document) or self._name(self._own) or read.title,
            links=links,
            new_actors=new_actors,
            series=series,
            events=events,
            resources=resources,
            affiliations=affiliations,
            relations=self._relations(read.relations),
            duplicates=self._duplicates(read.duplicates),
        )

    # -- entities

    def is_gone(self, iri: str) -> bool:
        """Say whether an entity was rejected or hidden."""
        verdict = self._curation.gone.get(iri)
        if verdict is not None:
            self.used.add(verdict.decision)
        return verdict is not None

    def _iri(self, iri: str) -> str:
        for verdicts in (self._apart, self._curation.merged):
            if (verdict := verdicts.get(iri)) is not None:
                self.used.add(verdict.decision)
                iri = verdict.value
        return iri

    def _name(self, iri: str) -> str:
        """Return the name decided for an entity, empty when none was."""
        verdict = self._curation.names.get(iri)
        if verdict is None:
            return ""
        self.used.add(verdict.decision)
        return verdict.value

    def _label(self, before: str, iri: str, label: str) -> str:
        """Return what an entity is called once it is `iri`, having been `before`."""
        if name := self._name(iri):
            return name
        if (entity := self._vocabulary.get(iri)) is not None:
            return entity.pref_label
        if before != iri and before in self._curation.merged:
            return self._called(iri) or label
        return label

    def _called(self, iri: str) -> str:
        """Return what the end of a merge was called when it was decided."""
        found = (one for one in self._read.new_actors if one.iri == iri)
        if (actor := next(found, None)) is not None:
            return actor.label
        return next(
            (
                verdict.into
                for verdict in self._curation.merged.values()
                if verdict.value == iri and verdict.into
            ),
            "",
        )

    # -- facts

    def _verdict(self, subject: str, predicate: str, entity: str) -> Verdict | None:
        verdict = self._curation.facts.get(Target(subject=subject, predicate=predicate, object=entity))
        if verdict is not None:
            self.used.add(verdict.decision)
        return verdict

    def _links(self, subject: str, links: Iterable[Link], predicate: str) -> tuple[Link, ...]:
        kept: dict[tuple[str, int, int], Link] = {}
        for link in links:
            iri = self._iri(link.iri)
            if self.is_gone(iri):
                continue
            verdict = self._verdict(subject, predicate, iri)
            if verdict is not None and verdict.value != _ACCEPT:
                continue
            verdict = verdict or (self._known_now(link.iri, iri) if link.status == "candidate" else None)
            if verdict is not None:
                link = replace(link, status="fact", decision=verdict.decision)
            if iri != link.iri or iri in self._curation.names:
                link = replace(link, iri=iri, label=self._label(link.iri, iri, link.label))
            self._note(iri, link)
            place = (iri, link.evidence.start, link.evidence.end)
            held = kept.get(place)
            if held is None or (link.status == "fact", link.score) > (held.status == "fact", held.score):
                kept[place] = link
        return tuple(kept.values())

    def _participations(self, subject: str, given: Iterable[Participation]) -> tuple[Participation, ...]:
        kept: dict[tuple[str, str, int], Participation] = {}
        for one in given:
            iri = self._iri(one.actor)
            if self.is_gone(iri):
                continue
            verdict = self._verdict(subject, one.role, iri)
            if verdict is not None and verdict.value != _ACCEPT:
                continue
            verdict = verdict or (self._known_now(one.actor, iri) if one.status == "candidate" else None)
            if verdict is not None:
                one = replace(one, status="fact", decision=verdict.decision)
            if iri != one.actor or iri in self._curation.names:
                one = replace(one, actor=iri, label=self._label(one.actor, iri, one.label))
            self._note(iri, one)
            # The document stands for many activities, each told in its own place.
            place = one.evidence.start if subject == self._document else 0
            kept.setdefault((iri, one.role, place), one)
        return tuple(kept.values())

    def _relations(self, given: Iterable[Relation]) -> tuple[Relation, ...]:
        kept: dict[tuple[str, str, str, int], Relation] = {}
        for one in given:
            subject, other = self._iri(one.subject), self._iri(one.object)
            if subject == other or self.is_gone(subject) or self.is_gone(other):
                continue
            verdict = self._verdict(subject, one.predicate, other)
            if verdict is not None and verdict.value != _ACCEPT:
                continue
            if verdict is not None:
                one = replace(one, status="fact", decision=verdict.decision)
            one = replace(
                one,
                subject=subject,
                subject_label=self._label(one.subject, subject, one.subject_label),
                object=other,
                object_label=self._label(one.object, other, one.object_label),
            )
            kept.setdefault((subject, one.predicate, other, one.evidence.start), one)
        return tuple(kept.values())

    def _duplicates(self, given: Iterable[Duplicate]) -> tuple[Duplicate, ...]:
        kept: dict[frozenset[str], Duplicate] = {}
        for one in given:
            left, right = self._iri(one.left), self._iri(one.right)
            pair = frozenset((left, right))
            if len(pair) == 1 or self.is_gone(left) or self.is_gone(right):
                continue
            if pair in self._curation.pairs:
                continue
            one = replace(
                one,
                left=left,
                left_label=self._label(one.left, left, one.left_label),
                right=right,
                right_label=self._label(one.right, right, one.right_label),
            )
            kept.setdefault(pair, one)
        return tuple(kept.values())

    def _known_now(self, before: str, iri: str) -> Verdict | None:
        """Return the decision that made an actor known: what is said of a new one was in doubt for that."""
        if before not in self._new:
            return None
        verdict = self._curation.accepted.get(iri)
        if verdict is None and iri != before and self._vocabulary.get(iri) is not None:
            verdict = self._curation.merged.get(before)
        if verdict is not None:
            self.used.add(verdict.decision)
        return verdict

    def _note(self, iri: str, where: Link | Participation) -> None:
        for before, verdict in self._apart.items():
            if verdict.value == iri:
                self._split.setdefault(iri, (before, where))

    # -- records

    def _new_actors(self, actors: Iterable[NewActor]) -> tuple[NewActor, ...]:
        kept: dict[str, NewActor] = {}
        for actor in actors:
            iri = self._iri(actor.iri)
            if self.is_gone(iri) or self._vocabulary.get(iri) is not None:
                continue
            label = self._label(actor.iri, iri, actor.label)
            affiliation = self._iri(actor.affiliation) if actor.affiliation else None
            if affiliation is not None and self.is_gone(affiliation):
                affiliation = None
            accepted = self._curation.accepted.get(iri)
            changed = replace(
                actor,
                iri=iri,
                label=label,
                alt_labels=_names(label, actor.label, actor.alt_labels),
                affiliation=affiliation,
            )
            if accepted is not None:
                self.used.add(accepted.decision)
                changed = replace(changed, status="fact", decision=accepted.decision)
            held = kept.get(iri)
            if held is not None:
                names = _names(label, *held.alt_labels, changed.label, changed.alt_labels)
                changed = replace(held, alt_labels=names)
            kept[iri] = changed
        for iri, (before, where) in self._split.items():
            entity = self._vocabulary.get(before)
            if iri in kept or entity is None:
                continue
            kept[iri] = NewActor(
                iri=iri,
                label=self._name(iri) or entity.pref_label,
                category=entity.category,
                cue=where.evidence.quote,
                evidence=where.evidence,
            )
        return tuple(kept.values())

    def _activities(self, given: Iterable[Activity]) -> tuple[Activity, ...]:
        kept: dict[str, Activity] = {}
        for one in given:
            iri = self._iri(one.iri)
            if self.is_gone(iri) and one.iri != self._own:
                continue
            changed = self._activity(one, iri)
            held = kept.get(iri)
            kept[iri] = changed if held is None else _joined(held, changed)
        return tuple(kept.values())

    def _activity(self, one: Activity, iri: str) -> Activity:
        subject = self._document if one.iri == self._own else iri
        title = self._label(one.iri, iri, one.title)
        if one.iri == self._own:
            title = self._name(self._document) or title
        changed = replace(
            one,
            iri=iri,
            title=title,
            participations=self._participations(subject, one.participations),
            themes=self._links(subject, one.themes, "about"),
            territories=self._links(subject, one.territories, "spatial"),
        )
        if isinstance(changed, Resource):
            return replace(
                changed,
                collection=self._kept(changed.collection),
                citations=self._citations(changed.citations),
            )
        changed = replace(
            changed,
            action=self._kept(changed.action),
            audiences=self._links(subject, changed.audiences, "audience"),
        )
        if not isinstance(changed, Event):
            return changed
        series = self._kept(changed.series)
        return replace(changed, series=series, title=self._under(changed, series))

    def _under(self, event: Event, series: str | None) -> str:
        """Return the title of a session, which opens with that of its series, once the series has its name."""
        before = self._series.get(event.series or "")
        if before is None or series is None or not event.title.startswith(before):
            return event.title
        return self._label(event.series or "", series, before) + event.title[len(before) :]

    def _citations(self, given: Iterable[Citation]) -> tuple[Citation, ...]:
        kept: dict[str, Citation] = {}
        for one in given:
            iri = self._iri(one.iri)
            if not self.is_gone(iri):
                label = self._label(one.iri, iri, one.label)
                roles = self._participations(iri, one.participations)
                kept.setdefault(iri, replace(one, iri=iri, label=label, participations=roles))
        return tuple(kept.values())

    def _kept(self, iri: str | None) -> str | None:
        """Return what an address became, None when it is gone."""
        if iri is None:
            return None
        now = self._iri(iri)
        return None if self.is_gone(now) else now


def _names(label: str, *others: str | tuple[str, ...]) -> tuple[str, ...]:
    flat = (name for other in others for name in ((other,) if isinstance(other, str) else other))
    return tuple(dict.fromkeys(name for name in flat if name != label))


def _joined(first: Activity, second: Activity) -> Activity:
    """Join two records of one document that became one: the first says when and where."""
    return replace(
        first,
        participations=_distinct(
            (*first.participations, *second.participations), lambda one: (one.actor, one.role)
        ),
        themes=_distinct((*first.themes, *second.themes), _place),
        territories=_distinct((*first.territories, *second.territories), _place),
    )


Item = TypeVar("Item")


def _distinct(items: Iterable[Item], key: Callable[[Item], object]) -> tuple[Item, ...]:
    kept: dict[object, Item] = {}
    for item in items:
        kept.setdefault(key(item), item)
    return tuple(kept.values())


def _place(link: Link) -> object:
    return link.iri, link.evidence.start, link.evidence.end
