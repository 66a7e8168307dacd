"""First stage of the static encoder: groups of pairs of texts, each to be told from the others of its group."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from training.pairs import QUOTAS, normalise, read_definitions, read_labels, read_texts, titled_files

Kind = Literal["translation", "title", "mined"]

TRANSLATED = tuple(QUOTAS)
"""Files of French and English texts; share-alike files are left out."""
GUIDES = ("python_docs", "django_docs")
"""Translated files whose rows follow each other as in their pages."""
LONGEST = 600
"""Characters of the longest French side of a translation."""
TITLE_WORDS = range(2, 13)
TEXT_WORDS = 20
"""Words of the shortest paragraph that a title is mined for."""
FULL_STOPS = (".", ":", ";", ",", "?", "!", "…", ")")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Pairs of one source; `kind` says what the two sides are to each other."""

    name: str
    kind: Kind
    pairs: tuple[tuple[str, str], ...]


def read_groups(folder: Path, thesaurus: Path, held_out: Path | None = None) -> list[Group]:
    """Return the groups of a folder of NAME.tsv.gz files and of a thesaurus, none with a text of `held_out`.

    Rows keep the order of their files.
    """
    forbidden = read_texts(held_out) if held_out else set()
    groups = []
    for name in TRANSLATED:
        rows = list(read_rows(folder / f"{name}.tsv.gz"))
        kept = [row for row in rows if len(row[0]) <= LONGEST]
        groups.append(Group(name=name, kind="translation", pairs=_allowed(kept, forbidden)))
        if name in GUIDES:
            mined = _allowed(mine_titles(french for french, _ in rows), forbidden)
            groups.append(Group(name=f"{name}, titles", kind="mined", pairs=mined))
    for name in titled_files(folder):
        pairs = _allowed(read_rows(folder / f"{name}.tsv.gz"), forbidden)
        groups.append(Group(name=name, kind="title", pairs=pairs))
    labels = ((pair.french, pair.english) for pair in read_labels(thesaurus))
    groups.append(Group(name="thesaurus", kind="translation", pairs=_allowed(labels, forbidden)))
    definitions = ((pair.title, pair.text) for pair in read_definitions(thesaurus))
    groups.append(Group(name="thesaurus, definitions", kind="title", pairs=_allowed(definitions, forbidden)))
    return groups


def read_rows(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the first two columns of the rows that have both."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            left, right, *_ = [*line.rstrip("\n").split("\t"), ""]
            if left and right:
                yield left, right


def mine_titles(rows: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each short row that no stop ends with the paragraph right after it: a title and its text."""
    title = ""
    for row in rows:
        words = len(row.split())
        if title and words >= TEXT_WORDS:
            yield title, row
        title = row if words in TITLE_WORDS and not row.endswith(FULL_STOPS) else ""


def _allowed(pairs: Iterable[tuple[str, str]], forbidden: set[str]) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in pairs if not forbidden & {normalise(pair[0]), normalise(pair[1])})
