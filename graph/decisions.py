"""The decisions of people as PROV, and the authority triples as those decisions amend them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from rdflib import Literal, URIRef

from graph.authority import authority_triples
from graph.evidence import ABOUT, AUDIENCE, SPATIAL, decision_iri
from graph.namespaces import (
    DCTERMS,
    FOAF,
    ID,
    MLG,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    XSD,
    Term,
    Triple,
    french,
    iri,
)
from ingest.curation import Curation, Decision, standing
from ingest.curation.standing import Verdict
from ingest.identity import slug
from ontology.vocabulary import Vocabulary

_PREDICATES: Final = {
    "mentions": SCHEMA.mentions,
    "about": ABOUT,
    "spatial": SPATIAL,
    "audience": AUDIENCE,
    "same": SKOS.exactMatch,
}


def decision_triples(decisions: Iterable[Decision], curation: Curation) -> Iterator[Triple]:
    """Yield who decided what, when and why, of the decisions that hold, and what each merged entity became."""
    for decision in standing(decisions):
        yield from _decision(decision)
    for merged, verdict in sorted(curation.merged.items()):
        yield iri(merged), DCTERMS.isReplacedBy, iri(verdict.value)


def amended_authority(
    before: Vocabulary, after: Vocabulary, folders: Iterable[Path], curation: Curation
) -> Iterator[Triple]:
    """Yield the triples of the authority files as decisions amend them, each once.

    `before` and `after` are the records without and with those decisions.
    """
    triples = authority_triples(after, *folders)
    if after is before:
        yield from triples
        return
    yield from dict.fromkeys((*_amended(triples, curation), *_owed(before, after)))


def _amended(triples: Iterable[Triple], curation: Curation) -> Iterator[Triple]:
    merged: dict[Term, str] = {iri(one): verdict.value for one, verdict in curation.merged.items()}
    gone: set[Term] = {iri(one) for one in curation.gone}
    names: dict[Term, Verdict] = {iri(one): verdict for one, verdict in curation.names.items()}
    for subject, predicate, value in triples:
        if subject in gone or subject in merged or value in gone:
            continue
        if value in merged:
            value = iri(merged[value])
            if value == subject:
                continue
        if subject in names and isinstance(value, Literal) and value.language != "en":
            name = names[subject].value
            if predicate == SKOS.prefLabel:
                yield subject, SKOS.prefLabel, french(name)
                predicate = SKOS.altLabel
            if predicate == SKOS.altLabel and str(value) == name:
                continue
        yield subject, predicate, value


def _owed(before: Vocabulary, after: Vocabulary) -> Iterator[Triple]:
    """Yield the names and the places in the hierarchy that records owe to what was merged or hidden."""
    for entity in after:
        if before.get(entity.iri) == entity:
            continue
        for label in entity.alt_labels:
            yield iri(entity.iri), SKOS.altLabel, french(label)
        for broader in entity.broader if entity.kind not in ("actor", "territory") else ():
            yield iri(entity.iri), SKOS.broader, iri(broader)


def _decision(decision: Decision) -> Iterator[Triple]:
    node, target = decision_iri(decision.id), decision.target
    agent = ID[f"person/{slug(decision.author)}"]
    yield node, RDF.type, PROV.Activity
    yield node, RDF.type, MLG.Decision
    yield node, MLG.decided, Literal(decision.action)
    yield node, PROV.endedAtTime, Literal(decision.at, datatype=XSD.dateTime)
    yield node, PROV.wasAssociatedWith, agent
    yield agent, RDF.type, PROV.Agent
    yield agent, FOAF.name, Literal(decision.author)
    if decision.reason:
        yield node, RDFS.comment, french(decision.reason)
    for named in (target.subject, target.object):
        if named:
            yield node, PROV.used, iri(named)
    if target.predicate:
        yield node, RDF.subject, iri(target.subject)
        yield node, RDF.predicate, _predicate(target.predicate)
        yield node, RDF.object, iri(target.object)
    if decision.value:
        yield node, SCHEMA.name, french(decision.value)


def _predicate(name: str) -> URIRef:
    return _PREDICATES.get(name) or MLG[name]
