"""Second step of the dossier pipeline: the items of a collection, from its tables, lists and headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from ingest.bibliography import last_date, split_entry
from ingest.citations import legal_texts
from ingest.dates import find_dates
from ingest.document import Block, Document, Span
from ingest.dossier.columns import ITEM_COLUMNS, read_columns
from ingest.identity import fold
from ingest.mentions import Linker
from ingest.report.quotes import cell_text

_SENTENCE = re.compile(
    r"(?<=[^\W\d]{2}[.!?»])\s+(?=[«“\"]?\s?[A-ZÀ-ÝŒ0-9L])|(?<=[?!]\s»)\s+"
    r"|(?<=\d\.)\s+(?=[A-ZÀ-Ý])|(?<=\d{4})\s+[–—-]\s+|(?<=\s[?!])\s+(?=[A-ZÀ-Ý])"
)
_SOURCE_LENGTH = 90
_SKIPPED = re.compile(
    r"\bagenda\b|rendez-vous|a noter|calendrier|a venir|sommaire|ce qu.il faut retenir"
    r"|a retenir|edito|presents|ordre du jour"
)
_DOMAIN = re.compile(
    r"(?:https?://|www\.)\S+|(?:[\w-]+\.)+(?:fr|org|com|net|eu|info|gouv\.fr|io)(?:/\S*)?$", re.IGNORECASE
)
_THEME_FIELD = re.compile(r"\bth[eè]mes?\s*:\s*(?P<themes>[^.]+)", re.IGNORECASE)
_LEADING_DATE = re.compile(r"^(?:le\s+)?[^:–—-]{0,4}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a collection as its text gives it; spans are offsets of the document."""

    block: Block
    title: str
    date: str | None = None
    url: str | None = None
    description: str = ""
    nature: str = ""
    body: tuple[int, int] | None = None
    """Where the issuing body is named."""
    themes: tuple[int, int] | None = None
    """Where the themes are listed."""
    deadline: str = ""
    structured: bool = False
    """Told as a press review tells an article: a title, its source and date, a summary."""


def read_entries(document: Document, linker: Linker) -> Iterator[Entry]:
    """Yield the items of a collection in order; sections that announce events or comment are left out."""
    section = ""
    heading: Block | None = None
    for index, block in enumerate(document.blocks):
        if block.kind == "heading":
            heading, section = block, fold(block.text)
            continue
        entry: Entry | None = None
        if block.kind == "row":
            entry = _row(document, block)
        elif not _SKIPPED.search(section):
            previous = document.blocks[index - 1] if index else None
            titled = heading if previous is heading and heading is not None and heading.level > 1 else None
            entry = _line(document, block, titled, linker)
        if entry is not None:
            yield entry


def _row(document: Document, block: Block) -> Entry | None:
    cells = read_columns(block, ITEM_COLUMNS)
    if "title" not in cells or len(cells) < 2:
        return None
    words = {kind: cell_text(document, cell) for kind, cell in cells.items()}
    if fold(words["title"]) == fold(cells["title"].value):
        return None
    return Entry(
        block=block,
        title=words["title"],
        date=read_date(words["date"]) if "date" in cells else None,
        url=_url(block, words.get("url", "")),
        description=words.get("summary", ""),
        nature=words.get("nature", ""),
        body=_place(cells.get("body")),
        themes=_place(cells.get("theme")),
        deadline=words.get("deadline", ""),
    )


def _line(document: Document, block: Block, heading: Block | None, linker: Linker) -> Entry | None:
    """Read `Title. Source, date. Summary`, `Date : Title`, `Author, Title, date` or a legal text."""
    text = block.text
    legal = next(legal_texts(text), None)
    if legal is not None and legal.start <= 4 and block.kind == "item":
        return Entry(
            block=block,
            title=_first_sentence(text).rstrip(" ."),
            date=legal.date,
            url=_url(block, ""),
            nature=legal.kind,
        )
    parts = list(_sentences(text))
    for rank, (start, end) in enumerate(parts[:4]):
        comma = _source_end(text[start:end])
        if comma is None or (rank == 0 and heading is None):
            continue
        title_end = (
            parts[0][1] if rank and len(text[: parts[0][1]].split()) > 3 else parts[max(rank - 1, 0)][1]
        )
        title = text[:title_end] if rank else (heading.text if heading else "")
        rest = " ".join(
            part for part in (text[title_end if rank else end : start].strip(), text[end:].strip()) if part
        )
        themes = _THEME_FIELD.search(text, end)
        nature, low = _nature(text[start : start + comma])
        return Entry(
            block=block,
            title=title.strip().rstrip("."),
            date=last_date(text[start:end])[0],
            url=_url(block, ""),
            description=_THEME_FIELD.sub("", rest).strip(" .–—-"),
            nature=nature,
            body=(block.start + start + low, block.start + start + comma),
            themes=(block.start + themes.start("themes"), block.start + themes.end("themes"))
            if themes
            else None,
            structured=True,
        )
    return _dated(block) or _cited(document, block, linker)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _first_sentence(text: str) -> str:
    start, end = next(_sentences(text))
    return text[start:end]


