"""People told by the columns of a table: a name, an organisation, an office, who was there."""

from __future__ import annotations

import re

from ingest.dates.lexicon import fold_in_place
from ingest.document import Block, Document
from ingest.identity import fold
from ingest.mentions import Match
from ingest.roles.lexicon import PERSON, category_of, first_names
from ingest.roles.name import Name

_WHO = re.compile(
    r"(?:noms?|prenoms?|nom et prenom|prenom et nom|participant\w*|personnes?|membres?|interlocut\w+|referent\w*)\b"
)
_BODY = re.compile(
    r"(?:structures?|organismes?|organisations?|institutions?|employeurs?|service|entite|collectivite)\b"
)
_OFFICE = re.compile(r"(?:fonctions?|qualite|poste|titre|role)\b")
_THERE = re.compile(r"(?:presen\w*|presence|emargement)\b")
_NOT_THERE = re.compile(r"\b(?:excus|absen|non\b|represent)|^\W*$")


def person_in_row(document: Document, block: Block, known: list[Match]) -> tuple[Name, bool] | None:
    """Return the person that a row tells by its columns, in offsets of the block, and whether they were there.

    None when the row has no column of names, or its cell is no person.
    """
    cells = {fold(cell.value): cell for cell in block.cells}
    who = next((cell for name, cell in cells.items() if _WHO.match(name)), None)
    if who is None:
        return None
    words = document.text[who.start : who.end].strip()
    body = next((cell for name, cell in cells.items() if _BODY.match(name)), None)
    office = next((cell for name, cell in cells.items() if _OFFICE.match(name)), None)
    first = fold(words.split()[0]) if words else ""
    named = (
        first in first_names()
        or first.split("-")[0] in first_names()
        or (body is not None and office is not None)
    )
    if PERSON.fullmatch(words) is None or not named:
        return None
    start = who.start - block.start + document.text[who.start : who.end].index(words)
    told = [] if body is None else [_body(document, block, body.start, body.end, known)]
    there = next(
        (document.text[cell.start : cell.end] for name, cell in cells.items() if _THERE.match(name)), None
    )
    return Name(
        start, start + len(words), words, "personne",
        job_title="" if office is None else document.text[office.start : office.end].strip(),
        affiliation=tuple(one for one in told if one is not None),
    ), there is not None and _NOT_THERE.search(fold(there)) is None  # fmt: skip


def _body(document: Document, block: Block, start: int, end: int, known: list[Match]) -> Name | None:
    text = document.text[start:end]
    words = text.strip()
    if not words[:1].isupper() and not any(char.isupper() for char in words):
        return None
    at = start - block.start + text.index(words)
    match = next((one for one in known if one.start == at and one.end == at + len(words)), None)
    category = match.entity.category if match is not None else category_of(fold_in_place(words))
    return Name(at, at + len(words), words, category, match)
