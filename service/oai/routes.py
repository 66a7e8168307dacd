"""The route of the OAI-PMH data provider (http://www.openarchives.org/OAI/openarchivesprotocol.html)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.responses import Response
from starlette.routing import Route

from service.addresses import base_url, contact, path_of

if TYPE_CHECKING:
    from starlette.requests import Request

    from centre.centre import Centre

_FORM = "application/x-www-form-urlencoded"
_LONGEST = 16_384
"""Bytes of a posted form."""


def routes(centre: Centre) -> list[Route]:
    """Return the route of the data provider."""

    def answer(request: Request, pairs: list[tuple[str, str]]) -> Response:
        from oai_repo import OAIRepository

        from service.oai.provider import Provider

        base = base_url(request)
        provider = Provider(
            centre,
            address=lambda iri: f"{base}{path_of(iri)}",
            own=f"{base}{request.url.path}",
            contact=contact(),
        )
        asked = dict(pairs)
        if len(asked) != len(pairs):
            asked = {"verb": ""}  # an argument given twice is a wrong request (3.6, badVerb or badArgument)
        content = bytes(OAIRepository(provider).process(asked))
        return Response(content, media_type="text/xml; charset=utf-8")

    def get(request: Request) -> Response:
        return answer(request, request.query_params.multi_items())

    async def post(request: Request) -> Response:
        from starlette.concurrency import run_in_threadpool

        body = b""
        async for piece in request.stream():
            body += piece
            if len(body) > _LONGEST:
                return Response(status_code=413)
        pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
        return await run_in_threadpool(answer, request, pairs)

    return [Route("/oai", get), Route("/oai", post, methods=["POST"])]
