"""Passages of unseen documents against annotations made by reading: actors, places, dates, themes, roles, relations."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.passages_gold import FOLDER, KINDS, GoldDocument, documents_of, place
from benchmarks.passages_peer import plainly
from benchmarks.passages_read import Found, understood, without
from benchmarks.passages_score import Tally, right_activities, right_categories, score

HALVES = ("open", "sealed", "third", "fourth", "fifth", "fifth-sealed")
READ = ("open", "fifth")
"""The halves whose errors are listed without asking: they may be read by whoever mends extraction."""
LINKED = ("actors", "territories", "themes")
ABLATION = (
    ("labels only", frozenset({"inflected", "meaning"})),
    ("plus inflection", frozenset({"meaning"})),
    ("plus meaning", frozenset[str]()),
)
"""Methods left out of the links; context cannot be taken out after the fact: the peer reads without any."""


def read_half(folder: Path) -> list[tuple[GoldDocument, tuple[Found, ...]]]:
    """Build a centre of the documents of a half, and return each with what was understood of it."""
    from centre.centre import open_centre
    from centre.ingesting import ingest
    from ingest.readers import read
    from ingest.sources import fetch

    annotated = list(documents_of(folder))
    placed = [place(path, gold, read(fetch(str(path))).text) for path, gold in annotated]
    with tempfile.TemporaryDirectory() as data:
        report = ingest(Path(data), [str(one.path) for one in placed])
        names = {Path(one.source).name: one.id for one in report.documents if one.id}
        lost = [one.path.name for one in placed if one.path.name not in names]
        if lost:
            print(f"not read: {', '.join(lost)}")
        texts = {names[one.path.name]: one.text for one in placed if one.path.name in names}
        found = understood(open_centre(Path(data)), texts)
    return [(one, found.get(names.get(one.path.name, ""), ())) for one in placed]


def total(read: Sequence[tuple[GoldDocument, Sequence[Found]]]) -> dict[str, Tally]:
    """Return the counts of each kind over all the documents."""
    totals = {kind: Tally() for kind in KINDS if any(kind in gold.kinds for gold, _ in read)}
    for gold, found in read:
        for kind, tally in score(gold, found).items():
            totals[kind].add(tally)
    return totals


def table(ours: dict[str, Tally], peer: dict[str, Tally]) -> list[str]:
    """Return the lines of the table: each kind, then micro and macro, ours beside the peer's."""
    head = f"{'':12}{'asked':>6}{'right':>7}{'wrong':>7}{'missed':>8}"
    lines = [f"{head}{'precision':>11}{'recall':>8}{'F1':>7}   | peer {'precision':>9}{'recall':>8}{'F1':>7}"]
    rows = [(kind, ours[kind], peer[kind]) for kind in ours]
    rows.append(("micro", _sum(ours), _sum(peer)))
    for name, one, other in rows:
        counts = f"{one.required:>6}{one.right:>7}{one.wrong:>7}{one.required - one.recalled:>8}"
        lines.append(f"{name:12}{counts}{_three(one)}   |      {_three(other)[2:]}")
    means = [
        tuple(sum(getattr(tally, figure) for tally in side.values()) / len(side) for figure in _FIGURES)
        for side in (ours, peer)
    ]
    (p, r, f), (pp, pr, pf) = means
    lines.append(f"{'macro':12}{'':28}{p:>11.3f}{r:>8.3f}{f:>7.3f}   |      {pp:>9.3f}{pr:>8.3f}{pf:>7.3f}")
    return lines


_FIGURES = ("precision", "recall", "f1")


def _sum(tallies: dict[str, Tally]) -> Tally:
    everything = Tally()
    for tally in tallies.values():
        everything.add(tally)
    return everything


def _three(tally: Tally) -> str:
    return f"{tally.precision:>11.3f}{tally.recall:>8.3f}{tally.f1:>7.3f}"


def report(folder: Path, errors: int) -> None:
    """Print the table of a half, the side figures and the errors."""
    from centre.authority import vocabulary

    read = read_half(folder)
    ours = total(read)
    peer = total([(gold, plainly(gold.text, vocabulary())) for gold, _ in read])
    print(f"{len(read)} documents, {sum(len(gold.passages) for gold, _ in read)} passages\n")
    print("\n".join(table(ours, peer)))
    activities = [right_activities(gold, found) for gold, found in read]
    categories = [right_categories(gold, found) for gold, found in read]
    every = total([(gold, [replace(one, sure=True) for one in found]) for gold, found in read]).get("themes")
    print()
    for name, pairs in (
        ("right roles tied to the right activity", activities),
        ("kinds of new actors", categories),
    ):
        print(f"{name}: {sum(right for right, _ in pairs)}/{sum(of for _, of in pairs)}")
    if every is not None:
        print(f"themes with the candidates: precision {every.precision:.3f}, recall {every.recall:.3f}")
    for name, left_out in ABLATION:
        part = total([(gold, without(found, left_out)) for gold, found in read])
        print(f"{name:16}" + "   ".join(f"{kind}{_three(part[kind])}" for kind in LINKED if kind in part))
    for kind in ours:
        faults = sorted(ours[kind].faults, key=lambda fault: (fault.wrong, fault.document))
        if faults and errors:
            print(f"\n{kind}: {len(faults)} errors")
        for wrong in (False, True):
            for fault in [one for one in faults if one.wrong is wrong][:errors]:
                mark = "wrong " if wrong else "missed"
                print(f"  {mark} {fault.what}   « {fault.quote} » ({fault.document}, {fault.passage})")


def main() -> None:
    """Score the sets that are here; those that are not to be read show their tables and no error."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--half", default=None, help=f"{', '.join(HALVES)}, or a folder of annotated documents"
    )
    parser.add_argument(
        "--errors", type=int, default=None, help="errors to list for each kind, missed and wrong"
    )
    arguments = parser.parse_args()
    for half in [arguments.half] if arguments.half else HALVES:
        folder = FOLDER / half if half in HALVES else Path(half)
        if not any(folder.glob("*.json")):
            print(f"no annotated document in {half}: nothing measured.\n")
            continue
        limit = arguments.errors if arguments.errors is not None else (10 if half in READ else 0)
        print(f"-- {half} --")
        report(folder, limit)
        print()


if __name__ == "__main__":
    main()
