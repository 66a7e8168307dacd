"""The triple store of one snapshot on disk; the only module that knows Oxigraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox
from rdflib import BNode, Literal, URIRef

from graph.namespaces import PREFIXES, XSD, Term, Triple

if TYPE_CHECKING:
    from rdflib import Dataset

Value = str | int | float | bool | None
Row = dict[str, Value]

_BULK = 50_000
"""From this many triples on, writing sorted files directly is faster than transactions."""
_NUMBERS: dict[str, type[int] | type[float]] = {
    str(XSD.integer): int,
    str(XSD.decimal): float,
    str(XSD.double): float,
    str(XSD.float): float,
}
_UPDATE = re.compile(r"\b(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY)\b", re.IGNORECASE)
_SERVICE = re.compile(r"(?<![?$:\w-])SERVICE\b(?!\s*:)", re.IGNORECASE)
_OPAQUE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r"|<[^<>\"{}|^`\\\s]*>"
    r"|#[^\n]*",
    re.DOTALL,
)
"""Where SPARQL keywords mean nothing: literals, IRIs and comments."""
_RESULTS = {"json": ox.QueryResultsFormat.JSON, "csv": ox.QueryResultsFormat.CSV}


class GraphError(Exception):
    """A graph that cannot be opened or a question it cannot answer; says what, why and what to do."""


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
        self, sparql: str, bindings: Mapping[str, Term] | None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        bare = _OPAQUE.sub(" ", sparql)
        if _SERVICE.search(bare):
            raise GraphError("SERVICE est refusé : le graphe n’interroge aucun autre serveur.")
        try:
            return self._store.query(
                sparql,
                prefixes=PREFIXES,
                use_default_graph_as_union=True,
                substitutions={ox.Variable(name): _to_ox(term) for name, term in (bindings or {}).items()},
            )
        except SyntaxError as error:
            if _UPDATE.search(bare):
                raise GraphError(
                    "Le graphe est en lecture seule : les mises à jour sont refusées."
                ) from error
            raise GraphError(f"Question SPARQL incorrecte : {error}. Corrigez-la et recommencez.") from error
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


def _text(content: bytes | None) -> str:
    return (content or b"").decode("utf-8")
