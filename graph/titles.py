"""How alike two titles are: the words that say something weigh, those that any meeting has do not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ingest.dates.lexicon import fold_in_place
from ingest.mentions.words import FUNCTION_WORDS, norm, words

GENERIC_WEIGHT = 0.25
_GENERIC = frozenset(
    norm(word)
    for word in [
        "reseau",
        "rencontre",
        "journee",
        "cycle",
        "atelier",
        "seminaire",
        "conference",
        "debat",
        "forum",
        "assise",
        "assemblee",
        "conseil",
        "comite",
        "bureau",
        "formation",
        "webinaire",
        "cafe",
        "petit",
        "dejeuner",
        "visite",
        "voyage",
        "etude",
        "colloque",
        "agora",
        "club",
        "groupe",
        "travail",
        "celebration",
        "table",
        "ronde",
        "semaine",
        "reunion",
        "rendez",
        "vous",
        "permanence",
        "session",
        "seance",
        "module",
        "parcours",
        "concertation",
        "marche",
        "fete",
        "matinee",
        "soiree",
        "midi",
        "cours",
        "pleniere",
        "copil",
        "instance",
        "commission",
        "equipe",
        "lancement",
        "restitution",
        "general",
        "generale",
        "administration",
        "pilotage",
        "technique",
        "annuel",
        "annuelle",
        "mensuel",
        "mensuelle",
        "trimestriel",
        "regional",
        "regionale",
        "interregional",
        "interregionale",
        "departemental",
        "departementale",
        "national",
        "nationale",
        "local",
        "locale",
        "premier",
        "dernier",
        "agenda",
        "programme",
        "calendrier",
        "temps",
        "echange",
        "presentation",
        "retour",
        "information",
        "point",
        "etape",
        "bilan",
        "ordinaire",
        "partenaire",
        "acteur",
        "professionnel",
        "edition",
        "numero",
        "visio",
        "visioconference",
        "ligne",
        "invitation",
        "inscription",
    ]
)
"""Words that meetings of all kinds have in their titles, in the form they are matched by."""
_EMPTY = FUNCTION_WORDS | frozenset(
    [
        "avec",
        "ce",
        "cet",
        "cette",
        "ces",
        "son",
        "sa",
        "ses",
        "leur",
        "leurs",
        "qui",
        "que",
        "dont",
        "ou",
        "ne",
        "pas",
        "se",
        "s",
        "c",
        "n",
        "y",
        "est",
        "sont",
        "comment",
        "entre",
        "vers",
        "chez",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "janvier",
        "fevrier",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "aout",
        "septembre",
        "octobre",
        "novembre",
        "decembre",
        "compte",
        "rendu",
        "proces",
        "verbal",
    ]
)
_NUMBERS = {
    word: str(value)
    for value, forms in enumerate(
        [
            "premier premiere",
            "deux deuxieme second seconde",
            "trois troisieme",
            "quatre quatrieme",
            "cinq cinquieme",
            "six sixieme",
            "sept septieme",
            "huit huitieme",
            "neuf neuvieme",
            "dix dixieme",
            "onze onzieme",
            "douze douzieme",
        ],
        start=1,
    )
    for word in forms.split()
} | {"vingt": "20", "vingtieme": "20", "trente": "30", "quarante": "40", "cinquante": "50", "cent": "100"}
_ORDINAL = re.compile(r"\b(\d{1,2})\s?(?:ere?s?|r?es?|emes?|nde?s?)\b")
_NUMBERED = re.compile(
    r"(?:#\s?|\bn\s?°\s?|\bnumero |\b(?:seance|session|atelier|acte|module|niveau|volet|episode|edition|saison|jour) )(\d{1,2})\b"
)
_ORDINAL_WORD = re.compile(
    r"\b(premiere?s?|deuxiemes?|secondes?|troisiemes?|quatriemes?|cinquiemes?|sixiemes?|septiemes?|huitiemes?|neuviemes?"
    r"|dixiemes?|onziemes?|douziemes?)\b"
)
_YEAR = re.compile(r"\b(20\d\d)\b")
_ENOUGH = 1.6
"""The weight of common words from which a likeness counts in full: one word alone never does."""
_APART = 0.35
"""What a word of its own on each side takes from the likeness."""
_ALIKE = 88.0
"""Spelling likeness (0 to 100) from which two long words are one."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a title, in the form it is matched by, with its weight."""

    norm: str
    weight: float
    acronym: bool


