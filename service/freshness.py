"""Answers that need not be sent again: one tag for each published version and each way of asking."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from starlette.responses import Response

from service.addresses import base_url

if TYPE_CHECKING:
    from starlette.requests import Request

    from centre.centre import Centre


def tag_of(centre: Centre, request: Request, representation: str = "") -> str:
    """Return the ETag of an answer: it changes with the snapshot, the address asked and the representation.

    It is weak: the same answer may be sent compressed.
    """
    parts = (
        centre.opened().path.name,
        base_url(request),
        str(request.url.path),
        request.url.query,
        representation,
    )
    return f'W/"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:20]}"'


def not_modified(request: Request, tag: str) -> Response | None:
    """Return the empty answer to a client that has this version already (RFC 9110, 13.1.2), None otherwise."""
    held = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    if "*" not in held and tag.removeprefix("W/") not in held:
        return None
    return Response(status_code=304, headers={"ETag": tag})
