"""What the check adds on identity: pairs of events that may be one, and documents that do not agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from centre.conflicts import conflicts
from centre.told import told

if TYPE_CHECKING:
    from centre.opened import Opened

_NAMES = {"event": "ces deux rencontres", "series": "ces deux réseaux ou cycles"}


def with_doubts(opened: Opened, report: dict[str, Any]) -> dict[str, Any]:
    """Return a report of the check with warnings on what documents say of the same things."""
    warnings = [*report["warnings"], *_matches(opened), *_conflicts(opened)]
    warnings.sort(key=lambda one: (one["message"], one["label"], one["focus"]))
    return {**report, "warnings": warnings}


def _matches(opened: Opened) -> list[dict[str, Any]]:
    return [
        {
            "focus": row["match"],
            "label": f"{row['one_title']} / {row['other_title']}",
            "message": f"Peut-être une seule et même fiche (score {row['score']:.2f}".replace(".", ",")
            + ").",
            "path": "mlg:canonical",
            "fix": f"Comparez {_NAMES['series' if '/series/' in row['one'] else 'event']}. Si c’est la même, "
            "écrivez le même titre, la même date et le même lieu dans les deux documents, puis ingérez-les de "
            f"nouveau ; sinon, il n’y a rien à faire. Fiches : {row['one']} et {row['other']}",
        }
        for row in opened.ask("event_matches", statuses="candidate")
    ]


def _conflicts(opened: Opened) -> list[dict[str, Any]]:
    found = []
    every = {row["event"] for row in opened.ask("agenda")}
    for event, said in told(opened, sorted(every)).items():
        for line in conflicts(opened, said):
            found.append(
                {
                    "focus": event,
                    "label": opened.label(event),
                    "message": f"Les documents ne disent pas la même chose. {line}",
                    "path": "mlg:placeName" if line.startswith("Lieu") else "mlg:edtf",
                    "fix": "Corrigez le document qui se trompe, puis ingérez-le de nouveau. Si c’est un changement "
                    "annoncé après coup, il n’y a rien à faire : la fiche montre ce qui s’est tenu.",
                }
            )
    return found
