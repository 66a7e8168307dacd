"""Words of a text in the form labels are compared in: folded, inclusive forms and plurals undone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.dates.lexicon import fold_in_place

_FORM = (
    r"(?P<dotted>(?:[A-Za-z]\.){{2,}})"
    r"|(?P<plain>\w+(?:{joint}\w+)*)"
    r"(?P<inclusive>(?:[·•‧∙⋅.]\w{{1,6}}(?:[·•‧∙⋅.]s)?(?![\w.])|\((?:\w{{1,5}}|-\w{{1,5}})\)s?|\[\w{{1,5}}\]s?|/\w{{2,6}}s?(?=\W|$)"
    r"|-(?:(?:n?e|le|t?rice|euse|[eè]re|ive)-s|n?es?|t?rices?|euses?|[eè]res?|ives?)(?![\w-]))?)"
)
_WORD = re.compile(_FORM.format(joint="\u00ad"))
_MENDED = re.compile(_FORM.format(joint=r"(?:\u00ad\s*|[-\u2010]\s*\n\s*(?=[a-zà-ÿ]))"))
"""The same, where a hyphen at the end of a line is taken for a cut in a word."""
CUT = re.compile(r"\w(?:[-\u2010]\s*\n|\u00ad\s)")
"""A word that the end of a line may have cut."""
_INSIDE = re.compile(r"[-\u2010\s\u00ad]+")
FUNCTION_WORDS = frozenset(
    [
        "d",
        "de",
        "du",
        "des",
        "l",
        "la",
        "le",
        "les",
        "a",
        "au",
        "aux",
        "en",
        "et",
        "un",
        "une",
        "sur",
        "pour",
        "par",
        "dans",
        "the",
        "of",
        "and",
    ]
)
"""Words that may stand, or not, between the words of a label."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its place, its folded form, and the form it is matched by."""

    start: int
    end: int
    folded: str
    norm: str


def words(text: str, *, mend: bool = False) -> Iterator[Word]:
    """Yield the words of a text, inclusive endings joined to their word (`chargé·es`, `Pluriel[le]s`).

    With `mend`, the two halves of a word cut by the end of a line are one word.
    """
    for match in (_MENDED if mend else _WORD).finditer(text):
        if match["dotted"]:
            acronym = match["dotted"].replace(".", "")
            yield Word(match.start(), match.end(), fold_in_place(acronym), fold_in_place(acronym))
            continue
        plain = match["plain"]
        if not plain.isalnum():
            plain = _INSIDE.sub("", plain)
        folded = fold_in_place(plain).replace("œ", "oe").replace("æ", "ae")
        ending = match["inclusive"]
        if ending and ending[0] in "./" and not _is_inclusive(ending):
            yield Word(match.start(), match.end("plain"), folded, norm(folded))
            continue
        yield Word(match.start(), match.end(), folded, norm(folded))


def _is_inclusive(ending: str) -> bool:
    return re.fullmatch(r"[./](?:e|es|ne|nes|le|les|rice|rices|trice|trices|euse|euses|ere|eres|s|ive|ives)(?:\.s)?",
                        fold_in_place(ending)) is not None  # fmt: skip


@lru_cache(maxsize=1 << 17)
def norm(folded: str) -> str:
    """Return the form a folded word is matched by: feminine and plural endings of long words undone."""
    if len(folded) < 4 or folded.isdigit():
        return folded
    if folded.endswith("aux") and len(folded) > 5:
        return folded[:-3] + "al"
    word = folded[:-1] if folded[-1] in "sx" else folded
    for feminine, masculine in (
        ("trice", "teur"),
        ("euse", "eur"),
        ("iere", "ier"),
        ("enne", "en"),
        ("elle", "el"),
    ):
        if word.endswith(feminine) and len(word) > len(feminine) + 2:
            return word[: -len(feminine)] + masculine
    return word[:-1] if word.endswith("ee") and len(word) > 5 else word


def key(text: str, spelt: Sequence[Word] | None = None) -> tuple[str, ...]:
    """Return the words of a label that must be found, in order; function words are left out.

    `spelt` are its words, where they have been read.
    """
    spelt = list(words(text)) if spelt is None else spelt
    kept = [word for word in spelt if word.folded not in FUNCTION_WORDS]
    if spelt and spelt[0] not in kept and text[spelt[0].end : spelt[0].end + 1] == "-":
        kept.insert(0, spelt[0])  # `sur-entretien` is more than its second half
    return tuple(word.norm for word in kept or spelt)
