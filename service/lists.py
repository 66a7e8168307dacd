"""The lists of the plain pages: all the kinds of things, and all the things of a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from service.addresses import base_url, root
from service.answers import missing
from service.freshness import not_modified, tag_of
from service.negotiation import language_of
from service.rendering import render
from service.wording import KINDS

if TYPE_CHECKING:
    from starlette.requests import Request

    from centre.centre import Centre
    from centre.names import Language


def routes(centre: Centre) -> list[Route]:
    """Return the routes of the lists."""

    def kinds(request: Request) -> Response:
        if not request.url.path.endswith("/"):
            return RedirectResponse(f"{root(request)}/id/", 308)
        things = centre.things()
        counts = [(kind, sum(one.kind == kind for one in things)) for kind in KINDS]
        return _page(centre, request, "kinds.html", counts=[pair for pair in counts if pair[1]])

    def of_kind(request: Request) -> Response:
        kind = request.path_params["kind"]
        if kind not in KINDS:
            return missing(centre, request)
        things = [(0, one) for one in centre.things() if one.kind == kind]
        if kind == "theme":
            things = list(centre.theme_tree())
        return _page(centre, request, "list.html", kind=kind, things=things)

    return [Route("/id", kinds), Route("/id/", kinds), Route("/id/{kind}", of_kind)]


def _page(centre: Centre, request: Request, template: str, **values: Any) -> Response:
    language: Language = language_of(request)
    tag = tag_of(centre, request, f"html {language}")
    headers = {
        "ETag": tag,
        "Cache-Control": "no-cache",
        "Vary": "Accept-Language",
        "Content-Language": language,
    }
    if fresh := not_modified(request, tag, headers):
        return fresh
    canonical = base_url(request) + request.url.path
    return HTMLResponse(render(template, request, language, canonical=canonical, **values), headers=headers)
