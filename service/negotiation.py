"""Which representation and which language a client wants (RFC 9110, 12.5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from starlette.requests import Request

    from centre.names import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Representation:
    """One way of writing the same thing."""

    suffix: str
    media_type: str
    name: str


HTML: Final = Representation(suffix="html", media_type="text/html", name="HTML")
TURTLE: Final = Representation(suffix="ttl", media_type="text/turtle", name="Turtle")
JSON_LD: Final = Representation(suffix="jsonld", media_type="application/ld+json", name="JSON-LD")
N_TRIPLES: Final = Representation(suffix="nt", media_type="application/n-triples", name="N-Triples")
RDF_XML: Final = Representation(suffix="rdf", media_type="application/rdf+xml", name="RDF/XML")

DATA: Final = (TURTLE, JSON_LD, N_TRIPLES, RDF_XML)
ALL: Final = (HTML, *DATA)
"""In the order of preference of the server."""


def by_suffix(name: str) -> tuple[str, Representation | None]:
    """Return a name without the suffix of a representation, and that representation."""
    for one in ALL:
        if name.endswith(f".{one.suffix}"):
            return name[: -len(one.suffix) - 1], one
    return name, None


def preferred(accept: str | None) -> Representation | None:
    """Return the representation that an Accept header likes best, None when it takes none of them."""
    if accept is None or not accept.strip():
        return HTML
    ranges = _ranges(accept)
    best, liked = None, 0.0
    for one in ALL:
        quality = _quality(one.media_type, ranges)
        if quality > liked:
            best, liked = one, quality
    return best


def language_of(request: Request) -> Language:
    """Return the language of the words around the content: `?lang=`, else what the browser prefers, else French."""
    asked = request.query_params.get("lang")
    if asked in ("fr", "en"):
        return "en" if asked == "en" else "fr"
    ranges = _ranges(request.headers.get("accept-language", ""))
    french, english = _spoken("fr", ranges), _spoken("en", ranges)
    return "en" if english > french else "fr"


def _spoken(language: str, ranges: list[tuple[str, float]]) -> float:
    """Return how much a language is liked, whatever its country; nothing said likes none."""
    return max((quality for name, quality in ranges if name.split("-")[0] == language), default=0.0)


def _ranges(header: str) -> list[tuple[str, float]]:
    """Return the ranges of a header with their quality; a quality that cannot be read counts as 1."""
    found = []
    for part in header.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip() == "q":
                try:
                    quality = min(max(float(value), 0.0), 1.0)
                except ValueError:
                    quality = 1.0
        if name:
            found.append((name, quality))
    return found


def _quality(media_type: str, ranges: list[tuple[str, float]]) -> float:
    """Return the quality of the most specific range that covers a media type."""
    family = media_type.split("/", 1)[0]
    for wanted in (media_type, f"{family}/*", "*/*"):
        found = [quality for name, quality in ranges if name == wanted]
        if found:
            return max(found)
    return 0.0
