"""After the pipelines: the actors of running text added, those that are one joined, their places and ties told."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from ingest.actors.abbreviations import abbreviations
from ingest.actors.alone import Local, links_meant, meant_alone, relations_meant, roles_meant
from ingest.actors.institutions import institutions_of
from ingest.actors.joining import Joined, join
from ingest.actors.meetings import in_meeting
from ingest.actors.reading import Told, told_in
from ingest.document import Document
from ingest.identity import fold
from ingest.mentions import Linker
from ingest.records import (
    Citation,
    Event,
    Evidence,
    Extraction,
    Link,
    NewActor,
    Participation,
    Relation,
    Resource,
    Series,
)
from ingest.roles import merge
from ingest.sentences import sentence_at

_Activity = TypeVar("_Activity", Event, Series, Resource)
_STATED = 0.75
"""Score of a tie whose subject stands beside its verb, one end being new."""
_CONFIRMED = 0.85
"""Score of a doubtful name that its sentence makes sure."""
_NAMED = 0.7
"""Score of a place that names a new actor: the share of new actors found right when it was measured."""


def settle(extraction: Extraction, linker: Linker) -> Extraction:
    """Return an extraction with all the actors and ties of its document, each actor under one address."""
    spelt = abbreviations(extraction.document)
    told = told_in(extraction, linker, spelt)
    named = frozenset(link.iri for link in extraction.links if link.kind == "actor")
    joined = join((*extraction.new_actors, *told.new_actors), linker, spelt, named, _subjects(linker))
    local = meant_alone(extraction.links, joined, linker)
    stated = (one for one in told.relations if not {one.subject, one.object} & joined.gone)
    offices = _offices(extraction, told, linker)
    relations = [
        *_placed(joined, linker),
        *(_moved_relation(one, joined, linker) for one in (*stated, *offices)),
    ]
    roles = _participations((*extraction.affiliations, *told.roles), joined)
    links = _with_mentions(extraction, joined, told.sure, linker)
    resources = tuple(_moved(one, joined, local) for one in _owned(extraction, told))
    events, roles_left = in_meeting(
        tuple(_moved(one, joined, local) for one in extraction.events),
        tuple(roles_meant(roles, local)),
        resources,
        extraction.pipeline,
        extraction.document,
    )
    return replace(
        extraction,
        new_actors=joined.actors,
        links=tuple(links_meant(links, local, extraction.document)),
        series=tuple(_moved(one, joined, local) for one in extraction.series),
        events=events,
        resources=_with_works(resources, told.works, joined),
        affiliations=roles_left,
        relations=_each_once(relations_meant(relations, local)),
        duplicates=joined.duplicates,
    )


def _offices(extraction: Extraction, told: Told, linker: Linker) -> Iterator[Relation]:
    """Yield the organisations of the people met with one (`X (Y)`), which no sentence has told yet."""
    held = {(one.subject, one.object) for one in told.relations}
    new = {one.iri: one for one in (*extraction.new_actors, *told.new_actors)}
    for one in new.values():
        if one.category != "personne" or one.affiliation is None or (one.iri, one.affiliation) in held:
            continue
        known = linker.vocabulary.get(one.affiliation)
        body = known.pref_label if known else new[one.affiliation].label if one.affiliation in new else ""
        if body:
            low, high = sentence_at(extraction.document.text, one.evidence.start, one.evidence.end)
            quote = extraction.document.text[low:high]
            yield Relation(
                subject=one.iri, subject_label=one.label, predicate="worksFor", object=one.affiliation,
                object_label=body, detail=one.job_title, cue=one.job_title or "(…)", score=_STATED,
                evidence=replace(one.evidence, start=low, end=high, quote=quote), status="candidate",
            )  # fmt: skip


@lru_cache(maxsize=2)
def _subjects(linker: Linker) -> frozenset[str]:
    entities = (one for kind in ("theme", "audience") for one in linker.vocabulary.of_kind(kind))
    return frozenset(fold(name) for one in entities for name in (one.pref_label, *one.alt_labels))


def _participations(found: Iterable[Participation], joined: Joined) -> Iterator[Participation]:
    for one in found:
        if one.actor in joined.gone:
            continue
        iri = joined.address.get(one.actor, one.actor)
        known = iri in joined.known and one.cue != ""
        yield replace(
            one,
            actor=iri,
            label=joined.label.get(iri, one.label),
            status="fact" if known else one.status,
            score=max(one.score, 0.9) if known else one.score,
        )


def _moved(activity: _Activity, joined: Joined, local: Mapping[str, Local]) -> _Activity:
    moved = merge(tuple(roles_meant(_participations(activity.participations, joined), local)))
    return activity if moved == activity.participations else replace(activity, participations=moved)


def _owned(extraction: Extraction, told: Told) -> Iterator[Resource]:
    """Yield the resources, the document itself first and without the roles that another work has."""
    for index, one in enumerate(extraction.resources):
        yield replace(one, participations=told.own) if index == 0 else one


def _with_works(
    resources: tuple[Resource, ...], works: Sequence[Citation], joined: Joined
) -> tuple[Resource, ...]:
    """Give the document itself the works that its text names, those it cites already left as they are."""
    if not works or not resources:
        return resources
    itself = resources[0]
    held = {one.iri for one in itself.citations}
    new = [
        replace(one, participations=merge(tuple(_participations(one.participations, joined))))
        for one in works
        if one.iri not in held
    ]
    return (replace(itself, citations=(*itself.citations, *new)), *resources[1:])


def _moved_relation(relation: Relation, joined: Joined, linker: Linker) -> Relation:
    subject = joined.address.get(relation.subject, relation.subject)
    value = joined.address.get(relation.object, relation.object)
    known = all(linker.vocabulary.get(end) is not None for end in (subject, value))
    stated = known and relation.score >= _STATED  # a new name that was joined with an authority record
    return replace(
        relation,
        status="fact" if stated else relation.status,
        score=max(relation.score, 0.9) if stated else relation.score,
        subject=subject,
        subject_label=joined.label.get(subject, relation.subject_label),
        object=value,
        object_label=joined.label.get(value, relation.object_label),
    )


def _placed(joined: Joined, linker: Linker) -> Iterator[Relation]:
    """Yield where the institutions act whose names say it (`préfecture du Loiret`)."""
    for actor in joined.actors:
        if actor.category == "personne":
            continue
        place = institutions_of(linker).named(actor.label)
        if place is not None and place.territory is not None:
            yield Relation(
                subject=actor.iri, subject_label=actor.label, predicate="activeIn",
                object=place.territory.iri, object_label=place.territory.pref_label,
                cue=actor.evidence.quote, evidence=actor.evidence, score=0.95, status="fact",
            )  # fmt: skip


def _each_once(relations: Iterable[Relation]) -> tuple[Relation, ...]:
    """Keep the surest statement of each tie; an actor has none with itself."""
    kept: dict[tuple[str, str, str], Relation] = {}
    for one in relations:
        key = (one.subject, one.predicate, one.object)
        if one.subject != one.object and (key not in kept or one.score > kept[key].score):
            kept[key] = one
    return tuple(kept.values())


def _with_mentions(
    extraction: Extraction, joined: Joined, sure: frozenset[tuple[int, str]], linker: Linker
) -> tuple[Link, ...]:
    """Return the links with the places that name a new actor, where nothing else was recognised.

    A doubtful name that its sentence makes sure (`sure`) is a fact.
    """
    links = [_confirmed(link, sure) for link in extraction.links]
    taken = sorted((link.evidence.start, link.evidence.end) for link in links if link.kind == "actor")
    names: dict[str, NewActor] = {}
    for actor in joined.actors:
        for name in (actor.label, *actor.alt_labels, actor.evidence.quote):
            if len(name) > 2:
                names.setdefault(name, actor)
    people = _people(extraction, joined, linker)
    new = [
        _link(extraction.document, page, start, end, names)
        for page, start, end in _places(extraction.document, names, taken)
    ]
    new += _surnames(extraction.document, people)
    return tuple(sorted((*links, *new), key=lambda link: (link.evidence.start, link.evidence.end)))


def _confirmed(link: Link, sure: frozenset[tuple[int, str]]) -> Link:
    if link.status == "candidate" and (link.evidence.start, link.iri) in sure:
        return replace(link, status="fact", score=max(link.score, _CONFIRMED))
    return link


def _people(extraction: Extraction, joined: Joined, linker: Linker) -> dict[str, tuple[str, str]]:
    """Return the people a document names in full, by their surnames; a surname that two bear is left out."""
    named = {link.iri for link in extraction.links if link.kind == "actor"}
    records = [entity for iri in sorted(named) if (entity := linker.vocabulary.get(iri)) is not None]
    full = [(one.iri, one.pref_label) for one in records if one.category == "personne"]
    full += [(one.iri, one.label) for one in joined.actors if one.category == "personne"]
    found: dict[str, tuple[str, str]] = {}
    shared: set[str] = set()
    for iri, label in full:
        first, *last = label.split(" ", 1)
        if last and last[0] in found:
            shared.add(last[0])
        if last:
            found[last[0]] = (iri, first)
    return {surname: held for surname, held in found.items() if surname not in shared}


def _surnames(document: Document, people: Mapping[str, tuple[str, str]]) -> list[Link]:
    """Return the places that name a person of the document by title or initial (`Mme Roth`, `F. Roth`)."""
    if not people:
        return []
    surnames = "|".join(re.escape(name) for name in sorted(people, key=len, reverse=True))
    pattern = re.compile(
        rf"(?<![\w-])(?:(?:M\.|Mme|Mlle|Dre?|Pre?|[Dd]octeure?|[Mm]onsieur|[Mm]adame)\s|(?P<initial>[A-ZÀ-Þ])[.-](?:[A-ZÀ-Þ]\.)?\s?)(?P<name>{surnames})(?![\w-])"
        rf"|(?<![\w-])(?P<first>{surnames})\s(?P<after>[A-ZÀ-Þ])\."
    )
    links = []
    for block in document.blocks:
        for match in pattern.finditer(block.text):
            iri, first = people[match["name"] or match["first"]]
            initial = match["initial"] or match["after"]
            if initial and initial != first[0] and not match.group().startswith("M. "):
                continue
            start, end = block.start + match.start(), block.start + match.end()
            links.append(
                Link(
                    iri=iri, kind="actor", label=f"{first} {match['name'] or match['first']}",
                    evidence=Evidence(
                        document=document.iri, page=block.page, start=start, end=end, quote=match.group()
                    ),
                    method="cue", score=_NAMED, status="candidate",
                )
            )  # fmt: skip
    return links


def _places(
    document: Document, names: Mapping[str, NewActor], taken: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, int]]:
    if not names:
        return
    longest = sorted(names, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])")
    for block in document.blocks:
        for match in pattern.finditer(block.text):
            start, end = block.start + match.start(), block.start + match.end()
            at = bisect_left(taken, (start, 0))
            inside = at > 0 and taken[at - 1][1] > start and taken[at - 1][1] >= end
            if not inside:
                yield block.page, start, end


def _link(document: Document, page: int, start: int, end: int, names: Mapping[str, NewActor]) -> Link:
    quote = document.text[start:end]
    actor = names[quote]
    return Link(
        iri=actor.iri,
        kind="actor",
        label=actor.label,
        evidence=Evidence(document=document.iri, page=page, start=start, end=end, quote=quote),
        method="cue",
        score=_NAMED,
        status="candidate",
    )
