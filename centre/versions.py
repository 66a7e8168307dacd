"""The earlier versions of a dossier, in the snapshots that are kept: what it lists that it did not list before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from centre.manifest import DocumentStamp
from centre.snapshots import Snapshots
from ingest.identity import fold

if TYPE_CHECKING:
    from centre.opened import Opened


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A version of a document before the month in which the centre read the one shown."""

    added: str
    titles: frozenset[str]
    """Of all that it lists, folded."""


def earlier_versions(opened: Opened, documents: set[str]) -> dict[str, Earlier]:
    """Return the version before of each document that has one: the last of another month, else the first."""
    stamps = [stamp for stamp in opened.manifest.documents if stamp.iri in documents]
    snapshots = Snapshots(opened.data)
    found: dict[str, tuple[str, DocumentStamp]] = {}
    for name in sorted(snapshots.list(), reverse=True):
        manifest = snapshots.manifest(name) if name < opened.manifest.snapshot and stamps else None
        for old in manifest.documents if manifest else ():
            for stamp in stamps:
                held = found.get(stamp.iri)
                if held is not None and held[1].added[:7] < stamp.added[:7]:
                    continue
                if old.iri != stamp.iri and old.added and {*old.sources} & {*stamp.sources}:
                    found[stamp.iri] = name, old
    return {
        iri: Earlier(added=old.added, titles=_titles(opened, name, old.iri))
        for iri, (name, old) in found.items()
    }


def _titles(opened: Opened, name: str, document: str) -> frozenset[str]:
    from graph.ask import ask
    from graph.store import Store

    with Store(opened.path.parent / name / "graph") as store:
        return frozenset(fold(row["title"]) for row in ask(store, "document_activities", documents=document))
