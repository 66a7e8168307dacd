"""Between readers and citations: the documents listed under a bibliography heading."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.dates import DateMention, find_dates
from ingest.document import Block, Document
from ingest.identity import fold, iri_of
from ingest.mentions import Linker
from ingest.records import Citation, Evidence

_HEADING = re.compile(
    r"^(?:[\divx.]+[.)]?\s+)?(?:bibliographie|references?(?: bibliographiques)?"
    r"|sources(?: et references)?|ressources(?: utiles)?"
    r"|pour (?:aller plus loin|en savoir plus)|textes? de reference|a lire(?: aussi)?"
    r"|a (?:re)?decouvrir|webographie"
    r"|documentation|lectures?)\b[^.]{0,30}$"
)
_YEAR = re.compile(r"(?<![\d-])(?:19|20)\d\d(?![\d-])")
_QUOTED = re.compile(r"[«“\"]\s*([^»”\"]{4,200}?)\s*[»”\"]")
_SEPARATOR = re.compile(
    r"(?<=[^\d]),\s+|,\s+(?=[^\d])|\s+[–—]\s+|(?<=[a-zà-ÿ)])\.\s+(?=[A-ZÀ-Ý«])|(?<=[»”])\s*[,.]?\s+"
)
_TOGETHER = re.compile(r"^(?:avec|et|en partenariat avec|in|dir\.)\s", re.IGNORECASE)
_NATURE = re.compile(
    r"^(?:seminaire|note|etude|rapport|guide|actes|article|dossier|fiche|these|memoire"
    r"|colloque|journee|brochure"
    r"|collection|editions?|presses|coll\.|n°|p\.|pp\.|vol|tome|\d+ p)\b"
)

_ACRONYMS = re.compile(r"[A-ZÀ-Ý]{2,8}(?: et (?:(?:l['’]|la |le )?[A-ZÀ-Ý]{2,8}|[a-zà-ÿ][^,]{3,30}))?")
_JOINTS = re.compile(r"\b(?:l['’]|la\b|le\b|les\b|et\b|avec\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a bibliography and what it cites."""

    start: int
    citation: Citation


def is_bibliography(heading: str) -> bool:
    """Say whether a heading opens a list of documents to read."""
    return _HEADING.match(fold(heading).strip()) is not None


def entries(document: Document, linker: Linker | None = None) -> Iterator[Entry]:
    """Yield the documents listed under the bibliography headings of a document, in order."""
    level: int | None = None
    for block in document.blocks:
        if block.kind == "heading":
            if is_bibliography(block.text):
                level = block.level
            elif level is not None and block.level <= level:
                level = None
        elif level is not None and (citation := _read(document, block, linker)) is not None:
            yield Entry(block.start, citation)


def _read(document: Document, block: Block, linker: Linker | None) -> Citation | None:
    """Read `Author, title, nature, date.`; a line with no title or no date is prose, not an entry."""
    found = split_entry(document, block, linker) if block.kind != "row" else None
    if found is None:
        return None
    title, date = found
    evidence = Evidence(
        document=document.iri, page=block.page, start=block.start, end=block.end, quote=block.text
    )
    return Citation(
        iri=iri_of("resource", title, date),
        label=title,
        kind="document",
        number=None,
        date=date,
        evidence=evidence,
    )


def split_entry(document: Document, block: Block, linker: Linker | None) -> tuple[str, str | None] | None:
    """Return the title and the date (EDTF) of a bibliography entry, None for prose."""
    text = block.text.rstrip(" .")
    if len(text) > 400:
        return None
    date, end = last_date(text)
    linked = next((span for span in block.links if span.end - span.start > 12), None)
    if linked is not None and date and end >= len(text) - 8:
        title = document.text[linked.start : linked.end]
    elif (quoted := _QUOTED.search(text)) and date and end >= len(text) - 8:
        title = quoted[1]
    elif date and end >= len(text) - 8:
        title = _title(text, linker)
    else:
        return None
    title = title.strip(" ,.*_")
    return (title, date) if len(title) >= 4 else None


def last_date(text: str) -> tuple[str | None, int]:
    """Return the last date or year of a text as EDTF, and where it ends."""
    mentions: list[DateMention] = [one for one in find_dates(text) if one.edtf and one.first]
    year = next(iter(deque(_YEAR.finditer(text), maxlen=1)), None)
    if mentions and (year is None or mentions[-1].end >= year.end()):
        return mentions[-1].edtf, mentions[-1].end
    return (year.group(), year.end()) if year else (None, 0)


def _title(text: str, linker: Linker | None) -> str:
    """Return the words between the authors and the nature or the date."""
    bounds = [
        0,
        *(at for match in _SEPARATOR.finditer(text) for at in (match.start(), match.end())),
        len(text),
    ]
    parts = list(zip(bounds[::2], bounds[1::2], strict=True))
    first = 1 if len(parts) > 2 else 0
    while first < len(parts) - 2 and _is_author(text[slice(*parts[first])], linker):
        first += 1
    last = first
    while last + 1 < len(parts):
        following = text[slice(*parts[last + 1])]
        if _NATURE.match(fold(following)) or (last + 2 == len(parts) and last_date(following)[0]):
            break
        last += 1
    return text[parts[first][0] : parts[last][1]]


def _is_author(part: str, linker: Linker | None) -> bool:
    """Say whether a part is a name, or a list of names, and no title."""
    if _TOGETHER.match(part) or _ACRONYMS.fullmatch(part):
        return True
    if linker is None:
        return False
    rest = part
    for match in linker.matches(part):
        if match.entity.kind == "actor":
            rest = rest[: match.start] + " " * (match.end - match.start) + rest[match.end :]
    letters = sum(char.isalpha() for char in _JOINTS.sub(" ", rest))
    return letters <= 0.4 * sum(char.isalpha() for char in part)
