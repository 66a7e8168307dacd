"""Measure searches: judged collections, runs and judgements in TREC form, metrics with their uncertainty.

Metrics are those of `ir_measures` (https://ir-measur.es), intervals come from the bootstrap over queries, and two
systems are compared by a paired randomisation test (Smucker, Allan and Carterette 2007,
https://doi.org/10.1145/1321440.1321528).
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from search.encoder import Encoder
from search.fusion import Weights
from search.index import Index
from search.records import Row
from search.writer import IndexWriter

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Values = NDArray[np.float64]

MEASURES = ("nDCG@10", "RR@10", "Success@3", "R@20")
DEPTH = 20
"""Ranks kept in a run."""
DRAWS = 10_000
PAGE_LENGTH = 1500
"""Characters of a page's part that are kept."""
PARTS: Mapping[str, Weights] = {
    "words": Weights(text=1.0, vector=0.0),
    "meaning": Weights(text=0.0, vector=1.0),
    "both": Weights(),
}
"""The sides of the search, each alone and fused with the product's weights."""

Run = Mapping[str, Mapping[str, float]]
"""For each query, documents and their scores."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """Documents, queries, and for each query the grade (1 or more) of the documents that answer it."""

    name: str
    documents: Mapping[str, str]
    queries: Mapping[str, str]
    grades: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A measure of a run: its mean, a 95 % interval of it, and the value of each query in their order."""

    mean: float
    low: float
    high: float
    values: tuple[float, ...]


def read_collections(folder: Path) -> list[Collection]:
    """Return the development sets of a folder: titles of frequent questions, titles of sections of acts."""
    faq = json.loads((folder / "faq_cnil_crpa_fr.json").read_text(encoding="utf-8"))
    pages = json.loads((folder / "dila_fiches_fr.json").read_text(encoding="utf-8"))
    answers = {key: entry["text"] for key, entry in faq["docs"].items()}
    others = {f"page-{at}": part["text"][:PAGE_LENGTH] for at, part in enumerate(pages["chunks"])}
    with gzip.open(folder / "laws_title_to_section_fr.json.gz", "rt", encoding="utf-8") as stream:
        laws = json.load(stream)
    sections = {section["id"]: section["text"] for section in laws["corpus"]}
    return [
        _collection("FAQ titles", answers | others, faq["title_to_answer"]),
        _collection("law titles", sections, laws["queries"]),
    ]


def run_parts(collection: Collection, encoder: Encoder, folder: Path) -> dict[str, Run]:
    """Index the documents of a collection in `folder` and return the run of each of `PARTS`."""
    rows = [Row(iri=key, kind="passage", title="", text=text) for key, text in collection.documents.items()]
    IndexWriter(folder, encoder).apply(rows=rows)
    index = Index.open(folder, encoder)
    try:
        return {
            part: make_run(
                collection.queries,
                lambda text, weights=weights: [  # type: ignore[misc]
                    (hit.row.iri, hit.score)
                    for hit in index.search(
                        text, limit=DEPTH, weights=weights, semantic=weights.vector > 0, floor=0.0
                    ).hits
                ],
            )
            for part, weights in PARTS.items()
        }
    finally:
        index.close()


def make_run(queries: Mapping[str, str], search: Callable[[str], Sequence[tuple[str, float]]]) -> Run:
    """Ask every query; equal scores keep the order of the system, which metrics would otherwise break."""
    run: dict[str, dict[str, float]] = {}
    for key, text in queries.items():
        ranked = dict.fromkeys(document for document, _ in search(text))
        run[key] = {document: float(len(ranked) - rank) for rank, document in enumerate(ranked)}
    return run


def measure(collection: Collection, run: Run, measures: Sequence[str] = MEASURES) -> dict[str, Measured]:
    """Return each measure of a run; a query without an answer in the run counts 0."""
    import ir_measures
    import numpy as np

    parsed = {name: ir_measures.parse_measure(name) for name in measures}
    found: dict[str, dict[str, float]] = {name: {} for name in measures}
    names = {str(parse): name for name, parse in parsed.items()}
    qrels = {key: dict(collection.grades[key]) for key in collection.queries}
    results = {key: dict(scores) for key, scores in run.items()}
    for value in ir_measures.iter_calc(list(parsed.values()), qrels, results):
        found[names[str(value.measure)]][value.query_id] = value.value
    measured = {}
    for name, values in found.items():
        row = np.array([values.get(key, 0.0) for key in collection.queries])
        low, high = interval(row)
        measured[name] = Measured(mean=float(row.mean()), low=low, high=high, values=tuple(row.tolist()))
    return measured


def interval(values: Values, seed: int = 7) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of the mean of the values of queries."""
    import numpy as np

    draw = np.random.default_rng(seed)
    means = values[draw.integers(0, len(values), (DRAWS // 10, len(values)))].mean(axis=1)
    low, high = np.quantile(means, (0.025, 0.975))
    return float(low), float(high)


def compare(left: Sequence[float], right: Sequence[float], seed: int = 7) -> float:
    """Return the p-value of a paired randomisation test: how often a difference as large comes by chance."""
    import numpy as np

    differences = np.asarray(left, dtype=np.float64) - np.asarray(right, dtype=np.float64)
    draw = np.random.default_rng(seed)
    signs = draw.integers(0, 2, (DRAWS, len(differences)), dtype=np.int8) * 2 - 1
    as_large = np.abs(signs @ differences) >= abs(differences.sum()) - 1e-12
    return float((as_large.sum() + 1) / (DRAWS + 1))


def write_grades(collection: Collection, path: Path) -> None:
    """Write the judgements in TREC form: query, 0, document, grade."""
    lines = (
        f"{query} 0 {document} {grade}\n"
        for query, grades in collection.grades.items()
        for document, grade in grades.items()
    )
    _write(path, lines)


def write_run(run: Run, system: str, path: Path) -> None:
    """Write a run in TREC form: query, Q0, document, rank, score, system."""
    lines = (
        f"{query} Q0 {document} {rank} {score:g} {system.replace(' ', '-')}\n"
        for query, scores in run.items()
        for rank, (document, score) in enumerate(sorted(scores.items(), key=lambda pair: -pair[1]), start=1)
    )
    _write(path, lines)


def read_run(path: Path) -> Run:
    """Read a run in TREC form."""
    run: dict[str, dict[str, float]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        query, _, document, _, score, _ = line.split()
        run.setdefault(query, {})[document] = float(score)
    return run


def _collection(name: str, documents: Mapping[str, str], queries: Sequence[Mapping[str, Any]]) -> Collection:
    keys = [f"q{at}" for at in range(len(queries))]
    return Collection(
        name=name,
        documents=documents,
        queries={key: query["q"] for key, query in zip(keys, queries, strict=True)},
        grades={key: dict.fromkeys(query["rel"], 1) for key, query in zip(keys, queries, strict=True)},
    )


def _write(path: Path, lines: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(lines), encoding="utf-8")
