"""Search queries in users' own words over one programme: hit@3, against words alone and vectors alone."""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.programmes import ROOT
from ingest.identity import fold

QUERIES = ROOT / "benchmarks" / "questions" / "search-programme.jsonl"
PROGRAMME = ROOT.parent / "shared" / "sources" / "programme-2024-s1.md"
CUTOFF = 3


def relevant(hit: Any, wanted: list[str]) -> bool:
    """Say whether the title or the snippet of a hit holds one of the wanted words."""
    text = fold(f"{hit.title} {hit.snippet}")
    return any(fold(one) in text for one in wanted)


def main() -> None:
    """Build a centre of the programme alone, ask every query, print the misses and hit@3 of each system."""
    from centre.centre import open_centre
    from centre.ingesting import ingest
    from search.records import Filters

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--document", type=Path, default=PROGRAMME)
    parser.add_argument("--data", type=Path, default=None)
    arguments = parser.parse_args()
    if not arguments.document.exists():
        print(f"{arguments.document} is not here: nothing measured.")
        return
    with tempfile.TemporaryDirectory() as folder:
        data = arguments.data or Path(folder)
        ingest(data, [str(arguments.document)])
        centre = open_centre(data)
        index = centre.opened().index
        queries = [json.loads(line) for line in QUERIES.read_text(encoding="utf-8").splitlines()]
        good = {"maillage": 0, "words alone": 0}
        for query in queries:
            hits = centre.search(query["query"], limit=CUTOFF).results
            if any(relevant(hit, query["relevant"]) for hit in hits):
                good["maillage"] += 1
            else:
                print(f"-- {query['query']}: {[hit.title[:60] for hit in hits]} for {query['relevant']}")
            plain = index.search(query["query"], filters=Filters(), limit=CUTOFF, semantic=False).hits
            good["words alone"] += any(
                any(fold(one) in fold(f"{hit.row.title} {hit.snippet}") for one in query["relevant"])
                for hit in plain
            )
        print()
        for system, right in good.items():
            print(f"{system:14} hit@{CUTOFF} {right}/{len(queries)} = {right / len(queries):.3f}")


if __name__ == "__main__":
    main()
