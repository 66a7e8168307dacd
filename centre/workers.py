"""The actors who work on the themes of a question, where and when it asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from centre.asked import bindings, of_categories, territories
from centre.ranking import (
    ACTOR_PLACE,
    SESSIONS_MOST,
    SESSIONS_STEP,
    Tally,
    evidence_line,
    points_of,
)
from centre.telling import telling

if TYPE_CHECKING:
    from centre.opened import Opened
    from centre.questions import Reading

_FOUND = 200
"""The most activities looked for by the words of a question."""


def workers(opened: Opened, reading: Reading) -> list[Tally]:
    """Count the evidence of every actor for the themes, the words, the place and the period of a question."""
    rows = opened.ask("who", **bindings(reading))
    if reading.words and not reading.themes:
        named = _activities_with(opened, reading.words)
        rows = [row for row in rows if row["activity"] in named]
    rows = [row for row in rows if _placed(row, reading, opened) and row["activity_type"] != "document"]
    rows = telling(opened, rows, reading)
    rows = _on_all_themes(rows, reading)
    if reading.words and reading.themes:
        rows = _closest(rows, reading.words)
    rows = _asked(opened, rows, reading)
    tallies: dict[str, Tally] = {}
    for row in rows:
        tally = tallies.setdefault(row["actor"], _tally(row))
        themes = [opened.label(iri) for iri in row["matched_themes"]]
        sessions = max(1, int(row["sessions"] or 1))
        points = (
            points_of(row)
            * (ACTOR_PLACE if row["territory_reason"] == "actor" else 1.0)
            * min(SESSIONS_MOST, 1 + SESSIONS_STEP * (sessions - 1))
        )
        key = (row["document"], row["quote_start"], row["role"])
        tally.add(key, evidence_line(row, points), themes)
    return list(tallies.values())


def _placed(row: dict[str, Any], reading: Reading, opened: Opened) -> bool:
    """Keep a line only when the place asked is where the activity or the actor is, not merely inside the country."""
    if not reading.territories or row["territory_reason"] == "activity":
        return True
    for iri in row["matched_territories"]:
        entity = opened.entity(iri)
        if entity is not None and entity.category != "country":
            return not _held_elsewhere(row, reading, opened)
    return False


def _held_elsewhere(row: dict[str, Any], reading: Reading, opened: Opened) -> bool:
    """Say whether the activity has a place of its own, outside the place asked and what contains it."""
    asked = {one.iri for one in reading.territories}
    around = {
        iri for one in asked for iri in (*opened.vocabulary.within(one), *opened.vocabulary.containers(one))
    }
    own = territories(opened).get(row["activity"], set())
    return bool(own) and not own & around


def _on_all_themes(rows: list[dict[str, Any]], reading: Reading) -> list[dict[str, Any]]:
    """Keep, of a question with several themes, the actors known on all of them when there are some."""
    if len(reading.themes) < 2:
        return rows
    known: dict[str, set[str]] = {}
    for row in rows:
        known.setdefault(row["actor"], set()).update(row["themes"])
    whole = {actor for actor, themes in known.items() if len(themes) == len(reading.themes)}
    return [row for row in rows if row["actor"] in whole] if whole else rows


def _closest(rows: list[dict[str, Any]], words: Sequence[str]) -> list[dict[str, Any]]:
    """Keep the activities whose title has the other words of the question (`rencontre nationale`), if any has."""
    from ingest.mentions.words import norm
    from ingest.mentions.words import words as split
    from ingest.programme.lexicon import EVENT_NOUN

    wanted = {
        norm(word.folded) for text in words for word in split(text) if not EVENT_NOUN.search(word.folded)
    }
    if not wanted:
        return rows

    def holds(row: dict[str, Any]) -> bool:
        return wanted <= {word.norm for word in split(str(row["activity_title"] or ""))}

    kept = [row for row in rows if holds(row)]
    return kept or rows


def _activities_with(opened: Opened, words: Sequence[str]) -> set[str]:
    """Return the activities whose title, description or actors hold all the words."""
    from search.records import Filters

    kinds = frozenset(("event", "series", "resource"))
    found = opened.index.search(" ".join(words), filters=Filters(kinds=kinds), limit=_FOUND, semantic=False)
    wanted = len(words)
    return {hit.row.iri for hit in found.hits if len({word.lower() for word in hit.matched}) >= wanted}


def _asked(opened: Opened, rows: list[dict[str, Any]], reading: Reading) -> list[dict[str, Any]]:
    """Keep the kinds of actor and the roles a question asks for."""
    if reading.categories:
        rows = of_categories(opened, rows, reading.categories)
    if reading.roles:
        kept = [row for row in rows if row["role"] in reading.roles]
        rows = kept or ([] if "funder" in reading.roles else rows)
    return rows


def _tally(row: dict[str, Any]) -> Tally:
    return Tally(
        str(row["actor"]), str(row["label"]), str(row["category"] or row["kind"]), str(row["actor_status"])
    )
