"""Curation of a centre: decide, apply, and read what was decided."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final

from centre.deciding import drafts, entity_of, undone_by
from centre.decisions import add_decisions, held_decisions, read_decisions
from centre.entities import reference
from centre.facts import facts
from centre.names import NAMES, name_of
from centre.opened import kind_of
from centre.records import CentreError, DecisionLog, DecisionReport, DecisionRow, FactRow
from ingest.curation import Action, Decision, fact_id
from ingest.curation.decision import SAME

if TYPE_CHECKING:
    from centre.opened import Opened
    from search.encoder import Encoder

_VERBS: Final = {
    "accept": "accepté",
    "reject": "rejeté",
    "hide": "masqué",
    "rename": "renommé",
    "merge": "fusionné",
    "split": "séparé",
    "undo": "annulé",
}
_LINKS: Final = {"mentions": "mention", "about": "thème", "spatial": "territoire", "audience": "public"}


def decide(
    opened: Opened,
    action: Action,
    given: Sequence[str],
    *,
    author: str,
    reason: str = "",
    value: str = "",
    publish: bool = True,
    encoder: Encoder | None = None,
    progress: Callable[[str], None] | None = None,
) -> DecisionReport:
    """Record what a person decides and, with `publish`, make the snapshot where it holds."""
    started = time.perf_counter()
    asked = drafts(opened, action, given, author=author, reason=reason, value=value)
    added = add_decisions(opened.data, asked)
    report = apply_decisions(opened, encoder=encoder, progress=progress) if publish else None
    held = held_decisions(opened.data, opened.path)
    known = {one.id for one in opened.decisions}
    return DecisionReport(
        snapshot=report.snapshot if report else opened.manifest.snapshot,
        decisions=tuple(
            _row(opened, one, {}, applied=report is not None and not report.pending) for one in added
        ),
        pending=report.pending if report else sum(one.id not in known for one in held),
        documents=report.documents if report else (),
        seconds=round(time.perf_counter() - started, 3),
        problems=report.problems if report else read_decisions(opened.data).broken,
    )


def apply_decisions(
    opened: Opened, *, encoder: Encoder | None = None, progress: Callable[[str], None] | None = None
) -> DecisionReport:
    """Publish a snapshot where every recorded decision holds; when another writing is under way, leave it to it."""
    from centre.ingesting import ingest

    problems = read_decisions(opened.data).broken
    try:
        report = ingest(opened.data, (), encoder=encoder, progress=progress)
    except CentreError as error:
        known = {one.id for one in opened.decisions}
        waiting = sum(one.id not in known for one in held_decisions(opened.data, opened.path))
        line = f"{error} Les décisions sont notées ; « maillage review apply » les appliquera."
        return DecisionReport(
            snapshot=opened.manifest.snapshot,
            decisions=(),
            pending=waiting,
            documents=(),
            seconds=0.0,
            problems=(*problems, line),
        )
    failed = tuple(item.reason or item.source for item in report.documents if item.status == "failed")
    return DecisionReport(
        snapshot=report.snapshot,
        decisions=(),
        pending=0,
        documents=report.redone,
        seconds=report.seconds,
        problems=(*problems, *failed),
    )


def decision_log(opened: Opened) -> DecisionLog:
    """Return the decisions of a centre, the latest first, with those undone and those that wait."""
    held = held_decisions(opened.data, opened.path)
    undone, known = undone_by(held), {one.id for one in opened.decisions}
    rows = tuple(_row(opened, one, undone, applied=one.id in known) for one in reversed(held))
    return DecisionLog(decisions=rows, problems=read_decisions(opened.data).broken)


def _row(opened: Opened, one: Decision, undone: dict[str, str], *, applied: bool) -> DecisionRow:
    iris = [iri for iri in (one.target.subject, one.target.object) if iri and kind_of(iri)]
    return DecisionRow(
        id=one.id,
        at=one.at,
        author=one.author,
        reason=one.reason,
        action=one.action,
        text=told(opened, one),
        entities=tuple(reference(opened, iri) for iri in iris if iri in _known(opened, iris)),
        undone_by=undone.get(one.id),
        applied=applied,
    )


def told(opened: Opened, one: Decision) -> str:
    """Say in French what was decided."""
    target = one.target
    if one.action == "undo":
        return f"décision {target.subject} annulée"
    name = one.names[0] if one.names else opened.label(target.subject)
    if one.action == "rename":
        return f"« {name} » renommé « {one.value} »"
    if one.action == "merge":
        return f"« {name} » fusionné avec « {one.value} »"
    other = opened.label(target.object) if target.object else ""
    if one.action == "split":
        where = "dans" if kind_of(target.object) == "document" else "et"
        return (
            f"« {name} » {where} « {other} » séparés"
            if where == "et"
            else f"« {name} » : un homonyme dans « {other} »"
        )
    verb = _VERBS[one.action]
    if target.predicate == SAME:
        return f"rapprochement de « {name} » et « {other} » {verb}"
    if target.predicate:
        what = predicate_name(target.predicate)
        return f"{what} « {other} » pour « {name} » {verb} [{fact_id(target)}]"
    return f"« {name} » {verb}"


def fact_rows(opened: Opened, asked: str) -> tuple[FactRow, ...]:
    """Return every link and role of an entity, an activity or a document."""
    iri = entity_of(opened, asked)
    return tuple(
        FactRow(
            id=fact.id,
            subject=reference(opened, fact.target.subject),
            predicate=fact.target.predicate,
            entity=reference(opened, fact.target.object),
            status=fact.status,
            score=fact.score,
            method=fact.method,
            evidence=fact.evidence,
        )
        for fact in facts(opened)
        if iri in (fact.target.subject, fact.target.object)
        or any(line.document == iri for line in fact.evidence)
    )


def predicate_name(predicate: str) -> str:
    """Return what a link or a role is, in French."""
    if predicate in NAMES["relation"]:
        return f"lien ({name_of('relation', predicate)})"
    return _LINKS.get(predicate) or f"rôle ({name_of('role', predicate)})"


def _known(opened: Opened, iris: Iterable[str]) -> set[str]:
    """Return the entities that have a page now."""
    gone = {*opened.curation.gone, *opened.curation.merged}
    return {iri for iri in iris if iri not in gone}
