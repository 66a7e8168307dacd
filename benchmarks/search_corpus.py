"""Our own judged queries over the demonstration corpus: from titles and quotes to graded rows of its index.

A judgement names what answers a query by its kind and title, or a passage by words of it: addresses change
when documents are read better, what people see does not.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.programmes import ROOT
from ingest.identity import fold
from search.encoder import Encoder
from search.evaluate import DEPTH, PARTS, Collection, Run, make_run
from search.records import Row
from search.writer import encoded_text

QUERIES = ROOT / "benchmarks" / "questions" / "search-corpus.jsonl"


def read_queries(path: Path = QUERIES) -> list[dict[str, Any]]:
    """Return the queries: `query`, `sort`, and `relevant`, each with `grade` and `title` or `text`, maybe `kind`."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def grade_rows(query: Mapping[str, Any], rows: Iterable[Row]) -> dict[str, int]:
    """Return the grade of each row that a judgement of the query is of, by IRI; the best of several."""
    grades: dict[str, int] = {}
    for row in rows:
        for judged in query["relevant"]:
            if _is_of(judged, row):
                grades[row.iri] = max(judged["grade"], grades.get(row.iri, 0))
    return grades


def read_corpus(encoder: Encoder) -> tuple[Collection, dict[str, Run]]:
    """Build the demonstration centre with an encoder, and return its collection with our runs over it."""
    from centre.centre import open_centre
    from centre.ingesting import ingest
    from terminal.serving import corpus_inputs

    with tempfile.TemporaryDirectory() as folder:
        ingest(Path(folder), corpus_inputs(), encoder=encoder)
        centre = open_centre(Path(folder), encoder=encoder)
        index = centre.opened().index
        rows = list(index.rows())
        queries = {f"q{at}": query for at, query in enumerate(read_queries())}
        collection = Collection(
            name=f"corpus ({encoder.name})",
            documents={row.iri: encoded_text(row) for row in rows},
            queries={key: query["query"] for key, query in queries.items()},
            grades={key: grade_rows(query, rows) for key, query in queries.items()},
        )
        runs: dict[str, Run] = {}
        for part, weights in PARTS.items():
            runs["words" if part == "words" else f"{part}, {encoder.name}"] = make_run(
                collection.queries,
                lambda text, weights=weights: [  # type: ignore[misc]
                    (hit.row.iri, hit.score)
                    for hit in index.search(
                        text, limit=DEPTH, weights=weights, semantic=weights.vector > 0
                    ).hits
                ],
            )
        runs[f"maillage, {encoder.name}"] = make_run(
            collection.queries,
            lambda text: [(hit.id, hit.score) for hit in centre.search(text, limit=DEPTH).results],
        )
        return collection, runs


def _is_of(judged: Mapping[str, Any], row: Row) -> bool:
    if judged.get("kind", row.kind) != row.kind:
        return False
    if "title" in judged:
        return fold(judged["title"]) == fold(row.title)
    return row.kind == "passage" and fold(judged["text"]) in fold(row.text)
