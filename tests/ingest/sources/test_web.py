"""The way to the web: patience, politeness, limits, and every trap a site can set."""

from __future__ import annotations

import gzip
import socket
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from ingest.document import IngestError
from ingest.sources import guard
from ingest.sources.web import Web, WebError
from tests.ingest.sources.site import Answer, quick_web, serving

MIB = 1024 * 1024


def test_a_reply_has_what_the_next_request_needs(site, web):
    site.pages["/a"] = Answer(
        "texte", headers={"ETag": '"un"', "Last-Modified": "Mon, 09 Sep 2024 10:00:00 GMT", "Content-Type": "text/html; charset=utf-8"}
    )  # fmt: skip
    reply = web.get(f"{site.base}/a")
    assert (reply.status, reply.content, reply.media_type) == (200, b"texte", "text/html")
    assert site.asked[0][1]["user-agent"].startswith("Maillage/")
    assert site.asked[0][1]["host"] == site.base.removeprefix("http://")
    again = web.get(f"{site.base}/a", etag=reply.etag, modified=reply.modified)
    assert (again.status, again.content, again.etag) == (304, b"", '"un"')
    assert web.get(f"{site.base}/a", modified=reply.modified).status == 304


def test_a_site_that_asks_to_wait_is_waited_for(site):
    web, waits = quick_web()
    site.pages["/a"] = [Answer("", 429, {"Retry-After": "7"}), Answer("", 503), Answer("texte")]
    assert web.get(f"{site.base}/a").content == b"texte"
    assert waits == [7.0, 2.0]


def test_a_date_to_retry_after_is_understood(site):
    web, waits = quick_web()
    when = format_datetime(datetime.now(UTC) + timedelta(seconds=30))
    site.pages["/a"] = [Answer("", 503, {"Retry-After": when}), Answer("texte")]
    assert web.get(f"{site.base}/a").content == b"texte"
    assert 20 < waits[0] <= 30


def test_a_failure_then_success_is_success_and_lasting_failure_is_said(site):
    web, waits = quick_web()
    site.pages["/a"] = [Answer("", 500), Answer("texte")]
    assert web.get(f"{site.base}/a").content == b"texte"
    site.pages["/b"] = Answer("", 500)
    with pytest.raises(WebError, match=r"le site est en panne .réponse HTTP 500") as caught:
        web.get(f"{site.base}/b")
    assert caught.value.status == 500
    assert site.paths().count("/b") == 3
    assert waits == [1.0, 1.0, 2.0]


def test_a_long_wait_closes_the_host_for_this_run(site):
    web, waits = quick_web()
    site.pages["/a"] = Answer("", 429, {"Retry-After": "3600"})
    site.pages["/b"] = Answer("texte")
    for path in ("/a", "/b"):
        with pytest.raises(WebError, match="demande d’attendre 3600 s"):
            web.get(site.base + path)
    assert site.paths() == ["/a"]
    assert waits == []


def test_a_page_that_is_missing_is_asked_once(site, web):
    with pytest.raises(WebError, match="HTTP 404") as caught:
        web.get(f"{site.base}/absente")
    assert caught.value.status == 404
    assert site.paths() == ["/absente"]


def test_a_host_that_never_answers_is_let_be(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    web, _ = quick_web()
    tried = []
    ask = web._ask
    monkeypatch.setattr(web, "_ask", lambda *args: (tried.append(1), ask(*args))[1])
    for number in range(5):
        with pytest.raises(WebError, match="n’a pas pu être joint"):
            web.get(f"http://127.0.0.1:{port}/{number}")
    assert len(tried) == 9


def test_requests_to_one_host_are_spaced(site):
    web, waits = quick_web(delay=5)
    site.pages["/a"] = site.pages["/b"] = "texte"
    web.get(f"{site.base}/a")
    web.get(f"{site.base}/b")
    assert len(waits) == 1
    assert 4 < waits[0] <= 5


def test_redirections_are_followed_and_counted(site, web):
    site.pages["/a"] = Answer("", 301, {"Location": "/b?x=1"})
    site.pages["/b"] = Answer("texte")
    site.pages["/boucle"] = Answer("", 302, {"Location": "/boucle"})
    site.pages["/ping"] = Answer("", 302, {"Location": "/pong"})
    site.pages["/pong"] = Answer("", 302, {"Location": "/ping"})
    reply = web.get(f"{site.base}/a")
    assert (reply.content, reply.address) == (b"texte", f"{site.base}/b?x=1")
    for path in ("/boucle", "/ping"):
        with pytest.raises(WebError, match="renvoie sans fin"):
            web.get(site.base + path)
    assert len(site.asked) == 2 + 6 + 6


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://exemple.fr/a", "gopher://x/", "javascript:1"]
)
def test_a_redirection_out_of_the_web_is_refused(site, web, target):
    site.pages["/a"] = Answer("", 302, {"Location": target})
    with pytest.raises(WebError, match=r"n’est pas du web|mal écrite"):
        web.get(f"{site.base}/a")


