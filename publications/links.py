"""The addresses that letters lead to, under the public address of the site."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urlencode

IDENTIFIERS: Final = "https://maillage.example/id/"
"""What the IRIs of all things stand under."""
_PAGES: Final = ("event", "series", "resource", "theme", "actor", "territory", "document")
"""What has a page of its own."""


def page_of(site: str | None, iri: str) -> str | None:
    """Return the address of the page of a thing; None without a site or a page."""
    short = iri.removeprefix(IDENTIFIERS)
    if not site or short == iri or short.split("/", 1)[0] not in _PAGES:
        return None
    return f"{site.rstrip('/')}/id/{quote(short, safe='/-._~')}"


def place_of(
    site: str | None, document: str, page: int | None, start: int | None, end: int | None
) -> str | None:
    """Return the address that shows a place of a document, marked; None without a site."""
    if not site:
        return None
    asked = {"id": document.removeprefix(IDENTIFIERS), "page": page, "start": start, "end": end}
    known = {name: str(value) for name, value in asked.items() if value is not None}
    return f"{site.rstrip('/')}/document?{urlencode(known, quote_via=quote, safe='/')}"
