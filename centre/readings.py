"""The page of a document: its text by passage, with what it announces and names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from centre.agenda import sessions
from centre.dates_fr import date_text
from centre.entities import blank_page, counted_references, fields_of
from centre.names import name_of, role_names
from centre.records import EntityPage, Reference
from centre.resources import resource_rows

if TYPE_CHECKING:
    from centre.opened import Opened

SEPARATOR = " > "
"""Between the headings of a passage."""
_FORMATS = {
    "text/markdown": "Markdown",
    "text/plain": "texte",
    "text/html": "page web",
    "application/pdf": "PDF",
    "text/csv": "tableau CSV",
    "text/calendar": "calendrier",
    "application/rss+xml": "flux RSS",
    "application/atom+xml": "flux Atom",
    "application/vnd.oasis.opendocument.text": "texte OpenDocument",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "texte Word",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "classeur Excel",
}
_PIPELINES = {
    "programme": "programme d’activités",
    "report": "rapport ou note",
    "dossier": "dossier de ressources",
    "directory": "annuaire",
}


def document_page(opened: Opened, iri: str) -> EntityPage | None:
    """Return the page of a document."""
    found = opened.ask("documents", documents=iri)
    if not found:
        return None
    row = found[0]
    entities = opened.ask("document_naming", documents=iri)
    activities = opened.ask("document_activities", documents=iri)
    by_kind = {
        kind: [
            opened.same.get(item["activity"], item["activity"]) for item in activities if item["kind"] == kind
        ]
        for kind in ("event", "resource")
    }
    held = opened.listed("resources", "resource")
    shown = [item for item in by_kind["resource"] if item != row["resource"]]

    def named(kind: str) -> tuple[Reference, ...]:
        rows = [item for item in entities if item["kind"] == kind]
        return counted_references(opened, rows, of="entity", what="evidence", detail=role_names)

    sources = next((stamp.sources for stamp in opened.manifest.documents if stamp.iri == iri), ())
    return replace(
        blank_page(iri, "document", row["title"]),
        category=row["resource_kind"] or "",
        fields=fields_of(
            ("Date", date_text(row["date"]) if row["date"] else ""),
            ("Fichier", ", ".join(_shown_source(source) for source in sources)),
            ("Format", _FORMATS.get(row["format"], row["format"])),
            ("Pages", row["pages"]),
            ("Lu comme", _PIPELINES.get(row["pipeline"], row["pipeline"])),
            ("Langue", name_of("language", row["language"]) if row["language"] else ""),
        ),
        themes=named("theme"),
        actors=named("actor"),
        territories=named("territory"),
        events=sessions(opened, by_kind["event"]),
        resources=resource_rows(opened, [held[one] for one in shown if one in held]),
        document=readable(opened, iri),
    )


def readable(opened: Opened, iri: str) -> dict[str, Any]:
    """Return the headings of a document and its passages in order, with their pages and offsets."""
    passages = [
        {
            "id": row["passage"],
            "page": row["page"],
            "start": row["start"],
            "end": row["end"],
            "heading_path": row["heading_path"].split(SEPARATOR) if row["heading_path"] else [],
            "text": row["text"],
        }
        for row in opened.ask("passages", documents=iri)
    ]
    headings = dict.fromkeys(heading for passage in passages for heading in passage["heading_path"])
    return {"outline": list(headings), "passages": passages}


def _shown_source(source: str) -> str:
    """Return an address as it is, and of a path the file name only."""
    return source if "://" in source else Path(source).name
