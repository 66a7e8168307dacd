"""Answers that need not be sent again: one tag for each published version and each way of asking."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from starlette.responses import Response

from service.addresses import base_url

if TYPE_CHECKING:
    from starlette.requests import Request

    from centre.centre import Centre

STYLE: Final = "/fiches.css"
PATIENCE: Final = 60
"""Seconds after a publication during which former answers may be given while the new ones are made."""

_HERE = Path(__file__).parent


def key_of(request: Request, representation: str = "") -> str:
    """Return what tells one way of asking from another, whatever is published."""
    return "\0".join((base_url(request), request.url.path, request.url.query, representation))


def tag_of(centre: Centre, request: Request, representation: str = "") -> str:
    """Return the ETag of an answer: it changes with the snapshot, the address asked and the representation.

    It is weak: the same answer may be sent compressed.
    """
    parts = "\0".join((_made_by(), centre.opened().path.name, key_of(request, representation)))
    return f'W/"{hashlib.sha256(parts.encode()).hexdigest()[:20]}"'


def not_modified(request: Request, tag: str, headers: dict[str, str] | None = None) -> Response | None:
    """Return the empty answer to a client that has this version already (RFC 9110, 13.1.2), None otherwise."""
    held = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    if "*" not in held and tag.removeprefix("W/") not in held:
        return None
    return Response(status_code=304, headers={**(headers or {}), "ETag": tag})


@cache
def style_tag() -> str:
    """Return a digest of the stylesheet, so that a new one is asked for at once."""
    return hashlib.sha256((_HERE / "style.css").read_bytes()).hexdigest()[:12]


@cache
def _made_by() -> str:
    """Return a digest of the code and the templates, which change what the same snapshot looks like."""
    digest = hashlib.sha256()
    for path in sorted((*_HERE.glob("*.py"), *_HERE.glob("templates/*"), _HERE / "style.css")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
