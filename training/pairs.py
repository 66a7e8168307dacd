"""First stage of training: pairs of texts that mean the same, from data files and the thesaurus."""

from __future__ import annotations

import csv
import gzip
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rdflib import Graph
from rdflib.namespace import RDF, SKOS

QUOTAS = {
    "tatoeba": 110_000,
    "canada_laws": 40_000,
    "eurovoc": 17_000,
    "python_docs": 9_000,
    "django_docs": 9_000,
    "iconclass": 6_000,
    "osm_presets": 3_000,
    "tei_p5": 2_000,
    "qald": 517,
}
"""Translations of at most `MOST_WORDS` words taken from each file; share-alike files are left out."""
LONG_QUOTAS = {"canada_laws": 7_000, "python_docs": 1_500, "django_docs": 1_500}
"""Longer ones, of at most `LONGEST` words: the texts to be found are paragraphs."""
TITLED = ("canada_laws_title_section_fr", "codes_title_section_fr")
ADMINISTRATION = ("service_public", "labour_law")
"""Titles and texts of French public guides, as `training.administration` writes them; read where they are."""
GUIDES = ("python_docs", "django_docs")
"""Files whose rows follow each other as in a page: a short line without a stop is the title of what follows."""
MOST_WORDS = 40
LONGEST = 90
TITLE_WORDS = range(2, 15)
LEAST_TEXT = 15
"""Words of the shortest text that a title of a guide is paired with."""
RUN = 8
"""Neighbouring titled texts kept together: what must be told apart is near."""
OPENING = 8
"""First words by which two texts of a run are the same."""
RUNS = {"canada_laws_title_section_fr": 1_500}
"""Runs taken from a file at most: its titles are of one style, soon learnt."""
THESAURUS_REPEATS = 4
"""Times a pair of the thesaurus is seen: it is small, and the words of the trade are in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    french: str
    english: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Titled:
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """What is trained on: `translations` and `titled` in a drawn order, `aligned` for statistics of words.

    `runs` are the titled texts again, in runs of neighbours of one file whose titles differ, in a drawn order.
    """

    translations: tuple[Translation, ...]
    aligned: tuple[Translation, ...]
    titled: tuple[Titled, ...]
    runs: tuple[tuple[Titled, ...], ...] = ()


def read_data(folder: Path, thesaurus: Path, held_out: Path | None = None, seed: int = 7) -> Data:
    """Return the pairs of a folder of NAME.tsv.gz files and of a thesaurus, none with a text of `held_out`.

    The same files and seed give the same pairs in the same order.
    """
    draw = random.Random(seed)
    forbidden = read_texts(held_out) if held_out else set()
    drawn: list[Translation] = []
    aligned: list[Translation] = []
    for name, quota in QUOTAS.items():
        rows = [
            Translation(french=french, english=english)
            for french, english in _read_rows(folder / f"{name}.tsv.gz", forbidden)
        ]
        short = [pair for pair in rows if _length(pair) <= MOST_WORDS]
        long = [pair for pair in rows if MOST_WORDS < _length(pair) <= LONGEST]
        draw.shuffle(short)
        draw.shuffle(long)
        drawn += short[:quota] + long[: LONG_QUOTAS.get(name, 0)]
        aligned += short[: 3 * quota]
    labels = [
        pair
        for pair in read_labels(thesaurus)
        if not forbidden & {normalise(pair.french), normalise(pair.english)}
    ]
    drawn += THESAURUS_REPEATS * labels
    draw.shuffle(drawn)
    files = {
        name: [
            Titled(title=title, text=text) for title, text in _read_rows(folder / f"{name}.tsv.gz", forbidden)
        ]
        for name in titled_files(folder)
    }
    files |= {name: list(read_guide(folder / f"{name}.tsv.gz", forbidden)) for name in GUIDES}
    files["thesaurus"] = [
        pair for pair in read_definitions(thesaurus) if normalise(pair.text) not in forbidden
    ]
    titled = [pair for file in files.values() for pair in file]
    draw.shuffle(titled)
    runs = []
    for name, file in files.items():
        own = list(_runs(file))
        draw.shuffle(own)
        runs += own[: RUNS.get(name)]
    draw.shuffle(runs)
    return Data(
        translations=tuple(drawn), aligned=tuple(aligned + labels), titled=tuple(titled), runs=tuple(runs)
    )


def titled_files(folder: Path) -> tuple[str, ...]:
    """Return the names of the files of titles and texts that a folder holds."""
    return (*TITLED, *(name for name in ADMINISTRATION if (folder / f"{name}.tsv.gz").is_file()))


def read_guide(path: Path, forbidden: set[str] | None = None) -> Iterator[Titled]:
    """Yield each French title of a translated guide with the paragraph that comes after it."""
    title = ""
    for french, _ in _read_rows(path, set()):
        known = forbidden and forbidden & {normalise(title), normalise(french)}
        if title and len(french.split()) >= LEAST_TEXT and not known:
            yield Titled(title=title, text=french)
        title = french if len(french.split()) in TITLE_WORDS and french[-1] not in ".,:;)" else ""


def read_labels(thesaurus: Path) -> Iterator[Translation]:
    """Yield each French label of a concept, preferred or not, acronym or expansion, with its English one."""
    graph = Graph().parse(thesaurus)
    for concept in sorted(graph.subjects(RDF.type, SKOS.Concept), key=str):
        english = _literals(graph, concept, SKOS.prefLabel, "en")
        for predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.definition):
            for french in _literals(graph, concept, predicate, "fr"):
                yield from (Translation(french=french, english=label) for label in english)


def read_definitions(thesaurus: Path) -> Iterator[Titled]:
    """Yield each French label of a concept with its definition."""
    graph = Graph().parse(thesaurus)
    for concept in sorted(graph.subjects(RDF.type, SKOS.Concept), key=str):
        for definition in _literals(graph, concept, SKOS.definition, "fr"):
            for predicate in (SKOS.prefLabel, SKOS.altLabel):
                for label in _literals(graph, concept, predicate, "fr"):
                    yield Titled(title=label, text=definition)


def read_texts(folder: Path) -> set[str]:
    """Return every text of the JSON, CSV and line files of a folder, normalised."""
    texts: set[str] = set()
    for path in sorted(folder.iterdir()):
        if path.suffix == ".md" or path.is_dir():
            continue
        with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as stream:  # type: ignore[operator]
            if ".json" in path.suffixes:
                texts.update(map(normalise, _strings(json.load(stream))))
            elif path.suffix == ".csv":
                texts.update(normalise(cell) for row in csv.reader(stream) for cell in row)
            else:
                texts.update(map(normalise, stream))
    return texts - {""}


def normalise(text: str) -> str:
    """Return the words of a text in lower case: two texts alike but for punctuation are one."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _length(pair: Translation) -> int:
    return max(len(pair.french.split()), len(pair.english.split()))


def _runs(titled: Sequence[Titled]) -> Iterator[tuple[Titled, ...]]:
    """Yield runs of neighbours; of several under one title, or whose texts open alike, the first is kept."""
    kept: list[Titled] = []
    known: set[str] = set()
    for pair in titled:
        if len(kept) == RUN:
            yield tuple(kept)
            kept, known = [], set()
        # A chapter opens as its first section does: nothing says which of the two a title names.
        marks = {f"title {normalise(pair.title)}", " ".join(normalise(pair.text).split()[:OPENING])}
        if not marks & known:
            kept.append(pair)
        known |= marks
    if kept:
        yield tuple(kept)


def _literals(graph: Graph, concept: Any, predicate: Any, language: str) -> list[str]:
    found = (
        value for value in graph.objects(concept, predicate) if getattr(value, "language", "") == language
    )
    return sorted(map(str, found))


def _read_rows(path: Path, forbidden: set[str]) -> Iterator[tuple[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            left, _, right = line.rstrip("\n").partition("\t")
            if left and right and not forbidden & {normalise(left), normalise(right)}:
                yield left, right


def _strings(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
