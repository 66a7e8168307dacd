"""Answers leave at once: on the very socket that the server accepts for a client."""

from __future__ import annotations

import os
import socket
import sys
import time
from threading import Thread

import pytest
import uvicorn
from starlette.applications import Starlette

import app
from service.prompt import lifespan

NO_DELAY = socket.IPPROTO_TCP, socket.TCP_NODELAY


def accepted(client):
    """Return the other end of a connection, in this process too."""
    limit = time.monotonic() + 10
    while time.monotonic() < limit:
        for name in os.listdir("/dev/fd"):
            try:
                one = socket.socket(fileno=os.dup(int(name)))
                if one.getpeername() == client.getsockname():
                    return one
                one.close()
            except OSError:
                continue
        time.sleep(0.01)
    raise AssertionError("nobody accepted")


@pytest.mark.skipif(sys.platform == "win32", reason="the sockets of a process are not files there")
@pytest.mark.parametrize("prompt", [True, False])
def test_the_socket_of_a_client_waits_for_nothing(prompt):
    """Its server is given a socket as Streamlit makes it; without the lifespan it does wait."""
    listening = socket.socket(socket.AF_INET)
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    site = Starlette(lifespan=lifespan) if prompt else Starlette()
    server = uvicorn.Server(uvicorn.Config(site, log_level="error", lifespan="on"))
    thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.01)
    with socket.create_connection(listening.getsockname(), timeout=10) as client, accepted(client) as end:
        assert bool(end.getsockopt(*NO_DELAY)) == prompt
    server.should_exit = True
    thread.join(timeout=10)
    listening.close()


def test_the_site_has_it():
    assert app.app._user_lifespan is lifespan
