"""What an actor works on, and with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from centre.asked import about, bindings, in_period, of_categories, territories
from centre.ranking import Tally, evidence_line, points_of

if TYPE_CHECKING:
    from centre.opened import Opened
    from centre.questions import Reading


def topics(opened: Opened, reading: Reading) -> list[Tally]:
    """Rank the themes of the activities of an actor."""
    tallies: dict[str, Tally] = {}
    inside = {iri for one in reading.territories for iri in opened.vocabulary.within(one.iri)}
    places = territories(opened) if inside else {}
    for row in opened.ask("topics_of_actor", **bindings(reading, actors=True)):
        if row["theme"] is None or row["theme_status"] == "candidate":
            continue
        if inside and not places.get(row["activity"], set()) & inside:
            continue
        tally = tallies.setdefault(
            row["theme"], Tally(str(row["theme"]), str(row["theme_label"]), "theme", "fact")
        )
        key = (row["document"], row["quote_start"], row["role"])
        tally.add(key, evidence_line(row, points_of(row)), ())
    return list(tallies.values())


def partners(opened: Opened, reading: Reading) -> list[Tally]:
    """Rank those who take part in the same activities, on the themes, places and dates asked."""
    rows = opened.ask("partners_of_actor", actors=[one.iri for one in reading.actors])
    own = {one.iri for one in reading.actors}
    rows = [row for row in rows if row["partner"] not in own and in_period(row, reading)]
    rows = about(opened, rows, reading)
    if reading.categories:
        rows = of_categories(opened, rows, reading.categories, actor="partner")
    tallies: dict[str, Tally] = {}
    for row in rows:
        status = "candidate" if row["partner"] in opened.found_actors else "fact"
        tally = tallies.setdefault(
            row["partner"], Tally(str(row["partner"]), str(row["label"]), str(row["category"] or ""), status)
        )
        role = row["partner_role"]
        key = (row["document"], row["quote_start"], role)
        tally.add(key, evidence_line(row, points_of(row, role), role), ())
    return list(tallies.values())
