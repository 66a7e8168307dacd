"""How many passages a second a centre takes in, end to end: read, link, triples, both indexes.

The documents are reports whose paragraphs are sentences of the demonstration corpus in another order: what there is to find
in them is as dense as in real documents, and no two paragraphs are alike.
`python -m benchmarks.throughput --passages 100000` is the whole run.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("rapports", "notes", "dossiers", "newsletters")
ENCODER = "static-fr"
PASSAGES = 5_000
WANTED = 600
"""Passages a second, on two cores that nothing else uses."""
PARAGRAPHS = 60
"""Paragraphs of a report, a passage each."""
PARTS = 6
WORDS = 75
"""Words that a paragraph comes to, at least; two do not hold in a passage."""
TELL_EVERY = 10.0
"""Seconds between two lines of progress."""


def main() -> None:
    """Print passages a second, and the share of each stage in the time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=PASSAGES)
    parser.add_argument("--encoder", default=ENCODER)
    parser.add_argument("--keep", type=Path, help="folder of a centre that is left there")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        texts, data = Path(folder) / "texts", given.keep or Path(folder) / "data"
        texts.mkdir()
        write(texts, given.passages)
        measure(data, texts, given.encoder)


def measure(data: Path, texts: Path, encoder: str) -> None:
    """Take a folder of documents in and print what it took."""
    from centre.encoders import EncoderChoice
    from centre.ingesting import ingest

    stages: dict[str, float] = defaultdict(float)
    started = last = time.perf_counter()
    stage = "read, link, triples"
    told = started

    def tell(line: str) -> None:
        nonlocal stage, last, told
        now = time.perf_counter()
        stages[stage] += now - last
        last, stage = now, _stage(line)
        if now - told > TELL_EVERY:
            told = now
            print(f"{now - started:8.1f} s  {line}", flush=True)

    before = _seconds()
    report = ingest(data, [str(texts)], choice=EncoderChoice(source=encoder), progress=tell)
    elapsed = time.perf_counter() - started
    stages[stage] += time.perf_counter() - last
    used = _seconds() - before
    passages = sum(document.passages for document in report.documents)
    failed = [document.reason for document in report.documents if document.status == "failed"]
    print(
        f"{passages:,} passages of {len(report.documents):,} documents, {len(failed)} failed {failed[:1] or ''}"
    )
    for name, seconds in sorted(stages.items(), key=lambda item: -item[1]):
        print(f"{name:34}{seconds:8.1f} s{100 * seconds / elapsed:5.0f} %")
    load = os.getloadavg()[0]
    print(f"{passages / elapsed:.0f} passages a second ({WANTED} wanted on two quiet cores; load {load:.1f})")
    print(f"{1000 * used / passages:.2f} ms of processor a passage; {_memory():,.0f} MB at most")


def _stage(line: str) -> str:
    """Return the stage that a line of progress opens."""
    if line.startswith("Indexation"):
        return "indexes"
    if line.startswith("Rapprochement"):
        return "identity of events"
    if line.startswith("Contrôle"):
        return "control before publication"
    return "read, link, triples"


def write(folder: Path, passages: int, seed: int = 1) -> None:
    """Write reports that come to about so many passages."""
    draw = random.Random(seed)
    known = corpus_sentences()
    for number in range(max(1, passages // PARAGRAPHS)):
        title = " ".join(draw.choice(known).split()[:8]).strip(" .,;:")
        lines = [f"# Rapport {number} : {title}\n", f"*{2010 + number % 15}*\n"]
        for part in range(PARTS):
            lines.append(f"## Partie {part + 1}\n")
            lines += [_paragraph(draw, known) for _ in range(PARAGRAPHS // PARTS)]
        (folder / f"rapport-{number:06d}.md").write_text("\n".join(lines), encoding="utf-8")


def corpus_sentences() -> list[str]:
    """Return the sentences of running text of the demonstration corpus, each once, in order."""
    from ingest.readers import read
    from ingest.sentences import sentences
    from ingest.sources import fetch

    found: dict[str, None] = {}
    for name in FOLDERS:
        for path in sorted((ROOT / "corpus" / name).iterdir()):
            for block in read(fetch(str(path))).blocks:
                if block.kind == "paragraph":
                    parts = (block.text[start:end] for start, end in sentences(block.text))
                    found.update(
                        dict.fromkeys(" ".join(part.split()) for part in parts if len(part.split()) > 5)
                    )
    return list(found)


def _paragraph(draw: random.Random, known: Sequence[str]) -> str:
    chosen: list[str] = []
    while sum(len(sentence.split()) for sentence in chosen) < WORDS:
        chosen.append(draw.choice(known))
    return " ".join(chosen) + "\n"


def _seconds() -> float:
    """Return the seconds of processor used by this process and by those it started."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(usage.ru_utime + usage.ru_stime for usage in map(resource.getrusage, kinds))


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
