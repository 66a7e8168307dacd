"""What waits for a decision and what was decided, as French text in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from terminal.output import _counted as counted
from terminal.output import _decimal as decimal
from terminal.output import _print as show

if TYPE_CHECKING:
    from centre.records import DecisionReport, DecisionRow, EvidenceLine, FactRow, ReviewItem

KINDS = {
    "actors": "Acteurs nouveaux",
    "themes": "Thèmes",
    "territories": "Territoires",
    "audiences": "Publics",
    "roles": "Rôles",
    "relations": "Liens entre acteurs, activités ou ressources",
    "events": "Rencontres à rapprocher",
    "duplicates": "Doublons possibles",
}
_WIDTH = 220


def show_queue(items: Sequence[ReviewItem]) -> None:
    """Print what waits, by kind."""
    if not items:
        show("Rien n’attend de décision.")
        return
    for kind, group in groupby(items, key=lambda item: item.kind):
        held = list(group)
        show(f"\n{KINDS[kind]} ({len(held)})", bold=True)
        for item in held:
            show(f"\n{item.id}  {_head(item)}")
            _evidence(item.evidence[:2])
            if item.count > 2:
                show(f"   et {counted(item.count - 2, 'autre passage')}", dim=True)
    show(
        "\nDécidez avec « maillage review accept ID » ou « reject ID » ; « merge », « split » et « hide » aussi."
    )


def _head(item: ReviewItem) -> str:
    score = f" [{decimal(item.score)}]" if item.score is not None else ""
    if item.other is not None:
        return f"{item.label}  =  {item.other.label} ?{score}"
    detail = f" ({item.detail})" if item.detail else ""
    where = f" — {item.subject.label}" if item.subject is not None else ""
    return f"{item.label}{detail}{score}{where}"


def _evidence(lines: Iterable[EvidenceLine]) -> None:
    for line in lines:
        quote = " ".join(line.quote.split())
        quote = quote if len(quote) <= _WIDTH else f"{quote[:_WIDTH].rsplit(' ', 1)[0]} …"
        show(f"   « {quote} »")
        show(f"     {line.document_title}, p. {line.page}", dim=True)


def show_facts(rows: Sequence[FactRow]) -> None:
    """Print links and roles with what to type to decide on them."""
    from centre.curation import predicate_name

    if not rows:
        show("Aucun lien ni rôle.")
        return
    for row in rows:
        doubt = " (à confirmer)" if row.status == "candidate" else ""
        show(f"{row.id}  {predicate_name(row.predicate)} : {row.entity.label}{doubt} — {row.subject.label}")
        _evidence(row.evidence[:1])


def show_decided(report: DecisionReport) -> None:
    """Print what was decided and where it holds."""
    for row in report.decisions:
        show(f"{row.id}  {row.text}")
    if report.pending:
        show(f"À appliquer avec « maillage review apply » : {counted(report.pending, 'décision')}.")
    elif report.snapshot:
        redone = counted(len(report.documents), "document")
        verb = "relus" if len(report.documents) > 1 else "relu"
        show(f"{redone} {verb} en {decimal(report.seconds)} s ; instantané {report.snapshot}.")


def show_log(rows: Sequence[DecisionRow]) -> None:
    """Print the history of decisions."""
    if not rows:
        show("Aucune décision n’a encore été prise.")
        return
    for row in rows:
        state = (
            f" (annulée par {row.undone_by})" if row.undone_by else "" if row.applied else " (à appliquer)"
        )
        show(f"{row.id}  {row.text}{state}")
        reason = f" : {row.reason}" if row.reason else ""
        show(f"   {row.at[:10]} {row.at[11:16]} UTC, {row.author}{reason}", dim=True)
