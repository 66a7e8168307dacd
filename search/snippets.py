"""From a hit's text to the stretch that shows why it was found."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from search.analysis import Token, analysed

SNIPPET_LENGTH = 220
_SENTENCE_END = re.compile(r"(?<=[.!?…:;])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of a text with the words found in it; offsets are into `text`, end exclusive."""

    text: str
    highlights: tuple[tuple[int, int], ...]
    matched: tuple[str, ...]
    """Distinct words found in the whole text, as written."""


def cut_snippet(text: str, terms: Collection[str], length: int = SNIPPET_LENGTH) -> Snippet:
    """Return the window of about `length` characters with the most distinct terms, or the beginning."""
    found = [token for token in analysed(text) if token.term in terms]
    start, end = _window(text, found, length)
    opening, closing = "… " if start else "", " …" if end < len(text) else ""
    shown = text[start:end].replace("\n", " ")
    shift = len(opening) - start
    highlights = tuple(
        (token.start + shift, token.end + shift)
        for token in found
        if start <= token.start and token.end <= end
    )
    matched = dict.fromkeys(text[token.start : token.end] for token in found)
    return Snippet(opening + shown + closing, highlights, tuple(matched))


def _window(text: str, found: list[Token], length: int) -> tuple[int, int]:
    if len(text) <= length:
        return 0, len(text)
    best, best_value = (0, 0), (0, 0)
    for first in range(len(found)):
        inside = [token for token in found[first : first + 20] if token.end - found[first].start <= length]
        value = (len({token.term for token in inside}), len(inside))
        if value > best_value:
            best, best_value = (found[first].start, inside[-1].end if inside else found[first].end), value
    start = _opening(text, best[0], max(0, best[1] - length))
    end = min(len(text), max(start + length, best[1]))
    if end < len(text) and (space := text.rfind(" ", best[1], end + 1)) > 0:
        end = space
    return start, end


def _opening(text: str, found: int, earliest: int) -> int:
    """Return where to begin so as to show `found`: at a sentence, else at a word a little before it."""
    openings = [match.end() for match in _SENTENCE_END.finditer(text, earliest, found)]
    if earliest == 0:
        openings.insert(0, 0)
    if openings:
        return openings[0] if found - openings[0] < len(text) - found or len(openings) == 1 else openings[-1]
    space = text.find(" ", max(earliest, found - 60), found)
    return space + 1 if space >= 0 else found
