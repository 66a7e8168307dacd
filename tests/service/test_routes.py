"""One process, one port: the routes and the explorer never take each other's addresses."""

from __future__ import annotations

import httpx
import pytest
from starlette.testclient import TestClient

import app
from centre.centre import Centre
from centre.shared import shared_centre
from service.routes import routes
from tests.service.conftest import service, serving

STREAMLIT = ("/_stcore", "/media", "/static", "/component", "/vendor", "/favicon.png", "/index.html")


def test_no_route_hides_a_page_of_the_explorer(small_centre):
    pages = {f"/{path}" for path, _, _ in app.PAGES}
    for route in routes(small_centre):
        assert route.path not in pages
        assert not route.path.startswith(STREAMLIT)
        for page in pages - {"/"}:
            assert not route.path_regex.match(page)
            assert not route.path_regex.match(f"{page}/_stcore/health")
        assert not route.path_regex.match("/")
        assert not route.path_regex.match("/_stcore/stream")


def test_endpoints_run_in_threads(small_centre):
    import inspect

    for route in routes(small_centre):
        endpoint = getattr(route, "endpoint", None)
        if inspect.iscoroutinefunction(endpoint):  # it awaits a body, and hands the work to a thread
            assert "run_in_threadpool" in inspect.getsource(endpoint), (
                f"{route.path} would block the explorer"
            )


def test_one_server_serves_the_explorer_and_the_routes():
    with serving(app.app) as address:
        assert httpx.get(f"{address}/_stcore/health").text == "ok"
        assert "<title>Streamlit</title>" in httpx.get(f"{address}/").text
        assert "<title>Streamlit</title>" in httpx.get(f"{address}/agenda").text
        assert httpx.get(f"{address}/id/theme/rien").status_code in (404, 503)


def test_a_centre_without_anything_says_what_to_do(tmp_path):
    answer = TestClient(service(Centre(tmp_path))).get("/id/theme/gusp")
    assert answer.status_code == 503
    assert "maillage run" in answer.text


def test_answers_carry_safe_headers(client):
    answer = client.get("/id/theme/gusp")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("spelling", [".", "data/.."])
def test_one_process_has_one_centre_for_a_folder(tmp_path, monkeypatch, spelling):
    monkeypatch.setattr(Centre, "warm", lambda centre: None)
    (tmp_path / "data").mkdir()
    assert shared_centre(tmp_path) is shared_centre(tmp_path / spelling)
