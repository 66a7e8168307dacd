"""First step of the report pipeline: what a document says of itself (title, authors, date, language)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from ingest.dates import find_dates
from ingest.dates.lexicon import fold_in_place
from ingest.document import Block, Document
from ingest.identity import fold
from ingest.kinds import kind_named

_OPENING = 14
"""Blocks in which a cover is looked for."""
_COVERED = 3
"""Pages above which the first is taken as a cover, whose lines are no headings."""
_NO_TITLE = re.compile(
    r"^(?:microsoft \w+ -|document ?\d*$|sans titre|untitled|presentation ?\d*$|title$"
    r"|titre$)|\.(?:docx?|odt|indd|qxd|pptx?|pdf|xlsx?)$"
)
_SITE = re.compile(r"\s+[|·–—]\s+[^|·–—]{2,50}$|\s+-\s+[^-]{2,50}$")
_CONTENTS = re.compile(r"^(?:sommaire|table des matieres|contents|au sommaire)$")
_PERIOD = re.compile(
    r"[\s,–—|-]*(?:\(?n[°o]\s?\d+\)?[\s,–—-]*)?(?:(?:du |de |d['’])?(?:\d{1,2}(?:er)?\s)?"
    r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)\s+\d{4})?$"
)
_NAMES_ITSELF = re.compile(
    r"\b(?:infolettre|newsletter|lettre d'information|lettre d'actualites?|bulletin|flash info|compte[- ]rendu|proces[- ]verbal|releve de decisions)\b"
)
"""What a first line says that is the title over the headings after it, in folded text."""
_TITLE = 140
_PUBLISHED = re.compile(
    r"^(?:publie|mis en ligne|paru|date de publication|derniere mise a jour|mis a jour"
    r"|mise a jour)\w*\s*(?::|le\b|en\b)"
)
_WEEKDAY = re.compile(r"(?:le |du )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b")
_WORDS = {
    "fr": frozenset(
        [
            "le",
            "la",
            "les",
            "des",
            "du",
            "une",
            "et",
            "est",
            "pour",
            "dans",
            "que",
            "qui",
            "sur",
            "avec",
            "par",
            "ce",
            "cette",
            "aux",
        ]
    ),
    "en": frozenset(
        ["the", "of", "and", "to", "in", "is", "for", "that", "with", "on", "are", "this", "by", "from"]
    ),
}


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a document and the block it was read in, if it stands in the text."""

    text: str
    block: Block | None


def read_title(document: Document) -> Title:
    """Return the title: what the file states when it is one, else the first heading, else the first line."""
    stated = " ".join(document.metadata.title.split())
    if _NO_TITLE.search(fold(stated)) or _CONTENTS.match(fold(stated)):
        stated = ""
    block = next(
        (one for one in document.blocks[:_OPENING] if one.kind == "heading" and not _is_contents(one)), None
    )
    first = next((one for one in document.blocks if len(one.text) > 3), None)
    if first is not None and first is not block and _is_title_line(first) and block is not None:
        if stated and fold(stated) == fold(block.text):
            stated = ""
        block = block if stated else first
    if stated:
        bare = _SITE.sub("", stated)
        for one in document.blocks[:_OPENING]:
            if one.kind in ("heading", "paragraph") and fold(one.text).strip() in (fold(stated), fold(bare)):
                return Title(_with_subtitle(document, one, one.text), one)
        short = re.search(r"\s\|\s", stated)
        return Title(bare if short else stated, block)
    if block is None:
        block = first
        if block is None or block.kind == "row":
            return Title(_file_name(document.locator), None)
    text = re.split(r"(?<=[.!?])\s", block.text, maxsplit=1)[0] if len(block.text) > 160 else block.text
    return Title(_with_subtitle(document, block, text.strip(" .")), block)


def _file_name(locator: str) -> str:
    """Return a title made of the name of a file: a table has no other."""
    words = re.sub(r"[_\s-]+", " ", PurePath(locator.rstrip("/")).stem).strip()
    return words[:1].upper() + words[1:] if words else "Document sans titre"


