"""How long a search takes in one process, all of it: reading the query, encoding, both indexes, filters, counts, reasons.

The peers are asked the same queries of the same rows in the same run: the bare text index (best 20 by BM25, nothing
else), and the encoder with a product over all vectors. A round that is not measured comes first. Each query is asked
once a round, and there are more of them than vectors of questions are kept; but a filter is chosen after a search, and
its line finds the vectors of its few queries kept.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.robustness import read_queries as written_queries
from benchmarks.search_corpus import read_queries as judged_queries

if TYPE_CHECKING:
    from centre.centre import Centre

LIMIT = 20
FILTERED = 4
"""One query in so many is also asked under a filter that the answer offers."""
SHARES = (0.5, 0.95, 0.99)


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, help="a centre; without it one is built from corpus/")
    options.add_argument("--rounds", type=int, default=3)
    asked = options.parse_args()
    if asked.data is not None:
        report(asked.data, asked.rounds)
        return
    from centre.ingesting import ingest
    from terminal.serving import corpus_inputs

    with tempfile.TemporaryDirectory() as folder:
        ingest(Path(folder), corpus_inputs())
        report(Path(folder), asked.rounds)


def report(data: Path, rounds: int) -> None:
    """Measure a centre and print what was measured."""
    from centre.centre import open_centre

    centre = open_centre(data)
    centre.warm()
    texts = queries()
    filtered = [
        (text, chosen)
        for text in texts[::FILTERED]
        if (chosen := next(iter(centre.search(text, limit=1).facets.get("theme", ())), None))
    ]
    every: dict[str, list[float]] = {
        "search": measure(lambda text: centre.search(text, limit=LIMIT), texts, rounds),
        "search, a filter chosen after it": measure(
            lambda pair: centre.search(pair[0], limit=LIMIT, themes=(pair[1].id,)), filtered, rounds
        ),
        **peers(centre, texts, rounds),
    }
    status = centre.status()
    load = os.getloadavg()[0]
    print(
        f"{status['passages']} passages, encoder {status['encoder']['name']}, {len(texts)} queries, {rounds} rounds, "
        f"load of the machine {load:.1f} on {os.cpu_count()} cores\n"
    )
    print("| milliseconds | p50 | p95 | p99 |\n|---|---|---|---|")
    for name, times in every.items():
        shown = " | ".join(f"{1000 * np.quantile(times, share):.1f}" for share in SHARES)
        print(f"| {name} | {shown} |")


def queries() -> list[str]:
    """Return the judged queries of the demonstration corpus and those written in several ways, each once."""
    texts = [one["query"] for one in (*judged_queries(), *written_queries())]
    return list(dict.fromkeys(texts))


def measure(ask: Callable[[Any], object], items: Sequence[Any], rounds: int) -> list[float]:
    """Return the seconds that each item takes in each round, a first round left out."""
    times = []
    for turn in range(rounds + 1):
        for item in items:
            started = time.perf_counter()
            ask(item)
            if turn:
                times.append(time.perf_counter() - started)
    return times


def peers(centre: Centre, texts: Sequence[str], rounds: int) -> dict[str, list[float]]:
    """Return what the parts alone take: words without anything else, meaning without anything else."""
    opened = centre.opened()
    text, vectors = opened.index._text, opened.index._vector_index()
    encoder = opened.index._encoder

    def words(query: str) -> object:
        return text.search(
            text.understand(query), LIMIT, allowed=lambda ids: np.ones(len(ids), dtype=np.bool_)
        )

    def meaning(query: str) -> object:
        # As a passage: the vectors of the last questions are kept.
        if encoder is None:
            return None
        return np.argpartition(-vectors.cosines(encoder.encode_passages([query])[0]), LIMIT)[:LIMIT]

    return {
        "peer: words alone (tantivy)": measure(words, texts, rounds),
        "peer: meaning alone (encoding and a product)": measure(meaning, texts, rounds),
    }


if __name__ == "__main__":
    main()
