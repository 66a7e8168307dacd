"""Answers kept with their snapshot: made once, never older than what is live, never one client's for another."""

from __future__ import annotations

import asyncio
import time

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from centre.centre import Centre
from service.remembered import LONGEST, Memory, Remembered, _sent
from service.routes import routes


class Site:
    """An application that counts what it makes."""

    def __init__(self, *, most=10_000, patience=0.0):
        self.version = "000001"
        self.made = 0
        self.headers = {"ETag": 'W/"1"', "Cache-Control": "no-cache"}
        self.body = None
        route = Route("/{name}", self.answer)
        self.memory = Memory(lambda: self.version, most=most, patience=patience)
        route.app = Remembered(route.app, self.memory)
        self.client = TestClient(Starlette(routes=[route]))

    def answer(self, request):
        self.made += 1
        if request.path_params["name"] == "missing":
            return PlainTextResponse("rien", 404)
        body = self.body or f"{request.path_params['name']} {self.version} {request.headers.get('accept')}"
        return Response(body, headers=self.headers)

    def get(self, path="/a", **headers):
        return self.client.get(path, headers=headers)


@pytest.fixture
def site():
    return Site()


def test_after_a_publication_the_former_answer_is_given_while_the_new_one_is_made():
    site = Site(patience=60)
    with site.client:  # one event loop for all the requests, as a server has
        assert "000001" in site.get().text
        site.version = "000002"
        assert "000001" in site.get().text
        for _ in range(100):
            if "000002" in (text := site.get().text):
                break
            time.sleep(0.01)
        assert "000002" in text
        assert site.made == 2
        assert "000002" in site.get("/b").text, "what was not asked before is made at once"


def test_the_former_answers_are_given_for_a_while_only():
    site = Site(patience=0.0)
    with site.client:
        site.get()
        site.version = "000002"
        assert "000002" in site.get().text


def test_others_may_change_the_headers_they_are_sent(site):
    """A middleware that compresses changes the headers of the message in place."""
    site.get()
    (kept,) = site.memory._kept.values()
    before = list(kept.start["headers"])

    async def sent():
        async def send(message):
            message.get("headers", []).append((b"content-encoding", b"gzip"))

        await _sent(kept, Headers(), send)

    asyncio.run(sent())
    assert kept.start["headers"] == before


def test_an_answer_is_made_once(site):
    first, second = site.get(), site.get()
    assert first.text == second.text
    assert first.headers == second.headers
    assert site.made == 1


def test_a_new_snapshot_is_answered_at_once(site):
    assert "000001" in site.get().text
    site.version = "000002"
    assert "000002" in site.get().text
    site.version = "000001"  # rolled back
    assert "000001" in site.get().text
    assert site.made == 3


def test_an_answer_made_while_the_snapshot_changed_is_not_kept(site):
    def publishes(request):
        old = site.version
        site.version = "000002"
        return Response(old)

    route = Route("/a", publishes)
    route.app = Remembered(route.app, site.memory)
    client = TestClient(Starlette(routes=[route]))
    assert client.get("/a").text == "000001"
    assert client.get("/a").text == "000002"


@pytest.mark.parametrize(
    "headers",
    [{"Accept": "text/turtle"}, {"Accept-Language": "en"}, {"Host": "autre.example"}],
)
def test_what_an_answer_depends_on_is_part_of_its_name(site, headers):
    site.get()
    site.get(**headers)
    assert site.made == 2
    site.get("/a?page=2")
    assert site.made == 3


@pytest.mark.parametrize("headers", [{"Authorization": "Bearer x"}, {"Range": "bytes=0-1"}])
def test_what_is_for_one_client_is_not_kept(site, headers):
    site.get(**headers)
    site.get(**headers)
    assert site.made == 2


def test_every_visitor_has_a_cookie_and_no_answer_depends_on_it():
    """The explorer gives one to each: were they answered apart, nothing would be kept for anybody."""
    seen = []

    def answer(request):
        seen.append(request.headers.get("cookie"))
        return Response(f"{request.cookies}")

    route = Route("/a", answer)
    route.app = Remembered(route.app, Memory(lambda: "000001"))
    client = TestClient(Starlette(routes=[route]))
    texts = {client.get("/a", headers=headers).text for headers in ({"Cookie": "a=1"}, {"Cookie": "a=2"}, {})}
    assert (seen, texts) == ([None], {"{}"})


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip", "gzip"),
        ("br, x-gzip;q=0.5", "gzip"),
        ("gzip;q=0", None),
        ("gzip; q=0.00", None),
        ("br", None),
    ],
)
def test_an_answer_is_compressed_once_for_those_who_take_it(site, accepted, encoding):
    site.body = "Réseau " * 1000
    for _ in range(2):
        answer = site.get(**{"Accept-Encoding": accepted})
        assert answer.text == site.body
        assert answer.headers.get("content-encoding") == encoding
        assert "Accept-Encoding" in answer.headers["vary"]
    (kept,) = site.memory._kept.values()
    assert len(kept.body) < len(site.body.encode()) / 50
    assert site.made == 1


