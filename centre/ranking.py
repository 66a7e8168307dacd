"""How the answers on who works on what are ranked: the points of each line of evidence, and their sum."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from centre.records import Answer, EvidenceLine

ROLE_WEIGHTS = {
    "organiser": 3.0, "coOrganiser": 3.0, "facilitator": 3.0, "author": 3.0, "speaker": 2.5,
    "partner": 2.0, "publisher": 2.0, "host": 1.5, "funder": 1.5, "support": 1.5, "participant": 1.0,
}  # fmt: skip
"""Points of a role in one activity, before certainty and place."""
ACTOR_PLACE = 0.7
"""What a line counts for when the place asked is where the actor works, not where the activity is held."""
SESSIONS_STEP = 0.25
SESSIONS_MOST = 2.0
"""What each session of an activity after the first adds to its weight, and the most the weight comes to."""
FORMULA = (
    "Score = somme, pour chaque activité, de : poids du rôle (organise, anime, écrit : 3 ; intervient : 2,5 ; "
    "partenaire, publie : 2 ; accueille, finance, soutient : 1,5 ; cité : 1) × certitude du rôle (0 à 1) × certitude du "
    "thème (0 à 1) × lieu (1 si l’activité s’y tient, 0,7 si l’acteur y travaille) × séances (1 + 0,25 par séance "
    "de plus, 2 au plus). Ce que deux documents disent d’une même activité compte une fois."
)
_SHOWN = 200
"""The most lines of evidence an answer shows."""


@dataclass(slots=True)
class Tally:
    """What is known of one answer while its lines are counted."""

    iri: str
    label: str
    kind: str
    status: str
    lines: dict[tuple[Any, ...], EvidenceLine] = field(default_factory=dict)
    themes: dict[str, None] = field(default_factory=dict)

    def add(self, key: tuple[Any, ...], line: EvidenceLine, themes: Iterable[str]) -> None:
        """Count a line once; the same words proving the same role count with their best points."""
        held = self.lines.get(key)
        if held is None or line.points > held.points:
            self.lines[key] = line
        self.themes.update(dict.fromkeys(themes))

    def answer(self) -> Answer:
        """Return the answer with its lines, the strongest first."""
        lines = sorted(_once(self.lines.values()), key=lambda line: (-line.points, line.activity, line.start))
        roles: dict[str, float] = {}
        for line in lines:
            if line.role:
                roles[line.role] = roles.get(line.role, 0.0) + line.points
        return Answer(
            id=self.iri,
            label=self.label,
            kind=self.kind,
            status=self.status,
            score=round(sum(line.points for line in lines), 2),
            parts={role: round(points, 2) for role, points in roles.items()}
            | {"activités": float(len({line.activity_id for line in lines}))},
            roles=tuple(sorted(roles, key=lambda role: -roles[role])),
            themes=tuple(self.themes),
            evidence=tuple(lines[:_SHOWN]),
        )


def _once(lines: Iterable[EvidenceLine]) -> list[EvidenceLine]:
    """Count an activity once, by the document that proves most of it: the others tell it again, without points."""
    held = list(lines)
    totals: dict[str, dict[str, float]] = {}
    for line in held:
        by_document = totals.setdefault(line.activity_id, {})
        by_document[line.document] = by_document.get(line.document, 0.0) + line.points
    best = {
        activity: min(by_document, key=lambda document: (-by_document[document], document))
        for activity, by_document in totals.items()
    }
    return [line if line.document == best[line.activity_id] else replace(line, points=0.0) for line in held]


def points_of(row: dict[str, Any], role: str | None = None) -> float:
    """Return the points of a role in one activity on one theme: weight, certainty of the role, of the theme."""
    weight = ROLE_WEIGHTS.get(row["role"] if role is None else role, 1.0)
    return weight * float(row["score"] or 1.0) * float(row.get("theme_score") or 1.0)


def evidence_line(row: dict[str, Any], points: float, role: str | None = None) -> EvidenceLine:
    """Return a row of the graph as a line of evidence."""
    return EvidenceLine(
        activity=str(row["activity_title"] or ""),
        activity_id=str(row["activity"]),
        role=str(row["role"] if role is None else role),
        document=str(row["document"]),
        document_title=str(row["document_title"] or ""),
        page=int(row["page"]),
        quote=str(row["quote"]),
        start=int(row["quote_start"]),
        end=int(row["quote_end"]),
        date=row.get("start"),
        points=round(points, 3),
    )
