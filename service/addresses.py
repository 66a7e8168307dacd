"""Where things are on the web: the public address of the centre, and the path of each thing under it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

if TYPE_CHECKING:
    from starlette.requests import Request

IDENTIFIERS: Final = "https://maillage.example/id/"
"""What the IRIs of all things stand under."""
BASE_URL: Final = "MAILLAGE_BASE_URL"
CONTACT: Final = "MAILLAGE_CONTACT"


def base_url(request: Request) -> str:
    """Return the public address of the centre without a final slash: as configured, or as it was asked."""
    return (os.environ.get(BASE_URL) or str(request.base_url)).rstrip("/")


def contact() -> str:
    """Return the address that harvesters may write to: that of the centre, as configured."""
    return os.environ.get(CONTACT) or "contact@maillage.example"


def path_of(iri: str) -> str:
    """Return the path of the page of a thing: `/id/theme/gusp`; other IRIs are returned as they are."""
    if not iri.startswith(IDENTIFIERS):
        return iri
    return "/id/" + quote(iri.removeprefix(IDENTIFIERS), safe="/-._~")


def iri_of(kind: str, name: str) -> str:
    """Return the IRI of what a path names."""
    return f"{IDENTIFIERS}{kind}/{name}"
