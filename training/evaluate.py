"""Measure encoders on texts that none was trained on: python -m training.evaluate --texts DIR ENCODER..."""

from __future__ import annotations

import argparse
import csv
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from search.encoder import Encoder, load_encoder
from search.evaluate import read_collections

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

CUTOFF = 10


def measure_ndcg(cosines: Vectors, relevant: Sequence[frozenset[int]], cutoff: int = CUTOFF) -> float:
    """Return the mean nDCG of rows of cosines, one row a query."""
    values = []
    for row, wanted in zip(cosines, relevant, strict=True):
        best = np.argsort(-row, kind="stable")[:cutoff]
        gain = sum(1 / np.log2(rank + 2) for rank, at in enumerate(best) if int(at) in wanted)
        values.append(gain / sum(1 / np.log2(rank + 2) for rank in range(min(cutoff, len(wanted)))))
    return float(np.mean(values))


def measure_sts(encoder: Encoder, path: Path) -> dict[str, float]:
    """Return the correlations, x 100, of cosines with people's judgement of likeness."""
    from scipy.stats import pearsonr, spearmanr

    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    left, right = (encoder.encode_passages([row[at] for row in rows]) for at in (0, 1))
    cosines, judged = (left * right).sum(1), [float(row[2]) for row in rows]
    return {
        "pearson": 100 * float(pearsonr(cosines, judged)[0]),
        "spearman": 100 * float(spearmanr(cosines, judged)[0]),
    }


def evaluate(encoder: Encoder, folder: Path) -> dict[str, Any]:
    """Return the measures of an encoder, and the quantiles of best cosines that a floor is chosen from."""
    found: dict[str, Any] = {"encoder": encoder.name}
    for task in read_collections(folder):
        started = time.monotonic()
        passages = encoder.encode_passages([*task.documents.values()])
        found[f"{task.name}: passages/s"] = len(task.documents) / (time.monotonic() - started)
        queries = np.vstack([encoder.encode_queries([query]) for query in task.queries.values()])
        cosines = queries @ passages.T
        place = {key: at for at, key in enumerate(task.documents)}
        relevant = [frozenset(place[key] for key in task.grades[query]) for query in task.queries]
        found[f"{task.name}: nDCG@{CUTOFF}"] = measure_ndcg(cosines, relevant)
        found[f"{task.name}: best cosine, quantiles"] = _quantiles(cosines)
        if task.name.startswith("FAQ"):
            for name in ("tatoeba-fra-eng.fra", "stsb-fr-dev.csv"):
                foreign = [text for text in _first_texts(folder / name) if len(text.split()) <= 8][:300]
                best = np.vstack([encoder.encode_queries([text]) for text in foreign]) @ passages.T
                found[f"foreign sentences of {name}: best cosine, quantiles"] = _quantiles(best)
    found["STS-fr dev"] = measure_sts(encoder, folder / "stsb-fr-dev.csv")
    return found


def _first_texts(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as stream:
        if path.suffix == ".csv":
            return [row[0] for row in csv.reader(stream)]
        return [line.strip() for line in stream]


def _quantiles(cosines: Vectors) -> dict[str, float]:
    shares = (0.05, 0.1, 0.5, 0.9, 0.95)
    values = np.quantile(cosines.max(axis=1), shares)
    return {str(share): round(float(value), 3) for share, value in zip(shares, values, strict=True)}


def main() -> None:
    """Print a JSON object for each encoder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("encoders", nargs="+", help="folder or installed package")
    parser.add_argument("--texts", type=Path, required=True, help="folder of evaluation texts")
    given = parser.parse_args()
    for name in given.encoders:
        print(json.dumps(evaluate(load_encoder(name), given.texts), ensure_ascii=False, indent=1), flush=True)


if __name__ == "__main__":
    main()
