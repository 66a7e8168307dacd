"""A thing as data: its statements with their proofs, for those who read the graph and not the pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from centre.opened import kind_of
from centre.records import Reference

if TYPE_CHECKING:
    from centre.opened import Opened
    from graph.ask import Binding
    from graph.namespaces import Triple

Format = Literal["ttl", "nt", "jsonld", "rdf"]

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_TOGETHER = 200
"""Things asked of the graph at once."""
TERRITORY_LICENCE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One value that the graph gives a thing."""

    property: str
    """IRI."""
    value: str
    is_iri: bool
    datatype: str | None
    language: str | None
    label: str | None
    """What the value is called, when it is a thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A class or a property of our own vocabulary, or a code that a property may hold."""

    iri: str
    kind: str
    """`class`, `property` or `code`."""
    label: str | None
    label_en: str | None
    comment: str | None
    comment_en: str | None


def facts(opened: Opened, iri: str) -> tuple[Fact, ...]:
    """Return the values of a thing, one for each property and value."""
    kept: dict[tuple[str, str, str], Fact] = {}
    for row in opened.ask("facts", entities=iri):
        fact = Fact(
            property=row["property"],
            value=row["value"],
            is_iri=row["is_iri"],
            datatype=row["datatype"],
            language=row["language"] or None,
            label=row["label"],
        )
        kept.setdefault((fact.property, fact.value, fact.language or ""), fact)
    return tuple(kept.values())


def describe(opened: Opened, iri: str, *, page: str, dataset: str, format: Format = "ttl") -> bytes | None:
    """Return the statements of a thing and their proofs in a format of RDF, None when there are none.

    A document is described by all that it states. `page` is the address of the HTML page of the thing, `dataset` that of the
    description of all the data.
    """
    triples = set(_statements(opened, iri))
    if not triples:
        return None
    triples.update(_about_page(opened, iri, page, dataset))
    return opened.store.written(triples, format)


def described(opened: Opened, iris: Iterable[str], *, format: Format = "ttl") -> bytes:
    """Return the statements of several things and their proofs in a format of RDF."""
    wanted = list(dict.fromkeys(iris))
    triples = {
        triple
        for start in range(0, len(wanted), _TOGETHER)
        for triple in _of_things(opened, wanted[start : start + _TOGETHER])
    }
    return opened.store.written(triples, format)


def describe_dataset(opened: Opened, base: str, *, format: Format = "ttl") -> bytes:
    """Return the description of all the data (VoID, DCAT) as served under an address."""
    from graph.dataset import dataset_triples

    manifest = opened.manifest
    return opened.store.written(dataset_triples(base, manifest.created, manifest.counts), format)


def vocabulary(opened: Opened, *, format: Format = "ttl") -> bytes:
    """Return the terms of our own vocabulary as they are written in `ontology/`."""
    from rdflib import Graph

    from centre.authority import ONTOLOGY

    triples: Any = Graph().parse(ONTOLOGY / "maillage.ttl")  # typed as nodes of any kind
    return opened.store.written(triples, format)


def terms(opened: Opened) -> tuple[Term, ...]:
    """Return the terms of our own vocabulary with their names and definitions, by kind and name."""
    rows = opened.once("terms", lambda: opened.ask("terms"))
    return tuple(Term(**row) for row in rows)


def things(opened: Opened) -> tuple[Reference, ...]:
    """Return all that has a page of its own, by kind and name, once each; of the territories those in use."""
    return opened.once("things", lambda: _things(opened))


def _things(opened: Opened) -> tuple[Reference, ...]:
    rows = opened.once("in use", lambda: opened.ask("references"))
    used = {row["entity"] for row in rows if row["kind"] == "territory"}
    return tuple(
        Reference(
            id=row["entity"],
            label=row["label"] or row["entity"].rsplit("/", 1)[-1],
            kind=row["kind"],
            detail=row["date"] or "",
        )
        for row in opened.ask("things", territories=sorted(used))
        if row["entity"] not in opened.same and (row["kind"] != "territory" or row["entity"] in used)
    )


def _statements(opened: Opened, iri: str) -> Iterator[Triple]:
    from graph.namespaces import ID

    if kind_of(iri) == "document" and "/" not in iri.removeprefix(f"{ID}document/"):
        found = set(_asked(opened, "stated_in", documents=iri))
        yield from _with_names(opened, found)
    else:
        yield from _of_things(opened, [iri])


def _of_things(opened: Opened, iris: list[str]) -> Iterator[Triple]:
    yield from _with_names(opened, set(_asked(opened, "describe", entities=iris)))


def _with_names(opened: Opened, found: set[Triple]) -> Iterator[Triple]:
    """Yield statements, with what each thing in them is called."""
    from rdflib import URIRef

    from graph.namespaces import ID

    yield from found
    terms = (term for triple in found for term in (triple[0], triple[2]) if isinstance(term, URIRef))
    others = {str(term).split("#", 1)[0] for term in terms if term.startswith(str(ID))}
    if others:
        yield from _asked(opened, "called", entities=sorted(others))


def _asked(opened: Opened, question: str, **bindings: Binding) -> Iterator[Triple]:
    from graph.ask import render

    return opened.store.construct(render(question, **bindings))


def _about_page(opened: Opened, iri: str, page: str, dataset: str) -> Iterator[Triple]:
    from rdflib import Literal, URIRef

    from graph.namespaces import DCTERMS, FOAF, RDF, XSD

    about, thing = URIRef(page), URIRef(iri)
    licence = TERRITORY_LICENCE if kind_of(iri) == "territory" else LICENCE
    yield about, RDF.type, FOAF.Document
    yield about, FOAF.primaryTopic, thing
    yield thing, FOAF.isPrimaryTopicOf, about
    yield about, DCTERMS.isPartOf, URIRef(dataset)
    yield about, DCTERMS.license, URIRef(licence)
    yield about, DCTERMS.modified, Literal(opened.manifest.created, datatype=XSD.dateTime)
