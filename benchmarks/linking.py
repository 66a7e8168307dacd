"""How fast labels are found on one core: 50,000 labels, French prose, beside an Aho-Corasick automaton.

The automaton (pyahocorasick) only finds strings of folded text: no inflection, no capitals, no context, no longest match.
It is the floor of what finding labels costs; the linker is what deciding them costs.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.dates.lexicon import fold_in_place
from ingest.mentions import Linker
from ontology.authority import load
from ontology.vocabulary import Entity, Vocabulary

ROOT = Path(__file__).resolve().parents[1]
LABELS, MEGABYTES = 50_000, 1.0
_WANTED = 5.0
"""Megabytes of text a minute on one core."""


def main() -> None:
    """Print megabytes a minute of the linker and of the automaton on the same text."""
    vocabulary = enlarged(load(ROOT / "ontology"), LABELS)
    paragraphs = list(prose(MEGABYTES))
    size = sum(len(one.encode()) for one in paragraphs) / 1e6
    started = time.perf_counter()
    linker = Linker(vocabulary)
    built = time.perf_counter() - started
    started = time.process_time()
    found = sum(len(linker.matches(one)) for one in paragraphs)
    linking = time.process_time() - started
    print(f"{labels(vocabulary):,} labels, {size:.2f} MB of text, one core; tree built in {built:.1f} s")
    print(f"linker          {size / linking * 60:7.1f} MB a minute   {found:,} mentions decided")
    try:
        import ahocorasick
    except ImportError:
        print("pyahocorasick is not installed: no peer")
    else:
        started = time.process_time()
        seen = _strings(ahocorasick.Automaton(), vocabulary, paragraphs)
        finding = time.process_time() - started
        print(f"Aho-Corasick    {size / finding * 60:7.1f} MB a minute   {seen:,} strings, nothing decided")
    print(f"wanted          {_WANTED:7.1f} MB a minute")


def labels(vocabulary: Vocabulary) -> int:
    """Return the number of labels of a vocabulary."""
    return sum(1 + len(one.alt_labels) + len(one.hidden_labels) for one in vocabulary)


def enlarged(vocabulary: Vocabulary, wanted: int) -> Vocabulary:
    """Return a vocabulary of `wanted` labels: names made of words of its own names are added to it."""
    draw = random.Random(2024)
    words = sorted({word for one in vocabulary for word in one.pref_label.split() if word.isalpha()})
    entities = dict(vocabulary.entities)
    for number in range(wanted - labels(vocabulary)):
        iri = f"https://maillage.example/id/actor/made-{number}"
        name = " ".join(draw.choice(words) for _ in range(draw.choice((2, 2, 3, 4))))
        entities[iri] = Entity(iri=iri, kind="actor", pref_label=name[:1].upper() + name[1:])
    return Vocabulary(entities)


def prose(megabytes: float) -> Iterator[str]:
    """Yield paragraphs of the demonstration corpus, again and again, up to a size."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus").rglob("*.md"))]
    texts += [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus").rglob("*.txt"))]
    paragraphs = [one for text in texts for one in text.split("\n\n") if one.strip()]
    left = megabytes * 1e6
    while left > 0:
        for one in paragraphs:
            yield one
            left -= len(one.encode())


def _strings(automaton: Any, vocabulary: Vocabulary, paragraphs: list[str]) -> int:
    for one in vocabulary:
        for label in (one.pref_label, *one.alt_labels, *one.hidden_labels):
            automaton.add_word(fold_in_place(label), one.iri)
    automaton.make_automaton()
    return sum(1 for one in paragraphs for _ in automaton.iter(fold_in_place(one)))


if __name__ == "__main__":
    main()