def test_a_redirection_to_a_private_network_is_refused(site, monkeypatch):
    """The first host is made to look public, as a site that lures would be; the one it leads to is not."""
    public = guard.is_public
    monkeypatch.setattr(guard, "is_public", lambda address: address == "127.0.0.1" or public(address))
    web, _ = quick_web(allow_private=False)
    site.pages["/a"] = "texte"
    assert web.get(f"{site.base}/a").content == b"texte"
    for target in (
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/",
        "http://127.0.0.2/",
        "//10.0.0.1/",
    ):
        site.pages["/b"] = Answer("", 302, {"Location": target})
        with pytest.raises(IngestError, match="réseau privé"):
            web.get(f"{site.base}/b")


def test_private_addresses_are_refused_unless_allowed(site):
    web, _ = quick_web(allow_private=False)
    with pytest.raises(IngestError, match="allow_private = true"):
        web.get(f"{site.base}/a")
    assert site.asked == []


def test_a_name_that_changes_its_answer_leads_nowhere_else(site, monkeypatch):
    """DNS rebinding: public when it is checked, private when it is asked again; it is asked only once."""
    port = int(site.base.rpartition(":")[2])
    resolve = socket.getaddrinfo
    answers = []

    def changing(host, *args, **kwargs):
        if host != "change.example":
            return resolve(host, *args, **kwargs)
        answers.append(host)
        address = "127.0.0.1" if len(answers) == 1 else "127.0.0.9"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    monkeypatch.setattr(guard, "is_public", lambda address: address == "127.0.0.1")
    web, _ = quick_web(allow_private=False)
    site.pages["/a"] = "texte"
    assert web.get(f"http://change.example:{port}/a").content == b"texte"
    assert answers == ["change.example"]
    assert site.asked[0][1]["host"] == f"change.example:{port}"
    with pytest.raises(IngestError, match="réseau privé"):
        web.get(f"http://change.example:{port}/a")
    assert len(site.asked) == 1


def test_credentials_stay_on_their_host(site, web):
    with serving() as other:
        site.pages["/a"] = Answer("", 302, {"Location": f"{other.base}/b", "Set-Cookie": "secret=1; Path=/"})
        site.pages["/c"] = Answer("texte")
        other.pages["/b"] = Answer("texte")
        with_password = site.base.replace("http://", "http://nom:secret@")
        assert web.get(f"{with_password}/a").content == b"texte"
        assert "authorization" in site.asked[0][1]
        assert not {"authorization", "cookie", "referer"} & other.asked[0][1].keys()
        web.get(f"{site.base}/c")
        assert not {"authorization", "cookie"} & site.asked[-1][1].keys()


def test_a_huge_body_is_cut_while_it_comes(site):
    web, _ = quick_web(limit=MIB)
    site.pages["/annonce"] = Answer(b"x" * 10, headers={"Content-Length": str(90 * MIB)})
    site.pages["/tait"] = Answer(b"x" * (20 * MIB), headers={"Content-Length": None})
    for path in ("/annonce", "/tait"):
        with pytest.raises(IngestError, match="trop volumineux"):
            web.get(site.base + path)


def bomb(layers=1):
    content = bytes(100 * MIB)
    for _ in range(layers):
        content = gzip.compress(content, 6)
    return content


