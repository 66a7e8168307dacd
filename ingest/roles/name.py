"""One name read at a place of a text: a known actor, a person, or the words of a new organisation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ingest.dates.lexicon import fold_in_place
from ingest.identity import fold
from ingest.mentions import Match
from ingest.roles.lexicon import (
    CAPITAL,
    FOR_A_NAME,
    FOR_SOMETHING,
    GENERIC,
    HEAD,
    JOB_BEFORE,
    NO_BODY,
    OCCUPATION,
    PERSON,
    QUOTED_HEAD,
    STOP,
    category_of,
    first_names,
)

_QUOTED = re.compile(r"(?P<head>[^\W\d_][\w' -]{2,30}?)\s+[«“\"]\s?(?P<name>[^«»“”\"\n]{2,60}?)\s?[»”\"]")
"""A kind of organisation and its name in quotes (`collectif « Vivre ensemble »`)."""

LEVEL = re.compile(
    r"(?:national|regional|departemental|social|populaire|solidaire|mutualist|europeen|francais|familial|rural|catholique|laique|cooperati|agricole|humanitaire)\w*"
)
"""An adjective that closes a proper name, in folded text."""
_TITLE = re.compile(r"(?<!\w)(?:M\.|Mme|Mlle|Dr|[Dd]octeure?|[Mm]onsieur|[Mm]adame)\s+$")
_SURNAME = re.compile(rf"{CAPITAL}[\w'’]+(?:-{CAPITAL}[\w'’]+)*")


@dataclass(frozen=True, slots=True)
class Name:
    """A name read in a text: known (with its match) or new."""

    start: int
    end: int
    text: str
    category: str
    known: Match | None = None
    job_title: str = ""
    affiliation: tuple[Name, ...] = ()


def whole_name(text: str, name: Name, notions: Iterable[tuple[int, int]]) -> Name:
    """Return a new name with the whole of the notion that it ends inside (`Réseau régional Action cœur de ville`)."""
    if name.known is not None or name.category == "personne":
        return name
    end = max((last for first, last in notions if first < name.end < last), default=name.end)
    if end == name.end:
        return name
    more = _MORE.match(text, end)
    end = more.end() if more is not None else end
    return replace(name, end=end, text=text[name.start : end])


_MORE = re.compile(
    rf"\s(?:(?:de la|du|des|de)\s|(?:de l|d)['’])?{CAPITAL}[\w’'-]+(?:(?:[ -]| (?:de la|du|des|de) | (?:de l|d)['’]){CAPITAL}[\w’'-]+)*"
)
"""A place or a level that closes a name."""


_OFFICE = re.compile(
    r"(?:(?:co|vice|ex)-?\s?)*(?:president|direct(?:eur|rice)|maire|adjoint|responsable|charge|depute|senat|conseiller|representant|delegue|secretaire|professeur|maitre de|referent)\w*(?:-\w+)?\s(?:de|du|des|d['’]|a|au|en|general|adjoint)"
)
"""An office with what it is held in, in folded text: no name."""


def name_at(text: str, position: int, starts: dict[int, Match]) -> Name | None:
    """Read the name at a place of a text; `starts` gives the known actors by where they begin."""
    if (quoted := _QUOTED.match(text, position)) is not None and position not in starts:
        folded = fold_in_place(quoted["head"])
        if QUOTED_HEAD.fullmatch(folded):
            return Name(position, quoted.end(), quoted.group(), category_of(folded))
    if (title := _TITLE.search(text, 0, position)) is not None and position not in starts:
        someone = PERSON.match(text, position) or _SURNAME.match(text, position)
        if someone is not None:
            return Name(title.start(), someone.end(), text[title.start() : someone.end()], "personne")
    if position not in starts and text.startswith("À ", position):
        return None  # a place
    stop = STOP.search(text, position)
    if (
        stop
        and stop.group().strip() == "pour"
        and (FOR_A_NAME.match(text, position) or FOR_SOMETHING.match(fold_in_place(text[position:])))
    ):
        stop = STOP.search(text, stop.end())
    limit = stop.start() if stop else len(text)
    if stop and stop.group().startswith("[") and re.match(r"\[\w{1,4}\]", text[stop.start() :]):
        stop = STOP.search(text, stop.end())
        limit = stop.start() if stop else len(text)
    segment = text[position:limit]
    piece = first_item(segment)
    if (worker := JOB_BEFORE.match(fold_in_place(piece))) is not None and position not in starts:
        person = PERSON.match(piece, worker.end())
        if person is not None:
            return Name(
                position + person.start(), position + person.end(), person.group(), "personne",
                starts.get(position + person.start()), piece[: person.start()].strip(),
            )  # fmt: skip
    match = starts.get(position)
    if match is not None and (
        match.end - position >= len(piece) - 1 or not _extends(text[match.end : position + len(piece)])
    ):
        return Name(position, match.end, text[position : match.end], match.entity.category, match)
    if not piece:
        return None
    folded = fold_in_place(piece)
    if _OFFICE.match(folded):
        return None  # one more office of the person before
    head = HEAD.match(folded)
    if (full_name := _person(piece, head is not None, text[position:])) is not None:
        return Name(position, position + len(full_name), full_name, "personne")
    if GENERIC.match(folded) and not any(char.isupper() for char in piece[1:]):
        return None
    if head is not None:
        own = re.split(r"\s(?:à|dans|près)\s", piece, maxsplit=1)[0]
        proper = any(char.isupper() for char in own[1:]) or (piece[:1].isupper() and len(own.split()) > 1)
        if proper and len(piece.split()) <= 12:
            piece = _before_a_verb(piece)
            return Name(position, position + len(piece), piece, category_of(folded))
        return None
    proper_piece = _proper_words(piece)
    bare = " " not in proper_piece and sum(char.isupper() for char in proper_piece) < 2
    led = _DETERMINED.search(text[:position]) or (
        _DONE_BY.search(text[:position]) and not _CHANNEL.match(proper_piece)
    )
    if bare and (not led or NO_BODY.fullmatch(fold(proper_piece))):
        return None
    if len(proper_piece) > 2:
        return Name(
            position, position + len(proper_piece), proper_piece, category_of(fold_in_place(proper_piece))
        )
    return None


_DETERMINED = re.compile(r"(?:l['’]|d['’]|la |le |les |du |des |de |: ?|, |et )$", re.IGNORECASE)
_DONE_BY = re.compile(r"\w{2,}(?:é|u|i|is|it|ert)e?s? par $")
_CHANNEL = re.compile(r"(?:Internet|Facebook|Instagram|WhatsApp|Zoom|Teams|Skype|YouTube|LinkedIn|Twitter)\b")
"""What something is sent by, which is no actor."""
_THEN_A_VERB = re.compile(
    r"(?<=\w)\s(?!(?:de|du|des|la|le|les|et|en|au|aux|à|sur|sous|pour|par|lès)\s)[a-zà-ÿ]{4,}\s+(?:jusqu|l['’]|le |la |les |un |une |des |son |sa |ses |qu|à |en |dans )"
)


def _before_a_verb(piece: str) -> str:
    """Cut what is said of a named body off its name (`Ville de Tours court jusqu’en 2030`)."""
    for match in _THEN_A_VERB.finditer(piece):
        last = piece[: match.start()].split()[-1]
        if last[:1].isupper() and len(piece[: match.start()].split()) > 1:
            return piece[: match.start()]
    return piece


def listed_name(text: str, position: int) -> Name | None:
    """Read a whole item of a field (`Alter public et Angers Loire Habitat` are two)."""
    match = re.match(
        r"[^,;()\n]+?(?=\s*(?:[,;()\n]|\.\s|\.?$|\s(?:et|ainsi que|avec)\s(?=[A-ZÀ-Þl])))", text[position:]
    )
    if match is None or not match.group()[:1].isupper() or len(match.group().split()) > 9:
        return None
    folded = fold_in_place(match.group())
    if re.match(r"(?:a|en) |confirmer|tous|public", folded):
        return None
    return Name(position, position + match.end(), match.group(), category_of(folded))


def _extends(rest: str) -> bool:
    """Say whether the words after a known name go on with the name (`DREETS` + ` Hauts-de-France`)."""
    return re.match(rf"\s*-?\s*(?:(?:de|du|des|de la|de l['’]|d['’])\s*)?{CAPITAL}", rest) is not None


def first_item(segment: str) -> str:
    """Cut an enumeration after its first name; `et` may stand inside a name (`Villes et Territoires`)."""
    if (closed := re.match(r"[^()]*(?=\))", segment)) is not None:
        segment = closed.group()  # the bracket was opened before the name
    for match in re.finditer(r",|\s(?:et|ainsi que|ou)\s|\s?/\s?", segment):
        left, right = segment[: match.start()].rstrip(), segment[match.end() :].lstrip()
        if match.group().strip() == "et" and _one_name(left, right):
            continue
        return left
    return re.sub(r"\s(?:et|ou|ainsi que)$", "", segment.rstrip(" .,;"))


_LOCAL_BODY = re.compile(rf"{CAPITAL}[\w’'-]*\s(?:Agglomération|Agglo|Métropole|Habitat)\b")


def _one_name(left: str, right: str) -> bool:
    if _LOCAL_BODY.match(right):
        return False  # a body of its own
    words = left.split()
    if len(words) == 2 and words[0].islower() and HEAD.fullmatch(fold_in_place(words[0])):
        words = words[1:]
    if not right[:1].isupper():
        plural = re.match(r"[a-zà-ÿ-]{5,}s (?:de |du |des |d['’])[A-ZÀ-Þ]", right) is not None
        if plural and words and HEAD.match(fold_in_place(left)) and left.endswith(("s", "x")):
            return True  # `Fédération des centres sociaux et socioculturels de France`
        return (
            bool(words)
            and re.match(r"(?:des|de la|de l['’]|du)\s+\w", right) is not None
            and HEAD.match(fold_in_place(left)) is not None
            and "direction" in fold_in_place(left)
        )
    return (
        len(words) == 1
        and words[0][:1].isupper()
        and not words[0].isupper()
        and fold(words[0]) not in first_names()
    )


def _person(piece: str, has_head: bool, rest: str) -> str | None:
    match = PERSON.match(piece)
    if match is None or has_head:
        return None
    name = match.group()
    first = fold(name.split()[0])
    if first in first_names() or fold(name.split()[0].split("-")[0]) in first_names():
        return name
    occupied = OCCUPATION.match(fold_in_place(rest[match.end() : match.end() + 60]))
    return name if occupied and len(name.split()) in (2, 3) else None


_PLACED_TAIL = re.compile(r"métropole|agglomération|agglo|habitat")
"""What closes the name of a body after its place, in small letters."""


def _proper_words(piece: str) -> str:
    """Return the words of a piece up to its last capital, when they are mostly a proper name."""
    words = piece.split()
    if not words or not (words[0][:1].isupper() or words[0][:1].isdigit()):
        return ""
    if words[0][:1].isdigit() and (len(words) < 2 or words[1][:1].islower()):  # a date, a number of things
        return ""
    proper = [
        index
        for index, word in enumerate(words)
        if word[:1].isupper() or re.match(r"[dl]['’][A-ZÀ-Þ]", word) or word.isdigit()
    ]
    if not proper:
        return ""
    last = proper[-1] + 1
    if last < len(words) and LEVEL.fullmatch(fold(words[last])):  # `Éducation nationale`
        last += 1
    if last < len(words) and _PLACED_TAIL.fullmatch(words[last]):  # `Brest métropole`
        last += 1
    kept = words[:last]
    small = [
        word
        for word in kept
        if word[:1].islower()
        and not re.match(r"[dl]['’][A-ZÀ-Þ]", word)
        and word
        not in ("de", "du", "des", "la", "le", "les", "en", "et", "au", "aux", "à", "sur", "sous", "pour")
    ]
    if len(small) > 2 or len(kept) > 9:
        return ""
    return " ".join(kept).rstrip(",.;:")
