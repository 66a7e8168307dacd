"""What a question asks for besides its themes: the places, the period, the kinds of actor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from centre.agenda import links_of

if TYPE_CHECKING:
    from centre.opened import Opened
    from centre.questions import Reading


_RESEARCH = re.compile(
    r"cherch|sociolog|anthropolog|geograph|histori|politi(?:ste|olog)|economist|philosoph|urbanist|ethnolog|demograph"
    r"|professeur|maitre(?:sse)? de conf|doctorant|universit|cnrs|ehess|labor|psycholog|statisticien|juriste"
)


def bindings(reading: Reading, *, actors: bool = False) -> dict[str, Any]:
    """Return the values of a question for the queries: its period with its themes and places, or its `actors`."""
    since, until = _period(reading)
    if actors:
        return {"actors": [one.iri for one in reading.actors], "since": since, "until": until}
    return {
        "themes": [one.iri for one in reading.themes],
        "territories": [one.iri for one in reading.territories],
        "since": since,
        "until": until,
    }


def _period(reading: Reading) -> tuple[str | None, str | None]:
    if reading.period is None:
        return None, None
    first, last = reading.period
    return None if first.year == 1 else first.isoformat(), None if last.year == 9999 else last.isoformat()


def territories(opened: Opened) -> dict[str, set[str]]:
    """Return the territories of every activity, read once a snapshot."""
    return opened.once("territories of activities", lambda: _territories(opened))


def _territories(opened: Opened) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in opened.ask("places"):
        found.setdefault(str(row["activity"]), set()).add(str(row["territory"]))
    return found


def of_categories(
    opened: Opened, rows: list[dict[str, Any]], categories: Sequence[str], *, actor: str = "actor"
) -> list[dict[str, Any]]:
    """Keep the rows whose actor (the value under `actor`) is of a kind; researchers are also told by their job."""
    jobs: dict[str, str] = {}
    if "chercheur" in categories and rows:
        actors = sorted({row[actor] for row in rows})
        jobs = {row["actor"]: str(row["job_title"] or "") for row in opened.ask("actor", actors=actors)}
    return [row for row in rows if _fits(str(row["category"] or ""), jobs.get(row[actor], ""), categories)]


def _fits(category: str, job: str, categories: Sequence[str]) -> bool:
    from ingest.identity import fold

    if "chercheur" in categories:
        return category == "recherche" or (category == "personne" and _RESEARCH.search(fold(job)) is not None)
    return category in categories


def in_period(row: dict[str, Any], reading: Reading) -> bool:
    """Say whether an activity begins in the period asked; any does when none is."""
    if reading.period is None or row["start"] is None:
        return reading.period is None
    first, last = reading.period
    return first.isoformat() <= str(row["start"]) <= last.isoformat()


def about(opened: Opened, rows: list[dict[str, Any]], reading: Reading) -> list[dict[str, Any]]:
    """Keep the activities on the themes and in the territories of the question."""
    if not (reading.themes or reading.territories) or not rows:
        return rows
    links = links_of(opened, sorted({row["activity"] for row in rows}))
    held = {activity: {link["entity"] for link in of} for activity, of in links.items()}
    themes = {iri for one in reading.themes for iri in opened.vocabulary.within(one.iri)}
    places = {iri for one in reading.territories for iri in opened.vocabulary.within(one.iri)}
    return [
        row
        for row in rows
        if (not themes or held.get(row["activity"], set()) & themes)
        and (not places or held.get(row["activity"], set()) & places)
    ]
