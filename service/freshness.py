"""Answers that need not be made or sent again: one tag for each published version and each way of asking."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from starlette.responses import Response

from service.addresses import base_url

if TYPE_CHECKING:
    from starlette.requests import Request

    from centre.centre import Centre

STYLE: Final = "/fiches.css"
KEPT: Final = 64_000_000
"""Bytes of answers kept in memory at most."""

_HERE = Path(__file__).parent


def tag_of(centre: Centre, request: Request, representation: str = "") -> str:
    """Return the ETag of an answer: it changes with the snapshot, the address asked and the representation.

    It is weak: the same answer may be sent compressed.
    """
    parts = (_made_by(), centre.opened().path.name, base_url(request), request.url.path, request.url.query)
    return f'W/"{hashlib.sha256(chr(0).join((*parts, representation)).encode()).hexdigest()[:20]}"'


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


class Kept:
    """The latest answers by their tag, as many as fit in so many bytes; any number of threads may ask."""

    def __init__(self, limit: int = KEPT) -> None:
        self._limit = limit
        self._size = 0
        self._bodies: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, tag: str) -> bytes | None:
        """Return an answer that was kept."""
        with self._lock:
            if tag in self._bodies:
                self._bodies.move_to_end(tag)
            return self._bodies.get(tag)

    def keep(self, tag: str, body: bytes) -> bytes:
        """Keep an answer and return it; the least used make room for it."""
        with self._lock:
            if tag not in self._bodies and len(body) <= self._limit // 8:
                self._bodies[tag] = body
                self._size += len(body)
                while self._size > self._limit:
                    self._size -= len(self._bodies.popitem(last=False)[1])
        return body
