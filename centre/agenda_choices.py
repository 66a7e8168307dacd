"""What the agenda can be narrowed by: each value with the number of sessions it leaves under the other filters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from centre.agenda import of_action
from centre.records import Choice
from centre.resolving import resolve
from centre.tied import activities_of, tied

if TYPE_CHECKING:
    from centre.opened import Opened

KINDS = ("theme", "territory", "actor", "action")
MODES = ("online", "onsite")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaChoices:
    """The sessions that all the filters leave, and what each filter may become."""

    events: frozenset[str]
    values: dict[str, tuple[Choice, ...]]
    """By filter (`theme`, `territory`, `actor`, `action`, `mode`): the values that leave at least one session, and the
    chosen one whatever it leaves, by name. A theme counts its narrower ones, a territory what it contains."""
    chosen: dict[str, str]
    """The IRI of each filter asked for; of a mode, its code."""


def agenda_choices(opened: Opened, events: Iterable[str], asked: Mapping[str, str]) -> AgendaChoices:
    """Return what filters leave of some sessions; `asked` has IRIs or names by filter; CentreError for unknown ones."""
    rows = opened.listed("agenda", "event")
    among = frozenset(iri for iri in events if iri in rows)
    named = {kind: resolve(opened, kind, asked[kind]) for kind in KINDS if asked.get(kind)}
    held: dict[str, frozenset[str]] = {
        kind: among & _sessions(opened, kind, iris) for kind, iris in named.items()
    }
    chosen = {kind: iris[0] for kind, iris in named.items()}
    mode = asked.get("mode")
    if mode in MODES:
        held["mode"] = frozenset(iri for iri in among if rows[iri]["mode"] == mode)
        chosen["mode"] = mode

    def left(without: str = "") -> frozenset[str]:
        return among.intersection(*(kept for kind, kept in held.items() if kind != without))

    counts = {kind: _counted(opened, kind, left(kind)) for kind in KINDS}
    values = {
        kind: _choices(opened, counts[kind], chosen.get(kind), left() if kind in chosen else frozenset())
        for kind in KINDS
    }
    modes = left("mode")
    values["mode"] = tuple(
        Choice(id=code, label=code, count=many)
        for code in MODES
        if (many := sum(rows[iri]["mode"] == code for iri in modes)) or code == mode
    )
    return AgendaChoices(events=left(), values=values, chosen=chosen)


def _sessions(opened: Opened, kind: str, iris: Iterable[str]) -> set[str]:
    return of_action(opened, iris) if kind == "action" else activities_of(opened, iris)


def _counted(opened: Opened, kind: str, events: frozenset[str]) -> dict[str, int]:
    """Return how many of the sessions each value of a filter leaves."""
    if kind == "action":
        actions = {row["action"] for row in opened.listed("agenda", "event").values() if row["action"]}
        above = {one for action in actions for one in opened.vocabulary.containers(action)}
        found = {iri: len(events & of_action(opened, [iri])) for iri in above}
    else:
        part = f"/id/{kind}/"
        held = tied(opened).activities
        found = {iri: len(events & sessions) for iri, sessions in held.items() if part in iri}
    return {iri: many for iri, many in found.items() if many}


def _choices(
    opened: Opened, counts: dict[str, int], chosen: str | None, left: frozenset[str]
) -> tuple[Choice, ...]:
    from centre.facets import told_apart
    from ingest.identity import fold

    if chosen:
        counts = {**counts, chosen: len(left)}
    labels = told_apart(opened, counts)
    return tuple(
        Choice(id=iri, label=labels[iri], count=counts[iri])
        for iri in sorted(counts, key=lambda iri: (fold(labels[iri]), iri))
    )
