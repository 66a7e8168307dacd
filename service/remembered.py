"""Answers kept in memory as long as the snapshot they were made from: what is asked again is not made again."""

from __future__ import annotations

import asyncio
import gzip
import os
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST: Final = 32 * 2**20
"""Bytes of all the answers kept, compressed."""
LONGEST: Final = 2 * 2**20
"""Bytes of an answer that is kept."""
_ASKED: Final = ("accept", "accept-language", "host", "x-forwarded-proto")
"""The headers that an answer may depend on."""
_ALONE: Final = frozenset({"authorization", "range"})
"""The headers of a request whose answer is for one client."""
TURNS: Final = max(2, os.cpu_count() or 1)
"""Answers made at once: more would only slow one another, and those that are kept already."""
_WORTH: Final = 500
"""Bytes from which an answer is compressed."""
_LEVEL: Final = 5
"""Of compression: beyond it, twice the time for a hundredth less."""

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An answer: the message that starts it and its body, compressed (gzip) where that is worth it."""

    start: Message
    body: bytes
    compressed: bool


class Memory:
    """The answers of the live snapshot, those asked least recently forgotten first; one event loop uses it."""

    def __init__(
        self,
        version: Callable[[], str | None],
        *,
        most: int = MOST,
        patience: float = 0.0,
        turns: int = TURNS,
    ) -> None:
        self._version = version
        self._most = most
        self._patience = patience
        """Seconds that the answers of the former snapshot may still be given while the new ones are made."""
        self._kept: OrderedDict[Key, Kept] = OrderedDict()
        self._former: dict[Key, Kept] = {}
        self._until = 0.0
        self.turns = asyncio.Semaphore(turns)
        self.one_by_one = asyncio.Semaphore(1)
        """Answers made again in the background do not take the place of those that clients wait for."""
        self._size = 0
        self._life: tuple[str, str] = ("", "")
        self.making: dict[Key, asyncio.Event] = {}
        """What is being made now: those who ask for the same wait for it."""

    def renew(self) -> tuple[str, str]:
        """Forget everything when another snapshot is live or another day has come; return snapshot and day.

        Pages and feeds tell what is to come, so an answer is good for one day at most.
        """
        life = (self._version() or "", datetime.now(UTC).date().isoformat())
        if life != self._life:
            same_day = life[1] == self._life[1]
            self._former = {key[2:]: kept for key, kept in self._kept.items()} if same_day else {}
            self._until = time.monotonic() + self._patience
            self._kept.clear()
            self._size, self._life = 0, life
        return life

    def former(self, key: Key) -> Kept | None:
        """Return the answer that the former snapshot gave, for a little while after a publication."""
        if time.monotonic() >= self._until:
            self._former = {}
        return self._former.get(key[2:])

    def get(self, key: Key) -> Kept | None:
        """Return an answer kept, which counts as asked now."""
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
        return kept

    def keep(self, key: Key, kept: Kept) -> None:
        """Keep an answer that was made while its snapshot was still live."""
        if self.renew() != key[:2] or key in self._kept:
            return
        self._kept[key] = kept
        self._size += len(kept.body)
        while self._size > self._most:
            self._size -= len(self._kept.popitem(last=False)[1].body)


class Remembered:
    """An application whose answers to GET are kept, but for those that say `no-store` or `private`.

    `no-cache` asks to look whether an answer is still good: its snapshot is looked at before each. The application
    never sees a cookie, so that no answer is of one visitor; every visitor of the explorer has one.
    """

    def __init__(self, app: ASGIApp, memory: Memory) -> None:
        self.app = app
        self.memory = memory
        self._tasks: set[asyncio.Future[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory, or let the application answer and keep it."""
        headers = Headers(scope=scope) if scope["type"] == "http" else Headers()
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or _ALONE & {*headers}:
            await self.app(scope, receive, send)
            return
        scope = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"cookie"]}
        key = self._key(scope, headers)
        kept = self.memory.get(key)
        if kept is None and (former := self.memory.former(key)) is not None:
            if key not in self.memory.making:
                self._make_later(key, scope)
            kept = former
        if kept is None and (made := self.memory.making.get(key)):
            await made.wait()
            kept = self.memory.get(key)
        if kept is not None:
            await _sent(kept, headers, send)
            return
        await self._made(key, scope, receive, send)

    def _key(self, scope: Scope, headers: Headers) -> Key:
        life = self.memory.renew()
        query = scope["query_string"].decode("latin-1")
        asked = [headers.get(name, "") for name in _ASKED]
        return (*life, scope["method"], scope["scheme"], scope["path"], query, *asked)

    def _make_later(self, key: Key, scope: Scope) -> None:
        """Make an answer again in the background, while the former one is given."""
        self.memory.making.setdefault(key, asyncio.Event())

        async def nothing() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def nowhere(message: Message) -> None:
            return None

        async def made() -> None:
            async with self.memory.one_by_one:
                began = time.monotonic()
                await self._made(key, dict(scope), nothing, nowhere)
                await asyncio.sleep(time.monotonic() - began)  # as long for those who wait as for this

        task = asyncio.ensure_future(made())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _made(self, key: Key, scope: Scope, receive: Receive, send: Send) -> None:
        """Make an answer whole, in its turn, then send it: a client that reads slowly holds up no other."""
        done = self.memory.making.setdefault(key, asyncio.Event())
        messages: list[Message] = []

        async def hold(message: Message) -> None:
            messages.append(
                {**message, "headers": list(message["headers"])} if "headers" in message else message
            )

        kept = None
        try:
            async with self.memory.turns:
                await self.app(scope, receive, hold)
                kept = await asyncio.to_thread(_kept, messages)
            if kept is not None:
                self.memory.keep(key, kept)
        finally:
            done.set()
            self.memory.making.pop(key, None)
        if kept is not None:
            await _sent(kept, Headers(scope=scope), send)
            return
        for message in messages:
            await send(message)


