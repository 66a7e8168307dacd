"""The first half of an ingest: each input is opened, compared with what is known, and read if it is new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from centre.authority import linker
from centre.manifest import DocumentStamp
from centre.records import CentreError

if TYPE_CHECKING:
    from ingest.document import Source
    from ingest.records import Extraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """An input that could not be taken in, and why, in one line."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An input whose bytes the centre holds already."""

    source: str
    stamp: DocumentStamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """An input that was read anew."""

    source: str
    content: bytes
    extraction: Extraction


@dataclass(slots=True)
class Holdings:
    """The documents of a snapshot being made, by content and by source."""

    stamps: dict[str, DocumentStamp]
    """By IRI."""

    @classmethod
    def of(cls, stamps: Iterable[DocumentStamp]) -> Holdings:
        """Return the holdings that a manifest lists."""
        return cls({stamp.iri: stamp for stamp in stamps})

    def with_content(self, sha256: str) -> DocumentStamp | None:
        """Return the document that has these bytes."""
        return next((stamp for stamp in self.stamps.values() if stamp.sha256 == sha256), None)

    def put(self, stamp: DocumentStamp) -> None:
        """Add a document or replace the one with its IRI, whose sources it keeps."""
        held = self.stamps.get(stamp.iri)
        sources = tuple(dict.fromkeys((*(held.sources if held else ()), *stamp.sources)))
        self.stamps[stamp.iri] = replace(stamp, sources=sources)

    def leave(self, source: str, *, but: str) -> tuple[list[str], bool]:
        """Take a source from all documents but one; return those no source names any more, and if any had it."""
        gone, held = [], False
        for stamp in list(self.stamps.values()):
            if stamp.iri == but or source not in stamp.sources:
                continue
            held = True
            rest = tuple(other for other in stamp.sources if other != source)
            if rest:
                self.stamps[stamp.iri] = replace(stamp, sources=rest)
            else:
                del self.stamps[stamp.iri]
                gone.append(stamp.iri)
        return gone, held


def canonical(locator: str) -> str:
    """Return the name a source is known by: its address, or its absolute path."""
    from ingest.sources import is_address

    if is_address(locator):
        return locator
    return str(Path(locator.removeprefix("file://")).expanduser().resolve())


def open_inputs(
    inputs: Iterable[str], holdings: Holdings, *, pipeline: str | None, again: bool
) -> Iterator[Unreadable | Known | Understood]:
    """Yield what each input is; known bytes are read anew only when `again` or under another pipeline."""
    from ingest.document import IngestError
    from ingest.sources import Failure, fetch, locate

    read: set[str] = set()
    for located in locate(inputs):
        if isinstance(located, Failure):
            yield Unreadable(source=located.locator, reason=_one_line(located.reason))
            continue
        try:
            source = fetch(located)
        except IngestError as error:
            yield Unreadable(source=located, reason=_one_line(str(error)))
            continue
        held = holdings.with_content(source.sha256)
        stale = again or (held is not None and pipeline is not None and pipeline != held.pipeline)
        if held is not None and (source.sha256 in read or not stale):
            yield Known(source=located, stamp=held)
            continue
        read.add(source.sha256)
        yield _understand(source, pipeline)


def _understand(source: Source, pipeline: str | None) -> Unreadable | Understood:
    from ingest.document import IngestError
    from ingest.pipelines import extract
    from ingest.readers import read

    try:
        extraction = extract(read(source), linker(), pipeline)
    except CentreError:
        raise
    except IngestError as error:
        return Unreadable(source=source.locator, reason=_one_line(str(error)))
    except Exception as error:  # one document must not keep the others out
        reason = (
            f"{source.locator} : ce document a été lu mais n’a pas pu être compris ({type(error).__name__}: "
            f"{error}). Les autres sont ajoutés ; signalez ce cas en joignant le fichier."
        )
        return Unreadable(source=source.locator, reason=_one_line(reason))
    return Understood(source=source.locator, content=source.content, extraction=extraction)


def _one_line(reason: str) -> str:
    return " ".join(reason.split())
