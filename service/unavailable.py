"""What is answered when the centre cannot: nothing is published yet, or a question is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response

if TYPE_CHECKING:
    from starlette.requests import Request


def unavailable(request: Request, error: Exception) -> Response:
    """Return what went wrong as one French line."""
    return PlainTextResponse(f"{error}\n", status_code=503, headers={"Retry-After": "60"})
