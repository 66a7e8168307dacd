"""A date written inside a line: the title before it, and what the rest of the line says."""

from __future__ import annotations

import re

from ingest.dates.lexicon import fold_in_place
from ingest.programme.announcement import Announcement
from ingest.programme.lexicon import DESCRIPTION_OPENING, VERB
from ingest.programme.line import Line
from ingest.programme.pieces import EDGES, cut_pieces, is_proper_and_venue
from ingest.programme.places import Place, Places, join_places
from ingest.programme.tails import places_between, read_tail

_SERIES_CUT = re.compile(
    r"[,.(–—:-]*\s*(?:\w+\s+){0,2}(?:premiere?|prochaine?|trois|deux|quatre|cinq|six|seances?|dates?|reunions?|rendez-vous|rencontres?|sessions?)"
    r"\b[^:]{0,40}:?\s*(?:le|les|du|a l'|au|en)?\s*$"
)
_CUE_ONLY = re.compile(
    r"^(?:(?:les?|l[a']|nos|prochaine?s?|première?s?|autres?|deux|trois|quatre|cinq|six|\d+)\s*)*(?:dates?|séances?|rencontres?|rendez-vous|rdv|sessions?|réunions?|club|réseau|groupe|calendrier)"
    r"(?:[\s,]+(?:20\d\d|prévue?s?|ce (?:semestre|trimestre)|cette année|par an|programmée?s?|se (?:réunira|réunit|retrouve\w*|tiendra)|aura lieu|auront lieu|en visio\w*|de \d[^:]{0,20}))*\s*:?\s*(?:le|les|du)?\s*$",
    re.IGNORECASE,
)
"""A sentence that says nothing but that dates follow."""
_CUED = re.compile(
    r"^(?:avec|animee?s?|co-?anim|par|organis|en partenariat|en presence|formatr|format|interven|accueil)"
)


def read_embedded(line: Line, places: Places) -> Announcement:
    """Read a line that has its dates inside: title, place and rest stand before and after them."""
    first, last = line.dates[0], line.dates[-1]
    head = line.text[: first.start]
    head = head[: len(head.rstrip(" (["))]
    opening, stop, last_sentence = head.rpartition(". ")
    cut = _SERIES_CUT.search(fold_in_place(last_sentence))
    if cut and cut.start() > 8:
        head = f"{opening}{stop}{last_sentence[: cut.start()]}"
    head = re.sub(r"[\s,–—-]+(?:du|le|les|de|au|en|à l['’])?\s*$", "", head)
    sentences = re.split(r"(?<=[.!?])\s+", head.strip())
    before = ""
    if len(sentences) > 1:
        before, head = " ".join(sentences[:-1]), sentences[-1]
    head = _CUE_ONLY.sub("", head.strip(EDGES)).strip(EDGES)
    if not head and before:
        sentence = before.strip()
        whole = len(sentences) == 2 and len(sentence) <= 90 and not VERB.search(fold_in_place(sentence))
        head, before = (sentence.strip(EDGES), "") if whole else ("", before)
    tail_title, place, rest = read_tail(line.text[last.end :].lstrip(" )]"), places)
    if len(cut_pieces(head)) > 1 and not sentences[:-1]:
        head, headed, more = _read_head(head, places)
        place, rest = join_places(headed, place), f"{more} {rest}".strip()
    if head and (where := places.read(head)) is not None and any(one.start <= 1 for one in where.matches):
        return Announcement(line=line, dates=())
    title: str | None = head or tail_title
    if head and tail_title and (place is None or place.text is None) and len(tail_title.split()) <= 4:
        named = places.read(tail_title, lenient=True)
        place, tail_title = join_places(place, named), None if named else tail_title
    if head and tail_title:
        rest = f"{tail_title}. {rest}".strip()
    if title and DESCRIPTION_OPENING.match(fold_in_place(title)):
        before, title = f"{before} {title}".strip(), None
    if title:
        title, opened = places.unclosed(title)
        place = join_places(place, opened)
    if title and place is None:
        title, place = places.trailing(title)
    return Announcement(
        line=line, dates=line.dates, own_title=title or None, place=place, rest=f"{before} {rest}".strip(),
        places=places_between(line, places),
    )  # fmt: skip


def _read_head(head: str, places: Places) -> tuple[str, Place | None, str]:
    """Read what stands before a date when it is a title with a place or actors (`Titre - avec X - Ville, salle`)."""
    pieces = cut_pieces(head)
    title = pieces[0][1]
    place: Place | None = None
    rest: list[str] = []
    for at, piece in pieces[1:]:
        gap = head[:at].rstrip()
        found = places.read(piece)
        if found is None and is_proper_and_venue(piece, places):
            found = Place(piece.strip(EDGES), "onsite")
        if found is not None:
            place = join_places(place, found)
        elif gap.endswith((":", "?", "!")) or not _CUED.match(fold_in_place(piece)):
            if rest or place is not None:
                rest.append(piece)
            else:
                title = head[pieces[0][0] : at + len(piece)]
        else:
            rest.append(piece)
    return title.strip(EDGES), place, ". ".join(rest)
