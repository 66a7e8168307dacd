"""What several documents say of one event: all their statements, and the value shown of each thing they say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from centre.dates_fr import date_text
from centre.records import Statement

if TYPE_CHECKING:
    from centre.opened import Opened

_SAYING = 0.9
"""The weight from which the words of a title say something."""
_FILLED = ("place", "mode", "start_time", "end_time", "edtf", "start", "end", "date_quote", "date_note")


def told(opened: Opened, events: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """Return what each document says of events, by event: held first, then the latest document."""
    held = opened.once("told by event", lambda: _by_event(opened))
    return {iri: held[iri] for iri in events if iri in held}


def _by_event(opened: Opened) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in opened.ask("told"):
        rows.setdefault(row["event"], []).append(row)
    return rows


def shown(row: dict[str, Any], said: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a row of the agenda with what it lacks taken from the other statements of its event.

    Its values are those of the statement that it was held, else of the latest document; its title is the
    one its address was made of, unless that says nothing.
    """
    filled = dict(row)
    dated = row["edtf"] is not None
    for name in _FILLED:
        if filled[name] is None and not (
            dated and name in ("edtf", "start", "end", "date_quote", "date_note")
        ):
            filled[name] = next((one[name] for one in said if one[name] is not None), None)
    filled["title"] = _title(row, said)
    filled["modality"] = modality(said) or row.get("modality")
    return filled


def modality(said: list[dict[str, Any]]) -> str:
    """Return what is known of an event: it was held if one says so, else cancelled, else announced."""
    stated = {one["modality"] for one in said}
    return next((name for name in ("held", "cancelled", "announced") if name in stated), "")


def statements(said: Iterable[dict[str, Any]]) -> tuple[Statement, ...]:
    """Return what documents say as records."""
    return tuple(
        Statement(
            id=one["member"],
            document=one["document"],
            document_title=one["document_title"],
            modality=one["modality"],
            edtf=one["edtf"],
            date_text=date_text(one["edtf"], one["date_note"], one["date_quote"]),
            start_time=one["start_time"],
            place=one["place"],
            mode=one["mode"],
            title=one["title"],
            page=one["page"],
            quote=one["quote"],
            start=one["quote_start"],
            end=one["quote_end"],
        )
        for one in said
    )


def _title(row: dict[str, Any], said: list[dict[str, Any]]) -> str:
    from graph.titles import weight

    own = next((one["title"] for one in said if one["member"] == row["event"]), row["title"])
    if weight(own) >= _SAYING:
        return str(own)
    return str(max((own, *(one["title"] for one in said)), key=weight))
