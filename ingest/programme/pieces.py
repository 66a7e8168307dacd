"""The pieces that dashes, colons and full stops part in the words around a date, and what makes a title of them."""

from __future__ import annotations

import re

from ingest.dates.lexicon import fold_in_place
from ingest.programme.lexicon import EVENT_NOUN
from ingest.programme.places import Places

_SEPARATOR = re.compile(r"\s+[–—|-]\s+|\s*:\s+|\s*\|\s*|(?<=[\w»)!?…])\.\s+(?=[A-ZÀ-Þ«\d])|\s+—\s*")
EDGES = " \t*_,;:.|–—-/·>→•"
OPENING_EDGES = " \t*_,;:.|–—-/·>→•)]"


def may_be_title(piece: str, gap: str) -> bool:
    """Refuse lower-case words that a comma, or nothing, parts from the date (`, départ en car à 8 h`)."""
    if gap.endswith("."):
        return False
    if not piece[:1].islower():
        return not (gap.endswith(",") and re.match(r"À partir|Au |À la |Dans |Devant ", piece))
    return gap[-1:] in (":", "–", "-", "—", "|")


def cut_pieces(text: str) -> list[tuple[int, str]]:
    """Return the pieces of a text with where each begins; quotations and brackets are not cut."""
    pieces: list[tuple[int, str]] = []
    start = 0
    depth_spans = [(m.start(), m.end()) for m in re.finditer(r"«[^»]*»|\([^)]*\)|“[^”]*”", text)]
    for match in _SEPARATOR.finditer(text):
        if any(low < match.start() < high for low, high in depth_spans):
            continue
        pieces.append((start, text[start : match.start()].strip()))
        start = match.end()
    pieces.append((start, text[start:].strip()))
    return [(at, piece) for at, piece in pieces if piece.strip(EDGES)]


def title_start(pieces: list[tuple[int, str]], title: str) -> int:
    """Return where a title begins among the pieces it was made of."""
    return next(
        (at for at, piece in pieces if title.startswith(piece) or piece.endswith(title)), pieces[0][0]
    )


def continues_title(title: str, text: str, start: int) -> bool:
    """Join `Webinaire : Décrypter…` and `Journée régionale – La mixité` into one title."""
    gap = text[:start].rstrip()
    if gap.endswith((".", "|")):
        return False
    if gap.endswith(":"):
        return len(title) < 90
    return (
        gap.endswith(("–", "-", "—"))
        and EVENT_NOUN.search(fold_in_place(title)) is not None
        and len(title) < 60
    )


def is_proper_and_venue(piece: str, places: Places) -> bool:
    """Accept `Villejean, dalle Kennedy`: a proper name, then a venue or another proper name, nothing else."""
    parts = [part.strip() for part in piece.strip(EDGES).split(",")]
    if len(parts) != 2 or len(piece) > 70 or not parts[0][:1].isupper() or len(parts[0].split()) > 4:
        return False
    if piece.rstrip().endswith(("?", "!")):
        return False
    venue = places.read(parts[1], lenient=True)
    return (
        venue is not None
        and venue.text is not None
        and places.is_proper(parts[0])
        and EVENT_NOUN.match(fold_in_place(parts[0])) is None
    )


def clean_title(title: str) -> str:
    """Return a title without what edges it and without those who organise or animate."""
    title = re.sub(r"\s+", " ", title).strip(EDGES)
    title = re.sub(
        r"[,.]?\s+(?:co-?organisée?s?|organisée?s?|animée?s?|co-?animée?s?|en partenariat|en présence|proposée?s?)\s+(?:par|avec|de)\b.*$",
        "", title, flags=re.IGNORECASE,
    ) if len(title) > 50 else title  # fmt: skip
    title = re.sub(
        r",\s+(?:co-?organisée?s?|organisée?s?|animée?s?|co-?animée?s?|avec|guidée?s?)\s+.*$", "", title
    )
    return balanced(title).strip(EDGES)


def balanced(title: str) -> str:
    """Return a title whose guillemets go by pairs, as they were meant to."""
    if title.count("«") > title.count("»"):
        return f"{title} »"
    if title.count("»") > title.count("«") and title.endswith("»"):
        return title[:-1].rstrip()
    return title
