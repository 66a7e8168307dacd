"""From an extraction to the triples of its document's named graph."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from pathlib import PurePath

from rdflib import Literal

from graph.activities import event_triples, resource_triples, series_triples, when_triples
from graph.evidence import decision_iri, evidence_iri, evidence_triples, link_triples, participation_triples
from graph.namespaces import (
    DCTERMS,
    FOAF,
    ID,
    MLG,
    OA,
    ORG,
    PROV,
    RDF,
    SCHEMA,
    SKOS,
    XSD,
    Triple,
    french,
    iri,
)
from graph.relations import duplicate_triples, relation_triples
from ingest.records import Extraction, NewActor, Passage

_PERSON = "personne"


def document_triples(extraction: Extraction) -> Iterator[Triple]:
    """Yield every triple made from one document, each once, always in the same order."""
    yield from dict.fromkeys(_all_triples(extraction))


def _all_triples(extraction: Extraction) -> Iterator[Triple]:
    yield from _description_triples(extraction)
    for passage in extraction.passages:
        yield from _passage_triples(passage)
    yield from _mention_triples(extraction)
    for number, when in enumerate(extraction.dates):
        node = iri(f"{extraction.document.iri}/date/{number}")
        yield iri(extraction.document.iri), MLG.date, node
        yield from when_triples(node, when)
    for actor in extraction.new_actors:
        yield from _new_actor_triples(actor)
    for series in extraction.series:
        yield from series_triples(series)
    for event in extraction.events:
        yield from event_triples(event)
    for resource in extraction.resources:
        yield from resource_triples(resource)
    yield from relation_triples(extraction.relations)
    yield from duplicate_triples(extraction.duplicates)
    # A role of no activity: the document stands for it, and says neither theme nor territory.
    document = iri(extraction.document.iri)
    yield from participation_triples(document, extraction.affiliations, shortcut=False)


def _description_triples(extraction: Extraction) -> Iterator[Triple]:
    document, metadata = extraction.document, extraction.document.metadata
    subject = iri(document.iri)
    yield subject, RDF.type, SCHEMA.DigitalDocument
    yield subject, RDF.type, PROV.Entity
    yield subject, DCTERMS.title, Literal(extraction.title)
    yield subject, DCTERMS.source, Literal(_public(document.locator))
    yield subject, DCTERMS.format, Literal(document.media_type)
    if metadata.published:
        yield subject, DCTERMS.issued, Literal(metadata.published.isoformat(), datatype=XSD.date)
    if metadata.language:
        yield subject, DCTERMS.language, Literal(metadata.language)
    if metadata.publisher:
        yield subject, DCTERMS.publisher, Literal(metadata.publisher)
    if metadata.licence:
        yield subject, DCTERMS.license, Literal(metadata.licence)
    yield subject, MLG.sha256, Literal(document.sha256)
    yield subject, MLG.pipeline, Literal(extraction.pipeline)
    yield subject, SCHEMA.numberOfPages, Literal(document.pages)
    for resource in extraction.resources[:1]:
        yield iri(resource.iri), SCHEMA.encoding, subject


def _public(locator: str) -> str:
    """Return the address of a document, or the name of its file: where a file lay is nobody's business."""
    return locator if "://" in locator else PurePath(locator).name


def _passage_triples(passage: Passage) -> Iterator[Triple]:
    subject = iri(passage.iri)
    yield subject, RDF.type, MLG.Passage
    yield subject, DCTERMS.isPartOf, iri(passage.document)
    yield subject, MLG.page, Literal(passage.page)
    yield subject, OA.start, Literal(passage.start)
    yield subject, OA.end, Literal(passage.end)
    yield subject, SCHEMA.text, Literal(passage.text)
    if passage.heading_path:
        yield subject, MLG.headingPath, Literal(" > ".join(passage.heading_path))


def _mention_triples(extraction: Extraction) -> Iterator[Triple]:
    passages = sorted(extraction.passages, key=lambda passage: passage.start)
    starts = [passage.start for passage in passages]
    for link in extraction.links:
        before = bisect_right(starts, link.evidence.start) - 1
        inside = before >= 0 and link.evidence.start < passages[before].end
        holder = passages[before].iri if inside else extraction.document.iri
        yield from link_triples(iri(holder), SCHEMA.mentions, [link])


def _new_actor_triples(actor: NewActor) -> Iterator[Triple]:
    subject = iri(actor.iri)
    yield subject, RDF.type, FOAF.Person if actor.category == _PERSON else ORG.Organization
    yield subject, SKOS.prefLabel, french(actor.label)
    for label in actor.alt_labels:
        yield subject, SKOS.altLabel, french(label)
    yield subject, MLG.actorKind, ID[f"actor-kind/{actor.category}"]
    if actor.job_title:
        yield subject, SCHEMA.jobTitle, french(actor.job_title)
    if actor.affiliation:
        yield subject, SCHEMA.affiliation, iri(actor.affiliation)
    yield subject, MLG.status, Literal(actor.status)
    if actor.decision:
        yield subject, MLG.decision, decision_iri(actor.decision)
    yield subject, MLG.cue, Literal(actor.cue)
    yield subject, MLG.evidence, evidence_iri(actor.evidence)
    yield from evidence_triples(actor.evidence)
