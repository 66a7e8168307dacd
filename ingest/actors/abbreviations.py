"""Acronyms that a document spells out (`Agence locale de l'énergie (ALEC)`), so that each stands for the other."""

from __future__ import annotations

import re

from ingest.actors.names import initials, is_acronym_of, looks_like_acronym
from ingest.document import Document
from ingest.identity import fold

_IN_BRACKETS = re.compile(r"\s?[(\[](?P<short>[A-ZÀ-Þ][\w&.'’-]{1,11}(?: ?\d{2})?)[)\]]")
_CLAUSE = re.compile(r"[^()\[\]\n.;:!?«»]{6,110}$")
_SHORT_FIRST = re.compile(
    r"(?<![\w(])(?:[LlDd]['’])?(?P<short>[A-ZÀ-Þ][\w&.-]{1,11})\s?[(\[](?P<long>[^()\[\]\n;:!?]{6,110})[)\]]"
)
_DASHED = re.compile(r"(?<![\w(])(?P<short>[A-ZÀ-Þ]{2,8})\s[–—-]\s(?P<long>[A-ZÀ-Þ][^()\[\]\n;:!?.,]{6,90})")


def abbreviations(document: Document) -> dict[str, str]:
    """Return each acronym of a document with the words it stands for, in either order of writing."""
    found: dict[str, str] = {}
    for block in document.blocks:
        text = block.text
        for match in _IN_BRACKETS.finditer(text):
            short = match["short"].replace(".", "")
            before = _CLAUSE.search(text[max(0, match.start() - 110) : match.start()])
            if before is None or not looks_like_acronym(short):
                continue
            if (long := _spelt(before.group(), short)) is not None:
                found.setdefault(short, long)
        for pattern in (_SHORT_FIRST, _DASHED):
            for match in pattern.finditer(text):
                short, long = match["short"].replace(".", ""), match["long"].strip(" ,.")
                if not looks_like_acronym(short):
                    continue
                if fold(short) == initials(long) or (pattern is _SHORT_FIRST and is_acronym_of(short, long)):
                    found.setdefault(short, long)
    return found


def _spelt(before: str, short: str) -> str | None:
    """Return the last words of a text that an acronym stands for: initials first, then letters in order."""
    starts = [match.start() for match in re.finditer(r"(?<![\w-])\w", before)]
    tails = [before[start:].strip() for start in reversed(starts)]
    wanted = "".join(char for char in fold(short) if char.isalnum())
    for tail in tails:
        if initials(tail) == wanted:
            return tail
    for tail in tails:
        words = tail.split()
        if 2 <= len(words) <= 10 and tail[:1].isupper() and is_acronym_of(short, tail):
            return tail
    return None
