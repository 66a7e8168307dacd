"""The formats of the SPARQL endpoint: what a client may ask for, and what the engine writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from service.media_types import preferred

HTML: Final = "text/html"

ROWS: Final = {
    "application/sparql-results+json": "application/sparql-results+json",
    "application/json": "application/sparql-results+json",
    "application/sparql-results+xml": "application/sparql-results+xml",
    "application/xml": "application/sparql-results+xml",
    "text/csv": "text/csv",
    "text/tab-separated-values": "text/tab-separated-values",
    HTML: "application/sparql-results+json",
}
"""The media types of SELECT and ASK, with the one of the engine; the first is what anyone gets."""

GRAPH: Final = {
    "text/turtle": "text/turtle",
    "application/ld+json": "application/ld+json",
    "application/json": "application/ld+json",
    "application/n-triples": "application/n-triples",
    "text/plain": "application/n-triples",
    "application/rdf+xml": "application/rdf+xml",
    "application/xml": "application/rdf+xml",
    "application/n-quads": "application/n-quads",
    "application/trig": "application/trig",
    "text/n3": "text/n3",
    HTML: "text/turtle",
}
"""The media types of CONSTRUCT and DESCRIBE, with the one of the engine."""

NAMES: Final = {
    "json": ("application/sparql-results+json", "application/ld+json"),
    "xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "csv": ("text/csv", ""),
    "tsv": ("text/tab-separated-values", ""),
    "turtle": ("", "text/turtle"),
    "ttl": ("", "text/turtle"),
    "json-ld": ("", "application/ld+json"),
    "jsonld": ("", "application/ld+json"),
    "n3": ("", "text/n3"),
    "nt": ("", "application/n-triples"),
    "n-triples": ("", "application/n-triples"),
    "rdf": ("", "application/rdf+xml"),
    "rdf+xml": ("", "application/rdf+xml"),
    "nq": ("", "application/n-quads"),
    "trig": ("", "application/trig"),
    "html": (HTML, HTML),
}
"""The short names of `format=`, each with its media types for rows and for triples."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The media types that suit a client; empty: none does."""

    rows: str
    graph: str

    @property
    def html(self) -> bool:
        """Whether the answer is to be read in a browser."""
        return HTML in (self.rows, self.graph)


def wanted(accept: str, format: str) -> Wanted:
    """Return what suits a client: what `format=` names, else what its Accept header prefers."""
    if format in NAMES:
        rows, graph = NAMES[format]
        return Wanted(rows=rows, graph=graph)
    if format:
        return Wanted(rows=format if format in ROWS else "", graph=format if format in GRAPH else "")
    return Wanted(rows=preferred(accept, tuple(ROWS)), graph=preferred(accept, tuple(GRAPH)))


def charset(media_type: str) -> str:
    """Return a media type with its encoding where it does not go without saying."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
