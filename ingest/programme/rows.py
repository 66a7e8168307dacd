"""A row of a table read by the names of its columns."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.dates import DateMention, Period, find_dates
from ingest.dates.lexicon import fold_in_place
from ingest.programme.announcement import Announcement
from ingest.programme.calendar import read_calendar_event
from ingest.programme.line import Line
from ingest.programme.pieces import EDGES, clean_title
from ingest.programme.places import Places

_COLUMNS = {
    "date": re.compile(r"\b(?:dates?|quand|jours?|calendrier|debut|dtstart|horaires?)\b"),
    "title": re.compile(
        r"\b(?:evenements?|titres?|intitules?|actions?|rencontres?|rendez-vous|rdv|seances?|sessions?|modules?|conferences?|manifestations?|temps forts?|quoi|themes?|thematiques?|sujets?|objets?|summary|activites?|reseaux?|ateliers?|formations?|nom|libelle|programme|contenu)\b"
    ),
    "place": re.compile(r"\b(?:lieux?|ou|adresse|location|villes?|communes?|modalites?|format)\b"),
    "audience": re.compile(r"\b(?:publics?|destinataires|pour qui)\b"),
    "actors": re.compile(
        r"\b(?:intervenant\w*|partenaires?|organisat\w+|animation|animateurs?|anime\w*|organizer|pilotes?|porteu\w+|avec|par qui|qui)\b"
    ),
    "axis": re.compile(r"\b(?:axes?|categor\w+|types?|rubriques?)\b"),
    "description": re.compile(r"\b(?:descriptions?|details?|commentaires?|objectifs?|resume)\b"),
}


def read_row(line: Line, places: Places, period: Period | None) -> Announcement:
    """Read a table row by the names of its columns."""
    if any(span.value == "dtstart" for span in line.block.cells):
        return read_calendar_event(line, places)
    cells: dict[str, str] = {}
    others: list[str] = []
    for span in line.block.cells:
        value = (
            line.block.text[span.start - line.block.start : span.end - line.block.start]
            if span.start >= line.block.start
            else ""
        )
        column = fold_in_place(span.value)
        role = next(
            (name for name, pattern in _COLUMNS.items() if pattern.search(column) and name not in cells), None
        )
        if role and value.strip():
            cells[role] = value.strip()
        elif value.strip():
            others.append(value.strip())
    if "title" not in cells and others:
        cells["title"] = max(others, key=len)
    dates: list[DateMention] = []
    if "date" in cells:
        offset = line.block.text.find(cells["date"])
        for mention in find_dates(cells["date"], period):
            if mention.kind in ("days", "alternative", "month", "season", "unset"):
                if mention.kind == "unset" and dates:
                    continue
                dates.append(replace(mention, start=mention.start + offset, end=mention.end + offset))
        if not dates and re.match(
            r"^\W*(?:a\s+(?:definir|determiner|preciser|venir|confirmer|fixer))", fold_in_place(cells["date"])
        ):
            dates.append(
                DateMention(
                    start=offset,
                    end=offset + len(cells["date"]),
                    kind="unset",
                    edtf=None,
                    first=None,
                    last=None,
                )
            )
    title = cells.get("title")
    place = None
    if "place" in cells:
        place = places.read(cells["place"], lenient=True) or places.told(cells["place"])
    rest = " ".join(cells[name] for name in ("actors", "description") if name in cells)
    clean = clean_title(title) if title else None
    if title and clean and len(clean) < len(title) - 3:
        rest = f"{title[len(clean) :].strip(EDGES)} {rest}".strip()
    if clean and place is None:
        clean, place = places.trailing(clean)
    return Announcement(
        line=line, dates=tuple(dates), own_title=clean, place=place, rest=rest,
        audience=cells.get("audience", ""), axis=cells.get("axis"),
    )  # fmt: skip
