"""The pages of events, series and resources."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from centre.agenda import links_of, sessions
from centre.conflicts import conflicts
from centre.dates_fr import date_text, words
from centre.entities import blank_page, counted_references, evidence_line, fields_of, reference
from centre.names import name_of, role_names, sentence
from centre.records import EntityPage, EvidenceLine, Reference
from centre.resources import resource_rows
from centre.told import shown, statements, told

if TYPE_CHECKING:
    from centre.opened import Opened

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
"""A date that calendars write for machines."""
_RECURRENCES = {
    "P1W": "chaque semaine",
    "P1M": "chaque mois",
    "P3M": "chaque trimestre",
    "P1Y": "chaque année",
}


def _says_the_day(quote: str, edtf: str | None) -> bool:
    """Say whether the words of a document are the date itself: `le 8 février 2024`, `2024-02-08T10:00`."""
    if _DAY.match(quote):
        return True
    return edtf is not None and quote.strip().casefold().removeprefix("le ") == words(edtf)


def event_page(opened: Opened, iri: str) -> EntityPage | None:
    """Return the page of one session."""
    held = opened.listed("agenda", "event")
    found = [held[iri]] if iri in held else []
    if not found:
        return None
    said = told(opened, [iri]).get(iri, [])
    row = shown(found[0], said)
    hours = " – ".join(hour for hour in (row["start_time"], row["end_time"]) if hour)
    page = replace(
        blank_page(iri, "event", row["title"]),
        category=row["action_label"] or "",
        description=row["description"] or "",
        breadcrumb=(reference(opened, row["series"]),) if row["series"] else (),
        fields=fields_of(
            ("Date", date_text(row["edtf"], row["date_note"], row["date_quote"])),
            (
                "Date écrite dans le document",
                "" if _says_the_day(row["date_quote"] or "", row["edtf"]) else row["date_quote"],
            ),
            ("Horaire", hours),
            ("Lieu", row["place"]),
            ("Modalité", sentence(name_of("mode", row["mode"])) if row["mode"] else ""),
            ("Rubrique", row["axis"]),
            ("État", sentence(name_of("status", row["modality"])) if row["modality"] != "announced" else ""),
            *_source(row, said),
        ),
        events=(),
        statements=statements(said),
        conflicts=conflicts(opened, said),
    )
    return _with_links(opened, page, iri, [_own_line(one, iri, row["title"]) for one in said])


def _source(row: dict[str, Any], said: list[dict[str, Any]]) -> tuple[tuple[str, str], ...]:
    """Return the one document that speaks of an event; several are shown side by side instead."""
    name = "Tenu, selon" if row["modality"] == "held" else "Annoncé dans"
    return ((name, f"{row['document_title']}, p. {row['page']}"),) if len(said) == 1 else ()


def series_page(opened: Opened, iri: str) -> EntityPage | None:
    """Return the page of a network, a cycle or a programme, with its sessions."""
    found = opened.ask("series", series=iri)
    if not found:
        return None
    row = found[0]
    period = "/".join(dict.fromkeys(day for day in (row["start"], row["end"]) if day))
    page = replace(
        blank_page(iri, "series", row["title"]),
        category=row["action_label"] or "",
        description=row["description"] or "",
        fields=fields_of(
            ("Période", date_text(period) if period else ""),
            ("Séances", row["sessions"] or ""),
            ("Rythme", _RECURRENCES.get(row["recurrence"] or "", row["recurrence"])),
            ("Rubrique", row["axis"]),
            ("Annoncé dans", f"{row['document_title']}, p. {row['page']}"),
        ),
        events=sessions(opened, _sessions(opened, iri)),
    )
    return _with_links(opened, page, iri, [_own_line(row, iri, row["title"])])


def resource_page(opened: Opened, iri: str) -> EntityPage | None:
    """Return the page of a resource, with its items when it is a collection; a cited text has one too."""
    held = opened.listed("resources", "resource")
    found = [held[iri]] if iri in held else []
    if not found:
        return _cited_page(opened, iri)
    row = found[0]
    items = [item for item in held.values() if item["collection"] == iri]
    page = replace(
        blank_page(iri, "resource", row["title"]),
        category=row["kind"],
        description=row["description"] or "",
        breadcrumb=(reference(opened, row["collection"]),) if row["collection"] else (),
        fields=fields_of(
            ("Date", date_text(row["date"]) if row["date"] else ""),
            ("Adresse", row["url"]),
            ("Langue", name_of("language", row["language"]) if row["language"] else ""),
            ("Source", f"{row['document_title']}, p. {row['page']}"),
        ),
        resources=resource_rows(opened, items),
        document=_readable(opened, row),
    )
    return _with_links(opened, page, iri, [_own_line(row, iri, row["title"])])


def _cited_page(opened: Opened, iri: str) -> EntityPage | None:
    """Return the page of a text that documents only cite."""
    every = opened.once("activities", lambda: opened.ask("document_activities"))
    cited = [row for row in every if row["activity"] == iri]
    if not cited:
        return None
    row = cited[0]
    return replace(
        blank_page(iri, "resource", row["title"]),
        category=row["category"] or "",
        fields=fields_of(("Date", date_text(row["date"]) if row["date"] else "")),
        related=tuple(reference(opened, of) for of in dict.fromkeys(item["document"] for item in cited)),
        evidence=tuple(
            evidence_line(item, activity="", role="", document_title=opened.titles.get(item["document"], ""))
            for item in cited
        ),
    )


def _readable(opened: Opened, row: dict[str, Any]) -> dict[str, Any] | None:
    from centre.readings import readable

    if row["file"]:
        return {**readable(opened, row["file"]), "id": row["file"]}
    return {"outline": row["outline"], "passages": []} if row["outline"] else None


def _sessions(opened: Opened, series: str) -> list[str]:
    return [event for event, row in opened.listed("agenda", "event").items() if row["series"] == series]


def _own_line(row: dict[str, Any], iri: str, title: str) -> EvidenceLine:
    return evidence_line(row, activity=iri, activity_title=title, edtf=row.get("edtf") or row.get("date"))


def _with_links(opened: Opened, page: EntityPage, iri: str, first: list[EvidenceLine]) -> EntityPage:
    """Add the themes, actors and territories of an activity, and the sentences that say so."""
    links = links_of(opened, [iri]).get(iri, [])
    lines = {(line.document, line.start, line.end): line for line in first}
    for row in links:
        if row["kind"] in ("actor", "theme", "territory"):
            title = opened.titles.get(row["document"], "")
            line = evidence_line(row, activity=iri, activity_title=page.label, document_title=title)
            lines.setdefault((line.document, line.start, line.end), line)

    def linked(kind: str) -> tuple[Reference, ...]:
        held = [row for row in links if row["kind"] == kind]
        found = counted_references(opened, held, of="entity", what="activity", detail=role_names)
        return tuple(replace(item, count=None) for item in found)

    return replace(
        page,
        themes=linked("theme"),
        actors=linked("actor"),
        territories=linked("territory"),
        evidence=tuple(lines.values())[:50],
    )
