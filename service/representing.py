"""One address, several representations: the choice and the headers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from starlette.responses import Response

from service.addresses import base_url, root
from service.answers import VARY, missing, unacceptable
from service.freshness import not_modified, tag_of
from service.negotiation import ALL, HTML, Representation, language_of, preferred

if TYPE_CHECKING:
    from starlette.requests import Request

    from centre.centre import Centre
    from centre.names import Language

Make = Callable[[Representation, "Language"], bytes | None]


def represent(
    centre: Centre,
    request: Request,
    path: str,
    asked: Representation | None,
    make: Make,
    *,
    thing: str | None = None,
) -> Response:
    """Return what is at a path in the representation that its suffix or the client asks for.

    `make` gives its bytes, or None when there is nothing; `thing` is what the page is about.
    """
    chosen = asked or preferred(request.headers.get("accept"))
    if chosen is None:
        return unacceptable(request, path)
    language = language_of(request)
    way = f"{chosen.suffix} {language if chosen is HTML else ''}"
    tag = tag_of(centre, request, way)
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Link": _links(base_url(request) + path, thing)}
    if chosen is HTML:
        headers["Content-Language"] = language
    else:
        headers["Access-Control-Allow-Origin"] = "*"
    if asked is None:
        headers["Vary"] = VARY
        headers["Content-Location"] = f"{root(request)}{path}.{chosen.suffix}"
    elif chosen is HTML:
        headers["Vary"] = "Accept-Language"
    if fresh := not_modified(request, tag, headers):
        return fresh
    body = make(chosen, language)
    if body is None:
        return missing(centre, request)
    return Response(body, media_type=chosen.media_type, headers=headers)


def _links(address: str, thing: str | None) -> str:
    """Return the Link header: the other formats, the canonical address and what it is about (RFC 8288)."""
    links = [f'<{address}.{one.suffix}>; rel="alternate"; type="{one.media_type}"' for one in ALL]
    links.append(f'<{address}>; rel="canonical"')
    if thing:
        links.append(f'<{thing}>; rel="http://xmlns.com/foaf/0.1/primaryTopic"')
    return ", ".join(links)
