"""Lists as CSV that spreadsheets of French offices open: a semicolon between cells, UTF-8 with its mark."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from centre.names import name_of

if TYPE_CHECKING:
    from centre.drawing import DrawnNetwork
    from centre.notices import Notice
    from centre.records import AgendaRow, Answer, Reference, SearchHit

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What spreadsheets run instead of showing, at the start of a cell."""


def notices_csv(notices: Iterable[Notice]) -> str:
    """Return resources and sessions with who made them, their themes, dates and source."""
    head = ("Titre", "Type", "Date", "Auteurs", "Publié ou organisé par", "Avec", "Thèmes", "Territoires", "Lieu",
            "Adresse", "Document", "Page", "Identifiant")  # fmt: skip
    rows = (
        (
            one.title,
            name_of("kind", "event") if one.kind == "event" else name_of("resource", one.kind),
            one.date,
            _joined(actor.label for actor in one.creators),
            _joined(actor.label for actor in one.publishers),
            _joined(f"{actor.label} ({name_of('role', actor.role)})" for actor in one.contributors),
            _joined(one.themes),
            _joined(one.territories),
            one.place,
            one.url,
            one.document_title,
            one.page,
            one.id,
        )
        for one in notices
    )
    return _table(head, rows)


def agenda_csv(sessions: Iterable[AgendaRow]) -> str:
    """Return the sessions of an agenda."""
    head = ("Date", "Début", "Fin", "Rencontre", "Cycle ou réseau", "Lieu", "Modalité", "Acteurs", "Thèmes", "Territoires",
            "État", "Document", "Page", "Identifiant")  # fmt: skip
    rows = (
        (
            one.date_text,
            one.start,
            one.end,
            one.title,
            one.series,
            one.place,
            name_of("mode", one.mode) if one.mode else "",
            _joined(f"{actor.label} ({name_of('role', actor.role)})" for actor in one.actors),
            _joined(one.themes),
            _joined(one.territories),
            name_of("status", one.status),
            one.document_title,
            one.page,
            one.id,
        )
        for one in sessions
    )
    return _table(head, rows)


def references_csv(references: Iterable[Reference]) -> str:
    """Return actors, themes or territories with how many activities and resources each has."""
    rows = ((one.label, one.detail, one.count, one.id) for one in references)
    return _table(("Nom", "Type", "Activités et ressources", "Identifiant"), rows)


def hits_csv(hits: Iterable[SearchHit]) -> str:
    """Return the results of a search with the reason each is there."""
    head = ("Titre", "Type", "Date", "Extrait", "Raison", "Score", "Thèmes", "Territoires", "Acteurs", "Document", "Page",
            "Identifiant")  # fmt: skip
    rows = (
        (
            hit.title,
            name_of("kind", hit.type),
            hit.date,
            " ".join(hit.snippet.split()),
            hit.reason,
            f"{hit.score:.3f}".replace(".", ","),
            _joined(hit.themes),
            _joined(hit.territories),
            _joined(hit.actors),
            hit.document_title,
            hit.page,
            hit.id,
        )
        for hit in hits
    )
    return _table(head, rows)


def answers_csv(answers: Iterable[Answer]) -> str:
    """Return who works on what: one row for each sentence that proves the rank of an actor."""
    head = ("Rang", "Nom", "Type", "État", "Score", "Rôles", "Activités", "Thèmes", "Activité", "Rôle", "Date", "Points",
            "Preuve", "Document", "Page", "Identifiant")  # fmt: skip
    rows = (
        (
            rank,
            one.label,
            name_of("actor", one.kind),
            "à confirmer" if one.status == "candidate" else "",
            _decimal(one.score),
            _joined(name_of("role", role) for role in one.roles),
            len({line.activity_id for line in one.evidence}),
            _joined(one.themes),
            line.activity,
            name_of("role", line.role),
            line.date,
            _decimal(line.points),
            " ".join(line.quote.split()),
            line.document_title,
            line.page,
            one.id,
        )
        for rank, one in enumerate(answers, start=1)
        for line in one.evidence
    )
    return _table(head, rows)


def ties_csv(drawn: DrawnNetwork) -> str:
    """Return the ties of a drawn network: who with whom, over how many activities, from when to when."""
    names = {one.id: one.label for one in drawn.actors}
    head = ("Acteur", "Avec", "Activités communes", "Première", "Dernière")
    return _table(
        head,
        ((names[tie.source], names[tie.target], tie.activities, tie.first, tie.last) for tie in drawn.ties),
    )


def _decimal(value: float) -> str:
    """Return a number as French spreadsheets read it."""
    return f"{value:.2f}".replace(".", ",")


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = io.StringIO()
    table = csv.writer(lines, delimiter=";", lineterminator="\r\n")
    table.writerow(head)
    table.writerows([_cell(value) for value in row] for row in rows)
    return "\ufeff" + lines.getvalue()


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def _joined(values: Iterable[str]) -> str:
    return " | ".join(values)
