"""The words French dates are made of, and the tokens a text is cut into to find them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

MONTHS: dict[str, int] = {
    "janvier": 1, "janv": 1, "jan": 1,
    "fevrier": 2, "fevr": 2, "fev": 2,
    "mars": 3,
    "avril": 4, "avr": 4,
    "mai": 5,
    "juin": 6,
    "juillet": 7, "juil": 7,
    "aout": 8,
    "septembre": 9, "sept": 9, "sep": 9,
    "octobre": 10, "oct": 10,
    "novembre": 11, "nov": 11,
    "decembre": 12, "dec": 12,
}  # fmt: skip
FULL_MONTHS = frozenset(
    ("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout",
     "septembre", "octobre", "novembre", "decembre")
)  # fmt: skip
WEEKDAYS: dict[str, int] = {
    "lundi": 0, "lun": 0, "mardi": 1, "mar": 1, "mercredi": 2, "mer": 2, "jeudi": 3, "jeu": 3,
    "vendredi": 4, "ven": 4, "vend": 4, "samedi": 5, "sam": 5, "dimanche": 6, "dim": 6,
}  # fmt: skip
SEASONS: dict[str, int] = {"printemps": 21, "ete": 22, "automne": 23, "hiver": 24}
MONTH_NAMES = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
               "septembre", "octobre", "novembre", "décembre")  # fmt: skip

TokenKind = Literal[
    "iso", "numeric", "numericrange", "time", "weekday", "month", "schoolyear", "year", "day", "season", "part", "modifier", "unset",
    "confirm", "recurrence", "connector", "article", "deadline", "open",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A dated word of the text; `word` is its folded form."""

    kind: TokenKind
    start: int
    end: int
    word: str


def _either(words: object) -> str:
    return "|".join(sorted(words, key=len, reverse=True))  # type: ignore[call-overload]


_UNSET = (
    r"(?:(?:les\s+)?(?:dates?|calendrier)\b(?:\s+et\s+(?:lieux?|horaires?|themes?))?\s*:?\s*"
    r"(?:(?:reste(?:nt)?|encore)\s+)?(?:(?:a|en\s+cours\s+de)\s+"
    r"(?:(?:etre\s+)?(?:determine|defini|precise|fixe|cale|programme)\w*|venir|confirmer|determination|definition)"
    r"|non\s+(?:fixee?|communiquee?|determinee?|definie?|arretee?)s?|communiquees?\s+ulterieurement))"
)
_RECURRENCE = (
    r"chaque\s+(?:premier|deuxieme|troisieme|quatrieme|dernier|1er|2e|3e|4e)?\s*"
    r"(?:mois|semaine|trimestre|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?:\s+du\s+mois)?"
    r"|tous\s+les\s+(?:(?:premiers|deuxiemes|troisiemes|derniers|1ers|2es|3es)\s+)?"
    r"(?:mois|15\s+jours|deux\s+mois|trimestres|lundis|mardis|mercredis|jeudis|vendredis|samedis)(?:\s+du\s+mois)?"
    r"|toutes\s+les\s+(?:(?:deux|trois)\s+)?semaines|(?:une|deux)\s+fois\s+par\s+(?:mois|semaine|trimestre|an)"
    r"|le\s+(?:premier|deuxieme|troisieme|quatrieme|dernier|1er|2e|3e)\s+"
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s+(?:de\s+chaque|du)\s+mois"
    r"|(?:reunions?|rencontres?|rendez-vous|ateliers?|seances?|permanences?|points?)\s+"
    r"(?:mensuel|bimensuel|hebdomadaire|bimestriel|trimestriel)(?:le)?s?"
)
# No token begins inside a word but for those that may begin so with these three letters: said once, before all the
# alternatives, this spares trying each of them at each letter of a text.
_TOKEN = re.compile(
    r"(?:(?<![a-z])|(?![b-ce-qs-z]))(?:"
    + "|".join(
        (
            r"(?P<iso>\b(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:\b|(?=t\d\d:)))",
            r"(?P<dashed>(?<![\d/.,-])(?:0?[1-9]|[12]\d|3[01])-(?:0?[1-9]|1[0-2])-(?:19|20)\d\d(?![\d/-]))",
            r"(?P<numericrange>(?<![\d/.,-])(?:0?[1-9]|[12]\d|3[01])\s?(?:(?:-|/|et|au|&)\s?(?:0?[1-9]|[12]\d|3[01])"
            r"(?P<sep2>[/.])(?:0?[1-9]|1[0-2])(?P=sep2)(?:19|20)?\d\d"
            r"|(?:-|et|au|&)\s?(?:0?[1-9]|[12]\d|3[01])/(?:0[1-9]|1[0-2]))(?![\d/]))",
            r"(?P<numeric>(?<![\d/.,-])(?:0?[1-9]|[12]\d|3[01])(?P<sep>[/.])(?:0?[1-9]|1[0-2])"
            r"(?:(?P=sep)(?:(?:19|20)\d\d|\d\d))?(?![\d/]|[.,]\d"
            rf"|\s+(?:{_either(FULL_MONTHS)})\b))",
            r"(?P<time>(?<!\d)(?:[01]?\d|2[0-4])\s?(?:h(?:eures?)?(?:\s?[0-5]\d)?|:[0-5]\d)(?![a-z\d]))",
            rf"(?P<unset>\b{_UNSET})",
            rf"(?P<recurrence>\b(?:{_RECURRENCE})\b)",
            r"(?P<confirm>[\[(]?\s*(?:dates?\s+)?(?:a|reste\s+a)\s+confirmer\s*[\])]?)",
            r"(?P<deadline>\b(?:avant\s+le|jusqu'?\s?au|au\s+plus\s+tard(?:\s+le)?|d'ici\s+(?:le|au|fin)"
            r"|date\s+limite(?:\s+[\w' ]{0,30}?)?\s*:?(?:\s+le)?|cloture\s+le)\b)",
            r"(?P<open>\b(?:a\s+partir\s+d[ue]|a\s+compter\s+du|des\s+le|depuis\s+le)\b)",
            rf"(?P<weekday>\b(?:(?:lun|mar|mer|jeu|ven|vend|sam|dim)(?:\.|(?=\s\d))|(?:(?:{_either(WEEKDAYS)})|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s)\b(?!\.)))",
            rf"(?P<month>(?<![a-z])(?:(?:{_either(FULL_MONTHS)})\b|(?:{_either(MONTHS)})\b\.?|rentree(?:\s+(?:scolaire|universitaire))?(?=\s+20\d\d\b)))",
            r"(?P<schoolyear>\b(?:annee|saison)(?:\s+(?:scolaire|universitaire))?\s+(?:20\d\d\s?[-/]\s?(?:20)?\d\d)\b)",
            r"(?P<year>\b(?:19|20)\d\d\b)",
            r"(?P<part>\b(?:1er|1e|2e|2eme|2nd|3e|3eme|4e|4eme|premier|deuxieme|second|troisieme|quatrieme|dernier)"
            r"\s+(?:trimestre|semestre)\b(?:\s+de(?=\s+20\d\d\b))?|\bt[1-4]\b|\bs[12]\b(?=\s+20))",
            rf"(?P<season>\b(?:{_either(SEASONS)})\b)",
            r"(?P<modifier>\b(?:debut|mi|fin|courant)\b-?)",
            r"(?P<day>(?<![\d.,])(?<!n°)(?<!n° )(?:1\s?er|(?:0?[1-9]|[12]\d|3[01]))(?![\d%€])\b"
            rf"|\bpremier(?=\s+(?:{_either(FULL_MONTHS)})\b))",
            r"(?P<connector>,\s*(?:et|puis)\b|\bet\b|\bou\b|\bau\b(?:\s+mois\s+d(?:e\b|'))?|\ba(?:\s+la(?=\s+(?:mi|fin)\b))?\b|(?<=\d\s)>(?=\s\d)|[,/&+;•·|]|[-–—]|→|\bpuis\b)",
            r"(?P<article>\b(?:du|le|les|de|entre|en)\b)",
        )
    )
    + ")"
)


