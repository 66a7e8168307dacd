"""Events, series and resources of an extraction as triples."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rdflib import Literal, URIRef

from graph.evidence import (
    ABOUT,
    AUDIENCE,
    SPATIAL,
    evidence_iri,
    evidence_triples,
    link_triples,
    participation_triples,
)
from graph.namespaces import DCTERMS, MLG, RDF, SCHEMA, XSD, Triple, french, iri
from ingest.records import Citation, Event, Evidence, Resource, Series, When

_LEGAL = frozenset({"décret", "loi", "circulaire", "instruction", "arrêté", "ordonnance"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MODES = {"online": SCHEMA.OnlineEventAttendanceMode, "onsite": SCHEMA.OfflineEventAttendanceMode}


def event_triples(event: Event) -> Iterator[Triple]:
    """Yield the triples of one session."""
    subject = iri(event.iri)
    yield subject, RDF.type, SCHEMA.Event
    if event.own_title:
        yield subject, MLG.ownTitle, french(event.own_title)
    if event.series:
        yield subject, SCHEMA.superEvent, iri(event.series)
    if event.place:
        yield subject, MLG.placeName, Literal(event.place)
    if event.mode:
        yield subject, SCHEMA.eventAttendanceMode, _MODES[event.mode]
    yield subject, MLG.modality, Literal(event.modality)
    if event.modality_evidence:
        yield subject, MLG.modalityEvidence, evidence_iri(event.modality_evidence)
        yield from evidence_triples(event.modality_evidence)
    yield from when_triples(subject, event.when)
    yield from _activity_triples(subject, event)


def series_triples(series: Series) -> Iterator[Triple]:
    """Yield the triples of one series."""
    subject = iri(series.iri)
    yield subject, RDF.type, SCHEMA.EventSeries
    if series.recurrence:
        yield subject, MLG.recurrence, Literal(series.recurrence)
    yield from _activity_triples(subject, series)


def resource_triples(resource: Resource) -> Iterator[Triple]:
    """Yield the triples of one resource and of what it cites."""
    subject = iri(resource.iri)
    yield subject, RDF.type, SCHEMA.CreativeWork
    yield subject, SCHEMA.name, Literal(resource.title, lang=resource.language or "fr")
    yield subject, MLG.resourceKind, Literal(resource.kind)
    if resource.url:
        yield subject, SCHEMA.url, Literal(resource.url, datatype=XSD.anyURI)
    if resource.description:
        yield subject, SCHEMA.description, Literal(resource.description, lang=resource.language or "fr")
    if resource.date:
        yield from _date_triples(subject, resource.date)
    if resource.collection:
        yield subject, DCTERMS.isPartOf, iri(resource.collection)
    if resource.language:
        yield subject, SCHEMA.inLanguage, Literal(resource.language)
    if resource.outline:  # one literal, a heading a line: triples have no order
        yield subject, MLG.outline, Literal("\n".join(resource.outline))
    yield from link_triples(subject, ABOUT, resource.themes)
    yield from link_triples(subject, SPATIAL, resource.territories)
    yield from participation_triples(subject, resource.participations)
    for citation in resource.citations:
        yield subject, SCHEMA.citation, iri(citation.iri)
        yield from _citation_triples(citation)
    yield from _announced(subject, resource.evidence)


def _activity_triples(subject: URIRef, activity: Event | Series) -> Iterator[Triple]:
    yield subject, SCHEMA.name, french(activity.title)
    if activity.axis:
        yield subject, MLG.axis, Literal(activity.axis)
    if activity.action:
        yield subject, MLG.action, iri(activity.action)
    if activity.description:
        yield subject, SCHEMA.description, french(activity.description)
    yield from link_triples(subject, ABOUT, activity.themes)
    yield from link_triples(subject, SPATIAL, activity.territories)
    yield from link_triples(subject, AUDIENCE, activity.audiences)
    yield from participation_triples(subject, activity.participations)
    yield from _announced(subject, activity.evidence)


def when_triples(subject: URIRef, when: When) -> Iterator[Triple]:
    """Yield a date as written and as understood."""
    if when.edtf:
        yield subject, MLG.edtf, Literal(when.edtf)
    if when.start:
        yield subject, SCHEMA.startDate, Literal(when.start.isoformat(), datatype=XSD.date)
    if when.end:
        yield subject, SCHEMA.endDate, Literal(when.end.isoformat(), datatype=XSD.date)
    if when.start_time:
        yield subject, MLG.startTime, Literal(when.start_time)
    if when.end_time:
        yield subject, MLG.endTime, Literal(when.end_time)
    if when.quote:
        yield subject, MLG.dateQuote, Literal(when.quote)
    if when.note:
        yield subject, MLG.dateNote, Literal(when.note)


def _citation_triples(citation: Citation) -> Iterator[Triple]:
    subject = iri(citation.iri)
    yield subject, RDF.type, SCHEMA.Legislation if citation.kind in _LEGAL else SCHEMA.CreativeWork
    yield subject, SCHEMA.name, french(citation.label)
    yield subject, MLG.resourceKind, Literal(citation.kind)
    if citation.number:
        yield subject, SCHEMA.legislationIdentifier, Literal(citation.number)
    if citation.date:
        yield from _date_triples(subject, citation.date)
    yield from participation_triples(subject, citation.participations)
    yield from _announced(subject, citation.evidence)


def _date_triples(subject: URIRef, edtf: str) -> Iterator[Triple]:
    yield subject, MLG.edtf, Literal(edtf)
    if _DAY.fullmatch(edtf):
        yield subject, DCTERMS.issued, Literal(edtf, datatype=XSD.date)


def _announced(subject: URIRef, evidence: Evidence) -> Iterator[Triple]:
    yield subject, MLG.evidence, evidence_iri(evidence)
    yield subject, MLG.announcedIn, iri(evidence.document)
    yield from evidence_triples(evidence)
