"""The French analyser, the same for rows and queries: from a text to terms with their offsets.

Elided articles go, dotted acronyms and inclusive forms become one word, accents, ligatures and typographic
apostrophes are folded, then words are stemmed (Snowball). Folding comes before stemming so that a word typed
without its accents is the same term.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from ingest.identity import fold

_LETTER = r"(?:[^\W_]|[\u0300-\u036f])"
_APOSTROPHE = "['’ʼ‘′´`]"
_HYPHEN = "[-\u2010\u2011]"
_ENDS = r"(?![^\W_]|[\u0300-\u036f])"
_FEMININE = (
    "(?:[tr]rice|rice|ice|ière|iere|ère|ere|euse|eresse|esse|ive|nne|lle|tte|ne|le|te|se|fe|ve|che|que|e)"
)
_SUFFIX = f"(?:{_FEMININE}s?|s|x)"
_CLOSED = (  # habitant(e)s, Pluriel[le]s, quartier(s)
    rf"[(\[]{_SUFFIX}[)\]]s?{_ENDS}"
)
_MEDIAN = rf"(?:[·•‧∙⋅・]{_LETTER}{{1,8}})+"  # professionnel·les, acteur·rice·s
_DOTTED = rf"(?<={_LETTER}{{3}})(?-i:(?:\.{_FEMININE}s?(?:\.s)?))(?:(?=\W)|$){_ENDS}"  # chargé.e.s
_DOTTED_CAPITALS = rf"(?<=[A-ZÀ-Ý]{{3}})(?-i:\.{_FEMININE.upper()}S?(?:\.S)?){_ENDS}"  # CHARGÉ.E.S
_SLASHED = rf"(?<={_LETTER}{{3}})/{_FEMININE}s?{_ENDS}"  # formateurs/trices
_HYPHENED = (  # habitant-e-s; pronouns (donnez-le, dit-elle) stay out
    rf"(?<={_LETTER}{{3}}){_HYPHEN}(?:{_FEMININE}{_HYPHEN}s|es?|[tr]?rices?|i?[èe]res?|euses?|ives?|nes){_ENDS}"
)
_PREFIXES = (
    "co|inter|anti|auto|multi|pluri|socio|pré|pre|post|re|ré|éco|eco|bio|infra|supra|trans|intra|extra|micro|"
    "macro|mini|semi|péri|peri|ultra|hyper|hypo|néo|neo|pluri|télé|tele|vidéo|video"
)
_TOKEN = re.compile(
    rf"(?P<elided>(?<![^\W_])(?:[ldjmtscn]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu){_APOSTROPHE}(?={_LETTER}))"
    rf"|(?P<acronym>(?<![\w.])(?:[^\W\d_]\.){{2,}}(?:[^\W\d_]{_ENDS})?)"
    rf"|(?P<joined>(?<![^\W_])(?:{_PREFIXES}){_HYPHEN}(?={_LETTER}{{2}}))?"
    rf"(?P<word>{_LETTER}+(?:{_APOSTROPHE}{_LETTER}+)*)"
    rf"(?:{_CLOSED}|{_MEDIAN}|{_DOTTED}|{_DOTTED_CAPITALS}|{_SLASHED}|{_HYPHENED})?",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"«([^«»]+)»|“([^“”]+)”|\"([^\"]+)\"")
_NOT_LETTERS = re.compile(r"[\W_]+")

_STOP_LIST = """
a ai aie aient ainsi alors ao apres as au aucun aucune aujourdhui auquel aura auront aussi autre autres
aux auxquels avant avec avez avoir avons ayant c ca car ce ceci cela celle celles celui ces cet cette ceux
chaque chez ci combien comme comment connaissez connait connaitre contre d dans de depuis derriere des
desquels dessous dessus deux devant doit donc dont du duquel durant elle elles en encore entre es est et
etaient etait etant ete etes etre eu eux existe existent faire fais fait faut font hors il ils intervenir
interviennent intervient j je jusque l la laquelle le lequel les lesquelles lesquels leur leurs lors
lorsque lui m ma mais me meme memes mes moi moins mon n ne ni nos notre nous occupe occupent on ont ou oui
par parce parle parlent parmi pas pendant peu peut peuvent plus plusieurs pour pourquoi pourrait pres
proche proches puis puisque qu quand que quel quelle quelles quelqu quelque quelques quels qui quoi s sa
sans se sera seront ses si son sont sous sur t ta te tes toi ton tous tout toute toutes travaille
travaillent travaillez tres trouve trouver tu un une va vers veut via voici voila voir vos votre vous vu y
"""
STOP_WORDS = frozenset(_STOP_LIST.split())
"""Words of questions, folded; dropped from a query unless nothing else remains."""


class Token(NamedTuple):
    """One term of a text; `word` is the term before stemming, `start` and `end` are code points."""

    term: str
    word: str
    start: int
    end: int


def analyse(text: str) -> Iterator[Token]:
    """Yield the terms of `text` in order."""
    for match in _TOKEN.finditer(text):
        if match["elided"]:
            continue
        written = match["acronym"] or (match["joined"] or "") + match["word"]
        word = _folded(written)
        if word:
            yield Token(stem(word), word, match.start(), match.end())


@lru_cache(maxsize=2_048)
def analysed(text: str) -> tuple[Token, ...]:
    """Return the terms of a text that is likely to be asked for again: a row, a query, a label."""
    return tuple(analyse(text))


@lru_cache(maxsize=200_000)
def _folded(written: str) -> str:
    return _NOT_LETTERS.sub("", fold(written))


def split_quotes(text: str) -> tuple[str, list[str]]:
    """Return `text` without its quoted parts, and these parts."""
    quoted = [next(part for part in match if part) for match in _QUOTED.findall(text)]
    return _QUOTED.sub(" ", text), quoted


def keep_content(tokens: list[Token]) -> list[Token]:
    """Return the tokens that are not words of questions, or all of them when nothing else remains."""
    return [token for token in tokens if token.word not in STOP_WORDS] or tokens


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the stem of a folded word; what has digits or no vowel (number, acronym) is left as it is."""
    if not word.isalpha() or not any(vowel in word for vowel in "aeiouy"):
        return word
    stemmer = _stemmer()
    word = re.sub(r"(?<=[^s]{3})s$", "", word)  # Snowball keeps the plural after a vowel: élus
    word = re.sub(r"ee$", "e", word)
    word = re.sub(r"trice$", "teur", word)
    word = re.sub(r"ffe$", "f", word)
    return fold(stemmer.stemWord(word)) or word


def singular(word: str) -> str:
    """Return a folded word in the singular, by its ending alone: what is asked with it says whether it is a word."""
    if word.endswith("eaux"):
        return word[:-1]
    if word.endswith("aux") and len(word) > 4:
        return word[:-3] + "al"
    if word.endswith(("s", "x")) and len(word) > 3 and not word.endswith(("is", "us", "ss", "as", "os")):
        return word[:-1]
    return word


def plural(word: str) -> str:
    """Return a folded word in the plural, by its ending alone."""
    if word.endswith(("s", "x", "z")):
        return word
    if word.endswith("al"):
        return word[:-2] + "aux"
    return word + ("x" if word.endswith(("au", "eu")) else "s")


@cache
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("french")
