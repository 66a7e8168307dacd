"""Questions that come over the web and their answers, kept within a number of rows and of bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from pyoxigraph import Triple

Form = Literal["select", "ask", "graph"]
JsonTerm = dict[str, str]

NO_FORMAT: Final = "Aucun des formats demandés n’existe pour une réponse faite {}."
CUT: Final = "maillage:cut"
"""The member that results in JSON carry beside `head` when they are not whole."""
_SYNTAX: Final = 40
"""The bytes that a term takes in an answer beside its text, roughly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query, the graphs it is about, and how its answer is wanted."""

    graph: Path
    """The folder of the store."""
    sparql: str
    base: str | None = None
    """The address that relative ones are resolved against."""
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    """The dataset of the protocol; without any, the one of the query, or the union of all the graphs."""
    rows_type: str = "application/sparql-results+json"
    """The media type of rows or of a yes or no; empty: not wanted."""
    graph_type: str = "text/turtle"
    """The media type of triples; empty: not wanted."""
    max_rows: int = 10_000
    """Rows or triples."""
    max_bytes: int = 20_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to a question, written out."""

    form: Form
    media_type: str
    body: bytes
    count: int
    """Rows or triples given."""
    cut: str
    """Which limit ended it: `rows` or `bytes`; empty when it is whole."""


def rows_json(
    names: list[str], rows: Iterable[dict[str, JsonTerm | None]], question: Question
) -> tuple[str, int, str]:
    """Return rows as SPARQL results in JSON, how many there are and which limit ended them."""
    written: list[str] = []
    size, cut = 0, ""
    for row in rows:
        if len(written) == question.max_rows:
            cut = "rows"
            break
        line = json.dumps({name: term for name, term in row.items() if term}, ensure_ascii=False)
        size += len(line)
        if size > question.max_bytes:
            cut = "bytes"
            break
        written.append(line)
    more = f', "{CUT}": {json.dumps({"limit": cut, "rows": len(written)})}' if cut else ""
    head = json.dumps({"vars": names}, ensure_ascii=False)
    body = ",\n".join(written)
    return f'{{"head": {head}{more}, "results": {{"bindings": [\n{body}\n]}}}}', len(written), cut


def within(found: Iterable[Triple], question: Question) -> tuple[list[Triple], str]:
    """Return triples, each once, and which limit ended them."""
    triples: dict[Triple, None] = {}
    size = 0
    for triple in found:
        if triple in triples:
            continue
        if len(triples) == question.max_rows:
            return list(triples), "rows"
        size += sum(len(part.value) + _SYNTAX for part in triple)  # type: ignore[union-attr]
        if size > question.max_bytes:
            return list(triples), "bytes"
        triples[triple] = None
    return list(triples), ""
