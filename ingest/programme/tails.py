"""What follows a date in its line: a title, a place, and the rest."""

from __future__ import annotations

import re

from ingest.dates.lexicon import fold_in_place
from ingest.programme.lexicon import DESCRIPTION_OPENING, EVENT_NOUN, FIELD, TIME_OF_DAY
from ingest.programme.line import Line
from ingest.programme.pieces import (
    EDGES,
    OPENING_EDGES,
    clean_title,
    continues_title,
    cut_pieces,
    is_proper_and_venue,
    may_be_title,
    title_start,
)
from ingest.programme.places import Place, Places, join_places


def places_between(line: Line, places: Places) -> tuple[Place | None, ...]:
    """Read the place that follows each date of a line before the next one (`le 27/03 en visio, le 19/06 à Issoire`)."""
    ends = [*(one.start for one in line.dates[1:]), len(line.text)]
    if len(line.dates) < 2:
        return ()
    found = []
    for mention, end in zip(line.dates, ends, strict=True):
        pieces = cut_pieces(line.text[mention.end : end].strip(OPENING_EDGES))
        words = re.split(r",\s*\d|\bpuis\b", pieces[0][1])[0].strip(EDGES) if pieces else ""
        found.append(places.read(words) if words else None)
    return tuple(found) if any(found[:-1]) else ()


def read_tail(text: str, places: Places) -> tuple[str | None, Place | None, str]:
    """Return the title, the place and the rest of what follows a date."""
    opening = text[: len(text) - len(text.lstrip(OPENING_EDGES))]
    text = text.lstrip(OPENING_EDGES).rstrip(EDGES)
    if (untimed := places.untimed(text)) != text:
        opening, text = ",", untimed
    if not text:
        return None, None, ""
    closing = text.find(")") if text.startswith("(") else -1
    if closing > 0 and (bracketed := places.read(text[1:closing], lenient=True)):
        after, other, more = read_tail(text[closing + 1 :], places)
        return after, join_places(bracketed, other), more
    pieces = cut_pieces(text)
    place: Place | None = None
    title: str | None = None
    rest_at: int | None = None
    for start, piece in pieces:
        lead = _lead_in(piece) if title is None else None
        gap = text[:start].rstrip() if start else opening.rstrip()
        dashed = gap.endswith(("–", "-", "—", "|"))
        words = len(piece.split())
        lenient = not place and (
            (dashed and title is not None and words <= 6)
            or (gap.endswith("|") and title is None and words <= 3)
        )
        found = places.read(piece, lenient=lenient and not EVENT_NOUN.search(fold_in_place(piece)))
        if found is None and (
            FIELD.match(fold_in_place(text[start:]))
            or (place and place.text and title is None and gap.endswith("."))
        ):
            rest_at = start
            break
        if (
            found is None
            and lead is None
            and place is None
            and (title is None or gap.endswith("."))
            and is_proper_and_venue(piece, places)
        ):
            found = Place(piece.strip(EDGES), "onsite")
        if found is not None:
            place = join_places(place, found)
        elif title is None and TIME_OF_DAY.match(fold_in_place(piece)):
            continue
        elif title is None and not may_be_title(piece, gap):
            inner = places.phrase(piece)
            if inner is not None and place is None:
                place = inner
            else:
                rest_at = start
                break
        elif (
            title is None
            and place is not None
            and not gap.endswith(":")
            and DESCRIPTION_OPENING.match(fold_in_place(piece))
        ):
            rest_at = start
            break
        elif lead is not None:
            place = join_places(place, lead[0])
            title = lead[1]
        elif title is None:
            title = piece
        elif continues_title(title, text, start):
            title = text[title_start(pieces, title) : start + len(piece)]
        else:
            rest_at = start
            break
    rest = text[rest_at:] if rest_at is not None else ""
    if place is None and (said := re.search(r"\b[Ll]ieu\s*:\s*([^.;]+)", rest)) is not None:
        place = places.read(said.group(1), lenient=True)
    if title:
        title, trailing = places.trailing(title.strip(EDGES))
        place = join_places(place, trailing)
        if place is None or (place.text is None and place.mode is None):
            place = join_places(place, places.inside(title))
        title = clean_title(title)
    return title or None, place, rest.strip()


def _lead_in(piece: str) -> tuple[Place, str] | None:
    """Split `en visio atelier sur…`, `Orléans Groupe de travail` into the place and the title."""
    folded = fold_in_place(piece)
    match = re.match(r"^(?:en\s+)?(?:visio-?\s?conference|visio|distanciel|ligne)\s*[,:]?\s+(?=\w)", folded)
    if match and match.end() < len(piece):
        return Place(None, "online"), piece[match.end() :]
    return None