def _source_end(sentence: str) -> int | None:
    """Return where the source ends in a sentence that is `Source, date` and nothing else."""
    date, end = last_date(sentence)
    if date is None or len(sentence) > _SOURCE_LENGTH or sentence[end:].strip(" .)"):
        return None
    mention = next((one for one in find_dates(sentence) if one.edtf), None)
    start = mention.start if mention is not None else end - 4
    before = sentence[:start].rstrip()
    if not before.endswith(",") or not before[:1].isupper():
        return None
    return len(before) - 1


def _nature(source: str) -> tuple[str, int]:
    """Part `Article, Source` into the nature and where the source begins."""
    match = re.match(
        r"(article|entretien|tribune|vidéo|podcast|rapport|note|étude|guide|communiqué)[^,]{0,20},\s+",
        source,
        re.IGNORECASE,
    )
    return (match[1], match.end()) if match else ("", 0)


def _dated(block: Block) -> Entry | None:
    """Read a line that opens with its date: `28 décembre 2023 : Title`."""
    if block.kind != "item":
        return None
    mention = next(
        (one for one in find_dates(block.text) if one.edtf and one.kind in ("days", "month")), None
    )
    if mention is None or not _LEADING_DATE.match(block.text[: mention.start]):
        return None
    joint = re.match(r"\s*[*_]*\s*[:–—-]\s+", block.text[mention.end :])
    if joint is None:
        return None
    rest = block.text[mention.end + joint.end() :]
    body = None
    if (bracket := re.search(r"\s*\(([^()]+)\)[\s.]*$", rest)) is not None:
        body = (block.end - len(rest) + bracket.start(1), block.end - len(rest) + bracket.end(1))
        rest = rest[: bracket.start()]
    title = _first_sentence(rest)
    return Entry(
        block=block,
        title=(_linked_words(block) or title).strip(" ."),
        date=mention.edtf,
        url=_url(block, ""),
        description=rest[len(title) :].strip(" ."),
        body=body,
    )


def _cited(document: Document, block: Block, linker: Linker) -> Entry | None:
    """Read `Author, Title, nature, date` or a link followed by its source."""
    if block.kind == "paragraph" and not block.links:
        return None
    found = split_entry(document, block, linker)
    if found is None:
        linked = _linked_words(block)
        if linked is None or len(linked) < 12 or block.links[0].start - block.start > 20:
            return None
        rest = block.text[block.links[0].end - block.start :].strip(" .,:–—")
        return Entry(block=block, title=linked, url=_url(block, ""), description=rest)
    title, date = found
    at = block.text.find(title)
    body = (block.start, block.start + at) if at > 2 else (block.start + at + len(title), block.end)
    return Entry(block=block, title=title, date=date, url=_url(block, ""), body=body)


def _linked_words(block: Block) -> str | None:
    if not block.links:
        return None
    link = block.links[0]
    words = block.text[link.start - block.start : link.end - block.start]
    return words if len(words.split()) >= 3 and not _DOMAIN.fullmatch(words) else None


def _url(block: Block, words: str) -> str | None:
    """Return the address of an item: its link, else an address written in full; `#` alone is none."""
    for link in block.links:
        if link.value.startswith(("http://", "https://")):
            return link.value
    if (written := _DOMAIN.search(words)) is not None:
        return written.group() if written.group().startswith("http") else f"https://{written.group()}"
    return None


def _place(cell: Span | None) -> tuple[int, int] | None:
    return (cell.start, cell.end) if cell is not None else None


def read_date(words: str) -> str | None:
    """Return a date field as EDTF: ISO, French, RFC 822, or a year alone."""
    if iso := re.match(r"(?:19|20)\d\d-\d\d-\d\d", words):
        return iso.group()
    for mention in find_dates(words):
        if mention.edtf:
            return mention.edtf
    if year := re.fullmatch(r"\D{0,8}((?:19|20)\d\d)\D{0,2}", words.strip()):
        return year[1]
    try:
        return parsedate_to_datetime(words).date().isoformat()
    except ValueError:
        return None
