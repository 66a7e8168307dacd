"""The way to a language model: the OpenAI-compatible protocol, with a budget, a cache and little patience."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ingest.document import IngestError
from ingest.sources.bodies import capped

if TYPE_CHECKING:
    import httpx

_LIMIT = 1024 * 1024
_TRIES = 2
_LONGEST_WAIT = 30.0
_LOST = 3
"""Questions in a row left without answer after which the model is let be for this run."""
_FENCE = re.compile(r"\A\s*```(?:json)?\s*(.*?)\s*```\s*\Z", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSettings:
    """Where the model is, and how much it may be asked."""

    address: str
    """Up to `/v1`, as the protocol wants it."""
    name: str
    key: str = field(default="", repr=False)
    timeout: float = 30
    """Seconds that a whole answer may take."""
    calls: int = 100
    """Questions asked at most in one run, retries included."""

    @property
    def host(self) -> str:
        """Return where the data go."""
        return urlsplit(self.address).netloc


class Chat:
    """Asks a model questions whose answer is one JSON object; never raises, an answer may be None."""

    def __init__(
        self,
        settings: ModelSettings,
        cache: Path | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.settings = settings
        self.calls, self.cached, self.failed = 0, 0, 0
        self.trouble: str | None = None
        """The last thing that went wrong, in French."""
        self._cache, self._sleep = cache, sleep
        self._lost = 0

    def ask(self, system: str, user: str) -> dict[str, Any] | None:
        """Return the object that answers; None when there is none to be had."""
        digest = hashlib.sha256("\0".join((self.settings.name, system, user)).encode()).hexdigest()
        if (held := self._held(digest)) is not None:
            self.cached += 1
            self._hold(digest, user, held)
            return held
        if self._lost >= _LOST:
            return None
        found = self._answer(system, user)
        if found is None:
            self.failed += 1
            self._lost += 1
            return None
        self._lost = 0
        self._hold(digest, user, found)
        return found

    def _answer(self, system: str, user: str) -> dict[str, Any] | None:
        import httpx

        for rank in range(_TRIES):
            if self.calls >= self.settings.calls:
                self.trouble = f"budget de {self.settings.calls} appels atteint"
                self._lost = _LOST
                return None
            self.calls += 1
            try:
                status, wait, content = self._post(system, user)
            except (httpx.TimeoutException, TimeoutError):
                self.trouble = f"pas de réponse après {self.settings.timeout:g} s"
                continue
            except (httpx.HTTPError, httpx.InvalidURL, IngestError) as error:
                self.trouble = f"échange impossible ({type(error).__name__})"
                continue
            if status == 200:
                found = read_answer(content)
                self.trouble = self.trouble if found is not None else "réponse illisible"
                return found  # asked again, a model that answers beside the question would do so again
            self.trouble = f"réponse HTTP {status}"
            if status != 429 and status < 500:
                return None
            if rank < _TRIES - 1:
                self._sleep(min(wait, _LONGEST_WAIT))
        return None

    def _post(self, system: str, user: str) -> tuple[int, float, bytes]:
        """Return the status, the wait asked for, and the body."""
        import httpx

        settings = self.settings
        body = {
            "model": settings.name,
            "temperature": 0,
            "response_format": {"type": "json_object"},
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
        }
        headers = {"Authorization": f"Bearer {settings.key}"} if settings.key else {}
        address = f"{settings.address.rstrip('/')}/chat/completions"
        # The key goes to the address that was written and nowhere else: no redirection, no proxy.
        with (
            httpx.Client(timeout=settings.timeout, trust_env=False, follow_redirects=False) as client,
            client.stream("POST", address, json=body, headers=headers) as response,
        ):
            wait = response.headers.get("retry-after", "")
            content = capped(self._pieces(response), _LIMIT, address)
            return response.status_code, float(wait) if wait.isdigit() else 1.0, content

    def _pieces(self, response: httpx.Response) -> Iterator[bytes]:
        started = time.monotonic()
        for piece in response.iter_bytes(65536):
            yield piece
            if time.monotonic() - started > self.settings.timeout:
                raise TimeoutError

    def _held(self, digest: str) -> dict[str, Any] | None:
        if self._cache is None or not self._cache.is_file():
            return None
        with closing(sqlite3.connect(self._cache)) as connection:
            row = connection.execute("SELECT answer FROM answers WHERE digest = ?", (digest,)).fetchone()
        found: dict[str, Any] | None = json.loads(row[0]) if row else None
        return found

    def _hold(self, digest: str, user: str, answer: dict[str, Any]) -> None:
        """Keep an answer by its whole question, and as the last one given on what the user part says."""
        if self._cache is None:
            return
        self._cache.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._cache)) as connection, connection:
            connection.execute(
                "CREATE TABLE IF NOT EXISTS answers (digest TEXT PRIMARY KEY, answer TEXT NOT NULL) WITHOUT ROWID"
            )
            connection.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (digest, json.dumps(answer)))
            connection.execute(
                "CREATE TABLE IF NOT EXISTS last (digest TEXT PRIMARY KEY, answer TEXT NOT NULL) WITHOUT ROWID"
            )
            connection.execute(
                "INSERT OR REPLACE INTO last VALUES (?, ?)", (_asked(user), json.dumps(answer))
            )


class Memory:
    """The last answers that a model gave, whichever it was and however it was asked; nothing leaves the machine."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache

    def ask(self, system: str, user: str) -> dict[str, Any] | None:
        """Return the last answer given on `user`, None when no model was asked."""
        if not self._cache.is_file():
            return None
        with closing(sqlite3.connect(self._cache)) as connection:
            try:
                row = connection.execute(
                    "SELECT answer FROM last WHERE digest = ?", (_asked(user),)
                ).fetchone()
            except sqlite3.OperationalError:  # kept by a version that did not remember
                return None
        found: dict[str, Any] | None = json.loads(row[0]) if row else None
        return found


def _asked(user: str) -> str:
    return hashlib.sha256(user.encode()).hexdigest()


def read_answer(content: bytes) -> dict[str, Any] | None:
    """Return the JSON object in a chat completion, None when there is none."""
    try:
        text = json.loads(content)["choices"][0]["message"]["content"]
        fenced = _FENCE.match(text)
        found = json.loads(fenced[1] if fenced else text)
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
