"""The triple store of one snapshot on disk; the only module that knows Oxigraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from typing import Literal as OneOf

import pyoxigraph as ox
from rdflib import BNode, Literal, URIRef

from graph.answers import NO_FORMAT, Answer, JsonTerm, Question, rows_json, within
from graph.keywords import asks_service, names_dataset, updates
from graph.namespaces import PREFIXES, XSD, Term, Triple

if TYPE_CHECKING:
    from rdflib import Dataset

Value = str | int | float | bool | None
Row = dict[str, Value]

_BULK = 5_000
"""From this many triples on, writing sorted files directly is faster than transactions."""
_NUMBERS: dict[str, type[int] | type[float]] = {
    str(XSD.integer): int,
    str(XSD.decimal): float,
    str(XSD.double): float,
    str(XSD.float): float,
}
_FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}
_RESULTS = {"json": ox.QueryResultsFormat.JSON, "csv": ox.QueryResultsFormat.CSV}


Reason = OneOf["syntax", "update", "service", "format", "size", "failed"]


class GraphError(Exception):
    """A graph that cannot be opened or a question it cannot answer; says what, why and what to do."""

    def __init__(self, message: str, *, reason: Reason = "failed") -> None:
        super().__init__(message)
        self.reason = reason
        """Why, for a program: `syntax` (not SPARQL), `update` and `service` (refused), `format`, `size`."""


class Store:
    """The triples of one folder: opened by one writer, or read only and frozen as it was when opened.

    Questions see all named graphs as one; a triple that stands in two of them counts twice unless the
    question says DISTINCT.
    """

    def __init__(self, folder: Path, *, read_only: bool = True) -> None:
        self.folder = folder
        if read_only and not (folder / "CURRENT").is_file():
            raise GraphError(f"Aucun graphe dans « {folder} ». Lancez d’abord « maillage ingest ».")
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            self._store = ox.Store.read_only(str(folder)) if read_only else ox.Store(str(folder))
        except OSError as error:
            raise GraphError(
                f"Le graphe « {folder} » ne s’ouvre pas ({error}). "
                "Une autre écriture est peut-être en cours : attendez sa fin et recommencez."
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Write what is in memory to disk and release the folder."""
        if hasattr(self, "_store"):
            del self._store

    # -- writing

    def replace(self, named_graph: str, triples: Iterable[Triple]) -> int:
        """Make `triples` the whole content of a named graph and return how many were given."""
        self.remove(named_graph)
        graph = ox.NamedNode(named_graph)
        quads = [ox.Quad(_to_subject(s), ox.NamedNode(p), _to_ox(o), graph) for s, p, o in triples]
        if len(quads) < _BULK:
            self._store.extend(quads)
        else:
            self._store.bulk_extend(quads)
        return len(quads)

    def remove(self, named_graph: str) -> None:
        """Remove a named graph and its triples; one that does not exist is not an error."""
        self._store.remove_graph(ox.NamedNode(named_graph))

    def clear_and_load(self, graphs: Mapping[str, Iterable[Triple]]) -> int:
        """Make `graphs` the whole content of the store and return how many triples were given."""
        self._store.clear()
        return sum(self.replace(named_graph, triples) for named_graph, triples in graphs.items())

    def flush(self) -> None:
        """Write what is in memory to disk, where a reader that opens the folder sees it."""
        self._store.flush()

    def optimize(self) -> None:
        """Merge the files of the store so that it answers faster."""
        self._store.flush()
        self._store.optimize()

    # -- reading

    def query(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> list[Row]:
        """Return the rows of a SELECT (or the one `{"answer": bool}` of an ASK), values as Python ones."""
        result = self._ask(sparql, bindings)
        if isinstance(result, ox.QueryBoolean):
            return [{"answer": bool(result)}]
        if isinstance(result, ox.QueryTriples):
            raise GraphError("Cette question construit un graphe : demandez-la au format « ttl ».")
        names = [variable.value for variable in result.variables]
        return [dict(zip(names, map(_value, solution), strict=True)) for solution in result]

    def values(self, sparql: str, *, most: int) -> str | None:
        """Return the rows of a SELECT as a VALUES block of SPARQL; None when there are more than so many."""
        result = self._ask(sparql, None)
        if not isinstance(result, ox.QuerySolutions):
            raise GraphError("Cette question ne donne pas de lignes.")
        names = " ".join(f"?{variable.value}" for variable in result.variables)
        lines: list[str] = []
        for solution in result:
            if len(lines) == most:
                return None
            lines.append(f"({' '.join('UNDEF' if term is None else str(term) for term in solution)})")
        return f"VALUES ({names}) {{ {' '.join(lines)} }}"

    def construct(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> Iterator[Triple]:
        """Yield the triples that a CONSTRUCT or DESCRIBE makes, each once."""
        result = self._ask(sparql, bindings)
        if not isinstance(result, ox.QueryTriples):
            raise GraphError("Cette question ne construit pas de graphe : commencez-la par CONSTRUCT.")
        seen: set[ox.Triple] = set()
        for triple in result:
            if triple not in seen:
                seen.add(triple)
                yield _from_subject(triple.subject), URIRef(triple.predicate.value), _from_ox(triple.object)

    def serialise(self, sparql: str, format: str = "json") -> str:
        """Return the answer to any read-only SPARQL query as `json`, `csv` or `ttl` text."""
        result = self._ask(sparql, None)
        if isinstance(result, ox.QueryTriples):
            if format == "csv":
                raise GraphError("Une question CONSTRUCT ou DESCRIBE ne se rend qu’en « ttl ».")
            triples = dict.fromkeys(result)
            return _text(ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES))
        if format not in _RESULTS:
            raise GraphError(f"Format « {format} » impossible ici : choisissez « json » ou « csv ».")
        return _text(result.serialize(format=_RESULTS[format]))

    def answer(self, question: Question) -> Answer:
        """Return the answer to a question that came over the web, in its media type and within its limits."""
        result = self._ask(question.sparql, None, question)
        if isinstance(result, ox.QueryTriples):
            return self._graph(result, question)
        media_type = question.rows_type
        if not media_type:
            raise GraphError(NO_FORMAT.format("de lignes (SELECT, ASK)"), reason="format")
        format = ox.QueryResultsFormat.from_media_type(media_type)
        if isinstance(result, ox.QueryBoolean):
            body = result.serialize(format=format) or b""
            return Answer(form="ask", media_type=media_type, body=body, count=1, cut="")
        names = [variable.value for variable in result.variables]
        rows = (dict(zip(names, map(_json, solution), strict=True)) for solution in result)
        text, count, cut = rows_json(names, rows, question)
        body = text.encode()
        if format != ox.QueryResultsFormat.JSON:
            parsed = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
            body = parsed.serialize(format=format) or b""  # type: ignore[union-attr]
        return Answer(form="select", media_type=media_type, body=body, count=count, cut=cut)

    def _graph(self, found: ox.QueryTriples, question: Question) -> Answer:
        format = ox.RdfFormat.from_media_type(question.graph_type) if question.graph_type else None
        if format is None:
            raise GraphError(NO_FORMAT.format("de triplets (CONSTRUCT, DESCRIBE)"), reason="format")
        triples, cut = within(found, question)
        body = ox.serialize(triples, format=format, prefixes=PREFIXES) or b""
        return Answer(form="graph", media_type=question.graph_type, body=body, count=len(triples), cut=cut)

    def written(self, triples: Iterable[Triple], format: str) -> bytes:
        """Return triples as `ttl`, `nt`, `jsonld` or `rdf` (XML), always in the same order."""
        if format not in _FORMATS:
            raise GraphError(f"Format « {format} » impossible ici : choisissez {', '.join(_FORMATS)}.")
        made = {ox.Triple(_to_subject(s), ox.NamedNode(p), _to_ox(o)) for s, p, o in triples}
        prefixes = {name: iri for name, iri in PREFIXES.items() if name != "id"}  # its names would be escaped
        return ox.serialize(sorted(made, key=str), format=_FORMATS[format], prefixes=prefixes) or b""

    def dump(self, path: Path) -> None:
        """Write all named graphs to a file as N-Quads."""
        self._store.dump(str(path), format=ox.RdfFormat.N_QUADS)

    def dump_triples(self, path: Path, format: str) -> None:
        """Write the triples of all named graphs to a file as `ttl`, `nt`, `jsonld` or `rdf`, without the graphs they are in."""
        if format not in _FORMATS:
            raise GraphError(f"Format « {format} » impossible ici : choisissez {', '.join(_FORMATS)}.")
        prefixes = {name: iri for name, iri in PREFIXES.items() if name != "id"}
        found = (quad.triple for quad in self._store)
        ox.serialize(found, output=str(path), format=_FORMATS[format], prefixes=prefixes)

    def dataset(self) -> Dataset:
        """Return an rdflib dataset over this store, its default graph the union of all (SHACL, export)."""
        from oxrdflib import OxigraphStore
        from rdflib import Dataset

        dataset = Dataset(store=OxigraphStore(store=self._store), default_union=True)
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset

    def named_graphs(self) -> list[str]:
        """Return the IRIs of the named graphs, sorted."""
        return sorted(graph.value for graph in self._store.named_graphs())

    def count(self) -> int:
        """Return the number of triples over all named graphs."""
        return len(self._store)

    def _ask(
        self, sparql: str, bindings: Mapping[str, Term] | None, question: Question | None = None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        if asks_service(sparql):
            raise GraphError(
                "SERVICE est refusé : le graphe n’interroge aucun autre serveur.", reason="service"
            )
        graphs: dict[str, Any] = {"use_default_graph_as_union": not names_dataset(sparql)}
        if question is not None and (question.default_graphs or question.named_graphs):
            graphs = {  # the protocol's dataset replaces the one of FROM (SPARQL 1.1 Protocol, 2.1.4)
                "default_graph": _graphs(question.default_graphs),
                "named_graphs": _graphs(question.named_graphs),
            }
        try:
            return self._store.query(
                sparql,
                prefixes=PREFIXES,
                base_iri=question.base if question is not None else None,
                **graphs,
                substitutions={ox.Variable(name): _to_ox(term) for name, term in (bindings or {}).items()},
            )
        except SyntaxError as error:
            if updates(sparql):
                raise GraphError(
                    "Le graphe est en lecture seule : les mises à jour sont refusées.", reason="update"
                ) from error
            raise GraphError(
                f"Question SPARQL incorrecte : {error}. Corrigez-la et recommencez.", reason="syntax"
            ) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise GraphError(f"La question n’a pas pu être posée : {error}.") from error


def term_text(term: Term) -> str:
    """Return a term in SPARQL syntax, escaped, safe inside a VALUES block."""
    if isinstance(term, BNode):
        raise GraphError("Un nœud anonyme ne peut pas être la valeur d’une question.")
    try:
        return str(_to_ox(term))
    except ValueError as error:
        raise GraphError(f"« {term} » n’est pas une adresse (IRI) correcte : {error}.") from error


def _to_ox(term: Term) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if isinstance(term, Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        return ox.Literal(str(term), datatype=ox.NamedNode(term.datatype) if term.datatype else None)
    return _to_subject(term)


def _to_subject(term: URIRef | BNode) -> ox.NamedNode | ox.BlankNode:
    return ox.BlankNode(str(term)) if isinstance(term, BNode) else ox.NamedNode(str(term))


def _from_ox(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Term:
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        plain = term.datatype.value == str(XSD.string)
        return Literal(term.value, datatype=None if plain else URIRef(term.datatype.value))
    return _from_subject(term)


def _from_subject(term: ox.NamedNode | ox.BlankNode | ox.Triple) -> URIRef | BNode:
    if isinstance(term, ox.Triple):
        raise GraphError("Le graphe ne contient pas de triplet cité (RDF-star).")
    return BNode(term.value) if isinstance(term, ox.BlankNode) else URIRef(term.value)


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> Value:
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        datatype = term.datatype.value
        if datatype == str(XSD.boolean):
            return term.value in ("true", "1")
        number = _NUMBERS.get(datatype)
        return number(term.value) if number else str(term.value)
    return str(term) if isinstance(term, ox.Triple) else str(term.value)


def _json(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> JsonTerm | None:
    """Return a term as the SPARQL results in JSON write it."""
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        if term.language:
            return {"type": "literal", "value": term.value, "xml:lang": term.language}
        if term.datatype.value == str(XSD.string):
            return {"type": "literal", "value": term.value}
        return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
    if isinstance(term, ox.Triple):
        raise GraphError("Le graphe ne contient pas de triplet cité (RDF-star).")
    return {"type": "uri" if isinstance(term, ox.NamedNode) else "bnode", "value": term.value}


def _graphs(iris: Iterable[str]) -> list[ox.NamedNode]:
    try:
        return [ox.NamedNode(iri) for iri in iris]
    except ValueError as error:
        raise GraphError(f"L’adresse d’un graphe est incorrecte : {error}.", reason="syntax") from error


def _text(content: bytes | None) -> str:
    return (content or b"").decode("utf-8")