def test_a_bomb_is_stopped_before_it_fills_the_memory(site):
    import tracemalloc

    web, _ = quick_web(limit=2 * MIB)
    body = bomb()
    assert len(body) < MIB
    site.pages["/a"] = Answer(body, headers={"Content-Encoding": "gzip"})
    tracemalloc.start()
    with pytest.raises(IngestError, match="trop volumineux"):
        web.get(f"{site.base}/a")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16 * MIB


def test_compressed_bodies_are_read(site, web):
    members = gzip.compress(b"un ") + gzip.compress(b"deux")
    site.pages["/gzip"] = Answer(members, headers={"Content-Encoding": "gzip"})
    site.pages["/deflate"] = Answer(zlib.compress(b"texte"), headers={"Content-Encoding": "deflate"})
    site.pages["/coupe"] = Answer(gzip.compress(b"texte" * 99)[:-12], headers={"Content-Encoding": "gzip"})
    site.pages["/faux"] = Answer(b"texte", headers={"Content-Encoding": "gzip"})
    site.pages["/br"] = Answer(b"texte", headers={"Content-Encoding": "br"})
    assert web.get(f"{site.base}/gzip").content == b"un deux"
    assert web.get(f"{site.base}/deflate").content == b"texte"
    for path, reason in (("/coupe", "coupée"), ("/faux", "abîmée"), ("/br", "inconnue")):
        with pytest.raises(IngestError, match=reason):
            web.get(site.base + path)


def test_robots_are_asked_once_and_obeyed(site):
    web, waits = quick_web()
    site.pages["/robots.txt"] = "User-agent: *\nDisallow: /prive/*.html$\nCrawl-delay: 4\n"
    site.pages["/a"] = site.pages["/prive/b.html"] = site.pages["/prive/c.pdf"] = "texte"
    web.get(f"{site.base}/a", robots=True)
    web.get(f"{site.base}/prive/c.pdf", robots=True)
    with pytest.raises(WebError, match=r"robots\.txt"):
        web.get(f"{site.base}/prive/b.html", robots=True)
    assert site.paths() == ["/robots.txt", "/a", "/prive/c.pdf"]
    assert all(3 < wait <= 4 for wait in waits)
    assert len(waits) == 2


def test_rules_written_for_us_win(site, web):
    site.pages["/robots.txt"] = (
        "User-agent: *\nDisallow: /\n\nUser-agent: Maillage\nAllow: /\nDisallow: /non\n"
    )
    site.pages["/a"] = site.pages["/non"] = "texte"
    assert web.get(f"{site.base}/a", robots=True).status == 200
    with pytest.raises(WebError, match=r"robots\.txt"):
        web.get(f"{site.base}/non", robots=True)


def test_a_redirection_obeys_the_robots_of_where_it_leads(site, web):
    with serving() as other:
        other.pages["/robots.txt"] = "User-agent: *\nDisallow: /"
        site.pages["/a"] = Answer("", 302, {"Location": f"{other.base}/b"})
        with pytest.raises(WebError, match=r"robots\.txt"):
            web.get(f"{site.base}/a", robots=True)
        assert other.paths() == ["/robots.txt"]


def test_without_robots_all_is_allowed_and_failing_robots_close_the_site(site, web):
    site.pages["/a"] = "texte"
    assert web.get(f"{site.base}/a", robots=True).status == 200
    with serving() as other:
        other.pages["/robots.txt"] = Answer("", 503)
        other.pages["/a"] = "texte"
        with pytest.raises(WebError, match="ne répondent pas"):
            web.get(f"{other.base}/a", robots=True)
        assert "/a" not in other.paths()


def test_ipv6_is_asked_as_it_should():
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            pass
    except OSError:
        pytest.skip("no IPv6 here")
    import http.server

    http.server.ThreadingHTTPServer.address_family, kept = (
        socket.AF_INET6,
        http.server.ThreadingHTTPServer.address_family,
    )
    try:
        with serving("::1") as site:
            site.pages["/a"] = "texte"
            web, _ = quick_web()
            port = site.base.rpartition(":")[2]
            assert web.get(f"http://[::1]:{port}/a").content == b"texte"
    finally:
        http.server.ThreadingHTTPServer.address_family = kept


def test_by_default_the_web_is_patient_and_closed_to_private_addresses():
    web = Web()
    assert (web.allow_private, web.delay, web.tries) == (False, 1, 3)
