"""When the entries of collections came in, and what they were: told by the days documents were read and by the snapshots kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from centre.records import CentreError

if TYPE_CHECKING:
    from centre.opened import Opened

Entries = dict[str, dict[str, Any]]
"""The entries of one collection, by IRI: what the question `collected` answers, `documents` being all that list it."""

_STATES = 64
"""Snapshots whose collections are kept in memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The collections as a kept snapshot held them."""

    created: str
    """When it was published (UTC, ISO 8601)."""
    collections: dict[str, Entries]


def collected(opened: Opened) -> dict[str, Entries]:
    """Return the entries of each collection, by its IRI."""
    return opened.once("collected", lambda: _by_collection(opened.ask("collected")))


def states(opened: Opened) -> tuple[State, ...]:
    """Return the former states of the collections, the oldest first; a snapshot that changed no document gives none.

    A snapshot that cannot be read any more is left out: it is only asked what was there before.
    """
    return opened.once("collection states", lambda: tuple(_states(opened)))


def first_seen(opened: Opened, collection: str, item: str) -> str:
    """Return when an entry came into a collection (UTC, ISO 8601).

    A new version of a dossier is another document, read another day: the snapshots kept say which entries were there.
    """
    from centre.news import days_added

    added = days_added(opened)
    now = collected(opened).get(collection, {})
    held = now.get(item, {})
    days = [added[document] for document in held.get("documents", ()) if document in added]
    then = (one.created for one in states(opened) if former(one.collections.get(collection, {}), now, item))
    days += [day for day in (next(then, None),) if day]
    return min(days, default="")


def former(before: Entries, now: Entries, item: str) -> dict[str, Any] | None:
    """Return an entry as it was in a former state; None when it was not there.

    The address of an entry may hold its date: one dated otherwise since is known by its title.
    """
    from ingest.identity import fold

    if item in before or item not in now:
        return before.get(item)
    title = fold(now[item]["title"])
    found = [row for iri, row in before.items() if iri not in now and fold(row["title"]) == title]
    return found[0] if len(found) == 1 else None


def state_before(opened: Opened, day: str) -> State | None:
    """Return the last state published before a day (ISO 8601); None when no snapshot is that old."""
    return next((state for state in reversed(states(opened)) if state.created[:10] < day), None)


def _states(opened: Opened) -> list[State]:
    from centre.snapshots import Snapshots

    snapshots = Snapshots(opened.data)
    found: list[State] = []
    before: tuple[tuple[str, tuple[str, ...]], ...] | None = None
    for name in snapshots.list():
        if int(name) >= int(opened.manifest.snapshot or 0):
            break
        try:
            manifest = snapshots.manifest(name)
            held = tuple((one.iri, one.decisions) for one in manifest.documents) if manifest else ()
            if manifest is not None and held != before:
                found.append(State(created=manifest.created, collections=_kept(snapshots.folder / name)))
                before = held
        except CentreError:
            continue
    return found


@lru_cache(maxsize=_STATES)
def _kept(snapshot: Path) -> dict[str, Entries]:
    from graph.ask import ask
    from graph.store import GraphError, Store

    try:
        with Store(snapshot / "graph") as store:
            return _by_collection(ask(store, "collected"))
    except GraphError as error:
        raise CentreError(str(error)) from error


def _by_collection(rows: list[dict[str, Any]]) -> dict[str, Entries]:
    found: dict[str, Entries] = {}
    for row in rows:
        entries = found.setdefault(row["collection"], {})
        held = entries.get(row["item"])
        documents = (*(held["documents"] if held else ()), row["document"])
        kept = held if held and len(held["title"]) >= len(row["title"]) else row
        entries[row["item"]] = {**kept, "documents": documents}
    return found
