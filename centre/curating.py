"""What new decisions ask of a snapshot: the documents they touch, read again from the originals that were kept."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from centre import authority
from centre.decisions import held_decisions, read_decisions
from centre.manifest import DocumentStamp
from ingest.curation import Curation, Decision, curation_of, related, standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.store import Store
    from ingest.document import Source
    from ingest.sources.item import Stated
    from ontology.vocabulary import Entity, Vocabulary


@dataclass(frozen=True)
class Curating:
    """The decisions that a snapshot was made with, and those that the next one is made with."""

    data: Path
    before: tuple[Decision, ...]
    after: tuple[Decision, ...]

    @classmethod
    def of(cls, data: Path, snapshot: Path | None) -> Curating:
        """Read the decisions of a centre whose live snapshot is in a folder."""
        published = read_decisions(snapshot).decisions if snapshot is not None else ()
        return cls(data, published, held_decisions(data, snapshot))

    @cached_property
    def curation(self) -> Curation:
        """What holds from now on."""
        return curation_of(self.after)

    @cached_property
    def was(self) -> Curation:
        """What held until now."""
        return curation_of(self.before)

    @property
    def new(self) -> bool:
        """Tell whether there are decisions to apply."""
        return self.before != self.after

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The authority records from now on."""
        return authority.amended(self.curation, self.data)

    @cached_property
    def amended(self) -> tuple[set[str], list[Entity]]:
        """The authority records that change: their addresses, and what they are from now on."""
        old, new = authority.amended(self.was, self.data), self.vocabulary
        if old is new:
            return set(), []
        now = [entity for entity in new if old.get(entity.iri) != entity]
        gone = {entity.iri for entity in old if new.get(entity.iri) is None}
        return gone | {entity.iri for entity in now}, now

    def touched(self, store: Store, stamps: Iterable[DocumentStamp]) -> list[DocumentStamp]:
        """Return the documents that new decisions may change.

        Those that say something of what was decided on, those that earlier decisions on the same things
        changed, those that come from the same place, and those with the words of an amended record.
        """
        kept_before = {one.id for one in standing(self.before)}
        kept_after = {one.id for one in standing(self.after)}
        changed = [
            one
            for one in {one.id: one for one in (*self.before, *self.after)}.values()
            if one.action != "undo" and (one.id in kept_before) != (one.id in kept_after)
        ]
        ids, iris = related([*self.before, *self.after], changed)
        documents = _documents_with(store, iris | self.amended[0])
        documents |= self._with_words(store)
        places = {source for one in changed for source in one.sources}
        return [
            stamp
            for stamp in stamps
            if stamp.iri in documents
            or stamp.iri in iris
            or not ids.isdisjoint(stamp.decisions)
            or not places.isdisjoint(stamp.sources)
        ]

    def _with_words(self, store: Store) -> set[str]:
        """Return the documents where an amended record would be, or was, recognised."""
        from graph.ask import ask
        from ingest.mentions import Linker
        from ontology.vocabulary import Vocabulary

        iris, now = self.amended
        if not iris:
            return set()
        old = authority.amended(self.was, self.data)
        then = [entity for entity in old if entity.iri in iris]
        linkers = [Linker(Vocabulary({entity.iri: entity for entity in group})) for group in (then, now)]
        found: set[str] = set()
        for row in ask(store, "passages"):
            if row["document"] in found:
                continue
            text = f"{row['heading_path'] or ''}\n{row['text']}"
            if any(linker.matches(text, strict=False) for linker in linkers):
                found.add(row["document"])
        return found


def _documents_with(store: Store, iris: Iterable[str]) -> set[str]:
    from graph.ask import ask

    wanted = sorted(iri for iri in iris if "://" in iri)
    return {row["document"] for row in ask(store, "documents_with", things=wanted)} if wanted else set()


def source_of(data: Path, stamp: DocumentStamp, store: Store) -> Source | None:
    """Return the bytes of a document as they were when it was read; None when its original was not kept."""
    from centre.originals import original
    from graph.ask import ask
    from ingest.document import Source

    path = original(data, stamp.sha256)
    if path is None:
        return None
    locator, media_type = stamp.locator, stamp.media_type
    if not (locator and media_type):  # a snapshot made before these were noted
        row = next(iter(ask(store, "documents", documents=stamp.iri)), None)
        if row is None:
            return None
        locator, media_type = str(row["source"]), str(row["format"])
    return Source(locator=locator, sha256=stamp.sha256, media_type=media_type, content=path.read_bytes())


def stated_record(stated: Stated | None) -> dict[str, Any] | None:
    """Return what a source says of a document as a manifest keeps it."""
    if stated is None:
        return None
    return {**asdict(stated), "published": stated.published.isoformat() if stated.published else None}


def stated_of(stamp: DocumentStamp) -> Stated | None:
    """Return what the source of a document said of it when it was read."""
    from ingest.sources.item import Stated

    if stamp.stated is None:
        return None
    published = stamp.stated.get("published")
    return Stated(
        **{
            **stamp.stated,
            "published": date.fromisoformat(published) if published else None,
            "themes": tuple(stamp.stated.get("themes", ())),
        }
    )
