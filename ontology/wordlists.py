"""Lists of words the extraction leans on, read once from `ontology/`: a word list is data, not code."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


@cache
def word_list(name: str) -> frozenset[str]:
    """Return the words of `NAME.txt` as written, its comment lines left out."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
