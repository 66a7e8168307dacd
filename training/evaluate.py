"""Measure encoders on texts that none was trained on: python -m training.evaluate --texts DIR ENCODER..."""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from search.encoder import Encoder, load_encoder

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

CUTOFF = 10
DISTRACTOR_LENGTH = 1500
"""Characters of a page's part that are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    name: str
    passages: tuple[str, ...]
    queries: tuple[str, ...]
    relevant: tuple[frozenset[int], ...]


def read_faq(folder: Path) -> Task:
    """Return the titles of frequent questions as queries, their answers among other pages as passages."""
    faq = json.loads((folder / "faq_cnil_crpa_fr.json").read_text(encoding="utf-8"))
    pages = json.loads((folder / "dila_fiches_fr.json").read_text(encoding="utf-8"))
    place = {key: at for at, key in enumerate(faq["docs"])}
    passages = [entry["text"] for entry in faq["docs"].values()]
    passages += [part["text"][:DISTRACTOR_LENGTH] for part in pages["chunks"]]
    return _task("FAQ title to answer", passages, faq["title_to_answer"], place)


def read_laws(folder: Path) -> Task:
    """Return the titles of sections of acts as queries, the sections as passages."""
    with gzip.open(folder / "laws_title_to_section_fr.json.gz", "rt", encoding="utf-8") as stream:
        laws = json.load(stream)
    place = {section["id"]: at for at, section in enumerate(laws["corpus"])}
    return _task("law title to section", [s["text"] for s in laws["corpus"]], laws["queries"], place)


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
    for task in (read_faq(folder), read_laws(folder)):
        started = time.monotonic()
        passages = encoder.encode_passages(task.passages)
        found[f"{task.name}: passages/s"] = len(task.passages) / (time.monotonic() - started)
        queries = np.vstack([encoder.encode_queries([query]) for query in task.queries])
        cosines = queries @ passages.T
        found[f"{task.name}: nDCG@{CUTOFF}"] = measure_ndcg(cosines, task.relevant)
        found[f"{task.name}: best cosine, quantiles"] = _quantiles(cosines)
        if task.name.startswith("FAQ"):
            for name in ("tatoeba-fra-eng.fra", "stsb-fr-dev.csv"):
                foreign = [text for text in _first_texts(folder / name) if len(text.split()) <= 8][:300]
                best = np.vstack([encoder.encode_queries([text]) for text in foreign]) @ passages.T
                found[f"foreign sentences of {name}: best cosine, quantiles"] = _quantiles(best)
    found["STS-fr dev"] = measure_sts(encoder, folder / "stsb-fr-dev.csv")
    return found


def _task(name: str, passages: Sequence[str], queries: Sequence[Any], place: dict[str, int]) -> Task:
    return Task(
        name=name,
        passages=tuple(passages),
        queries=tuple(query["q"] for query in queries),
        relevant=tuple(frozenset(place[key] for key in query["rel"]) for query in queries),
    )


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
