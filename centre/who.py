"""Who works on what: actors ranked by the evidence the documents give, with the formula and the query shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from centre.asked import bindings
from centre.ranking import FORMULA
from centre.records import WhoResult
from centre.ties import partners, topics
from centre.understanding import nobody, understood_of
from centre.workers import workers

if TYPE_CHECKING:
    from centre.opened import Opened


def answer(opened: Opened, question: str, *, limit: int = 10) -> WhoResult:
    """Answer a question on who works on what, on what someone works, or on someone's partners."""
    from graph.ask import render

    reading = opened.reader.read(question)
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
