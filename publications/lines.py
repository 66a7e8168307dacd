"""From a piece of the centre to a line of a letter: every word of it is a field, a name of a code or a quote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from centre.names import name_of
from publications.french import capital, french, hour, sentence
from publications.links import page_of, place_of
from publications.records import Line, Source

if TYPE_CHECKING:
    from centre.pieces import Piece

_ACTORS: Final = 3
"""Names that a line gives at most."""
_FLAGS: Final = {
    "cancelled": "Annulée",
    "held": "A eu lieu",
    "reported": "A eu lieu",
    "outside-period": "Date hors de la période du document : à vérifier",
}


def line_of(piece: Piece, site: str | None = None) -> Line:
    """Return a piece as a line."""
    return Line(
        id=piece.id,
        kind=piece.kind,
        title=french(piece.title).rstrip("."),
        date_text=_date(piece),
        place=_place(piece),
        facts=_facts(piece),
        text=sentence(piece.text),
        flags=tuple(
            french(flag).rstrip(".") for flag in (_FLAGS.get(piece.status, ""), *piece.doubts) if flag
        ),
        link=piece.url or page_of(site, piece.id),
        source=Source(
            document=piece.document,
            title=french(piece.document_title),
            page=piece.page,
            quote=piece.quote,
            start=piece.quote_start,
            end=piece.quote_end,
            link=place_of(site, piece.document, piece.page, piece.quote_start, piece.quote_end),
        ),
    )


def _date(piece: Piece) -> str:
    hours = " – ".join(part for part in (hour(piece.start_time), hour(piece.end_time)) if part)
    return french(piece.date_text) + (f", {hours}" if piece.start_time and hours else "")


def _place(piece: Piece) -> str:
    online = name_of("mode", "online") if piece.mode == "online" else ""
    return french(", ".join(part for part in (piece.place or "", online) if part))


def _facts(piece: Piece) -> str:
    """Return the series of a session and who holds it; of a resource, its kind, its authors and what lists it."""
    actors = ", ".join(piece.actors[:_ACTORS])
    if piece.kind == "event":
        return french(
            " · ".join(part for part in (piece.series or "", f"Avec : {actors}" if actors else "") if part)
        )
    kind = "" if piece.kind == "news" else capital(name_of("resource", piece.kind))
    listing = f"dans « {piece.holder} »" if piece.holder and piece.holder_kind == "dossier" else ""
    return french(" · ".join(part for part in (kind, actors, listing) if part))
