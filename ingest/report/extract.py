"""The report pipeline: a report, a note, a page or minutes becomes a resource with subjects and citations."""

from __future__ import annotations

from ingest.citations import citations, citations_within
from ingest.dated import dates
from ingest.document import Document
from ingest.identity import iri_of
from ingest.kinds import document_kind
from ingest.mentions import Linker
from ingest.passages import passages
from ingest.records import Extraction, Resource
from ingest.report.authors import read_authors
from ingest.report.cover import read_date, read_language, read_outline, read_title, read_url
from ingest.report.minutes import read_meeting
from ingest.report.quotes import evidence_of
from ingest.report.subjects import subjects

_SUMMARY = 320
"""Code points of the first paragraph that may stand as a description."""


def extract(document: Document, linker: Linker) -> Extraction:
    """Return what a report, a note, a page or minutes says, each fact with its place."""
    title = read_title(document)
    links = linker.link(document)
    kind = document_kind(document, title.text)
    participations, new_actors = read_authors(document, linker, title)
    themes = subjects(document, links, title.block, "theme")
    meeting = read_meeting(document, linker, title, links, themes) if kind == "minutes" else None
    stated = document.metadata.published if meeting else None
    date = stated.isoformat() if stated else read_date(document, title.text)
    date = date or (meeting[0].when.edtf if meeting else None)
    resource = Resource(
        iri=iri_of("resource", title.text, date),
        title=title.text,
        kind="document" if kind == "minutes" else kind,
        url=read_url(document),
        description=description(document),
        date=date,
        collection=None,
        language=read_language(document),
        outline=read_outline(document, title),
        participations=participations,
        themes=themes,
        territories=subjects(document, links, title.block, "territory", limit=30),
        citations=citations_within(tuple(citations(document, linker)), 0, len(document.text)),
        evidence=evidence_of(document, title.block or document.blocks[0]),
    )
    return Extraction(
        document=document,
        pipeline="report",
        title=title.text,
        passages=tuple(passages(document)),
        links=links,
        new_actors=(*new_actors, *(meeting[1] if meeting else ())),
        dates=dates(document, title.text, date),
        series=(),
        events=(meeting[0],) if meeting else (),
        resources=(resource,),
    )


def description(document: Document) -> str:
    """Return the first real paragraph of a document, cut at the end of a sentence."""
    for block in document.blocks:
        if block.kind == "paragraph" and len(block.text) >= 100:
            if len(block.text) <= _SUMMARY:
                return block.text
            cut = block.text.rfind(". ", 0, _SUMMARY) + 1
            return block.text[:cut] if cut > 60 else block.text[: block.text.rfind(" ", 0, _SUMMARY)] + "…"
    return ""
