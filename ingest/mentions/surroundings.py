"""What stands around a mention and rules it out: streets, surnames, longer names, exclusions, everyday words."""

from __future__ import annotations

import re
from functools import cache

from ingest.identity import fold
from ontology.wordlists import word_list

_STREET = re.compile(
    r"\b(?:rues?|avenues?|av\.|boulevards?|bd|route|chemin|allees?|impasse|faubourg|quais?|pont|porte|rond-point|square|passage|esplanade|places?)"
    r"\s+(?:de (?:la |l')?|d'|du |des )?$"
)
_CIVILITY = re.compile(
    r"\b(?:[Mm]onsieur|[Mm]adame|M\.|MM\.|Mme|Mmes|Mlle|Dr|Pr|Me)\s+(?:[A-ZÀ-Þ][\w'’-]*\s+)?$"
)
_WORD_BEFORE = re.compile(r"([^\W\d_][\w’'-]*)[ \u00a0]$")
_EXCLUDED = re.compile(
    r"\b(?:hors|hormis|sauf|excepte|non|(?:a l'exception|en dehors|a l'exclusion) (?:de|du|des|d'))"
    r"[\s-]+(?:les? |la |l'|des? |du |d')?$"
)
_SURNAME = re.compile(r"[ \u00a0][A-ZÀ-Þ][a-zà-ÿ]+\b")
_LED = re.compile(r"(?:\b(?:l|d|en|a|dans|par|de|du|la|le)[\s']*)$")
"""What stands before a place, not before a first name, in folded text."""
_HYPHEN_BEFORE = re.compile(r"(\w[\w'’-]*)[-\u2010\u2011]$")
_HYPHEN_AFTER = re.compile(r"[-\u2010\u2011](\w[\w'’-]*)")
_AT = re.compile(
    r"(?:\ba|\bvers|\bpres de|\b(?:ville|commune|mairie|agglomeration|metropole|departement|prefecture) (?:de|du|des|d')"
    r"|\bdans (?:le|la|l'|les)|\d{5}|📍)\s*(?:la |les? |l')?$"
)
"""Words, folded, after which an everyday word is the name of a place."""
_COMPLEMENT = re.compile(r"\s+(?:de|du|des|d['’])(?:\s|\b)")
_SENTENCE_HEAD = re.compile(r"(?:^|[.!?…:\n»”\"|•·–—*#>])[\s«“\"*_(\[-]*$")
_APART_BEFORE = re.compile(r"(?:^|[(\[|,;:–—/\n•-]|\bet)\s*$")
_APART_AFTER = re.compile(r"^\s*(?:$|[)\],;|–—/\n.(]|- |et [A-ZÀ-Þ])")
_PREPOSITION = re.compile(
    r"(?:^|[^\w\s]|\b(?:a|de|d|du|des|en|et|ou|l|la|le|les|par|pour|vers|entre|dans|sur|avec|chez|comme|sous|que|est|puis))\W*$"
)


@cache
def _first_names() -> frozenset[str]:
    return frozenset(fold(name) for name in word_list("first_names"))


@cache
def everyday_words() -> frozenset[str]:
    """Return the folded names of places that are also everyday words."""
    return frozenset(fold(word) for word in word_list("everyday_words"))


_ADDRESS = re.compile(r"://|www\.|@\w|\w\.(?:fr|org|com|net|eu|info|example|re|gouv|io)\b")

_LONGEST = 80
"""Code points of an address looked at on each side."""


def is_in_an_address(text: str, start: int, end: int) -> bool:
    """Say whether a mention stands inside a web or e-mail address (`union-habitat.org`)."""
    before = re.split(r"\s", text[max(0, start - _LONGEST) : start])[-1]
    after = re.split(r"\s", text[end : end + _LONGEST], maxsplit=1)[0]
    return _ADDRESS.search(before + text[start:end] + after) is not None


def is_excluded(before: str) -> bool:
    """Say whether folded text that stands before a mention sets it aside (`hors QPV`)."""
    return _EXCLUDED.search(before) is not None


def is_in_a_longer_name(
    text: str, before: str, start: int, end: int, places: frozenset[str] = frozenset()
) -> bool:
    """Say whether the name of a place is a part of a street, of a person's name or of a compound.

    `before` is the folded text before it; compounds of two names of `places` are two places (`Dreux-Vernouillet`).
    """
    if _STREET.search(before):
        return True
    written = text[max(0, start - 40) : start]
    if _CIVILITY.search(written):
        return True
    word = _WORD_BEFORE.search(written)
    if word is not None and word[1][0].isupper() and _is_first_name(word[1]):
        return True
    if _is_first_name(text[start:end]) and _SURNAME.match(text, end) and not _LED.search(before):
        return True  # `Aude Rivière`
    joined = (_HYPHEN_BEFORE.search(written), _HYPHEN_AFTER.match(text, end))
    return any(one is not None and one[1][0].isupper() and fold(one[1]) not in places for one in joined)


def ends_a_name(text: str, start: int, end: int, places: frozenset[str]) -> bool:
    """Say whether a word with a capital ends a proper name (`Nièvre Habitat`): the word before has one too.

    At the head of a sentence every word has one: there the word before must be the name of a place.
    """
    written = text[start:end]
    word = _WORD_BEFORE.search(text, max(0, start - 40), start)
    if word is None or not written[0].isupper() or not word[1][0].isupper():
        return False
    if word[1].isupper() or written.isupper() or fold(word[1]) in places:
        return fold(word[1]) in places
    return _SENTENCE_HEAD.search(text[max(0, start - 60) : word.start(1)]) is None


def _is_first_name(word: str) -> bool:
    folded = fold(word)
    return folded in _first_names() or ("-" in folded and folded.split("-")[0] in _first_names())


def is_completed(text: str, end: int) -> bool:
    """Say whether a word has a complement (`RÉUNION DU RÉSEAU`)."""
    return _COMPLEMENT.match(text[end : end + 20].lower()) is not None


def is_everyday(text: str, before: str, start: int, end: int) -> bool:
    """Say whether a name that is also an everyday word may be just that word here.

    A capital inside a sentence tells a name; at the head of a sentence or in capitals, its place must tell it.
    """
    if _AT.search(before):
        return False
    after = text[end : end + 20]
    if _COMPLEMENT.match(after):
        return True
    written = text[start:end]
    ahead = text[max(0, start - 30) : start]
    if _APART_BEFORE.search(before[-4:]) and _APART_AFTER.match(after):
        return False
    if _SENTENCE_HEAD.search(ahead) or (written.isupper() and len(written) > 1):
        return True
    return _PREPOSITION.search(before) is None