def test_few_answers_are_made_at_once_and_those_kept_do_not_wait():
    making, most, may_end = [0], [0], asyncio.Event()

    async def slow(scope, receive, send):
        making[0] += 1
        most[0] = max(most[0], making[0])
        if scope["path"] != "/kept":
            await may_end.wait()
        making[0] -= 1
        await PlainTextResponse(scope["path"])(scope, receive, send)

    async def asked(app, path):
        sent = []

        async def send(message):
            sent.append(message.get("body"))

        scope = {
            "type": "http", "method": "GET", "path": path, "scheme": "http", "query_string": b"", "headers": [],
        }  # fmt: skip
        await app(scope, None, send)
        return sent[-1]

    async def many():
        app = Remembered(slow, Memory(lambda: "000001", turns=2))
        await asked(app, "/kept")
        waiting = [asyncio.ensure_future(asked(app, f"/{number}")) for number in range(10)]
        await asyncio.sleep(0.05)
        assert await asyncio.wait_for(asked(app, "/kept"), 5) == b"/kept"
        assert not any(one.done() for one in waiting)
        may_end.set()
        assert await asyncio.gather(*waiting) == [b"/%d" % number for number in range(10)]

    asyncio.run(many())
    assert most == [2]


@pytest.mark.parametrize("control", ["no-store", "private, max-age=60"])
def test_what_may_not_be_kept_is_not(site, control):
    site.headers = {"Cache-Control": control}
    site.get()
    site.get()
    assert site.made == 2


def test_errors_posts_and_long_answers_are_not_kept(site):
    site.get("/missing")
    site.get("/missing")
    assert site.made == 2
    site.client.post("/a")
    site.body = "x" * (LONGEST + 1)
    assert len(site.get("/b").text) == len(site.get("/b").text) == LONGEST + 1
    assert site.made == 4


def test_a_client_that_has_it_is_told_so(site):
    assert site.get().status_code == 200
    same = site.get(**{"If-None-Match": '"1"'})
    assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", 'W/"1"')
    assert site.get(**{"If-None-Match": '"2"'}).status_code == 200
    assert site.made == 1


def test_the_least_asked_is_forgotten_first():
    site = Site(most=250)
    site.body = "x" * 100
    site.get("/a"), site.get("/b"), site.get("/a"), site.get("/c")
    assert site.made == 3
    site.get("/a")
    assert site.made == 3
    site.get("/b")
    assert site.made == 4


def test_those_who_ask_for_the_same_wait_for_one():
    made = []

    async def slow(scope, receive, send):
        made.append(scope["path"])
        await asyncio.sleep(0.05)
        await PlainTextResponse("fait")(scope, receive, send)

    async def ten():
        app = Remembered(slow, Memory(lambda: "000001"))
        sent = []

        async def one():
            scope = {
                "type": "http", "method": "GET", "path": "/a", "scheme": "http", "query_string": b"", "headers": [],
            }  # fmt: skip

            async def send(message):
                sent.append(message.get("body"))

            await app(scope, None, send)

        await asyncio.gather(*(one() for _ in range(10)))
        return sent

    assert asyncio.run(ten()).count(b"fait") == 10
    assert made == ["/a"]


def test_the_service_keeps_pages_while_their_snapshot_lives(small_centre, monkeypatch):
    made = []
    entity = Centre.entity
    monkeypatch.setattr(Centre, "entity", lambda centre, iri: made.append(iri) or entity(centre, iri))
    memory = Memory(small_centre.version)
    client = TestClient(Starlette(routes=routes(small_centre, memory)), base_url="http://centre.test")
    theme = small_centre.themes()[0].id.removeprefix("https://maillage.example")
    page = client.get(theme)
    assert page.status_code == 200
    times = len(made)
    assert client.get(theme).content == page.content
    assert len(made) == times
