"""A server that speaks the chat-completions protocol and answers what a test tells it to."""

from __future__ import annotations

import http.server
import json
import threading
import time
from contextlib import contextmanager

from ingest.model.chat import Chat, ModelSettings


class Stub:
    """`say` is an object to answer, a text, raw bytes, a status, a function of the request, or a list of these."""

    def __init__(self):
        self.say, self.asked, self.address, self.delay = {}, [], "", 0.0

    def answer(self, request):
        found = self.say
        if isinstance(found, list):
            found = found.pop(0) if len(found) > 1 else found[0]
        if callable(found):
            found = found(request)
        if isinstance(found, int):
            return found, b'{"error": {"message": "non"}}'
        if isinstance(found, bytes):
            return 200, found
        text = found if isinstance(found, str) else json.dumps(found)
        whole = {
            "object": "chat.completion",
            "choices": [{"message": {"role": "assistant", "content": text}}],
        }
        return 200, json.dumps(whole).encode()


@contextmanager
def speaking():
    stub = Stub()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            headers = {name.lower(): value for name, value in self.headers.items()}
            stub.asked.append((self.path, request, headers))
            time.sleep(stub.delay)
            status, body = stub.answer(request)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            try:
                self.wfile.write(body)
            except OSError:
                self.close_connection = True

        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    stub.address = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()


def chat_with(stub, cache=None, **options):
    """Return a way to the stub that does not wait, and the waits it would have made."""
    waits: list[float] = []
    settings = ModelSettings(**{"address": stub.address, "name": "essai", "timeout": 5, **options})
    return Chat(settings, cache, sleep=waits.append), waits
