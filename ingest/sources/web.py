"""The only way out to the web: polite, patient, bounded, and never to an address that must not be asked."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from ingest.document import IngestError
from ingest.sources.bodies import capped, too_large
from ingest.sources.guard import resolved
from ingest.sources.robots import LARGEST, Robots

if TYPE_CHECKING:
    import httpx

AGENT = "Maillage/0.1 (centre de ressources; lecture de sources)"
LIMIT = 64 * 1024 * 1024
REDIRECTS = 5
_AGAIN = frozenset((429, 500, 502, 503, 504))
_LONGEST_WAIT = 60.0
"""Seconds that a site may ask to wait within one run."""
_PATIENCE = 10
"""A whole reply may take this many times the time-out."""
_DOWN = 3
"""Addresses in a row that a host may leave without answer before it is let be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a site answered; `status` is 200 or 304."""

    address: str
    """The last one, after redirections."""
    status: int
    content: bytes
    media_type: str
    etag: str
    modified: str


class WebError(IngestError):
    """An answer that is not the document; `status` is its HTTP status, 0 without any."""

    def __init__(self, reason: str, status: int = 0) -> None:
        super().__init__(reason)
        self.status = status


class Web:
    """Asks addresses one after the other; times are in seconds, sizes in bytes."""

    def __init__(
        self,
        *,
        allow_private: bool = False,
        timeout: float = 20,
        limit: int = LIMIT,
        delay: float = 1,
        tries: int = 3,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.allow_private, self.timeout, self.limit = allow_private, timeout, limit
        self.delay, self.tries = delay, tries
        self._sleep = sleep
        self._client: httpx.Client | None = None
        self._asked: dict[str, float] = {}
        self._robots: dict[str, Robots | WebError] = {}
        self._closed: dict[str, str] = {}
        self._silent: dict[str, int] = {}

    def get(
        self,
        address: str,
        *,
        etag: str = "",
        modified: str = "",
        robots: bool = False,
        limit: int | None = None,
    ) -> Reply:
        """Return what an address answers; `robots` asks the site first. Raise WebError or IngestError."""
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in conditions.items() if value}
        return self._follow(address, headers, robots, limit or self.limit)

    def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def _follow(self, address: str, headers: Mapping[str, str], robots: bool, limit: int) -> Reply:
        here = parsed(address, address)
        for _ in range(REDIRECTS + 1):
            if robots:
                self._ask_robots(address, here)
            found = self._patiently(address, here, headers, limit)
            if isinstance(found, Reply):
                return found
            here = parsed(address, str(here.join(found)))
            # Credentials belong to the host they were written for.
            here = here.copy_with(username=None, password=None)
        raise WebError(
            f"{address} : l’adresse renvoie sans fin vers une autre. Ouvrez-la dans un navigateur et donnez "
            "l’adresse finale."
        )

    def _patiently(
        self, address: str, here: httpx.URL, headers: Mapping[str, str], limit: int
    ) -> Reply | str:
        """Ask until an answer comes or patience ends; return a reply, or where it redirects to."""
        import httpx

        host = here.host
        if host in self._closed:
            raise WebError(f"{address} : {self._closed[host]}")
        for rank in range(self.tries):
            last = rank == self.tries - 1
            self._wait_turn(host)
            try:
                found = self._ask(address, here, headers, limit)
            except httpx.InvalidURL as error:
                raise _badly_written(address) from error
            except httpx.HTTPError as error:
                if last:
                    self._silent[host] = self._silent.get(host, 0) + 1
                    reason = _silence(error, self.timeout)
                    if self._silent[host] >= _DOWN:
                        self._closed[host] = reason
                    raise WebError(f"{address} : {reason}") from error
                self._sleep(2.0**rank)
                continue
            self._silent.pop(host, None)
            if isinstance(found, Reply | str):
                return found
            status, wait = found
            if status not in _AGAIN or last:
                raise bad_status(address, status)
            if wait is not None and wait > _LONGEST_WAIT:
                self._closed[host] = f"le site demande d’attendre {wait:.0f} s. Réessayez plus tard."
                raise WebError(f"{address} : {self._closed[host]}", status)
            self._sleep(2.0**rank if wait is None else wait)
        raise bad_status(address, 0)

    def _ask(
        self, address: str, here: httpx.URL, headers: Mapping[str, str], limit: int
    ) -> Reply | str | tuple[int, float | None]:
        """Ask once; return a reply, an address to follow, or a status with the wait the site asks for."""
        import httpx

        port = here.port or (443 if here.scheme == "https" else 80)
        addresses = resolved(here.raw_host.decode("ascii"), port, allow_private=self.allow_private)
        for rank, target in enumerate(addresses):
            try:
                return self._ask_at(target, address, here, headers, limit)
            except httpx.ConnectError:
                if rank == len(addresses) - 1:
                    raise
        raise WebError(f"{address} : le site n’a pas d’adresse. Vérifiez l’adresse.")

    def _ask_at(
        self, target: str, address: str, here: httpx.URL, headers: Mapping[str, str], limit: int
    ) -> Reply | str | tuple[int, float | None]:
        client = self._opened()
        request = client.build_request(
            "GET",
            here.copy_with(host=target, username=None, password=None),
            headers={
                **headers,
                "Host": here.netloc.decode("ascii"),
                "User-Agent": AGENT,
                "Accept-Encoding": "gzip, deflate",
            },
            extensions={"sni_hostname": here.raw_host.decode("ascii")},
        )
        auth: Any = (here.username, here.password) if here.username else None
        response = client.send(request, stream=True, auth=auth, follow_redirects=False)
        try:
            client.cookies.clear()
            if response.status_code == 304:
                return _reply(here, response, b"")
            if response.has_redirect_location:
                return response.headers["location"]
            if not 200 <= response.status_code < 300:
                return response.status_code, _retry_after(response.headers.get("retry-after", ""))
            announced = response.headers.get("content-length", "")
            if announced.isdigit() and int(announced) > limit:
                raise too_large(address, limit)
            encoding = response.headers.get("content-encoding", "").strip().lower()
            content = capped(self._pieces(response), limit, address, encoding=encoding)
            return _reply(here, response, content)
        finally:
            response.close()

    def _pieces(self, response: httpx.Response) -> Any:
        import httpx

        started = time.monotonic()
        for piece in response.iter_raw(65536):
            yield piece
            if time.monotonic() - started > _PATIENCE * self.timeout:
                raise httpx.ReadTimeout("too slow")

    def _opened(self) -> httpx.Client:
        import httpx

        if self._client is None:
            self._client = httpx.Client(
                trust_env=False,  # a proxy would resolve names on its own
                timeout=self.timeout,
                # A connection checked for one name must not serve another one of the same machine.
                limits=httpx.Limits(max_keepalive_connections=0),
                verify=httpx.create_ssl_context(),
            )
        return self._client

    def _wait_turn(self, host: str) -> None:
        robots = self._robots.get(host)
        delay = max(self.delay, robots.delay if isinstance(robots, Robots) else 0)
        waiting = self._asked.get(host, float("-inf")) + delay - time.monotonic()
        if waiting > 0:
            self._sleep(waiting)
        self._asked[host] = time.monotonic()

    def _ask_robots(self, address: str, here: httpx.URL) -> None:
        """Raise WebError when a site asks robots not to read a page, or cannot say."""
        host = here.host if here.port is None else f"{here.host}:{here.port}"
        if host not in self._robots:
            asked = str(here.copy_with(raw_path=b"/robots.txt", fragment=None))
            try:
                text = self._follow(asked, {}, False, LARGEST).content.decode("utf-8", "replace")
                self._robots[host] = Robots(text)
            except WebError as error:
                # RFC 9309: without a robots.txt all is allowed; a site that fails to give it is left alone.
                missing = 400 <= error.status < 500 and error.status != 429
                self._robots[host] = Robots("") if missing else error
            self._robots.setdefault(here.host, self._robots[host])
        rules = self._robots[host]
        if isinstance(rules, WebError):
            raise WebError(
                f"{address} : les règles du site (robots.txt) ne répondent pas. Réessayez plus tard."
            )
        if not rules.allow(str(here)):
            raise WebError(
                f"{address} : le site demande aux robots de ne pas lire cette page (robots.txt). "
                "Téléchargez-la et donnez le fichier, ou demandez l’accord du site."
            )


def parsed(address: str, here: str) -> httpx.URL:
    """Return an address that can be asked (http or https, with a host); raise WebError otherwise."""
    import httpx

    try:
        url = httpx.URL(here.strip())
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise _badly_written(address) from error
    if url.scheme not in ("http", "https") or not url.host:
        raise WebError(
            f"{address} : mène à une adresse « {url.scheme or '?'}: » qui n’est pas du web. "
            "Donnez une adresse http ou https."
        )
    return url


def bad_status(address: str, status: int) -> WebError:
    """Return the error that an HTTP status stands for."""
    causes = {
        401: "la page demande de s’identifier",
        403: "l’accès est refusé",
        404: "la page n’existe pas",
        410: "la page a été retirée",
        429: "le site reçoit trop de demandes",
    }
    cause = causes.get(status, "le site est en panne" if status >= 500 else "le site a refusé la demande")
    return WebError(
        f"{address} : {cause} (réponse HTTP {status}). Vérifiez l’adresse, ou donnez le fichier lui-même.",
        status,
    )


def _badly_written(address: str) -> WebError:
    return WebError(f"{address} : adresse mal écrite. Recopiez-la depuis le navigateur.")


def _silence(error: Exception, timeout: float) -> str:
    if "Timeout" in type(error).__name__:
        return (
            f"pas de réponse après {timeout:g} s. Vérifiez la connexion et réessayez, "
            "ou téléchargez le document et donnez le fichier."
        )
    return "le site n’a pas pu être joint. Vérifiez l’adresse et la connexion, puis réessayez."


def _reply(here: httpx.URL, response: httpx.Response, content: bytes) -> Reply:
    headers = response.headers
    return Reply(
        address=str(here),
        status=response.status_code,
        content=content,
        media_type=headers.get("content-type", "").partition(";")[0].strip().lower(),
        etag=headers.get("etag", ""),
        modified=headers.get("last-modified", ""),
    )


def _retry_after(value: str) -> float | None:
    """Return the seconds a site asks to wait: a number, or a date (RFC 9110)."""
    if value.strip().isdigit():
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    return max(0.0, (when.replace(tzinfo=when.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
