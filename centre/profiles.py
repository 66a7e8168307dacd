"""What one actor does as figures: its roles, its themes with what each rests on, its partners, its activities by year."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from centre.entities import counted_references, evidence_line
from centre.names import NAMES, role_names
from centre.opened import kind_of
from centre.records import EvidenceLine, Reference
from centre.references import category_label
from centre.tied import partners_of, tied, topics_of

if TYPE_CHECKING:
    from centre.opened import Opened

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_PROOFS = 12
"""Sentences given for one theme at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileTheme:
    """A theme of an actor with what it rests on."""

    theme: Reference
    """Its count is that of the activities and resources."""
    events: int
    """Events and series."""
    resources: int
    evidence: tuple[EvidenceLine, ...]
    """The sentences that tie the actor to these activities, the latest first, at most 12."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What one actor does."""

    id: str
    label: str
    category: str
    """In French."""
    status: str
    """`fact` or `candidate`."""
    roles: tuple[tuple[str, int], ...]
    """The code of each role with its number of activities, the most engaging first."""
    themes: tuple[ProfileTheme, ...]
    partners: tuple[Reference, ...]
    """The count is that of the activities in common."""
    activities: tuple[Reference, ...]
    """Events, series and resources where it has a role, the latest first; the detail is an EDTF date."""
    years: tuple[tuple[int, int], ...]
    """Activities that begin in each year, by year."""
    undated: int


def profile(opened: Opened, iri: str) -> Profile | None:
    """Return what an actor does, None when the centre does not know it."""
    found = opened.ask("actor", actors=iri)
    if not found:
        return None
    known = tied(opened)
    own = known.taking_part.get(iri, set())
    dates = {activity: _date(opened, activity) for activity in own}
    activities = sorted(own, key=lambda one: (dates[one] or "", one), reverse=True)
    roles = Counter(role for activity in own for role in known.roles[activity][iri])
    years = Counter(int(year[0]) for day in dates.values() if day and (year := _YEAR.search(day)))
    labels = opened.labels(activities)
    return Profile(
        id=iri,
        label=found[0]["label"],
        category=category_label(opened, "actor", found[0]["category"]),
        status=found[0]["status"],
        roles=tuple((role, roles[role]) for role in NAMES["role"] if roles[role]),
        themes=_themes(opened, iri),
        partners=counted_references(
            opened, partners_of(opened, iri), of="partner", what="activity", detail=role_names
        ),
        activities=tuple(
            Reference(id=one, label=labels[one], kind=kind_of(one), detail=dates[one] or "")
            for one in activities
        ),
        years=tuple(sorted(years.items())),
        undated=len(own) - sum(years.values()),
    )


def _themes(opened: Opened, iri: str) -> tuple[ProfileTheme, ...]:
    rows = list(topics_of(opened, iri))
    held: dict[str, set[str]] = {}
    for row in rows:
        held.setdefault(row["theme"], set()).add(row["activity"])
    lines: dict[str, EvidenceLine] = {}
    for row in opened.ask("evidence_of_actor", actors=iri):
        lines.setdefault(row["activity"], evidence_line(row))
    found = []
    for theme in counted_references(opened, rows, of="theme", what="activity", detail=lambda _: ""):
        resources = sum(kind_of(one) not in ("event", "series") for one in held[theme.id])
        found.append(
            ProfileTheme(
                theme=theme,
                events=len(held[theme.id]) - resources,
                resources=resources,
                evidence=tuple(line for one, line in lines.items() if one in held[theme.id])[:_PROOFS],
            )
        )
    return tuple(found)


def _date(opened: Opened, activity: str) -> str | None:
    """Return the EDTF date of an activity; of a series that of its first session."""
    event = opened.listed("agenda", "event").get(activity)
    if event is not None:
        return str(event["edtf"] or event["start"] or "") or None
    resource = opened.listed("resources", "resource").get(activity)
    if resource is not None:
        return str(resource["date"] or "") or None
    held = opened.listed("agenda", "event")
    starts = [
        held[one]["start"]
        for one in tied(opened).sessions.get(activity, ())
        if one in held and held[one]["start"]
    ]
    return min(starts, default=None)
