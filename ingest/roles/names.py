"""Names of people and organisations read after a cue, with what the text says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.dates.lexicon import fold_in_place
from ingest.identity import fold
from ingest.mentions import Match
from ingest.roles.appositions import with_apposition
from ingest.roles.lexicon import DETERMINER, HEAD, JOB_BEFORE, JOIN, OCCUPATION, PERSON, first_names
from ingest.roles.name import Name, listed_name, name_at

_OFFICE = re.compile(
    r",\s+(?:(?:co-?|vice-?|ex-?|ancien(?:ne)? )*(?:president|directeur|directrice|maire|adjoint|depute|senat|conseill|representant|delegue|membre|charge|responsable|secretaire|chef|elue?\b|coordin|referent|professeur|maitre|ministre)\w*)"
    r"[^,.;:()\n]*?(?=,|\.\s|\.?$|;|:|\(|\n|\s+(?:et|ainsi que)\s+(?=\w+\s\w+)|\s+(?:a|ont|est|sont)\s)"
)
"""One more office of a person who has been named with one, in folded text."""
__all__ = ["Name", "names_after", "people_with_jobs", "persons"]


def names_after(text: str, at: int, known: Sequence[Match], *, listed: bool = False) -> Iterator[Name]:
    """Yield the names of the enumeration that begins at `at`, until the sentence turns to something else.

    In a field (`listed`) whatever is capitalised between commas is a name.
    """
    position = at
    starts = {_skip_article(text, match.start): match for match in known if match.entity.kind == "actor"}
    while position < len(text):
        position = _skip_determiners(text, position, starts)
        name = name_at(text, position, starts) or (listed_name(text, position) if listed else None)
        if name is None:
            return
        if listed and name.known is None and name.category != "personne":
            name = listed_name(text, position) or name
        name, position = with_apposition(text, name, starts)
        if name.category == "personne":
            position = _past_offices(text, position)
        yield name
        if (joint := JOIN.match(text, position)) is None or joint.end() == position:
            return
        position = joint.end()


def _past_offices(text: str, position: int) -> int:
    """Return where a text goes on after the other offices of a person (`X, maire de Y, Vice-présidente du Z`)."""
    while (office := _OFFICE.match(fold_in_place(text[position:]))) is not None:
        position += office.end()
    return position


def persons(text: str) -> Iterator[re.Match[str]]:
    """Yield what reads as the name of a person, the word that opens a sentence left aside (`Pour Ada Martin`)."""
    for match in PERSON.finditer(text):
        words = match.group().split()
        second = fold(words[1])
        if (
            len(words) > 2
            and fold(words[0]) not in first_names()
            and (second in first_names() or second.split("-")[0] in first_names())
        ):
            again = PERSON.match(text, match.start() + len(words[0]) + 1)
            if again is not None and again.end() == match.end():
                yield again
                continue
        yield match


def people_with_jobs(text: str, known: Sequence[Match]) -> Iterator[Name]:
    """Yield the people a text names with what they do (`Ada Martin, sociologue (laboratoire X)`), cue or not."""
    starts = {match.start: match for match in known if match.entity.kind == "actor"}
    for match in persons(text):
        first = fold(match.group().split()[0])
        occupied = OCCUPATION.match(fold_in_place(text[match.end() :]))
        named = first in first_names() or (
            occupied and text[match.end() :].startswith(",") and len(match.group().split()) == 2
        )
        if not named or HEAD.match(fold_in_place(match.group())):
            continue
        name, _ = with_apposition(
            text,
            Name(match.start(), match.end(), match.group(), "personne", starts.get(match.start())),
            starts,
        )
        if name.job_title:
            yield name


def _skip_article(text: str, start: int) -> int:
    article = re.match(r"(?:l['’]|la |le |les )", text[start:])
    return start + (article.end() if article else 0)


def _skip_determiners(text: str, position: int, starts: dict[int, Match]) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    while position not in starts and (match := DETERMINER.match(text, position)):
        opening = match.group()
        article = opening[0].isupper() and opening.strip().lower() in ("la", "le", "les", "l'", "l’")
        follows = fold_in_place(text[match.end() : match.end() + 40])
        if (
            article
            and match.end() < len(text)
            and match.end() not in starts
            and not HEAD.match(follows)
            and not JOB_BEFORE.match(follows)
        ):
            break
        position = match.end()
        while position < len(text) and text[position].isspace():
            position += 1
    return position
