"""What was understood of one document, as the command line contract gives it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from centre.inputs import canonical
from centre.manifest import DocumentStamp
from centre.records import CentreError
from centre.relations import document_relations

if TYPE_CHECKING:
    from centre.opened import Opened

_KINDS = {"actors": "actor", "territories": "territory", "themes": "theme", "audiences": "audience"}


def find_document(opened: Opened, asked: str) -> DocumentStamp:
    """Return the document of an IRI, a path or an address, or a file name that only one has."""
    from ontology.vocabulary import BASE

    stamps = opened.manifest.documents
    asked = asked.strip()
    wanted = {asked, asked.rstrip("/"), BASE + asked.lstrip("/"), f"{BASE}document/{asked}"}
    found = [stamp for stamp in stamps if stamp.iri in wanted or wanted & {*stamp.sources}]
    if not found and asked:
        known = canonical(asked)
        found = [stamp for stamp in stamps if known in stamp.sources]
    if not found and asked:
        name = asked.rstrip("/").rsplit("/", 1)[-1]
        named = [stamp for stamp in stamps if any(Path(source).name == name for source in stamp.sources)]
        ending = f"/{asked.removeprefix('./').lstrip('/')}"
        found = [stamp for stamp in named if any(source.endswith(ending) for source in stamp.sources)]
    if len(found) == 1:
        return found[0]
    if found:
        raise CentreError(
            f"Plusieurs documents viennent de « {asked} » : "
            f"{', '.join(source for stamp in found for source in stamp.sources)}. Donnez le chemin entier."
        )
    raise CentreError(
        f"Aucun document du centre ne vient de « {asked} ». "
        "Ajoutez-le avec « maillage ingest », ou vérifiez le chemin ou l’adresse."
    )


def document_answer(opened: Opened, asked: str) -> dict[str, Any]:
    """Return what was understood of a document, each entity with the places that name it."""
    stamp = find_document(opened, asked)
    iri = stamp.iri
    described = next(iter(opened.ask("documents", documents=iri)), {})
    entities = opened.ask("document_entities", documents=iri)
    activities = opened.ask("document_activities", documents=iri)
    return {
        "id": iri,
        "source": stamp.sources[0] if stamp.sources else described.get("source"),
        "sources": list(stamp.sources),
        "title": stamp.title,
        "pipeline": stamp.pipeline,
        "date": described.get("date"),
        "language": described.get("language"),
        "format": described.get("format"),
        "pages": described.get("pages"),
        "passages": stamp.passages,
        "sha256": stamp.sha256,
        **{name: _entities(opened, entities, kind) for name, kind in _KINDS.items()},
        "dates": _dates(opened, iri, activities),
        "events": _shown(opened, _ids(activities, "event")),
        "series": _shown(opened, _ids(activities, "series")),
        "resources": _ids(activities, "resource"),
        "relations": document_relations(opened, iri),
        "cites": list(
            {
                row["activity"]: {"label": row["title"], "id": row["activity"]}
                for row in activities
                if row["kind"] == "citation"
            }.values()
        ),
    }


def _entities(opened: Opened, rows: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    held: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        if row["kind"] == kind:
            held.setdefault(row["entity"], []).append(row)
    answers = [_entity(opened, iri, places) for iri, places in held.items()]
    return sorted(answers, key=lambda item: (item["evidence"][0]["start"], item["label"], item["id"]))


def _entity(opened: Opened, iri: str, places: list[dict[str, Any]]) -> dict[str, Any]:
    scores = [float(row["score"]) for row in places if row["score"] is not None]
    sure = any(row["status"] == "fact" for row in places)
    known = all(row["entity_status"] == "fact" for row in places)
    evidence = {
        (row["quote_start"], row["quote_end"]): {
            "page": row["page"],
            "start": row["quote_start"],
            "end": row["quote_end"],
            "quote": row["quote"],
        }
        for row in places
    }
    return {
        "id": iri,
        "label": places[0]["label"] or opened.label(iri),
        "kind": next((row["category"] for row in places if row["category"]), places[0]["kind"]),
        "status": "fact" if sure and known else "candidate",
        "score": max(scores) if scores else None,
        "roles": sorted({row["role"] for row in places if row["role"]}),
        "evidence": [evidence[place] for place in sorted(evidence)],
    }


def _dates(opened: Opened, iri: str, activities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the dates of a document and those of its sessions, each once."""
    events = _shown(opened, _ids(activities, "event"))
    found = opened.ask("document_dates", documents=iri)
    if events:
        found += [
            {**row, "quote": row["date_quote"], "note": row["date_note"]}
            for row in opened.ask("told", events=events)
            if row["document"] == iri and row["date_quote"]
        ]
    dates = {
        (row["edtf"], row["quote"]): {
            "edtf": row["edtf"],
            "quote": row["quote"],
            "start": row["start"],
            "end": row["end"],
            "note": row["note"],
        }
        for row in reversed(found)
    }
    return sorted(dates.values(), key=lambda item: (item["edtf"] is None, item["start"] or "", item["quote"]))


def _ids(activities: list[dict[str, Any]], kind: str) -> list[str]:
    return list(dict.fromkeys(row["activity"] for row in activities if row["kind"] == kind))


def _shown(opened: Opened, iris: list[str]) -> list[str]:
    """Return the addresses that things are shown under, each once."""
    return list(dict.fromkeys(opened.same.get(iri, iri) for iri in iris))
