"""Where things are on the web: the public address of the centre, and the path of each thing under it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlencode, urlsplit

if TYPE_CHECKING:
    from starlette.requests import Request

    from centre.names import Language

IDENTIFIERS: Final = "https://maillage.example/id/"
"""What the IRIs of all things stand under."""
VOCABULARY: Final = "https://maillage.example/ns#"
BASE_URL: Final = "MAILLAGE_BASE_URL"
CONTACT: Final = "MAILLAGE_CONTACT"

_EXPLORER: Final = {
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


def base_url(request: Request) -> str:
    """Return the public address of the centre without a final slash: as configured, or as it was asked."""
    return (os.environ.get(BASE_URL) or str(request.base_url)).rstrip("/")


def contact() -> str:
    """Return the address that harvesters may write to: that of the centre, as configured."""
    return os.environ.get(CONTACT) or "contact@maillage.example"


def root(request: Request) -> str:
    """Return the path that the public address of the centre has before that of each page: often none."""
    return urlsplit(base_url(request)).path.rstrip("/")


def path_of(iri: str, **query: object) -> str:
    """Return the path of the page of a thing: `/id/theme/gusp`; what has no page here is returned as it is.

    A place in a document (`DOCUMENT#char=10,20`) is its page with the place marked.
    """
    if not iri.startswith(IDENTIFIERS):
        return iri
    name, _, place = iri.removeprefix(IDENTIFIERS).partition("#char=")
    start, _, end = place.partition(",")
    given = {"start": start, "end": end, **query}
    asked = {key: value for key, value in given.items() if value not in ("", None)}
    path = "/id/" + quote(name, safe="/-._~")
    return path + (f"?{urlencode(asked)}" if asked else "") + ("#cite" if "start" in asked else "")


def iri_of(kind: str, name: str) -> str:
    """Return the IRI of what a path names."""
    return f"{IDENTIFIERS}{kind}/{name}"


def kind_of(iri: str) -> str:
    """Return the kind that the IRI itself tells: `theme`, `actor`..."""
    return iri.removeprefix(IDENTIFIERS).split("/", 1)[0]


_SEARCH: Final = {
    "q": "q",
    "type": "type",
    "theme": "theme",
    "territory": "territoire",
    "actor": "acteur",
    "audience": "public",
    "from": "du",
    "to": "au",
    "sort": "tri",
}
"""What narrows a search, and its name in the addresses of the explorer."""


def search_path(asked: Iterable[tuple[str, str]]) -> str:
    """Return the path of the search page for what the address of a feed or a file asks for."""
    pairs = [
        (_SEARCH[name], value.removeprefix(IDENTIFIERS)) for name, value in asked if name in _SEARCH and value
    ]
    return "/" + (f"?{urlencode(pairs, safe='/', quote_via=quote)}" if pairs else "")


def explorer_path(iri: str, kind: str, language: Language = "fr") -> str:
    """Return the path of the interactive page of a thing."""
    asked = {"id": iri.removeprefix(IDENTIFIERS), **({"lang": language} if language != "fr" else {})}
    return f"/{_EXPLORER.get(kind, 'ressource')}?{urlencode(asked, safe='/')}"
