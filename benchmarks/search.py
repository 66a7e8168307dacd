"""Search measured: our encoders, the English one and a public peer, on the same judged collections in one run.

python -m benchmarks.search [--encoder NAME...] [--texts DIR] [--runs DIR]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks.programmes import ROOT
from benchmarks.search_corpus import read_corpus
from search.encoder import DEFAULT_ENCODER, MODELS, PACKAGED_ENCODER, Encoder, load_encoder
from search.evaluate import (
    Collection,
    Measured,
    Run,
    compare,
    measure,
    read_collections,
    read_run,
    run_parts,
    write_grades,
    write_run,
)

TEXTS = ROOT.parent / "shared" / "eval"
PEER = ROOT / "build" / "txtai"
RUNS = ROOT / "build" / "runs"
MAIN = "nDCG@10"


def main() -> None:
    """Print one table a collection, and write its runs and judgements in TREC form."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", nargs="+", default=None, help="names or folders")
    parser.add_argument("--texts", type=Path, default=TEXTS, help="folder of the development sets")
    parser.add_argument("--runs", type=Path, default=RUNS)
    given = parser.parse_args()
    names = given.encoder or [
        *sorted(path.name for path in MODELS.iterdir() if path.is_dir()),
        PACKAGED_ENCODER,
    ]
    encoders = [load_encoder(name) for name in names]
    if given.texts.is_dir():
        for collection in read_collections(given.texts):
            runs = _parts(collection, encoders) | _peer(collection)
            _report(collection, runs, given.runs)
    else:
        print(f"{given.texts} is not here: its sets are not measured.\n")
    for name in names:
        if (MODELS / name).is_dir():
            collection, runs = read_corpus(load_encoder(name))
            if name == DEFAULT_ENCODER:
                runs = runs | _peer(collection)
            _report(collection, runs, given.runs)


def _parts(collection: Collection, encoders: list[Encoder]) -> dict[str, Run]:
    """Return the runs of each encoder, and those of words alone, which are the same for all."""
    runs: dict[str, Run] = {}
    for encoder in encoders:
        with tempfile.TemporaryDirectory() as folder:
            for part, run in run_parts(collection, encoder, Path(folder)).items():
                runs["words" if part == "words" else f"{part}, {encoder.name}"] = run
    return runs


def _peer(collection: Collection) -> dict[str, Run]:
    """Return the run of txtai with the English model and with ours, each in a process of its own."""
    if not PEER.is_dir():
        print(f"txtai is not installed (pip install --no-deps --target {PEER.relative_to(ROOT)} txtai).")
        return {}
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(PEER), str(ROOT)))}
    runs: dict[str, Run] = {}
    for name in (PACKAGED_ENCODER, DEFAULT_ENCODER):
        folder = getattr(load_encoder(name), "folder", None)
        with tempfile.TemporaryDirectory() as work:
            asked, out = Path(work) / "collection.json", Path(work) / "run.trec"
            content = {"documents": dict(collection.documents), "queries": dict(collection.queries)}
            asked.write_text(json.dumps(content), encoding="utf-8")
            command = [sys.executable, "-m", "benchmarks.search_txtai", str(asked), str(folder), str(out)]
            done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)
            if done.returncode:
                print(f"txtai failed with {name}: {done.stderr.strip().splitlines()[-1:]}")
                continue
            runs[f"txtai hybrid, {name}"] = read_run(out)
    return runs


def _report(collection: Collection, runs: Mapping[str, Run], folder: Path) -> None:
    measured = {system: measure(collection, run) for system, run in runs.items()}
    here = folder / collection.name.replace(" ", "-")
    write_grades(collection, here / "qrels.trec")
    for system, run in runs.items():
        write_run(run, system, here / f"{system.replace(', ', '-').replace(' ', '-')}.trec")
    measures = list(next(iter(measured.values())))
    print(f"\n{collection.name}: {len(collection.queries)} queries, {len(collection.documents)} documents")
    print(
        f"{'system':34}{MAIN:>9}  95 % interval  "
        + "".join(f"{name:>11}" for name in measures if name != MAIN)
    )
    for system, found in measured.items():
        main_value = found[MAIN]
        print(
            f"{system:34}{main_value.mean:9.3f}  {main_value.low:.3f}-{main_value.high:.3f}    "
            + "".join(f"{found[name].mean:11.3f}" for name in measures if name != MAIN)
        )
    _compare(measured)


def _compare(measured: Mapping[str, Mapping[str, Measured]]) -> None:
    """Print whether what is fused beats the better of its parts, by a paired test."""
    for system, found in measured.items():
        part, _, encoder = system.partition(", ")
        alone = [name for name in ("words", f"meaning, {encoder}") if name in measured]
        if part not in {"both", "maillage"} or not alone:
            continue
        best = max(alone, key=lambda name: measured[name][MAIN].mean)
        change = found[MAIN].mean - measured[best][MAIN].mean
        p = compare(found[MAIN].values, measured[best][MAIN].values)
        print(f"{system} against {best}: {change:+.3f}, p = {p:.4f}")


if __name__ == "__main__":
    main()
