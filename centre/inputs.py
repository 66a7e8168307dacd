"""The first half of an ingest: each input is opened, compared with what is known, and read if it is new."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from centre.manifest import DocumentStamp
from centre.records import CentreError

if TYPE_CHECKING:
    from ingest.document import Document, Source
    from ingest.mentions import Linker
    from ingest.model.proposing import Proposer
    from ingest.records import Extraction
    from ingest.sources.item import Stated


Progress = Callable[[str], None]
"""Told in French what is being done."""


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
    stated: Stated | None = None
    """What its source said of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """An input that its source withdrew."""

    source: str


Outcome = Unreadable | Known | Understood | Gone


class Holdings:
    """The documents of a snapshot being made, by IRI, by content and by source."""

    def __init__(self, stamps: Iterable[DocumentStamp]) -> None:
        self.stamps = {stamp.iri: stamp for stamp in stamps}
        self._of_content = {stamp.sha256: stamp.iri for stamp in self.stamps.values()}
        self._of_source = {source: stamp.iri for stamp in self.stamps.values() for source in stamp.sources}
        """A source names one document at a time."""

    def with_content(self, sha256: str) -> DocumentStamp | None:
        """Return the document that has these bytes."""
        return self.stamps.get(self._of_content.get(sha256, ""))

    def named(self, source: str) -> DocumentStamp | None:
        """Return the document that a source names."""
        return self.stamps.get(self._of_source.get(source, ""))

    def put(self, stamp: DocumentStamp) -> None:
        """Add a document or replace the one with its IRI, whose sources it keeps."""
        held = self.stamps.get(stamp.iri)
        sources = tuple(dict.fromkeys((*(held.sources if held else ()), *stamp.sources)))
        self.stamps[stamp.iri] = replace(stamp, sources=sources)
        self._of_content[stamp.sha256] = stamp.iri
        self._of_source.update(dict.fromkeys(sources, stamp.iri))

    def leave(self, source: str, *, but: str) -> tuple[str | None, bool]:
        """Take a source from the document it names, unless it is `but`.

        Return that document when no source names it any more, and whether the source named another one.
        """
        iri = self._of_source.get(source)
        if iri is None or iri == but:
            return None, False
        del self._of_source[source]
        stamp = self.stamps[iri]
        rest = tuple(other for other in stamp.sources if other != source)
        if rest:
            self.stamps[iri] = replace(stamp, sources=rest)
            return None, True
        del self.stamps[iri], self._of_content[stamp.sha256]
        return iri, True


def canonical(locator: str) -> str:
    """Return the name a source is known by: its address, or its absolute path."""
    from ingest.sources import is_address

    if is_address(locator):
        return locator
    if locator.lower().startswith("file://"):
        locator = unquote(urlsplit(locator).path)
    return str(Path(locator).expanduser().resolve())


def open_inputs(
    inputs: Iterable[str],
    holdings: Holdings,
    linker: Linker,
    *,
    pipeline: str | None,
    again: bool,
    proposer: Proposer | None = None,
    memory: Proposer | None = None,
) -> Iterator[Outcome]:
    """Yield what each input is; known bytes are read anew only when `again` or under another pipeline.

    Known bytes keep what a model proposed of them (`memory`) when none is asked.
    """
    from ingest import sources
    from ingest.document import IngestError

    read: set[str] = set()
    for located in _located(inputs):
        if isinstance(located, Unreadable):
            yield located
            continue
        try:
            source = sources.fetch(located)
        except IngestError as error:
            yield Unreadable(source=located, reason=one_line(str(error)))
            continue
        held = holdings.with_content(source.sha256)
        stale = again or (held is not None and pipeline is not None and pipeline != held.pipeline)
        if held is not None and (source.sha256 in read or not stale):
            yield Known(source=located, stamp=held)
            continue
        read.add(source.sha256)
        voice = proposer or (memory if held is not None else None)
        yield understand(source, linker, pipeline, proposer=voice)


def _located(inputs: Iterable[str]) -> Iterator[str | Unreadable]:
    """Yield the files and addresses of inputs, each once, and what names none."""
    from ingest.sources import Failure, locate

    seen: set[str] = set()
    for given in inputs:
        empty = True
        for located in locate([given]):
            empty = False
            if isinstance(located, Failure):
                yield Unreadable(source=located.locator, reason=one_line(located.reason))
            elif (name := canonical(located)) not in seen:
                seen.add(name)
                yield located
        if empty:
            reason = f"{given} : ce dossier ne contient aucun document. Vérifiez le chemin."
            yield Unreadable(source=given, reason=reason)


def understand(
    source: Source,
    linker: Linker,
    pipeline: str | None,
    stated: Stated | None = None,
    proposer: Proposer | None = None,
    tell: Progress = lambda _: None,
) -> Unreadable | Understood:
    """Return what is understood of an input; `stated` is what its source says of it, `proposer` a model's voice."""
    from ingest.document import IngestError
    from ingest.pipelines import extract
    from ingest.readers import read
    from ingest.sources.statements import with_metadata, with_statements

    try:
        tell("Lecture du texte")
        document = read(source)
        tell(f"Repérage des acteurs, des lieux et des dates ({_length(document)})")
        if stated is None:
            extraction = extract(document, linker, pipeline)
        else:
            extraction = extract(with_metadata(document, stated), linker, pipeline)
            extraction = with_statements(extraction, stated, linker)
        if proposer is not None:
            extraction = proposer.complete(extraction, linker)
    except CentreError:
        raise
    except IngestError as error:
        return Unreadable(source=source.locator, reason=one_line(str(error)))
    except Exception as error:  # one document must not keep the others out
        reason = (
            f"{source.locator} : ce document a été lu mais n’a pas pu être compris ({type(error).__name__}: "
            f"{error}). Les autres sont ajoutés ; signalez ce cas en joignant le fichier."
        )
        return Unreadable(source=source.locator, reason=one_line(reason))
    return Understood(source=source.locator, content=source.content, extraction=extraction, stated=stated)


def _length(document: Document) -> str:
    if document.pages > 1:
        return f"{document.pages} pages"
    return f"{len(document.text.split())} mots"


def one_line(reason: str) -> str:
    """Return a reason without line breaks."""
    return " ".join(reason.split())
