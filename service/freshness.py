"""Answers that need not be made or sent again: one tag for each published version and each way of asking."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer that was made, and the tag it was made under."""

    tag: str
    body: bytes


class Kept:
    """The latest answers, as many as fit in so many bytes; any number of threads may ask."""

    def __init__(self, limit: int = KEPT) -> None:
        self._limit = limit
        self._size = 0
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._lock = Lock()

    def answer(self, key: str, tag: str, make: Callable[[], bytes | None]) -> Answer | None:
        """Return the answer of a key as of a tag, made when need be; None when there is nothing to make."""
        with self._lock:
            held = self._answers.get(key)
            if held is not None:
                self._answers.move_to_end(key)
        if held is not None and held.tag == tag:
            return held
        return self._make(key, tag, make)

    def _make(self, key: str, tag: str, make: Callable[[], bytes | None]) -> Answer | None:
        body = make()
        self._forget(key)
        if body is None:
            return None
        made = Answer(tag=tag, body=body)
        if len(body) <= self._limit // 8:
            with self._lock:
                self._answers[key] = made
                self._size += len(body)
                while self._size > self._limit:
                    self._size -= len(self._answers.popitem(last=False)[1].body)
        return made

    def _forget(self, key: str) -> None:
        with self._lock:
            if (held := self._answers.pop(key, None)) is not None:
                self._size -= len(held.body)
