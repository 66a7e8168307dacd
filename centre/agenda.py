"""The agenda: one row a session, with the actors, themes and territories of the session and its series."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

from centre.conflicts import conflicts
from centre.dates_fr import date_text
from centre.records import AgendaActor, AgendaRow, CentreError
from centre.resolving import resolve
from centre.tied import activities_of
from centre.told import shown, statements, told

if TYPE_CHECKING:
    from centre.opened import Opened

_NOTES = frozenset({"to-confirm", "to-be-set", "outside-period", "cancelled"})
_ROLES = (
    "organiser", "coOrganiser", "facilitator", "speaker", "host", "partner", "funder", "support", "author",
    "publisher", "participant",
)  # fmt: skip
"""An actor with several roles in a session is shown under the first of these."""

_FEW = 60
"""Activities up to which one question each is quicker than one for all: each is then a walk, not a scan."""

Links = dict[str, list[dict[str, Any]]]


def agenda(
    opened: Opened,
    *,
    date_from: str | None = None,
    date_to: str | None = None,
    theme: str | None = None,
    territory: str | None = None,
    actor: str | None = None,
    action: str | None = None,
    online: bool | None = None,
) -> tuple[AgendaRow, ...]:
    """Return the sessions that satisfy the filters, by date, those without a date last."""
    since, until = checked_day(date_from), checked_day(date_to)
    found = list(opened.listed("agenda", "event").values())
    for kind, name in (("theme", theme), ("territory", territory), ("actor", actor)):
        if name:
            held = activities_of(opened, resolve(opened, kind, name))
            found = [row for row in found if row["event"] in held]
    if action:
        held = of_action(opened, resolve(opened, "action", action))
        found = [row for row in found if row["event"] in held]
    rows = tuple(row for row in agenda_rows(opened, found) if _within(row, since, until))
    return rows if online is None else tuple(row for row in rows if row.mode == _mode(online))


def of_action(opened: Opened, actions: Iterable[str]) -> set[str]:
    """Return the sessions of some kinds of action, with the kinds they contain."""
    inside = {iri for action in actions for iri in opened.vocabulary.within(action)}
    return {event for event, row in opened.listed("agenda", "event").items() if row["action"] in inside}


def sessions_of(opened: Opened, entity: str) -> list[dict[str, Any]]:
    """Return the answers of the question `agenda` on a theme, in a territory or with an actor."""
    held = activities_of(opened, [entity])
    return [row for event, row in opened.listed("agenda", "event").items() if event in held]


def sessions(opened: Opened, events: Iterable[str]) -> tuple[AgendaRow, ...]:
    """Return the rows of some sessions."""
    held = opened.listed("agenda", "event")
    return agenda_rows(opened, [held[iri] for iri in dict.fromkeys(events) if iri in held])


def agenda_rows(
    opened: Opened, found: Iterable[dict[str, Any]], links: Links | None = None
) -> tuple[AgendaRow, ...]:
    """Return answers of the question `agenda` as rows; `links` are those of these sessions when known."""
    found = list(found)
    if links is None:
        links = links_of(opened, [row["event"] for row in found])
    said = told(opened, [row["event"] for row in found])
    rows = [_row(opened, row, links.get(row["event"], []), said.get(row["event"], [])) for row in found]
    return tuple(
        sorted(rows, key=lambda row: (row.start is None, row.start or "", row.start_time or "", row.title))
    )


def links_of(opened: Opened, activities: Iterable[str]) -> Links:
    """Return what activities are tied to, by activity; each is asked once as long as the snapshot is open."""
    known = opened.links
    wanted = list(dict.fromkeys(activities))
    unknown = [iri for iri in wanted if iri not in known]
    if unknown:
        found: Links = {iri: [] for iri in unknown}
        for row in _asked(opened, unknown):
            found[row["activity"]].append(row)
        known.update(found)
    return {iri: known[iri] for iri in wanted if known[iri]}


def _asked(opened: Opened, activities: list[str]) -> list[dict[str, Any]]:
    """Return the links of activities with what their entities are called."""
    batches = [[iri] for iri in activities] if len(activities) <= _FEW else [activities]
    rows = [row for batch in batches for row in opened.ask("activity_links", activities=batch)]
    labels = opened.labels(row["entity"] for row in rows)
    named = [
        {**row, "label": labels[row["entity"]], "category": opened.category(row["entity"])} for row in rows
    ]
    return sorted(named, key=lambda row: (row["activity"], row["kind"], row["label"], row["entity"]))


def linked_labels(links: Iterable[dict[str, Any]], kind: str) -> tuple[str, ...]:
    """Return the labels of the entities of a kind, those that are sure before the others."""
    held = [row for row in links if row["kind"] == kind and row["label"]]
    held.sort(key=lambda row: (row["status"] != "fact", -float(row["score"] or 0)))
    return tuple(dict.fromkeys(row["label"] for row in held))


def checked_day(day: str | None) -> str | None:
    """Return a day as ISO 8601 (a year or a month is its first day); CentreError when it is none."""
    if not day:
        return None
    from datetime import date

    parts = day.strip().split("-")
    whole = "-".join((*parts, "01", "01")[:3]) if len(parts) < 3 else day.strip()
    try:
        return date.fromisoformat(whole).isoformat()
    except ValueError as error:
        raise CentreError(
            f"« {day} » n’est pas une date : écrivez l’année, le mois et le jour, comme 2024-02-09."
        ) from error


def _within(row: AgendaRow, since: str | None, until: str | None) -> bool:
    """Say whether the days shown are in the period: another document may have told other days."""
    if row.start is None:
        return not (since or until)
    return (since is None or (row.end or row.start) >= since) and (until is None or row.start <= until)


def _row(
    opened: Opened, row: dict[str, Any], links: list[dict[str, Any]], said: list[dict[str, Any]]
) -> AgendaRow:
    row = shown(row, said)
    return AgendaRow(
        id=row["event"],
        title=row["title"],
        series=row["series_title"],
        series_id=row["series"],
        axis=row["axis"],
        edtf=row["edtf"],
        start=row["start"],
        end=row["end"] or row["start"],
        date_text=date_text(row["edtf"], row["date_note"], row["date_quote"]),
        start_time=row["start_time"],
        place=row["place"],
        mode=row["mode"],
        actors=_actors(links),
        themes=linked_labels(links, "theme"),
        territories=linked_labels(links, "territory"),
        status=_status(row),
        document=row["document"],
        document_title=row["document_title"],
        page=row["page"],
        end_time=row["end_time"],
        statements=statements(said),
        conflicts=conflicts(opened, said),
    )


def _actors(links: Iterable[dict[str, Any]]) -> tuple[AgendaActor, ...]:
    """Return each actor once, under its highest role."""
    actors: dict[str, AgendaActor] = {}
    held = [row for row in links if row["kind"] == "actor"]
    for row in sorted(held, key=lambda row: _rank(row["role"])):
        actors.setdefault(
            row["entity"],
            AgendaActor(
                label=row["label"] or row["entity"].rsplit("/", 1)[-1],
                role=row["role"],
                id=row["entity"],
                status=row["status"],
            ),
        )
    return tuple(actors.values())


def _rank(role: str) -> int:
    return _ROLES.index(role) if role in _ROLES else len(_ROLES)


def _status(row: dict[str, Any]) -> str:
    if row["modality"] in ("held", "cancelled"):
        return str(row["modality"])
    if row["date_note"] in _NOTES:
        return str(row["date_note"])
    return "announced" if row["edtf"] or row["start"] else "to-be-set"


def _mode(online: bool) -> Literal["online", "onsite"]:
    return "online" if online else "onsite"
