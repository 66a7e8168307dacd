"""Who works on what: actors ranked by the evidence the documents give, with the formula and the query shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from centre.asked import bindings
from centre.edtf import bounds
from centre.ranking import FORMULA
from centre.records import CentreError, WhoResult
from centre.resolving import resolve
from centre.ties import partners, topics
from centre.understanding import nobody, understood_of
from centre.workers import workers

if TYPE_CHECKING:
    from centre.opened import Opened
    from centre.questions import Reading
    from ontology.vocabulary import Entity

_OPEN = (date(1, 1, 1), date(9999, 12, 31))
"""The first and the last day of a period that is open on that side."""


def answer(
    opened: Opened,
    question: str = "",
    *,
    limit: int = 10,
    theme: str | None = None,
    territory: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> WhoResult:
    """Answer a question on who works on what, on what someone works, or on someone's partners.

    What is chosen beside the question (a theme and a territory by IRI or label, a period by years, months or days)
    takes the place of what the question says of it; with a choice there need be no question.
    """
    from graph.ask import render

    reading = _chosen(opened, opened.reader.read(question), theme, territory, since, until)
    understood = understood_of(reading)
    if reading.kind == "topics":
        tallies = topics(opened, reading)
        sparql = render("topics_of_actor", **bindings(reading, actors=True))
    elif reading.kind == "partners":
        tallies = partners(opened, reading)
        sparql = render("partners_of_actor", actors=[one.iri for one in reading.actors])
    elif not (reading.themes or reading.territories or reading.words):
        return WhoResult(
            question=question, understood=understood, answers=(), sparql="", formula=FORMULA,
            message="La question ne nomme ni thème, ni territoire, ni acteur connus. Essayez par exemple : "
            "« Qui travaille sur la GUSP ? », « Sur quoi travaille l’ANRU ? ».",
        )  # fmt: skip
    else:
        tallies = workers(opened, reading)
        sparql = render("who", **bindings(reading))
    answers = sorted((tally.answer() for tally in tallies), key=lambda one: (-one.score, one.label))
    return WhoResult(
        question=question,
        understood=understood,
        answers=tuple(answers[:limit]),
        sparql=sparql,
        formula=FORMULA,
        message=None if answers else nobody(reading),
    )


def _chosen(
    opened: Opened,
    reading: Reading,
    theme: str | None,
    territory: str | None,
    since: str | None,
    until: str | None,
) -> Reading:
    """Return a question with what was chosen beside it."""
    themes, places = _entities(opened, "theme", theme), _entities(opened, "territory", territory)
    period = _period(since, until)
    kind = reading.kind
    if themes and kind == "topics":  # on what someone works is known then: the question is who else does
        kind = "who"
    return replace(
        reading,
        kind=kind,
        themes=themes or reading.themes,
        territories=places or reading.territories,
        period=period or reading.period,
    )


def _entities(opened: Opened, kind: str, named: str | None) -> tuple[Entity, ...]:
    if not named:
        return ()
    found = tuple(entity for iri in resolve(opened, kind, named) if (entity := opened.entity(iri)))
    if not found:
        raise CentreError(f"Le centre ne connaît pas « {named} » : choisissez dans la liste.")
    return found


def _period(since: str | None, until: str | None) -> tuple[date, date] | None:
    """Return the days from the first of `since` to the last of `until`, whichever of them is the earlier."""
    if not since and not until:
        return None
    if since and until and since > until:
        since, until = until, since
    first = date.fromisoformat(_bound(since, 0)) if since else _OPEN[0]
    last = date.fromisoformat(_bound(until, 1)) if until else _OPEN[1]
    return first, last


def _bound(day: str, side: int) -> str:
    found = bounds(day)[side]
    if found is None:
        raise CentreError(f"« {day} » n’est pas une date : écrivez une année, comme 2024.")
    return found
