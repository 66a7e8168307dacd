"""Pairs of statements labelled by hand against their scores: precision and recall at the thresholds, errors listed."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.programmes import ROOT
from graph.days import stretches
from graph.resemblance import CANDIDATE, FACT, compare
from graph.statements import Statement

PAIRS = ROOT / "benchmarks" / "identity"
_BINS = (0.0, 0.1, 0.5, 0.9, 0.97, 1.001)


def statement(iri: str, told: dict[str, Any]) -> Statement:
    """Return one end of a labelled pair as the statement that a document would make."""
    title, series = told["title"], told.get("series", "")
    own = (told["own"],) if told.get("own") else ()
    return Statement(
        iri=iri,
        kind=told.get("kind", "event"),
        documents=frozenset((iri,)),
        titles=(title, *own),
        whole=told.get("whole") or (f"{series} {title}" if series else title),
        when=stretches(told.get("when")),
        place=told.get("place", ""),
        mode=told.get("mode", ""),
        territories=frozenset(told.get("towns", ())),
        around=frozenset(told.get("around", told.get("towns", ()))),
        actors=frozenset(told.get("actors", ())),
        series=series,
        recurring=told.get("recurring", False),
    )


def scored(path: Path) -> list[tuple[float, dict[str, Any]]]:
    """Return each pair of a file with its score, the highest first."""
    pairs = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = [
        (compare(statement("a", pair["one"]), statement("b", pair["other"])).score, pair) for pair in pairs
    ]
    return sorted(found, key=lambda item: -item[0])


def at(found: Iterable[tuple[float, dict[str, Any]]], least: float) -> tuple[float, float]:
    """Return the precision and the recall of what is scored at least so much."""
    found = list(found)
    kept = [pair["same"] for score, pair in found if score >= least]
    same = sum(pair["same"] for _, pair in found)
    return sum(kept) / max(1, len(kept)), sum(kept) / max(1, same)


def report(path: Path) -> None:
    """Print the figures of one file of pairs."""
    found = scored(path)
    same = sum(pair["same"] for _, pair in found)
    print(f"{path.name}: {len(found)} pairs, {same} the same")
    for name, least in (("fact", FACT), ("candidate or fact", CANDIDATE)):
        precision, recall = at(found, least)
        print(f"  {name:<18} ≥ {least:.2f}   precision {precision:.2f}   recall {recall:.2f}")
    for low, high in pairwise(_BINS):
        inside = [pair["same"] for score, pair in found if low <= score < high]
        if inside:
            share = sum(inside) / len(inside)
            print(f"  scored {low:.2f} to {min(high, 1.0):.2f}: {len(inside):>3} pairs, {share:.0%} the same")
    for score, pair in found:
        wrong = score >= FACT and not pair["same"]
        missed = score < CANDIDATE and pair["same"]
        if wrong or missed or CANDIDATE <= score < FACT:
            kind = "WRONG" if wrong else "missed" if missed else "asked"
            label = "same" if pair["same"] else "different"
            print(
                f"  {kind} {score:.2f} ({label}, {pair['case']}): {pair['one']['title']} / {pair['other']['title']}"
            )


def main() -> None:
    """Print the figures of each file of pairs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=sorted(PAIRS.glob("*.jsonl")))
    for path in parser.parse_args().files:
        report(path)


if __name__ == "__main__":
    main()
