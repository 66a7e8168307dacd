"""The address of each thing of the centre: a page for people and its statements for programs, at one address."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, cast

from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from service.addresses import IDENTIFIERS, base_url, iri_of, path_of, root
from service.answers import missing
from service.entity_page import entity_html, node_html
from service.freshness import STYLE
from service.negotiation import HTML, Representation, by_suffix
from service.representing import represent

if TYPE_CHECKING:
    from starlette.requests import Request

    from centre.centre import Centre
    from centre.describing import Format
    from centre.names import Language

_NO_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`]')
"""Characters that no address of a thing has."""
_STYLE = Path(__file__).with_name("style.css")


def routes(centre: Centre) -> list[Route]:
    """Return the routes of the pages."""

    def show(request: Request) -> Response:
        name, asked = by_suffix(request.path_params["name"])
        iri = iri_of(request.path_params["kind"], name.rstrip("/"))
        if _NO_IRI.search(iri):
            return missing(centre, request)
        if name.endswith("/"):
            return _moved(request, iri, asked)

        shown = centre.opened().canonical(iri)
        if shown != iri:  # one of several addresses of one thing
            return _moved(request, shown, asked, 301)

        if centre.withdrawn(iri):
            return missing(centre, request, status=410)

        def make(chosen: Representation, language: Language) -> bytes | None:
            if chosen is HTML:
                return _html(centre, request, iri, language)
            page = f"{base_url(request)}{path_of(iri)}.html"
            dataset = f"{base_url(request)}/dataset"
            return centre.describe(iri, page=page, dataset=dataset, format=cast("Format", chosen.suffix))

        thing = IDENTIFIERS + path_of(iri).removeprefix("/id/")
        return represent(centre, request, path_of(iri), asked, make, thing=thing)

    def style(request: Request) -> Response:
        headers = {"Cache-Control": "public, max-age=31536000, immutable"}
        return Response(_STYLE.read_bytes(), media_type="text/css", headers=headers)

    return [Route("/id/{kind}/{name:path}", show), Route(STYLE, style)]


def _html(centre: Centre, request: Request, iri: str, language: Language) -> bytes | None:
    page = centre.entity(iri)
    made = entity_html(centre, request, language, page) if page else node_html(centre, request, language, iri)
    return made.encode() if made else None


def _moved(request: Request, iri: str, asked: Representation | None, status: int = 308) -> Response:
    """Return the way to another address, the representation and the rest of the question kept."""
    suffix = f".{asked.suffix}" if asked else ""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{root(request)}{path_of(iri)}{suffix}{query}", status)