def _kept(messages: list[Message]) -> Kept | None:
    """Return an answer as it is kept, None when it may not be."""
    start, *rest = messages
    body = b"".join(message.get("body", b"") for message in rest)
    if not _keepable(start) or len(body) > LONGEST:
        return None
    encoded = "content-encoding" in Headers(raw=start["headers"])
    if encoded or len(body) < _WORTH:
        return Kept(start=start, body=body, compressed=False)
    return Kept(start=start, body=gzip.compress(body, _LEVEL, mtime=0), compressed=True)


def _keepable(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    control = headers.get("cache-control", "")
    alone = "no-store" in control or "private" in control or "set-cookie" in headers
    return start["status"] == 200 and not alone


async def _sent(kept: Kept, asked: Headers, send: Send) -> None:
    headers = MutableHeaders(raw=list(kept.start["headers"]))
    tag = headers.get("etag", "").removeprefix("W/")
    held = {one.strip().removeprefix("W/") for one in asked.get("if-none-match", "").split(",")}
    if kept.compressed:
        headers.add_vary_header("Accept-Encoding")
    if tag and (tag in held or "*" in held):
        for name in ("content-length", "content-type"):
            del headers[name]
        await send({"type": "http.response.start", "status": 304, "headers": headers.raw})
        await send({"type": "http.response.body", "body": b""})
        return
    body = kept.body
    if kept.compressed:
        if _takes_gzip(asked.get("accept-encoding", "")):
            headers["Content-Encoding"] = "gzip"
        else:
            body = gzip.decompress(body)
        headers["Content-Length"] = str(len(body))
    await send({**kept.start, "headers": headers.raw})
    await send({"type": "http.response.body", "body": body})


def _takes_gzip(accepted: str) -> bool:
    """Say whether a client takes gzip (RFC 9110, 12.5.3)."""
    for one in accepted.lower().split(","):
        coding, _, weight = one.partition(";")
        if coding.strip() in ("gzip", "x-gzip"):
            return weight.replace(" ", "").rstrip("0.") != "q="
    return False
