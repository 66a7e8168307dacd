"""What completes the words being typed."""

from __future__ import annotations


def test_a_name_that_is_begun_is_completed_with_its_preferred_one_and_its_page(client):
    answer = client.get("/suggest", params={"q": "gus"})
    first = answer.json()[0]
    assert (first["kind"], first["kind_label"], first["matched"]) == ("theme", "Thèmes", "GUSP")
    assert first["label"] == "Gestion urbaine et sociale de proximité"
    assert first["address"] == "theme?id=theme/gusp"
    assert (
        client.get(
            "/suggest", params={"q": "gus"}, headers={"If-None-Match": answer.headers["etag"]}
        ).status_code
        == 304
    )


def test_completions_speak_the_language_of_the_page(client):
    first = client.get("/suggest", params={"q": "tours", "lang": "en"}).json()
    town = next(one for one in first if one["kind"] == "territory" and one["label"] == "Tours")
    assert town["kind_label"] == "Territories"
    assert town["address"] == "territoire?id=territory/commune-37261&lang=en"


def test_nothing_completes_nothing(client):
    assert client.get("/suggest").json() == []
    assert client.get("/suggest", params={"q": "  "}).json() == []
    assert client.get("/suggest", params={"q": "<zzzz>"}).json() == []
