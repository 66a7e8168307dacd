"""What events, series and resources are about: links judged by reading, what each step of deciding brings, calibration.

`themes/judged.jsonl` holds links between an activity and a theme as labels alone make them, each judged by reading its
document: right when the activity is about the theme. `fit` links served to set the scores, `check` and `fresh` ones did not.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from centre.meaning import ThemeMeaning
from ingest.mentions import Linker
from ingest.pipelines import extract
from ingest.readers import read
from ingest.records import Extraction, Link
from ingest.sources import fetch
from ingest.themes import settle
from ontology.authority import load
from search.encoder import CachedEncoder, load_encoder

ROOT = Path(__file__).resolve().parents[1]
JUDGED = ROOT / "benchmarks" / "themes" / "judged.jsonl"
_THEME = "https://maillage.example/id/theme/"

Key = tuple[str, str, str, str]
"""Document, kind of record, title, theme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One link judged by reading."""

    key: Key
    right: bool
    sample: str


def judgements() -> Iterator[Judgement]:
    """Yield the judged links."""
    for line in JUDGED.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        key = (row["document"], row["kind"], row["title"], row["theme"])
        yield Judgement(key=key, right=row["right"], sample=row["sample"])


def main() -> None:
    """Print what labels, inflection, context and meaning bring, and the share of right links by score."""
    judged = list(judgements())
    linker = Linker(load(ROOT / "ontology"))
    documents = sorted({one.key[0] for one in judged})
    started = time.perf_counter()
    raw = {name: extract(read(fetch(str(ROOT / name))), linker) for name in documents}
    reading = time.perf_counter() - started
    with tempfile.TemporaryDirectory() as folder:
        encoder = CachedEncoder(load_encoder(None), Path(folder) / "vectors.sqlite")
        meaning = ThemeMeaning(lambda: encoder, linker.vocabulary)
        placed = {name: settle(one) for name, one in raw.items()}
        started = time.perf_counter()
        meant = {name: settle(one, meaning) for name, one in raw.items()}
        settling = time.perf_counter() - started
    steps: tuple[tuple[str, dict[str, Extraction], Callable[[Link], bool]], ...] = (
        ("labels only", raw, lambda link: link.method in ("label", "acronym", "field")),
        ("+ inflection", raw, lambda link: True),
        ("+ context of the mention", raw, lambda link: link.status == "fact"),
        ("+ place in the document", placed, lambda link: link.status == "fact"),
        ("+ meaning", meant, lambda link: link.status == "fact"),
    )
    print(
        f"{len(judged)} links of {len(documents)} documents judged by reading, {sum(j.right for j in judged)} right\n"
    )
    print(f"{'':28}{'precision':>10}{'recall':>8}{'F1':>7}{'shown':>7}")
    for name, extractions, is_shown in steps:
        shown = {key for key, link in links(extractions) if is_shown(link)}
        _print_step(name, judged, shown)
    facts = {key for key, link in links(meant) if link.status == "fact"}
    for sample in sorted({one.sample for one in judged}):
        _print_step(f"  of the sample “{sample}”", [one for one in judged if one.sample == sample], facts)
    _print_calibration(judged, meant)
    print(f"\nreading {reading:.1f} s, settling with meaning {settling:.1f} s, {len(documents)} documents")


def links(extractions: dict[str, Extraction]) -> Iterator[tuple[Key, Link]]:
    """Yield the links between activities and themes, by document."""
    for name, extraction in extractions.items():
        for kind, records in (
            ("resource", extraction.resources), ("series", extraction.series), ("event", extraction.events),
        ):  # fmt: skip
            for record in records:
                for link in record.themes:
                    yield (name, kind, record.title, link.iri.removeprefix(_THEME)), link


def _print_step(name: str, judged: Iterable[Judgement], shown: set[Key]) -> None:
    counts = Counter((one.right, one.key in shown) for one in judged)
    right, wrong, missed = counts[True, True], counts[False, True], counts[True, False]
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    mean = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"{name:28}{precision:10.3f}{recall:8.3f}{mean:7.3f}{right + wrong:7}")


def _print_calibration(judged: Iterable[Judgement], extractions: dict[str, Extraction]) -> None:
    scores = {key: link for key, link in links(extractions)}
    table: dict[tuple[float, str], Counter[bool]] = defaultdict(Counter)
    gone: Counter[bool] = Counter()
    for one in judged:
        link = scores.get(one.key)
        if link is None:
            gone[one.right] += 1
        else:
            table[link.score, link.status][one.right] += 1
    print("\nscore  status     links  share right")
    for (score, status), counts in sorted(table.items(), reverse=True):
        total = counts.total()
        print(f"{score:5.2f}  {status:10}{total:6}{counts[True] / total:13.3f}")
    print(f"not shown        {gone.total():6}{gone[True] / max(1, gone.total()):13.3f}")


if __name__ == "__main__":
    main()
