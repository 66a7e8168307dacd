"""Pieces made by hand."""

from centre.pieces import Piece
from centre.records import Reference

TOP = Reference(id="https://maillage.example/id/theme/un", label="Un", kind="theme")


def a_piece(**fields):
    """Return a session of 9 February 2024, with other fields where given."""
    day = fields.pop("day", "2024-02-09")
    known = {
        "id": "https://maillage.example/id/event/a",
        "kind": "event",
        "title": "Rencontre",
        "series": None,
        "holder": None,
        "holder_kind": None,
        "text": "",
        "edtf": day,
        "start": day,
        "end": day,
        "start_time": None,
        "end_time": None,
        "date_text": "9 février 2024",
        "status": "announced",
        "doubts": (),
        "place": None,
        "mode": None,
        "actors": (),
        "themes": (),
        "top": None,
        "url": None,
        "document": "https://maillage.example/id/document/d",
        "document_title": "Programme",
        "document_kind": "programme",
        "document_start": "2024-01-01",
        "document_end": "2024-07-31",
        "page": 3,
        "quote": "9 février : rencontre",
        "quote_start": 5,
        "quote_end": 26,
        "added": "2026-01-15T10:00:00+00:00",
    }
    return Piece(**{**known, **fields})
