"""What completes the words being typed in the box of the site: `/suggest?q=gus`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from centre.names import translated
from service.addresses import explorer_path
from service.freshness import not_modified, tag_of
from service.wording import KINDS

if TYPE_CHECKING:
    from starlette.requests import Request

    from centre.centre import Centre
    from centre.names import Language

MOST: Final = 12
_LONGEST: Final = 200
"""Characters: nobody types a longer name."""


def routes(centre: Centre) -> list[Route]:
    """Return the route of the completions."""

    def suggest(request: Request) -> Response:
        asked = request.query_params
        language: Language = "en" if asked.get("lang") == "en" else "fr"
        tag = tag_of(centre, request, language)
        if known := not_modified(request, tag):
            return known
        found = [
            {
                "kind": one.kind,
                "kind_label": KINDS[one.kind][language == "en"],
                "label": one.label,
                "matched": one.matched,
                "detail": translated(one.detail, language),
                "address": explorer_path(one.id, one.kind, language).removeprefix("/"),
            }
            for one in centre.completions(asked.get("q", "")[:_LONGEST], MOST)
        ]
        return JSONResponse(found, headers={"ETag": tag, "Cache-Control": "no-cache"})

    return [Route("/suggest", suggest)]