@lru_cache(maxsize=65_536)
def tokens(title: str) -> tuple[Token, ...]:
    """Return the words of a title that are worth comparing, each once."""
    found: dict[str, Token] = {}
    for word in words(title):
        if word.folded in _EMPTY or (len(word.folded) == 1 and not word.folded.isdigit()):
            continue
        form = _number(word.folded) or word.norm
        weight = GENERIC_WEIGHT if word.norm in _GENERIC or form.isdigit() else 1.0
        acronym = 3 <= word.end - word.start <= 8 and title[word.start : word.end].isupper()
        found.setdefault(form, Token(form, weight, acronym))
    return tuple(found.values())


def weight(title: str) -> float:
    """Return how much the words of a title say."""
    return sum(token.weight for token in tokens(title))


def likeness(one: Iterable[str], other: Iterable[str]) -> float:
    """Return how alike the nearest two titles of two lists are, from 0 to 1."""
    others = list(other)
    return max((_like(first, second) for first in one for second in others), default=0.0)


def numbers_differ(one: str, other: str) -> bool:
    """Say whether two titles give different editions (`2e rencontre`, `#3`, `séance 1`) or different years."""
    for read in (_editions, _years):
        first, second = read(one), read(other)
        if first and second and not first & second:
            return True
    return False


@lru_cache(maxsize=262_144)
def _like(one: str, other: str) -> float:
    first, second = tokens(one), tokens(other)
    total_first, total_second = _weight(first), _weight(second)
    if not total_first or not total_second:
        return 0.0
    common_first, common_second = _common(first, second), _common(second, first)
    smaller = common_first / total_first if total_first <= total_second else common_second / total_second
    whole = (common_first + common_second) / (total_first + total_second)
    # What each says that the other does not (`... à Bellevue`, `... à Malakoff`) tells two things apart; what only
    # one of them says is a longer wording.
    apart = min(1.0, total_first - common_first, total_second - common_second)
    enough = min(1.0, max(common_first, common_second) / _ENOUGH)  # an acronym weighs what it stands for
    return (0.55 * smaller + 0.45 * whole) * enough * (1 - _APART * apart)


def _weight(found: Iterable[Token]) -> float:
    return sum(token.weight for token in found)


def _common(found: tuple[Token, ...], others: tuple[Token, ...]) -> float:
    """Return the weight of the words that another title has too; an acronym and its words are the same."""
    there = {one.norm for one in others}
    held = {token.norm for token in found if token.norm in there}
    for acronym, run in (*_spelt(others, found), *_spelt(found, others)):
        held.update((acronym, *run))
    return sum(
        token.weight
        for token in found
        if token.norm in held or any(_same(token.norm, word) for word in there if word[0] == token.norm[0])
    )


def _spelt(full: tuple[Token, ...], short: tuple[Token, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the acronyms of a title that the words of another spell, each with these words."""
    acronyms = [token.norm for token in short if token.acronym]
    initials = "".join(token.norm[0] for token in full) if acronyms else ""
    places = ((acronym, initials.find(acronym)) for acronym in acronyms)
    return [
        (acronym, tuple(one.norm for one in full[at : at + len(acronym)]))
        for acronym, at in places
        if at >= 0
    ]


@lru_cache(maxsize=262_144)
def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < 6 or one.isdigit() or other.isdigit():
        return False
    if one[:6] == other[:6] and abs(len(one) - len(other)) <= 3:
        return True
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other) >= _ALIKE


def _number(folded: str) -> str | None:
    ordinal = _ORDINAL.fullmatch(folded)
    return ordinal[1] if ordinal else _NUMBERS.get(folded.rstrip("s") if folded not in _NUMBERS else folded)


@lru_cache(maxsize=65_536)
def _editions(title: str) -> frozenset[str]:
    folded = fold_in_place(title)
    worded = (_number(word) or "" for word in _ORDINAL_WORD.findall(folded))
    return frozenset({*_ORDINAL.findall(folded), *_NUMBERED.findall(folded), *worded} - {""})


@lru_cache(maxsize=65_536)
def _years(title: str) -> frozenset[str]:
    return frozenset(_YEAR.findall(title))
