"""What a long document really says: a report that names a theme and a place apart ties nobody to both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from centre.opened import Opened
    from centre.questions import Reading

GATHERED = frozenset(("directory", "press-review", "newsletter", "programme", "news"))
"""Kinds of resource that speak of everything: publishing one is no work on each of its themes."""


def telling(opened: Opened, rows: list[dict[str, Any]], reading: Reading) -> list[dict[str, Any]]:
    """Keep the lines that prove work on the theme, in the place."""
    kinds = opened.once("kinds of resources", lambda: _kinds(opened))
    rows = [row for row in rows if row["role"] != "publisher" or kinds.get(row["activity"]) not in GATHERED]
    long = {stamp.iri for stamp in opened.manifest.documents if stamp.pipeline != "programme"}
    if reading.themes:
        rows = [row for row in rows if row["document"] not in long or not _attended(row)]
    if not (reading.themes and reading.territories):
        return rows
    if not any(row["document"] in long and row["territory_reason"] == "activity" for row in rows):
        return rows
    tied = {
        row["document"]
        for row in opened.ask(
            "meeting",
            themes=[one.iri for one in reading.themes],
            territories=[one.iri for one in reading.territories],
        )
    }
    return [
        row
        for row in rows
        if row["document"] not in long or row["territory_reason"] == "actor" or row["document"] in tied
    ]


def _attended(row: dict[str, Any]) -> bool:
    """Say whether a line tells only that somebody was at a meeting whose minutes speak of many things."""
    return (row["activity_type"], row["role"]) == ("event", "participant")


def _kinds(opened: Opened) -> dict[str, str]:
    return {row["resource"]: row["kind"] for row in opened.ask("resources")}
