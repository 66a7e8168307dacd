"""Texts as hurried people type them: one letter lost, doubled, or changed with its neighbour."""

from __future__ import annotations

import random
import re

LEAST_LETTERS = 5
"""Letters of a word that is still known when one is wrong."""
_WORD = re.compile(rf"[^\W\d_]{{{LEAST_LETTERS},}}")


def misspell(text: str, draw: random.Random) -> str:
    """Return a text with one long word misspelt, its first letter kept; the text itself when it has no long word."""
    words = list(_WORD.finditer(text))
    if not words:
        return text
    word = draw.choice(words)
    return text[: word.start()] + _misspelt(word[0], draw) + text[word.end() :]


def _misspelt(word: str, draw: random.Random) -> str:
    at = draw.randrange(1, len(word) - 1)
    wrong = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    )
    return draw.choice(wrong)
