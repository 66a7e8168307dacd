"""The SPARQL 1.1 endpoint, read only: https://www.w3.org/TR/sparql11-protocol/ over the live snapshot."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Iterable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from centre.querying import Answer, QuestionError, put
from service.addresses import base_url
from service.freshness import not_modified
from service.media_types import preferred
from service.sparql_description import description
from service.sparql_formats import GRAPH, HTML, ROWS, Wanted, charset, wanted
from service.sparql_pages import answer_page, refusal_page
from service.sparql_request import Asked, RefusedError, read

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from centre.centre import Centre

PATH: Final = "/sparql"
SHOWN: Final = 1_000
"""The rows of a page for reading; files have more."""
_ANYONE: Final = {"Access-Control-Allow-Origin": "*"}
_EXPOSED: Final = {**_ANYONE, "Access-Control-Expose-Headers": "ETag, Link, Maillage-Cut, Retry-After"}
_STATUS: Final = {
    "syntax": 400,
    "update": 403,
    "service": 403,
    "format": 406,
    "size": 413,
    "memory": 413,
    "time": 504,
    "busy": 503,
    "failed": 500,
}
_ENGLISH: Final = {
    "syntax": "The query is not correct SPARQL.",
    "update": "This endpoint is read only: updates are refused.",
    "service": "SERVICE is refused: this endpoint asks no other server.",
    "format": "None of the media types asked for exists for this form of query.",
    "size": "The answer is too large.",
    "memory": "The query was stopped: it needed more memory than it may take. Ask for less at once.",
    "time": "The query was stopped at its time limit. Ask for less at once.",
    "busy": "Too many queries at once. Try again in a few seconds.",
    "failed": "The query could not be answered.",
}

_PLACE: Final = re.compile(r"error at (\d+):(\d+)")
_REMARK: Final = re.compile(r"(?:one of|,|expected) ([A-Z][a-z]+(?: \w+)+)")
"""What the engine says in words among the characters it expected: « Prefix not found »."""
_NO_FORMAT: Final = (
    "Aucun des formats demandés n’existe ici : demandez JSON, XML, CSV ou TSV pour des lignes, "
    "Turtle, JSON-LD, N-Triples ou RDF/XML pour des triplets."
)


def routes(centre: Centre) -> list[Route]:
    """Return the routes of the endpoint."""
    endpoint = Endpoint(centre)
    return [Route(PATH, endpoint), Route(f"{PATH}/", endpoint)]


class Endpoint:
    """An application that waits for the processes that answer, and never for the centre itself."""

    def __init__(self, centre: Centre) -> None:
        self.centre = centre

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        try:
            response = await self._respond(request)
        except RefusedError as refused:
            response = _refusal(request, refused.status, str(refused), refused.english, refused.headers)
        except QuestionError as error:
            headers = {"Retry-After": "5"} if error.reason == "busy" else {}
            response = _refusal(request, _STATUS[error.reason], *_said(error), headers)
        for name, value in _EXPOSED.items():
            response.headers.setdefault(name, value)
        response.headers["Vary"] = "Accept"
        await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return _preflight(request)
        asked = await read(request)
        if asked is None:
            return await run_in_threadpool(description, self.centre, request)
        formats = wanted(request.headers.get("accept", ""), asked.format)
        if not (formats.rows or formats.graph):
            raise RefusedError(406, _NO_FORMAT, _ENGLISH["format"])
        tag = await run_in_threadpool(self._tag, request, asked, formats)
        if request.method != "POST" and (same := not_modified(request, tag)):
            return same
        limits: dict[str, Any] = {"max_rows": SHOWN} if formats.html else {}
        future = await run_in_threadpool(
            put,
            self.centre,
            asked.sparql,
            base=base_url(request) + request.url.path,
            default_graphs=asked.default_graphs,
            named_graphs=asked.named_graphs,
            rows_type=ROWS.get(formats.rows, ""),
            graph_type=GRAPH.get(formats.graph, ""),
            **limits,
        )
        answer = await _unless_gone(request, future)
        if answer is None:
            return Response(status_code=499)
        response = _written(request, asked, formats, answer)
        response.headers["ETag"] = tag
        response.headers["Cache-Control"] = "no-cache"
        return response

    def _tag(self, request: Request, asked: Asked, formats: Wanted) -> str:
        parts = (
            self.centre.opened().path.name,
            asked.sparql,
            *asked.default_graphs,
            "",
            *asked.named_graphs,
            formats.rows,
            formats.graph,
            base_url(request) + request.url.path,
        )
        return f'W/"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:20]}"'


async def _unless_gone(request: Request, future: Future[Answer]) -> Answer | None:
    """Wait for an answer; None, and the question is withdrawn if its turn has not come, when the client has left."""
    answer = asyncio.wrap_future(future)
    leaving = asyncio.ensure_future(_left(request))
    both: set[asyncio.Future[Any]] = {answer, leaving}
    try:
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        if answer.done():
            return answer.result()
        answer.cancel()
        return None
    finally:
        leaving.cancel()


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _written(request: Request, asked: Asked, formats: Wanted, answer: Answer) -> Response:
    if formats.html:
        return HTMLResponse(answer_page(request, asked, answer, SHOWN))
    media_type = formats.graph if answer.form == "graph" else formats.rows
    response = Response(answer.body, media_type=charset(media_type))
    if answer.cut:
        response.headers["Maillage-Cut"] = f"{answer.cut}; given={answer.count}"
        response.headers["Link"] = f'<{base_url(request)}{PATH}>; rel="help"'
    return response


def _said(error: QuestionError) -> tuple[str, str]:
    """Return what went wrong in French and in English; of a syntax error, the place and not the whole grammar."""
    french, english = str(error), _ENGLISH[error.reason]
    place = _PLACE.search(french)
    if error.reason != "syntax" or place is None:
        return french, english
    remarks = "".join(f" {remark}." for remark in _REMARK.findall(french))
    return (
        f"Question SPARQL incorrecte, ligne {place[1]}, colonne {place[2]} : corrigez-la et recommencez.",
        f"Syntax error at line {place[1]}, column {place[2]}.{remarks}",
    )


def _refusal(request: Request, status: int, french: str, english: str, headers: dict[str, str]) -> Response:
    if preferred(request.headers.get("accept", ""), ("text/plain", HTML)) == HTML:
        return HTMLResponse(refusal_page(request, french, english), status, headers=headers)
    return PlainTextResponse(f"{french}\n{english}\n", status, headers=headers)


def _preflight(request: Request) -> Response:
    """Return what a browser may send from another site (CORS)."""
    asked = request.headers.get("access-control-request-headers", "")
    return Response(
        status_code=204,
        headers={
            "Allow": "GET, HEAD, POST, OPTIONS",
            "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
            "Access-Control-Allow-Headers": _names(asked.split(",")) or "Accept, Content-Type",
            "Access-Control-Max-Age": "86400",
        },
    )


def _names(headers: Iterable[str]) -> str:
    return ", ".join(name.strip() for name in headers if name.strip().replace("-", "").isalnum())
