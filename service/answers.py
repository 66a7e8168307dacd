"""Answers that are not a page: nothing there, gone, no such format, no centre yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, PlainTextResponse, Response

from service.addresses import IDENTIFIERS, base_url
from service.negotiation import ALL, HTML, language_of, preferred
from service.rendering import render

if TYPE_CHECKING:
    from starlette.requests import Request

    from centre.centre import Centre

VARY = "Accept, Accept-Language"


def missing(centre: Centre, request: Request, *, status: int = 404) -> Response:
    """Return the page that says nothing is there (or no longer, with 410), with what comes near."""
    name = request.url.path.rstrip("/").rsplit("/", 1)[-1].split(".")[0]
    words = " ".join(name.replace("-", " ").replace("_", " ").split())[:80]
    if preferred(request.headers.get("accept")) is not HTML:
        return PlainTextResponse("Aucune fiche n’a cette adresse.\n", status, headers={"Vary": VARY})
    near = [one for one in centre.suggest(words, 8) if one.id.startswith(IDENTIFIERS)] if words else []
    language = language_of(request)
    body = render("missing.html", request, language, words=words, near=near, gone=status == 410)
    return HTMLResponse(body, status, headers={"Vary": VARY, "Content-Language": language})


def unacceptable(request: Request, path: str) -> Response:
    """Return the list of the formats there are, for a client that takes none of them."""
    base = base_url(request)
    lines = [f"{one.media_type:24} {base}{path}.{one.suffix}" for one in ALL]
    text = "Aucun des formats demandés n’est disponible. Formats possibles :\n" + "\n".join(lines) + "\n"
    return PlainTextResponse(text, 406, headers={"Vary": VARY})


def unavailable(request: Request, error: Exception) -> Response:
    """Return what the centre says of why it cannot answer."""
    language = language_of(request)
    headers = {"Retry-After": "60", "Vary": VARY}
    if preferred(request.headers.get("accept")) is not HTML:
        return PlainTextResponse(f"{error}\n", 503, headers=headers)
    return HTMLResponse(
        render("unavailable.html", request, language, reason=str(error)), 503, headers=headers
    )
