"""What activities are tied to, read once: the same answers as the named questions give one by one."""

from __future__ import annotations

import pytest

from centre.news import followed
from centre.tied import activities_of, partners_of, topics_of

ASKED = {"theme": "themes", "territory": "territories", "actor": "actors"}


@pytest.fixture
def opened(centre):
    return centre.opened()


def used(centre, kind):
    found = [reference.id for reference in centre.references(kind)]
    assert found
    return found


@pytest.mark.parametrize("kind", ASKED)
def test_the_activities_of_an_entity_are_those_of_the_question(centre, opened, kind):
    sessions, resources = (
        opened.listed(name, key) for name, key in (("agenda", "event"), ("resources", "resource"))
    )
    for iri in used(centre, kind):
        held = activities_of(opened, [iri])
        asked = {ASKED[kind]: iri}
        assert [row["event"] for row in opened.ask("agenda", **asked)] == [
            one for one in sessions if one in held
        ]
        found = [row["resource"] for row in opened.ask("resources", **asked)]
        assert found == [one for one in resources if one in held]


def test_the_partners_of_an_actor_are_those_of_the_question(centre, opened):
    some = 0
    for iri in used(centre, "actor"):
        rows = opened.ask("partners_of_actor", actors=iri)
        asked = {(row["partner"], row["activity"], row["partner_role"]) for row in rows}
        assert {(row["partner"], row["activity"], row["role"]) for row in partners_of(opened, iri)} == asked
        some += len(asked)
    assert some


def test_the_themes_of_an_actor_are_those_of_the_question(centre, opened):
    some = 0
    for iri in used(centre, "actor"):
        asked = {(row["theme"], row["activity"]) for row in opened.ask("topics_of_actor", actors=iri)}
        assert {(row["theme"], row["activity"]) for row in topics_of(opened, iri)} == asked
        some += len(asked)
    assert some


def test_a_page_and_a_feed_ask_no_list_again(centre, opened, monkeypatch):
    """They choose among lists that are read once a snapshot."""
    iris = [used(centre, kind)[0] for kind in ASKED]
    for iri in iris:
        assert centre.entity(iri)
        assert followed(opened, iri)
    asked = []
    ask = opened.ask
    monkeypatch.setattr(
        opened, "ask", lambda question, **values: asked.append(question) or ask(question, **values)
    )
    for iri in iris:
        assert centre.entity(iri)
        assert followed(opened, iri)
    assert asked
    assert not {"agenda", "resources", "partners_of_actor", "topics_of_actor", "activity_links"} & {*asked}


def test_nothing_is_told_of_what_is_not_known(opened):
    from ontology.vocabulary import BASE

    assert followed(opened, f"{BASE}theme/rien") is None
    assert followed(opened, f"{BASE}series/rien") is None
    assert activities_of(opened, [f"{BASE}actor/rien"]) == set()
