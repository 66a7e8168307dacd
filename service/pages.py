"""The address of each thing of the centre."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from service.addresses import iri_of
from service.freshness import not_modified, tag_of

if TYPE_CHECKING:
    from starlette.requests import Request

    from centre.centre import Centre


def routes(centre: Centre) -> list[Route]:
    """Return the routes of the pages."""

    def show(request: Request) -> Response:
        found = centre.entity(iri_of(request.path_params["kind"], request.path_params["name"]))
        if found is None:
            return PlainTextResponse("Le centre ne connaît rien à cette adresse.\n", status_code=404)
        tag = tag_of(centre, request)
        return not_modified(request, tag) or PlainTextResponse(found.label, headers={"ETag": tag})

    return [Route("/id/{kind}/{name:path}", show)]
