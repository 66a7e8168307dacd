"""Whether a search says the same of a query however it is written: the first five results of each variant.

Accents dropped and capitals are made here; other numbers, acronyms, dotted acronyms, inclusive forms, hyphens,
ligatures and apostrophes are in `questions/robust-queries.jsonl`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.programmes import ROOT

QUERIES = ROOT / "benchmarks" / "questions" / "robust-queries.jsonl"
CUTOFF = 5
WANTED = 0.95

Search = Callable[[str], tuple[str, ...]]
"""From a query to the addresses of its first results."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """Another writing of a query; `lost` and `gained` are what its first results lack and have more."""

    query: str
    sort: str
    written: str
    lost: tuple[str, ...]
    gained: tuple[str, ...]

    @property
    def same(self) -> bool:
        return not self.lost and not self.gained


def read_queries(path: Path = QUERIES) -> list[dict[str, Any]]:
    """Return the queries: `query`, and `variants` by sort."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def variants_of(query: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the sort and the text of each other writing of a query."""
    text: str = query["query"]
    bare = without_accents(text)
    if bare != text:
        yield "no accents", bare
    yield "capitals", text.upper()
    yield from query["variants"].items()


def without_accents(text: str) -> str:
    """Return a text as it is typed in haste: no accents, no ligatures."""
    spread = unicodedata.normalize("NFD", text.replace("œ", "oe").replace("Œ", "OE"))
    return "".join(char for char in spread if not unicodedata.combining(char))


def compare(queries: list[dict[str, Any]], search: Search) -> list[Variant]:
    """Ask every query and every variant; the same first results, in whatever order, are the same."""
    found = []
    for query in queries:
        plain = search(query["query"])
        for sort, written in variants_of(query):
            other = search(written)
            found.append(
                Variant(
                    query=query["query"],
                    sort=sort.rstrip("2"),
                    written=written,
                    lost=tuple(one for one in plain if one not in other),
                    gained=tuple(one for one in other if one not in plain),
                )
            )
    return found


def main() -> None:
    """Print the share of variants with the same first results, by sort, and those that differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", type=Path, default=None, help="a demonstration centre; one is built otherwise"
    )
    given = parser.parse_args()
    from centre.centre import open_centre
    from centre.ingesting import ingest
    from terminal.serving import corpus_inputs

    with tempfile.TemporaryDirectory() as folder:
        data = given.data or Path(folder)
        if given.data is None:
            ingest(data, corpus_inputs())
        centre = open_centre(data)
        found = compare(
            read_queries(), lambda text: tuple(hit.id for hit in centre.search(text, limit=CUTOFF).results)
        )
    by_sort: dict[str, list[Variant]] = defaultdict(list)
    for variant in found:
        by_sort[variant.sort].append(variant)
        if not variant.same:
            print(
                f"-- {variant.written} ({variant.query}): - {_names(variant.lost)} + {_names(variant.gained)}"
            )
    print()
    for sort, variants in by_sort.items():
        same = sum(variant.same for variant in variants)
        print(f"{sort:14} {same:4}/{len(variants):<4} {same / len(variants):.3f}")
    same = sum(variant.same for variant in found)
    print(f"{'all':14} {same:4}/{len(found):<4} {same / len(found):.3f}  ({WANTED} wanted)")


def _names(iris: tuple[str, ...]) -> str:
    return ", ".join("/".join(iri.rsplit("/", 2)[-2:]) for iri in iris)


if __name__ == "__main__":
    main()
