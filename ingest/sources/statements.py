"""What a source says of its documents, added to what they say of themselves; themes are candidates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.document import Document
from ingest.records import Extraction, Link, Participation, Resource
from ingest.sources.item import Stated
from ingest.sources.settings import SourceEntry

if TYPE_CHECKING:
    from ingest.mentions import Linker

_CUE = "source"
_SCORE = 0.5
"""Of a theme given to all the documents of a source: right for some of them."""


def stated_of(entry: SourceEntry, stated: Stated) -> Stated:
    """Return what is said of an item, completed by what its source says of all."""
    return replace(
        stated,
        publisher=stated.publisher or entry.publisher,
        licence=stated.licence or entry.licence,
        themes=tuple(dict.fromkeys((*stated.themes, *entry.themes))),
    )


def with_metadata(document: Document, stated: Stated) -> Document:
    """Return a document whose own metadata are completed by what its source says."""
    own = document.metadata
    return replace(
        document,
        metadata=replace(
            own,
            title=own.title or stated.title,
            published=own.published or stated.published,
            url=stated.url,
            publisher=stated.publisher,
            licence=stated.licence,
        ),
    )


def with_statements(extraction: Extraction, stated: Stated, linker: Linker) -> Extraction:
    """Return an extraction whose first resource bears the publisher and the themes that its source gives.

    They rest on the title of the document: its source speaks of it as a whole.
    """
    if not extraction.resources:
        return extraction
    first, *others = extraction.resources
    first = replace(
        first,
        participations=(*first.participations, *_publishers(first, stated, linker)),
        themes=(*first.themes, *_themes(first, stated.themes, linker)),
    )
    return replace(extraction, resources=(first, *others))


def _publishers(resource: Resource, stated: Stated, linker: Linker) -> Iterable[Participation]:
    named = {part.actor for part in resource.participations if part.role == "publisher"}
    for match in linker.matches(stated.publisher, strict=False):
        whole = match.end - match.start == len(stated.publisher.strip())
        if match.entity.kind == "actor" and whole and match.entity.iri not in named:
            yield Participation(
                actor=match.entity.iri,
                label=match.entity.pref_label,
                role="publisher",
                cue=_CUE,
                evidence=resource.evidence,
                score=match.score,
                status=match.status,
            )


def _themes(resource: Resource, names: Iterable[str], linker: Linker) -> Iterable[Link]:
    known = {link.iri for link in resource.themes}
    for name in names:
        for match in linker.matches(name, strict=False):
            if match.entity.kind == "theme" and match.entity.iri not in known:
                known.add(match.entity.iri)
                yield Link(
                    iri=match.entity.iri,
                    kind="theme",
                    label=match.entity.pref_label,
                    evidence=resource.evidence,
                    method="field",
                    score=min(_SCORE, match.score),
                    status="candidate",
                )
