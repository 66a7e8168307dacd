"""The digest of a saved search: what the centre has read since, why each thing is there, and where it is said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from publications.french import capital, counted, day_text, french
from publications.lines import line_of
from publications.links import page_of, place_of
from publications.records import Draft, Group, Line, Section, Source
from publications.searches import SavedSearch

if TYPE_CHECKING:
    from centre.centre import Centre
    from centre.pieces import Piece
    from centre.records import SearchHit

AT_MOST: Final = 200
"""Results of a search that a digest looks through."""
_NAMES: Final = frozenset({"actor", "theme", "territory"})
"""What is found under its name: told only to who asks for it."""
_FILTERS: Final = {"types": "type", "themes": "thème", "territories": "territoire", "actors": "acteur"}


def digest(
    centre: Centre, search: SavedSearch, since: datetime, until: datetime, site: str | None = None
) -> Draft:
    """Return what a search finds in the documents first read after `since` and until `until`."""
    from centre.news import days_added

    opened = centre.opened()
    added = {iri: datetime.fromisoformat(day) for iri, day in days_added(opened).items() if day}
    new = {iri for iri, day in added.items() if since < day <= until}
    found = centre.search(
        search.query,
        limit=AT_MOST,
        types=search.types,
        themes=search.themes,
        territories=search.territories,
        actors=search.actors,
    )
    pieces = {piece.id: piece for piece in centre.pieces()} if new else {}
    lines = tuple(_lines((hit for hit in found.results if hit.document in new), pieces, search, site))
    first, last = day_text(since.date()), day_text(until.date())
    told = counted(len(lines), "nouveauté")
    section = Section(
        key="found", heading="Nouveautés", introduction="", groups=(Group(heading="", lines=lines),)
    )
    return Draft(
        kind="digest",
        name=f"veille-{slug(search.name)}-{until.date().isoformat()}",
        title=french(f"Veille « {search.name} »"),
        month=until.date().isoformat()[:7],
        period=f"du {first} au {last}",
        introduction=french(f"Du {first} au {last} : {told}. {asked(search)}"),
        message="" if lines else "Le centre n’a rien lu de nouveau qui réponde à cette recherche.",
        sections=(section,) if lines else (),
        snapshot=opened.manifest.snapshot,
    )


def asked(search: SavedSearch) -> str:
    """Return a search in words: `Recherche : « gusp » ; territoire : Tours.`"""
    parts = [f"« {search.query} »"] if search.query else []
    parts += [
        f"{word} : {', '.join(values)}"
        for name, word in _FILTERS.items()
        if (values := getattr(search, name))
    ]
    return french(f"Recherche : {' ; '.join(parts)}.")


def slug(name: str) -> str:
    """Return a name as part of a file name."""
    spread = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("Œ", "oe")).casefold()
    letters = "".join(char for char in spread if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:60] or "recherche"


def _lines(
    hits: Iterable[SearchHit], pieces: dict[str, Piece], search: SavedSearch, site: str | None
) -> Iterator[Line]:
    """Yield a line for each thing found, best first; of a document, its own line and not its passages too."""
    told: dict[tuple[str, ...], tuple[SearchHit, Line]] = {}
    for hit in hits:
        if hit.type in _NAMES and hit.type not in search.types:
            continue
        piece = pieces.get(hit.id)
        line = line_of(piece, site) if piece else _passage_line(hit, site)
        whole = line.title == line.source.title or hit.type == "passage"
        place = (line.source.document,) if whole else (line.source.document, line.title, line.date_text)
        if place not in told or (piece and told[place][1].kind == "passage"):
            told[place] = hit, line
    named = {(line.source.document, line.title) for hit, line in told.values() if hit.id in pieces}
    for hit, line in told.values():
        if hit.id not in pieces and (line.source.document, line.title) in named:
            continue
        why = f"Trouvé par « {search.query or search.name} »"
        reason = french(f"{why} – {hit.reason}" if hit.reason else why)
        yield replace(line, facts=" · ".join(part for part in (line.facts, reason) if part))


def _passage_line(hit: SearchHit, site: str | None) -> Line:
    document = hit.document or ""
    return Line(
        id=hit.id,
        kind=hit.type,
        title=french(hit.title),
        date_text="",
        place="",
        facts="",
        text=french(hit.snippet),
        flags=(),
        link=page_of(site, hit.id if hit.type != "passage" else document),
        source=Source(
            document=document,
            title=french(hit.document_title or ""),
            page=hit.page,
            quote=hit.snippet,
            start=None,
            end=None,
            link=place_of(site, document, hit.page, None, None),
        ),
    )


def colophon(search: SavedSearch) -> str:
    """Return why a reader receives a digest."""
    return capital(french(f"vous recevez ce message pour la recherche « {search.name} » du centre."))
