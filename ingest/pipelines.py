"""The switch of ingestion: which pipeline reads a document, chosen from its content."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Literal, get_args

from ingest.accounts import accounts
from ingest.actors.settling import settle
from ingest.announced import with_announced
from ingest.dates import find_dates, read_period
from ingest.dates.lexicon import fold_in_place
from ingest.directory import actor_cells
from ingest.document import Block, Document, IngestError
from ingest.dossier.columns import ITEM_COLUMNS, read_columns
from ingest.identity import fold
from ingest.mentions import Linker
from ingest.modality import told
from ingest.programme.lexicon import PAST
from ingest.records import Extraction
from ingest.report.cover import read_title

Pipeline = Literal["programme", "report", "dossier", "directory"]

_CALENDAR = "text/calendar"
_FEEDS = ("application/rss+xml", "application/atom+xml")
_PROGRAMME = re.compile(
    r"\bprogramme d'activites?|^(?:\W*)(?:le )?programme\b(?! d[e'] ?(?:reussite"
    r"|renovation|renouvellement|recherche))|\bagenda\b|\bcalendrier\b|nos rendez-vous"
)
_COLLECTION = re.compile(
    r"^dossiers?\b(?! de presse)|(?:revue|panorama) de (?:la )?presse|\bveille\b|selection documentaire"
)
_COMING = re.compile(r"perspectives?|a venir|programme|calendrier")
_LETTER = re.compile(r"newsletter|lettre d'(?:information|actualites?)|infolettre|^(?:la )?lettre\b|bulletin")
_TOLD = re.compile(r"compte[- ]rendu|proces[- ]verbal|releve de|^rapport|^note\b|^etude|^bilan|^synthese")
_OPENING = re.compile(r"^[\W\d]{0,4}(?:le |les |du |de |\w{2,8}day)?\W{0,3}$", re.IGNORECASE)


def choose(document: Document) -> Pipeline:
    """Return the pipeline that reads a document best.

    Its format comes first, then the words of its title, then the share of its lines that are sessions,
    actors or items.
    """
    if document.media_type == _CALENDAR:
        return "programme"
    if document.media_type in _FEEDS:
        return "dossier"
    total = max(1, len(document.blocks))
    actors = sum(bool(actor_cells(block)) for block in document.blocks)
    if actors >= 3 and actors >= 0.6 * total:
        return "directory"
    title = fold(read_title(document).text)
    sessions = sum(_is_session(block) for block in document.blocks)
    if _TOLD.search(title) and not _COMING.search(title):
        return "report"
    if _LETTER.search(title):
        return "programme" if sessions >= 3 else "dossier"
    if _COLLECTION.search(title):
        return "dossier"
    if _PROGRAMME.search(title) and (sessions >= 2 or read_period(title) is not None):
        return "programme"
    if sessions >= 5 and sessions >= 0.1 * total:
        return "programme"
    if sum(_names_a_day(block) for block in document.blocks) >= max(8, 0.25 * total):
        return "programme"
    items = sum(_is_item(block) for block in document.blocks)
    return "dossier" if items >= 5 and items >= 0.4 * total else "report"


def extract(document: Document, linker: Linker, pipeline: str | None = None) -> Extraction:
    """Return what the named pipeline, or the one chosen from the content, understands of a document.

    Raise IngestError when the name is of no pipeline, or when the document has no text.
    """
    name = pipeline or choose(document)
    if name not in get_args(Pipeline):
        known = ", ".join(f"« {one} »" for one in get_args(Pipeline))
        raise IngestError(f"Le traitement « {name} » n’existe pas. Choisissez parmi {known}.")
    if not document.blocks:
        raise IngestError(
            f"« {document.locator} » ne contient aucun texte lisible (page numérisée ou fichier vide ?). "
            "Fournissez une version avec du texte."
        )
    if name == "programme":
        from ingest.programme.extract import extract as read
    elif name == "dossier":
        from ingest.dossier import extract as read
    elif name == "directory":
        from ingest.directory import extract as read
    else:
        from ingest.report import extract as read
    extraction = with_announced(read(document, linker), linker)
    events = told(extraction.events, document, _made_on(extraction))
    return settle(replace(extraction, events=(*events, *accounts(extraction))), linker)


def _made_on(extraction: Extraction) -> date | None:
    """Return when a document was made: its date, else the first day of the period it is of."""
    if published := extraction.document.metadata.published:
        return published
    itself = extraction.resources[0].date if extraction.resources else None
    found = re.match(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", itself or "")
    return date(*(int(part or 1) for part in found.groups())) if found else None


def _names_a_day(block: Block) -> bool:
    """Say whether a short line holds a day that is not told as past, a deadline or the date of a text of law."""
    if len(block.text) > 220 or PAST.search(fold_in_place(block.text)):
        return False
    return any(
        mention.kind in ("days", "alternative") for mention in find_dates(block.text, read_period("2024"))
    )


def _is_session(block: Block) -> bool:
    """Say whether a line announces a session: it opens with a date that is not told as past or as a fact."""
    if block.kind == "heading" and block.level == 1:
        return False
    if block.kind == "row":
        return any(
            re.match(r"dates?\b|quand|jour|horaire", fold(cell.value)) for cell in block.cells
        ) and not _is_item(block)
    head = block.text[:90]
    mention = next(iter(find_dates(head, read_period("2024"))), None)
    if mention is None or not _OPENING.match(head[: mention.start]):
        return False
    rest = block.text[mention.end :].lstrip(" *_")
    return not rest or rest[0] in ",:–—-(/.>|" or mention.kind in ("unset", "recurrence")


def _is_item(block: Block) -> bool:
    """Say whether a row is an item of a collection: a title with its date and its body, nature or address."""
    cells = read_columns(block, ITEM_COLUMNS) if block.kind == "row" else {}
    return "title" in cells and "date" in cells and bool({"body", "nature", "url", "theme"} & cells.keys())
