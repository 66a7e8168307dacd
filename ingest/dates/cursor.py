"""The dated words of one text, as the readers of dates walk over them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.dates.lexicon import Token
from ingest.dates.period import Period

_MAX_GAP = re.compile(r"[\s*_(\[]*")
_RANGE_WORDS = {"au", "au mois de", "au mois d'", "a", "a la", ">", "-", "→", "–", "—"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """A folded text, its dated words, and what completes dates written in part."""

    text: str
    found: tuple[Token, ...]
    period: Period | None
    month: tuple[int, int | None] | None
    """The month (and year) of days written without one."""

    def near(self, index: int) -> Token | None:
        """Return the token at `index` when only blanks or bold marks part it from the one before."""
        if not 0 < index < len(self.found):
            return None
        gap = self.text[self.found[index - 1].end : self.found[index].start]
        return self.found[index] if _MAX_GAP.fullmatch(gap) else None

    def skip(self, index: int, *kinds: str) -> int:
        """Return the index after the near tokens of some kinds."""
        while (token := self.near(index)) is not None and token.kind in kinds:
            index += 1
        return index

    def enter(self, at: int, kind: str) -> int:
        """Return the index after the tokens of a kind that open a date at `at`."""
        index = at
        while (
            index < len(self.found) and self.found[index].kind == kind and (index == at or self.near(index))
        ):
            index += 1
            if self.near(index) is None:
                return index - 1 if index - 1 == at else index
        return index

    def opens_between(self, at: int) -> bool:
        """Say whether a date at `at` opens with `entre`: its two ends are those of a stretch of time."""
        return self.found[at].word == "entre"


def joint_of(word: str) -> str:
    """Return what a connector says between two dates: `or`, `-` (a range) or `,` (a list)."""
    if word == "ou":
        return "or"
    return "-" if word in _RANGE_WORDS else ","