def _with_subtitle(document: Document, block: Block, text: str) -> str:
    """Join a bare kind of document (`Fiche repère`) to the line below it, which is the real title."""
    index = document.blocks.index(block)
    if len(text.split()) > 3 or kind_named(text) is None or index + 1 >= len(document.blocks):
        return text
    following = document.blocks[index + 1]
    if (
        following.kind in ("heading", "paragraph")
        and 4 < len(following.text) <= 120
        and not following.text.endswith(".")
        and not any(True for _ in find_dates(following.text))
    ):
        return f"{text.capitalize() if text.isupper() else text} : {following.text}"
    return text


def undated(title: str) -> str:
    """Return the title of a periodical without the number and the month of one issue."""
    folded = fold_in_place(title)
    match = _PERIOD.search(folded)
    bare = title[: match.start()].strip(" ,–—-|") if match else title
    return bare or title


def opening(document: Document) -> Iterator[Block]:
    """Yield the blocks in which a document presents itself."""
    for block in document.blocks[:_OPENING]:
        if block.kind in ("heading", "paragraph"):
            yield block


def read_date(document: Document, title: str) -> str | None:
    """Return the date of a document as EDTF: on its cover, stated by the file, or in its title.

    A day the file states completes the month that the cover gives.
    """
    stated = document.metadata.published
    for block in opening(document):
        if (found := _cover_date(block)) is not None:
            edtf, first, last = found
            return stated.isoformat() if stated is not None and first <= stated <= last else edtf
    if stated is not None:
        return stated.isoformat()
    for mention in find_dates(title):
        if mention.edtf and mention.kind in ("days", "month"):
            return mention.edtf
    return None


def _cover_date(block: Block) -> tuple[str, date, date] | None:
    """Return the date of a line that says little else, or that says when the document was published."""
    sentences = re.split(r"(?<=[^\d]{3})\.\s", block.text)
    sentence = next((one for one in sentences if _PUBLISHED.match(fold(one))), sentences[0])
    if len(sentence) > 120 or re.search(r"\bprochaine?s?\b", fold(sentence)):
        return None
    folded = fold(sentence).strip(" *_([")
    mentions = [
        one
        for one in find_dates(sentence)
        if one.edtf and one.first and one.last and one.kind in ("days", "month")
    ]
    if len(mentions) != 1:
        return None
    only = mentions[0]
    if _WEEKDAY.match(fold(sentence[only.start : only.end])) and not _PUBLISHED.match(folded):
        return None  # the date of an event, not of a publication
    alone = only.end >= len(sentence.rstrip(" .*_|")) - 1 and len(sentence[: only.start].split()) <= 8
    leads = not sentence[: only.start].strip(" *_") and re.match(
        r"\s*[*_]*\s*(?:$|[|–—-])", sentence[only.end :]
    )
    if (
        _PUBLISHED.match(folded)
        or leads
        or (
            alone and not re.search(r"\b(?:reunion|seance|du|le|depuis|au)\s*$", fold(sentence[: only.start]))
        )
    ):
        assert only.edtf is not None
        assert only.first is not None
        assert only.last is not None
        return only.edtf, only.first, only.last
    return None


def read_outline(document: Document, title: Title) -> tuple[str, ...]:
    """Return the headings of a document, without its title and its table of contents."""
    return tuple(
        block.text
        for block in document.blocks
        if block.kind == "heading"
        and block is not title.block
        and not _is_contents(block)
        and (block.page > 1 or document.pages <= _COVERED)
    )


def read_url(document: Document) -> str | None:
    """Return where a document is read on the web: the address stated for it, else the one it came from."""
    address = document.metadata.url or document.locator
    return address if address.startswith(("http://", "https://")) else None


def read_language(document: Document) -> str | None:
    """Return the language a document states, else the one its small words tell (`fr`, `en`), else None."""
    if document.metadata.language:
        return document.metadata.language[:2].lower()
    words = re.findall(r"[a-zà-ÿ]+", document.text[:8000].lower())
    counts = {language: sum(word in small for word in words) for language, small in _WORDS.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if words and counts[best] / len(words) > 0.06 else None


def _is_title_line(block: Block) -> bool:
    """Say whether a first line that is no heading is the title over the headings after it (`X – Infolettre n° 31`)."""
    short = block.kind == "paragraph" and len(block.text) <= _TITLE
    return short and _NAMES_ITSELF.search(fold(block.text)) is not None


def _is_contents(block: Block) -> bool:
    return _CONTENTS.match(fold(block.text).strip(" :")) is not None
