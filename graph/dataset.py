"""The description of all the data of a centre: VoID for those who query it, DCAT for those who list it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from rdflib import BNode, Literal, Namespace, URIRef

from graph.namespaces import DCTERMS, FOAF, ID, MLG, ORG, RDF, SCHEMA, SKOS, XSD, Triple, iri

VOID: Final = Namespace("http://rdfs.org/ns/void#")
DCAT: Final = Namespace("http://www.w3.org/ns/dcat#")
_FILE_TYPE: Final = "http://publications.europa.eu/resource/authority/file-type/"
_THEMES: Final = "http://publications.europa.eu/resource/authority/data-theme/"
_FRENCH: Final = "http://publications.europa.eu/resource/authority/language/FRA"
_FORMATS: Final = (
    ("Turtle", "text/turtle", "RDF_TURTLE", "ttl"),
    ("JSON-LD", "application/ld+json", "JSON_LD", "jsonld"),
    ("N-Triples", "application/n-triples", "RDF_N_TRIPLES", "nt"),
)
_CLASSES: Final = {
    "events": SCHEMA.Event,
    "series": SCHEMA.EventSeries,
    "documents": SCHEMA.DigitalDocument,
    "passages": MLG.Passage,
    "participations": MLG.Participation,
}
CC_BY: Final = "https://creativecommons.org/licenses/by/4.0/"
OPEN_LICENCE: Final = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"


def dataset_triples(base: str, created: str, counts: Mapping[str, int]) -> Iterator[Triple]:
    """Yield the description of the data served under an address, as they were published at a moment."""
    catalogue, dataset = URIRef(f"{base}/dataset#catalogue"), URIRef(f"{base}/dataset")
    yield from _described(catalogue, DCAT.Catalog, "Catalogue du centre", "Catalogue of the centre", created)
    yield catalogue, DCAT.dataset, dataset
    yield catalogue, DCTERMS.license, iri(CC_BY)
    yield dataset, RDF.type, VOID.Dataset
    yield from _described(dataset, DCAT.Dataset, "Les données du centre", "The data of the centre", created)
    yield (
        dataset,
        DCTERMS.description,
        Literal(
            "Acteurs, thèmes, territoires, rencontres et ressources de la politique de la ville, "
            "chaque fait avec le document, la page et la phrase dont il vient.",
            lang="fr",
        ),
    )
    yield dataset, DCTERMS.license, iri(CC_BY)
    yield (
        dataset,
        DCTERMS.accrualPeriodicity,
        URIRef("http://publications.europa.eu/resource/authority/frequency/IRREG"),
    )
    yield dataset, DCAT.theme, URIRef(f"{_THEMES}SOCI")
    yield dataset, DCAT.theme, URIRef(f"{_THEMES}GOVE")
    for word in ("politique de la ville", "quartiers prioritaires", "centre de ressources"):
        yield dataset, DCAT.keyword, Literal(word, lang="fr")
    yield dataset, DCAT.landingPage, dataset
    yield dataset, FOAF.homepage, URIRef(f"{base}/")
    yield dataset, VOID.uriSpace, Literal(str(ID))
    yield dataset, VOID.sparqlEndpoint, URIRef(f"{base}/sparql")
    for vocabulary in (MLG, SCHEMA, SKOS, DCTERMS, FOAF, ORG):
        yield dataset, VOID.vocabulary, URIRef(str(vocabulary).rstrip("#"))
    yield dataset, VOID.triples, _count(counts.get("triples", 0))
    for name, kind in _CLASSES.items():
        part = URIRef(f"{base}/dataset#{name}")
        yield dataset, VOID.classPartition, part
        yield part, VOID["class"], kind
        yield part, VOID.entities, _count(counts.get(name, 0))
    territories = URIRef(f"{base}/dataset#territories")
    yield dataset, VOID.subset, territories
    yield territories, RDF.type, VOID.Dataset
    yield territories, DCTERMS.title, Literal("Territoires", lang="fr")
    yield territories, DCTERMS.license, iri(OPEN_LICENCE)
    yield territories, DCTERMS.source, Literal("INSEE, DGCL, ANCT, IGN")
    yield territories, VOID.uriSpace, Literal(f"{ID}territory/")
    yield territories, VOID.entities, _count(counts.get("territories", 0))
    yield from _distributions(base, dataset)


def _described(node: URIRef, kind: URIRef, french: str, english: str, created: str) -> Iterator[Triple]:
    publisher = BNode("publisher")
    yield node, RDF.type, kind
    yield node, DCTERMS.title, Literal(french, lang="fr")
    yield node, DCTERMS.title, Literal(english, lang="en")
    yield node, DCTERMS.modified, Literal(created, datatype=XSD.dateTime)
    yield node, DCTERMS.language, URIRef(_FRENCH)
    yield node, DCTERMS.publisher, publisher
    yield publisher, RDF.type, FOAF.Organization
    yield publisher, FOAF.name, Literal("Centre de ressources politique de la ville", lang="fr")


def _distributions(base: str, dataset: URIRef) -> Iterator[Triple]:
    sparql, service = URIRef(f"{base}/dataset#sparql"), URIRef(f"{base}/sparql")
    yield dataset, DCAT.distribution, sparql
    yield sparql, RDF.type, DCAT.Distribution
    yield sparql, DCTERMS.title, Literal("SPARQL 1.1", lang="fr")
    yield sparql, DCAT.accessURL, service
    yield sparql, DCTERMS.license, iri(CC_BY)
    for name, media_type, code, suffix in _FORMATS:
        page = URIRef(f"{base}/dataset#{suffix}")
        yield dataset, DCAT.distribution, page
        yield page, RDF.type, DCAT.Distribution
        yield page, DCTERMS.title, Literal(f"Une fiche à la fois, en {name}", lang="fr")
        yield page, DCAT.accessURL, URIRef(f"{base}/id/")
        yield page, DCAT.mediaType, URIRef(f"https://www.iana.org/assignments/media-types/{media_type}")
        yield page, DCTERMS["format"], URIRef(_FILE_TYPE + code)
        yield page, DCTERMS.license, iri(CC_BY)
        yield dataset, VOID.feature, URIRef(f"http://www.w3.org/ns/formats/{name.replace('-', '_')}")


def _count(number: int) -> Literal:
    return Literal(number, datatype=XSD.integer)
