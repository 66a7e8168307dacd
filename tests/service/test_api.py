"""The JSON interface: answers of the contract, pages, problems, freshness, and a description that holds."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from starlette.testclient import TestClient

from centre.centre import Centre
from service.api.problems import MEDIA_TYPE
from tests.service.conftest import service


def test_search_gives_results_with_reasons_and_facets(client):
    answer = client.get("/api/search", params={"q": "GUSP", "limit": 2}).json()
    assert len(answer["results"]) == 2
    assert {"id", "type", "title", "score", "scores", "reason", "document", "page"} <= set(
        answer["results"][0]
    )
    assert answer["facets"]["type"]
    assert answer["understood"]["themes"] == ["Gestion urbaine et sociale de proximité"]


def test_pages_of_a_search_follow_one_another(client):
    whole = client.get("/api/search", params={"q": "GUSP", "limit": 4}).json()["results"]
    first = client.get("/api/search", params={"q": "GUSP", "limit": 2})
    second = client.get(first.links["next"]["url"])
    assert [one["id"] for one in first.json()["results"] + second.json()["results"]] == [
        one["id"] for one in whole
    ]
    assert "prev" in second.links


def test_who_and_agenda_are_those_of_the_contract(client):
    who = client.get("/api/who", params={"q": "Qui travaille sur la GUSP ?"}).json()
    assert "Villes au Carré" in [answer["label"] for answer in who["answers"]]
    assert who["answers"][0]["evidence"][0]["quote"]
    agenda = client.get("/api/agenda", params={"from": "2030-03-01", "to": "2030-04-30"}).json()
    assert (agenda["total"], len(agenda["items"])) == (2, 2)
    assert agenda["items"][0]["edtf"] == "2030-03-12"


def test_entities_suggestions_and_facets(client):
    actors = client.get("/api/entities", params={"kind": "actor"}).json()
    assert "Villes au Carré" in [one["label"] for one in actors["items"]]
    name = actors["items"][0]["id"].rsplit("/", 1)[-1]
    assert client.get(f"/api/entities/actor/{name}").json()["label"] == actors["items"][0]["label"]
    assert client.get("/api/suggest", params={"q": "villes au"}).json()[0]["label"] == "Villes au Carré"
    assert client.get("/api/facets", params={"q": "GUSP"}).json()["type"]
    assert client.get("/api/documents").json()["total"] == 2
    assert client.get("/api/status").json()["documents"] == 2


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/api/entities/actor/personne-du-tout", 404, "ne connaît rien"),
        ("/api/agenda?theme=xyzt", 404, "xyzt"),
        ("/api/agenda?from=hier", 422, "AAAA-MM-JJ"),
        ("/api/search?q=a&limit=0", 422, "la plus petite valeur est 1"),
        ("/api/who", 422, "obligatoire"),
        ("/api/entities?kind=ville", 422, "valeurs possibles"),
        ("/api/nowhere", 404, ""),
    ],
)
def test_errors_are_problems_in_french(client, path, status, told):
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == MEDIA_TYPE
    problem = answer.json()
    assert {"type", "title", "status", "detail", "instance"} == set(problem)
    assert problem["status"] == status
    assert told in problem["detail"]


def test_nothing_published_yet_is_told(tmp_path):
    answer = TestClient(service(Centre(tmp_path))).get("/api/status")
    assert (answer.status_code, answer.headers["content-type"]) == (503, MEDIA_TYPE)
    assert "maillage ingest" in answer.json()["detail"]


def test_an_answer_is_not_sent_twice(client):
    first = client.get("/api/agenda")
    again = client.get("/api/agenda", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/api/agenda?limit=1").headers["etag"] != first.headers["etag"]


def test_only_reading(client):
    assert client.post("/api/search").status_code == 405


def test_the_description_holds(small_centre):
    """Every operation, under generated requests, answers as its description says."""
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", service(small_centre))

    quick = settings(
        max_examples=8,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    tried = 0
    for result in schema.get_all_operations():
        operation = result.ok()
        tried += 1

        @quick
        @given(case=operation.as_strategy())
        def holds(case):
            case.call_and_validate()

        holds()
    assert tried == 10
