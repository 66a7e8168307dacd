"""A real web site on this machine, made of the answers a test gives it."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field

from ingest.sources.web import Web


@dataclass
class Answer:
    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Site:
    """`pages` maps a path (with its query) to an answer, a list of answers in order, or a function."""

    pages: dict[str, Answer | str | bytes | list | Callable] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    base: str = ""

    def paths(self):
        return [path for path, _ in self.asked]

    def answer(self, path, headers):
        found = self.pages.get(path, self.pages.get(path.partition("?")[0]))
        if isinstance(found, list):
            found = found.pop(0) if len(found) > 1 else found[0]
        if callable(found):
            found = found(path, headers)
        if found is None:
            return Answer("absent", 404)
        if not isinstance(found, Answer):
            found = Answer(found)
        etag = found.headers.get("ETag")
        if etag and headers.get("if-none-match") == etag:
            return Answer(b"", 304, {"ETag": etag})
        date = found.headers.get("Last-Modified")
        if date and headers.get("if-modified-since") == date:
            return Answer(b"", 304)
        return found


@contextmanager
def serving(host="127.0.0.1"):
    site = Site()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            headers = {name.lower(): value for name, value in self.headers.items()}
            site.asked.append((self.path, headers))
            answer = site.answer(self.path, headers)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                if value is not None:
                    self.send_header(name, value)
            body = answer.body.encode() if isinstance(answer.body, str) else answer.body
            if "Content-Length" not in answer.headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                self.wfile.write(body)
            except OSError:  # the reader has had enough
                self.close_connection = True

        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer((host, 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    site.base = f"http://{host}:{server.server_port}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def quick_web(**options):
    """Return a way to this machine that does not wait, and the waits it would have made."""
    waits: list[float] = []
    settings = {"allow_private": True, "timeout": 5, "delay": 0, "sleep": waits.append}
    return Web(**{**settings, **options}), waits
