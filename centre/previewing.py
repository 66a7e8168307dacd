"""A document read as it would be for its publication, and shown instead: nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from centre.authority import amended, linker
from centre.decisions import held_decisions
from centre.inputs import Holdings, Progress, Unreadable, canonical, understand
from centre.manifest import Manifest
from centre.preview_records import KINDS, Item, Line, Mark, Place, Preview
from centre.records import CentreError
from centre.snapshots import Snapshots
from ingest.curation import Target, curation_of, fact_id, replay

if TYPE_CHECKING:
    from centre.drafts import Draft
    from ingest.document import Source
    from ingest.records import Event, Evidence, Extraction, Link, Participation, Resource, Series, When
    from ingest.themes import Meaning
    from ontology.vocabulary import Vocabulary

DEPOSIT = "depot"
"""The folder that files given in the browser are said to come from; nothing is kept there."""
_LINKS = {"theme": "themes", "territory": "territories", "audience": "audiences", "actor": "actors"}


def place_of(data: Path, name: str) -> str:
    """Return where a document that was given comes from: its address, or its name in the deposit of a centre."""
    from ingest.sources import is_address

    return name if is_address(name) else str(data.resolve() / DEPOSIT / Path(name).name)


def preview(data: Path, draft: Draft, source: Source, *, meaning: Meaning | None, tell: Progress) -> Preview:
    """Return what a document would bring, decisions applied; CentreError, in one line, when it cannot be read."""
    from ingest.themes import settle

    snapshots = Snapshots(data)
    curation = curation_of(held_decisions(data, snapshots.current()))
    vocabulary = amended(curation, data)
    read = understand(source, linker(data, curation), None, tell=tell)
    if isinstance(read, Unreadable):
        raise CentreError(read.reason)
    tell("Choix des thèmes")
    place = place_of(data, draft.name)
    replayed = replay(settle(read.extraction, meaning), curation, vocabulary, (place,))
    holdings = Holdings((snapshots.manifest() or Manifest()).documents)
    held, named = holdings.with_content(source.sha256), holdings.named(canonical(place))
    before = named if held is None else None
    return _shown(
        replayed.extraction,
        vocabulary,
        draft=draft,
        state="unchanged" if held else "changed" if before else "added",
        replaces=before.title if before else "",
    )


def _shown(
    extraction: Extraction, vocabulary: Vocabulary, *, draft: Draft, state: str, replaces: str
) -> Preview:
    document = extraction.document
    gathered = _Gathering(extraction, vocabulary)
    own = extraction.resources[0] if extraction.resources else None
    return Preview(
        draft=draft.id,
        name=draft.name,
        document=document.iri,
        title=extraction.title,
        pipeline=extraction.pipeline,
        media_type=document.media_type,
        pages=document.pages,
        passages=len(extraction.passages),
        date=own.date if own else None,
        state=state,
        replaces=replaces,
        lines=tuple(
            Line(
                kind=block.kind,
                page=block.page,
                start=block.start,
                end=block.end,
                text=block.text,
                level=block.level,
            )
            for block in document.blocks
        ),
        marks=tuple(sorted(gathered.marks(), key=lambda mark: (mark.start, -mark.end))),
        items=gathered.items(),
        targets=gathered.targets,
    )


class _Gathering:
    """The things understood of one document, each with the facts that it stands for."""

    def __init__(self, extraction: Extraction, vocabulary: Vocabulary) -> None:
        self.read, self._vocabulary = extraction, vocabulary
        self.targets: dict[str, tuple[tuple[str, str, str], ...]] = {}
        self._document = extraction.document.iri
        self._own = extraction.resources[0].iri if extraction.resources else ""
        self._new = {actor.iri: actor for actor in extraction.new_actors}
        self._facts: dict[str, dict[Target, None]] = {}
        self._links: dict[str, list[Link]] = {}
        for link, target in self._all_links():
            self._facts.setdefault(link.iri, {})[target] = None
            self._links.setdefault(link.iri, []).append(link)
        for one, subject, _ in self._all_roles():
            target = Target(subject=subject, predicate=one.role, object=one.actor)
            self._facts.setdefault(one.actor, {})[target] = None

    def items(self) -> tuple[Item, ...]:
        """Return what was understood, by kind, what is to be confirmed first."""
        found = [
            *self._activities(),
            *self._actors(),
            *self._entities(),
            *self._roles(),
            *self._relations(),
        ]
        order = {kind: rank for rank, kind in enumerate(KINDS)}
        return tuple(sorted(found, key=lambda item: (order[item.kind], item.status == "fact")))

    def marks(self) -> Iterator[Mark]:
        """Yield the stretches of the text that were recognised."""
        for link in self.read.links:
            if link.kind in _LINKS:
                yield _mark(link.evidence, link.kind, link.label, self._status(link), link.iri)
        for actor in self._new.values():
            yield _mark(actor.evidence, "actor", actor.label, actor.status, actor.iri)
        yield from self._dates()

    def _dates(self) -> Iterator[Mark]:
        """Yield the dates as written: those of events in their lines, the others in the order of the text."""
        text, found, after = self.read.document.text, set(), 0
        for event in self.read.events:
            where, quote = event.evidence, event.when.quote
            start = text.find(quote, where.start, where.end) if quote else -1
            if start >= 0 and start not in found:
                found.add(start)
                yield _date_mark(event.when, start)
        for when in self.read.dates:
            start = text.find(when.quote, after) if when.quote else -1
            if start >= 0:
                after = start + len(when.quote)
                if start not in found:
                    yield _date_mark(when, start)

    def _status(self, link: Link) -> str:
        new = self._new.get(link.iri)
        return new.status if new else link.status

    def _meetings(self) -> Iterator[Event | Series]:
        yield from self.read.series
        yield from self.read.events

    def _all_activities(self) -> Iterator[Event | Series | Resource]:
        yield from self._meetings()
        yield from self.read.resources

    def _all_links(self) -> Iterator[tuple[Link, Target]]:
        for link in self.read.links:
            if link.kind in _LINKS:
                yield link, Target(subject=self._document, predicate="mentions", object=link.iri)
        for one in self._all_activities():
            subject = self._document if one.iri == self._own else one.iri
            groups = [("about", one.themes), ("spatial", one.territories)]
            groups += [("audience", getattr(one, "audiences", ()))]
            for predicate, links in groups:
                for link in links:
                    yield link, Target(subject=subject, predicate=predicate, object=link.iri)

    def _all_roles(self) -> Iterator[tuple[Participation, str, str]]:
        for one in self._all_activities():
            itself = one.iri == self._own
            for role in one.participations:
                yield role, self._document if itself else one.iri, "" if itself else one.title
        for role in self.read.affiliations:
            yield role, self._document, ""

    def _entities(self) -> Iterator[Item]:
        """Yield the themes, the territories, the audiences and the known actors, each once."""
        for iri, links in self._links.items():
            if iri in self._new:
                continue
            best = max(links, key=lambda link: (link.status == "fact", link.score))
            kind = _LINKS.get(best.kind)
            if kind is not None:
                yield self._item(
                    kind,
                    iri,
                    best.label,
                    [link.evidence for link in links],
                    status=best.status,
                    score=best.score,
                    method=best.method,
                    targets=self._facts[iri],
                )

    def _actors(self) -> Iterator[Item]:
        """Yield the actors of no authority file: they stand or fall with their own record."""
        for actor in self._new.values():
            links = [link.evidence for link in self._links.get(actor.iri, ())]
            yield self._item(
                "actors",
                actor.iri,
                actor.label,
                [actor.evidence, *links],
                status=actor.status,
                method=actor.cue,
                category=actor.category,
                targets=[Target(subject=actor.iri)],
            )

    def _roles(self) -> Iterator[Item]:
        groups: dict[tuple[str, str, str], list[tuple[Participation, str]]] = {}
        for one, subject, about in self._all_roles():
            groups.setdefault((subject, one.role, one.actor), []).append((one, about))
        for (subject, role, actor), same in groups.items():
            best = max((one for one, _ in same), key=lambda one: (one.status == "fact", one.score))
            yield self._item(
                "roles",
                actor,
                best.label,
                [one.evidence for one, _ in same],
                status=best.status,
                score=best.score,
                method=best.cue,
                role=role,
                about=same[0][1],
                targets=[Target(subject=subject, predicate=role, object=actor)],
            )

    def _relations(self) -> Iterator[Item]:
        for one in self.read.relations:
            yield self._item(
                "relations",
                one.subject,
                one.subject_label,
                [one.evidence],
                status=one.status,
                score=one.score,
                method=one.cue,
                role=one.predicate,
                about=one.object_label,
                targets=[Target(subject=one.subject, predicate=one.predicate, object=one.object)],
            )

    def _activities(self) -> Iterator[Item]:
        for one in self._meetings():
            when = getattr(one, "when", None)
            yield self._activity(
                "events",
                one,
                date=when.edtf if when else None,
                date_text=when.quote if when else "",
                status="fact" if when is None or (when.edtf and not when.note) else "candidate",
                place=getattr(one, "place", None) or "",
            )
        for resource in self.read.resources:
            if resource.iri != self._own:
                yield self._activity("resources", resource, date=resource.date, category=resource.kind)

    def _activity(self, kind: str, one: Event | Series | Resource, **more: object) -> Item:
        return self._item(kind, one.iri, one.title, [one.evidence], targets=[Target(subject=one.iri)], **more)

    def _item(
        self,
        kind: str,
        entity: str,
        label: str,
        evidence: Iterable[Evidence],
        *,
        targets: Iterable[Target],
        **more: object,
    ) -> Item:
        targets = tuple(targets)
        known = self._vocabulary.get(entity)
        id = fact_id(Target(subject=kind, predicate=targets[0].predicate, object=fact_id(targets[0])))
        self.targets[id] = tuple((one.subject, one.predicate, one.object) for one in targets)
        places = {
            (one.start, one.end): Place(page=one.page, start=one.start, end=one.end, quote=one.quote)
            for one in evidence
        }
        values: dict[str, object] = {
            "category": known.category if known else "",
            "role": "",
            "about": "",
            "date": None,
            "date_text": "",
            "place": "",
            "status": "fact",
            "score": None,
            "method": "",
        }
        return Item(
            id=id,
            kind=kind,
            entity=entity,
            label=label,
            known=known is not None,
            places=tuple(places[where] for where in sorted(places)),
            **{**values, **more},  # type: ignore[arg-type]
        )


def _date_mark(when: When, start: int) -> Mark:
    return Mark(
        start=start,
        end=start + len(when.quote),
        kind="date",
        label=when.edtf or when.quote,
        status="fact" if when.edtf else "candidate",
        entity="",
    )


def _mark(evidence: Evidence, kind: str, label: str, status: str, entity: str) -> Mark:
    return Mark(start=evidence.start, end=evidence.end, kind=kind, label=label, status=status, entity=entity)
