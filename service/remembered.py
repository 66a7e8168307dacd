"""Answers kept in memory as long as the snapshot they were made from: what is asked again is not made again."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST: Final = 64 * 2**20
"""Bytes of all the answers kept."""
LONGEST: Final = 2 * 2**20
"""Bytes of an answer that is kept."""
_ASKED: Final = ("accept", "accept-language", "host", "x-forwarded-proto")
"""The headers that an answer may depend on."""
_ALONE: Final = frozenset({"authorization", "cookie", "range"})
"""The headers of a request whose answer is for one client."""

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An answer: the message that starts it and its body."""

    start: Message
    body: bytes


class Memory:
    """The answers of the live snapshot, those asked least recently forgotten first; one event loop uses it."""

    def __init__(self, version: Callable[[], str | None], *, most: int = MOST, patience: float = 0.0) -> None:
        self._version = version
        self._most = most
        self._patience = patience
        """Seconds that the answers of the former snapshot may still be given while the new ones are made."""
        self._kept: OrderedDict[Key, Kept] = OrderedDict()
        self._former: dict[Key, Kept] = {}
        self._until = 0.0
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

    `no-cache` asks to look whether an answer is still good: its snapshot is looked at before each.
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
        done = self.memory.making.setdefault(key, asyncio.Event())
        start: Message = {}
        body = bytearray()

        async def keeping(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(
                    {**message, "headers": list(message["headers"])}
                )  # others change theirs in place
            elif message["type"] == "http.response.body" and len(body) <= LONGEST:
                body.extend(message.get("body", b""))
                if not message.get("more_body") and len(body) <= LONGEST and _keepable(start):
                    self.memory.keep(key, Kept(start=start, body=bytes(body)))
            await send(message)

        try:
            await self.app(scope, receive, keeping)
        finally:
            done.set()
            self.memory.making.pop(key, None)


def _keepable(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    control = headers.get("cache-control", "")
    alone = "no-store" in control or "private" in control or "set-cookie" in headers
    return start["status"] == 200 and not alone


async def _sent(kept: Kept, asked: Headers, send: Send) -> None:
    headers = MutableHeaders(raw=list(kept.start["headers"]))
    tag = headers.get("etag", "").removeprefix("W/")
    held = {one.strip().removeprefix("W/") for one in asked.get("if-none-match", "").split(",")}
    if tag and (tag in held or "*" in held):
        for name in ("content-length", "content-type"):
            del headers[name]
        await send({"type": "http.response.start", "status": 304, "headers": headers.raw})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({**kept.start, "headers": list(kept.start["headers"])})
    await send({"type": "http.response.body", "body": kept.body})
