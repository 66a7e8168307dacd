"""The addresses of the site: every page and every state of a page is a plain link."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote, urlencode

IDENTIFIERS = "https://maillage.example/id/"
"""What the short identifiers of the addresses (`theme/gusp`) stand under."""

PATHS = {
    "actor": "acteur",
    "theme": "theme",
    "territory": "territoire",
    "event": "evenement",
    "series": "evenement",
    "resource": "ressource",
    "document": "document",
    "audience": "theme",
    "action": "theme",
}

PLACES = {"page": "page", "start": "start", "end": "end", "excerpt": "extrait"}
"""How the address of a document names a place in it."""


def short_id(iri: str) -> str:
    """Return an IRI without the part that all entities share."""
    return iri.removeprefix(IDENTIFIERS)


def full_iri(short: str) -> str:
    """Return the IRI of a short identifier; a full IRI is returned as it is."""
    return short if "://" in short else IDENTIFIERS + short.strip("/")


def kind_of(iri: str) -> str:
    """Return the kind that the IRI itself tells: `theme`, `actor`..."""
    return short_id(iri).split("/", 1)[0]


def href(
    path: str, language: str = "fr", params: Mapping[str, str | Iterable[str] | None] | None = None
) -> str:
    """Return the address of a page, relative to the site; values that are empty are left out."""
    pairs: list[tuple[str, str]] = []
    for name, value in (params or {}).items():
        values = [value] if isinstance(value, str) else list(value or ())
        pairs += [(name, item) for item in values if item]
    if language != "fr":
        pairs.append(("lang", language))
    query = urlencode(pairs, quote_via=quote, safe="/")
    return f"{path or './'}?{query}" if query else path or "./"


def entity_href(iri: str, language: str = "fr", kind: str | None = None) -> str:
    """Return the address of the page of an entity."""
    path = PATHS.get(kind or "", "") or PATHS.get(kind_of(iri), "ressource")
    return href(path, language, {"id": short_id(iri)})


def calendar_href(iri: str) -> str:
    """Return the address of the calendar file of a session or of what has sessions."""
    return f"calendars/{quote(short_id(iri))}.ics"


def document_href(iri: str, language: str = "fr", **place: int | str | None) -> str:
    """Return the address of a document at a `page`, marked from `start` to `end` or at an `excerpt`.

    The page of a resource that has a text takes the same places.
    """
    asked = {PLACES[name]: str(value) for name, value in place.items() if value is not None}
    return href(PATHS.get(kind_of(iri), "document"), language, {"id": short_id(iri), **asked})