@lru_cache(maxsize=1 << 13)
def fold_in_place(text: str) -> str:
    """Return `text` lower-cased and without accents, code point for code point (offsets hold)."""
    return text.translate(_FOLDED)


class _Folded(dict[int, str]):
    """The folded form of each code point met so far: `str.translate` is ten times faster than a loop."""

    def __missing__(self, point: int) -> str:
        self[point] = folded = _fold_char(chr(point))
        return folded


_FOLDED = _Folded()


def _fold_char(char: str) -> str:
    if char.isascii():
        return char.lower()
    if char in "’ʼ‘":
        return "'"
    if char in "‐‑‒–—―−":
        return "-"
    if char in "\u00a0\u202f\u2009":
        return " "
    base = unicodedata.normalize("NFKD", char)[0].lower()
    return base if len(base) == 1 else char


@lru_cache(maxsize=1 << 11)
def tokens(folded: str) -> tuple[Token, ...]:
    """Return the dated words of a folded text, in order."""
    return tuple(_tokens(folded))


def _tokens(folded: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(folded):
        kind = match.lastgroup
        if kind in ("sep", "dashed"):
            kind = "numeric"
        elif kind == "sep2":
            kind = "numericrange"
        yield Token(kind, match.start(), match.end(), match.group())  # type: ignore[arg-type]


def day_of(word: str) -> int:
    """Return the day of the month of a `day` token."""
    return 1 if word == "premier" else int(word.removesuffix("er"))


def month_of(word: str) -> int:
    """Return the month number of a `month` token; the `rentrée` is in September."""
    return 9 if word.startswith("rentree") else MONTHS[word.rstrip(".")]


def weekday_of(word: str) -> int:
    """Return the weekday number (Monday 0) of a `weekday` token."""
    return WEEKDAYS[word.rstrip(".").removesuffix("s")]


def clock(word: str) -> str:
    """Return `HH:MM` for a `time` token."""
    numbers = re.findall(r"\d+", word)
    return f"{int(numbers[0]) % 24:02d}:{int(numbers[1]) if len(numbers) > 1 else 0:02d}"


def recurrence_of(word: str) -> str:
    """Return the ISO 8601 duration of a `recurrence` token."""
    if "trimestr" in word:
        return "P3M"
    if re.search(r"deux\s+mois|bimestriel", word):
        return "P2M"
    if re.search(r"15\s+jours|deux\s+semaines|bimensuel", word):
        return "P2W"
    if "mois" in word or "mensuel" in word:
        return "P1M"
    if "an" in word.split():
        return "P1Y"
    return "P1W"
