"""What people decided, seen from outside: merged things redirect, withdrawn ones are gone."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from centre.centre import open_centre
from tests.centre.writing import take_in, write_note, write_programme
from tests.search.conftest import HashEncoder
from tests.service.conftest import service

BASE = "https://maillage.example/id/"


@pytest.fixture(scope="module")
def decided(tmp_path_factory) -> TestClient:
    folder = tmp_path_factory.mktemp("decided")
    take_in(folder / "data", write_programme(folder), write_note(folder))
    centre = open_centre(folder / "data", encoder=HashEncoder())
    for action, target, value in (
        ("merge", "actor/reso-villes", "actor/villes-au-carre"),
        ("hide", "actor/ville-d-orleans", ""),
    ):
        given = [target, value] if value else [target]
        centre.decide(action, given, author="Une documentaliste", reason="essai", publish=False)
    centre.apply_decisions()
    return TestClient(service(centre), base_url="http://centre.test", follow_redirects=False)


@pytest.mark.parametrize("suffix", ["", ".ttl", ".jsonld"])
def test_the_old_address_of_a_merged_actor_leads_to_the_other(decided, suffix):
    answer = decided.get(f"/id/actor/reso-villes{suffix}")
    assert answer.status_code == 301
    assert answer.headers["location"].endswith(f"/id/actor/villes-au-carre{suffix}")


@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
def test_what_a_person_hid_is_gone(decided, accept):
    assert decided.get("/id/actor/ville-d-orleans", headers={"Accept": accept}).status_code == 410
    assert decided.get("/id/actor/nobody", headers={"Accept": accept}).status_code == 404
