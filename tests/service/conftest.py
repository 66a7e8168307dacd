"""The service over a small centre: a client in the process, and a real server on a loopback port."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from centre.centre import Centre, open_centre
from service.routes import error_handlers, routes
from tests.centre.writing import take_in, write_note, write_programme
from tests.search.conftest import HashEncoder


def service(centre: Centre) -> Starlette:
    """Return the routes over a centre as an application, without the explorer."""
    return Starlette(routes=routes(centre), exception_handlers=dict(error_handlers()))


@pytest.fixture(scope="session")
def small_data(tmp_path_factory):
    """The folder of a centre of two documents: a programme of three sessions and a note."""
    folder = tmp_path_factory.mktemp("service")
    take_in(folder / "data", write_programme(folder), write_note(folder))
    return folder / "data"


@pytest.fixture(scope="session")
def small_centre(small_data) -> Centre:
    """The centre of two documents, opened once."""
    return open_centre(small_data, encoder=HashEncoder())


@pytest.fixture
def client(small_centre) -> TestClient:
    """A client of the service in the same process; redirections are not followed."""
    return TestClient(service(small_centre), base_url="http://centre.test", follow_redirects=False)


@pytest.fixture(scope="session")
def server(small_centre) -> Iterator[str]:
    """The address of a real server of the service on a free loopback port."""
    with serving(service(small_centre)) as address:
        yield address


@contextmanager
def serving(app: ASGIApp) -> Iterator[str]:
    """Serve an application on a free loopback port and give its address."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.bind(("127.0.0.1", 0))
    running = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    thread = Thread(target=running.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not running.started and thread.is_alive():
        time.sleep(0.01)
    assert running.started
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    running.should_exit = True
    thread.join(timeout=10)
    listening.close()
