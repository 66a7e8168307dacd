"""Finding and fetching inputs, and every way they fail."""

from __future__ import annotations

import http.server
import os
import socket
import threading
from pathlib import Path

import pytest

from ingest.document import IngestError
from ingest.sources import Failure, fetch, locate


def test_a_folder_is_opened_in_order(tmp_path):
    for name in ("b.md", "a.txt", "README.md", ".cache.md", "code.py", "image.png", "x/README.md", "x/c.csv"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("texte")
    (tmp_path / "sans-suffixe").write_bytes(b"%PDF-1.4 ...")
    (tmp_path / "vieux.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    (tmp_path / "boucle").symlink_to(tmp_path)
    found = [str(Path(item).relative_to(tmp_path)) for item in locate([str(tmp_path)])]
    assert found == ["a.txt", "b.md", "sans-suffixe", "vieux.doc", "x/README.md", "x/c.csv"]


def test_inputs_are_given_back_once_and_as_written(tmp_path, monkeypatch):
    (tmp_path / "a.md").write_text("texte")
    monkeypatch.chdir(tmp_path)
    assert list(locate(["a.md", "https://f.example/x", str(tmp_path)])) == ["a.md", "https://f.example/x"]


def test_a_missing_path_is_a_failure_that_stops_nothing(tmp_path):
    (tmp_path / "a.md").write_text("texte")
    missing, good = locate([str(tmp_path / "absent.md"), str(tmp_path / "a.md")])
    assert isinstance(missing, Failure)
    assert "n’existe pas" in missing.reason
    assert good == str(tmp_path / "a.md")
    with pytest.raises(IngestError, match="n’existe pas"):
        fetch(str(tmp_path / "absent.md"))


def test_a_folder_without_rights_is_a_failure_that_stops_nothing(tmp_path, monkeypatch):
    closed = tmp_path / "ferme"
    closed.mkdir()
    (tmp_path / "z.md").write_text("texte")
    if os.geteuid():
        closed.chmod(0)
    else:  # root opens everything
        opened = Path.iterdir

        def iterdir(self):
            if self.name == "ferme":
                raise PermissionError(13, "Permission denied")
            return opened(self)

        monkeypatch.setattr(Path, "iterdir", iterdir)
    try:
        failure, good = locate([str(tmp_path)])
    finally:
        closed.chmod(0o700)
    assert isinstance(failure, Failure)
    assert "sans droit de lecture" in failure.reason
    assert good.endswith("z.md")


def test_the_same_bytes_have_the_same_digest(tmp_path):
    (tmp_path / "a.md").write_text("texte")
    (tmp_path / "b.md").write_text("texte")
    first, second = fetch(str(tmp_path / "a.md")), fetch(str(tmp_path / "b.md"))
    assert first.sha256 == second.sha256
    assert first.media_type == "text/markdown"
    assert first.modified is not None


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.txt", b"%PDF-1.7\n", "application/pdf"),
        ("a.md", b"<!DOCTYPE html><html></html>", "text/html"),
        ("a.txt", b"\xef\xbb\xbfBEGIN:VCALENDAR\r\n", "text/calendar"),
        ("a.txt", b'<?xml version="1.0"?>\n<!-- x --><rss version="2.0">', "application/rss+xml"),
        ("a", b'<feed xmlns="http://www.w3.org/2005/Atom">', "application/atom+xml"),
        ("a.csv", b"a;b\n", "text/csv"),
        ("a.tsv", b"a\tb\n", "text/csv"),
        ("a", b"du texte\n", "text/plain"),
        ("a.htm", b"<p>fragment</p>", "text/html"),
    ],
)
def test_the_content_decides_of_the_type(tmp_path, name, content, media_type):
    (tmp_path / name).write_bytes(content)
    assert fetch(str(tmp_path / name)).media_type == media_type


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("vide.md", b"", "vide"),
        ("vide.pdf", b"", "vide"),
        ("blanc.txt", b" \n\n", "vide"),
        ("image.md", b"\x89PNG\r\n\x1a\n" + bytes(60), "une image PNG"),
        ("binaire.md", b"texte" + bytes(300), "binaire"),
        ("vieux.doc", b"\xd0\xcf\x11\xe0" + bytes(60), "Office 97-2003"),
        ("lettre.rtf", b"{\\rtf1 bonjour}", "RTF"),
        ("archive.zip", b"PK\x05\x06" + bytes(18), "archive zip"),
        ("faux.pdf", b"ce n'est pas un PDF", "abîmé ou mal nommé"),
        ("faux.docx", b"PK\x03\x04" + bytes(60), "abîmé"),
        ("code.xyz", b"texte", "format non pris en charge"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path, name, content, reason):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(IngestError, match=reason) as caught:
        fetch(str(tmp_path / name))
    assert "\n" not in str(caught.value)
    assert name in str(caught.value)


def test_a_large_text_is_refused_before_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "grand.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("read before its size was checked"))
    with pytest.raises(IngestError, match="200 Mio, la limite est de 64 Mio"):
        fetch(str(path))


def test_a_folder_cannot_be_fetched(tmp_path):
    with pytest.raises(IngestError, match="dossier"):
        fetch(str(tmp_path))


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/ici":
            self.send_response(302)
            self.send_header("Location", "/page")
            self.end_headers()
        elif self.path == "/boucle":
            self.send_response(302)
            self.send_header("Location", "/boucle")
            self.end_headers()
        elif self.path in ("/page", "/note.md", "/grand"):
            body = b"# Bonjour\n" if self.path != "/grand" else b"x" * 5000
            self.send_response(200)
            self.send_header(
                "Content-Type", "text/html" if self.path == "/page" else "text/plain; charset=utf-8"
            )
            self.send_header("Last-Modified", "Mon, 09 Sep 2024 10:00:00 GMT")
            self.end_headers()
            self.wfile.write(body)
        else:
            self.send_error(int(self.path[1:]))

    def log_message(self, *arguments):
        pass


@pytest.fixture
def site():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_address_is_fetched(site):
    page = fetch(f"{site}/ici")
    assert (page.media_type, page.content, page.locator) == ("text/html", b"# Bonjour\n", f"{site}/ici")
    note = fetch(f"{site}/note.md")
    assert note.media_type == "text/markdown"
    assert note.modified is not None
    assert note.modified.isoformat() == "2024-09-09"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/404", "la page n’existe pas .réponse HTTP 404."),
        ("/403", "HTTP 403"),
        ("/500", "le site est en panne"),
        ("/boucle", "renvoie sans fin"),
        ("/grand", "trop volumineux"),
    ],
)
def test_an_address_that_fails_is_named(site, path, reason):
    with pytest.raises(IngestError, match=reason):
        fetch(f"{site}{path}", limit=1000)


def test_a_site_that_does_not_answer_times_out():
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        pytest.raises(IngestError, match=r"pas de réponse après 0.3 s"),
    ):
        fetch(f"http://127.0.0.1:{silent.getsockname()[1]}/", timeout=0.3)


def test_a_site_that_cannot_be_reached_is_named():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(IngestError, match="n’a pas pu être joint"):
        fetch(f"http://127.0.0.1:{port}/", timeout=2)
