"""The works that a document names, each once, and the roles that the sentences around them give."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ingest.actors.works import Work
from ingest.dates import find_dates
from ingest.document import Block, Document
from ingest.identity import fold, iri_of
from ingest.records import Citation, Evidence, Participation, Resource, Role

_OF_WORKS: tuple[Role, ...] = ("author", "publisher")


class Shelf:
    """Keeps works by their address, with the sentence that names each."""

    def __init__(self, document: Document, resources: Iterable[Resource]) -> None:
        self._document = document
        self._own = {fold(one.title).strip(" .") for one in resources}
        self._held: dict[str, Citation] = {}
        self.tied: set[str] = set()
        self._sentences: dict[tuple[int, int], list[str]] = {}

    def iri(self, work: Work) -> str:
        """Return the address of a work: one told without a title is that of its document alone."""
        titled = work.label[:1].isupper()
        return iri_of("resource", work.label, None if titled else self._document.iri)

    def put(self, work: Work, block: Block, low: int, high: int) -> None:
        """Keep a work that a sentence of a block names, those that have a record left aside."""
        title = fold(work.label).strip(" .")
        if title in self._own or any(len(title) > 12 and title in own for own in self._own):
            return
        iri, start = self.iri(work), block.start + low + work.start
        end = block.start + low + work.end
        evidence = Evidence(
            document=self._document.iri, page=block.page, start=start, end=end, quote=self._document.text[start:end]
        )  # fmt: skip
        day = next((one.edtf for one in find_dates(work.label) if one.edtf), None)
        self._held.setdefault(
            iri,
            Citation(iri=iri, label=work.label, kind="document", number=None, date=day, evidence=evidence),
        )
        self._sentences.setdefault((block.start + low, block.start + high), []).append(iri)

    def at(self, block: Block, low: int, high: int) -> Citation | None:
        """Return the one work that a sentence names, None when it names several or none."""
        named = self._sentences.get((block.start + low, block.start + high), [])
        return self._held[named[0]] if len(named) == 1 else None

    def turn(self, block: Block, low: int, high: int, work: Citation | None) -> None:
        """Make a sentence one about a work named before it, or about none, whatever works it names."""
        known = work is not None and work.iri in self._held
        self._sentences[block.start + low, block.start + high] = [work.iri] if work and known else []

    def shared(self, roles: Iterable[Participation]) -> list[Participation]:
        """Give the authors and the publisher of a sentence to the one work that it names; return the other roles."""
        left: list[Participation] = []
        for one in roles:
            named = next(
                (
                    works
                    for (start, end), works in self._sentences.items()
                    if one.evidence.start < end and start < one.evidence.end
                ),
                [],
            )
            if one.role not in _OF_WORKS or len(named) != 1:
                left.append(one)
                continue
            held = self._held[named[0]]
            self._held[named[0]] = replace(held, participations=(*held.participations, one))
        return left

    def works(self) -> tuple[Citation, ...]:
        """Return the works that someone is said to have made, and those that a relation ties."""
        return tuple(one for one in self._held.values() if one.participations or one.iri in self.tied)
