"""The network of actors: who shares which activities, once each."""

from __future__ import annotations

import pytest

from centre.network import _ties


def row(actor, activity, series=None, start=None):
    return {"actor": actor, "activity": activity, "series": series, "start": start}


def test_two_actors_of_one_activity_are_tied_once():
    rows = [
        row("b", "e1", start="2024-01-02"),
        row("a", "e1", start="2024-01-02"),
        row("a", "e1", start="2024-01-01"),
    ]
    assert _ties(rows) == {("a", "b"): {"e1": "2024-01-01"}}


def test_the_actors_of_a_series_are_tied_to_those_of_its_sessions_and_sessions_are_not_tied():
    rows = [
        row("s", "series"),
        row("a", "e1", "series", "2024-01-01"),
        row("b", "e2", "series", "2024-02-01"),
    ]
    assert set(_ties(rows)) == {("a", "s"), ("b", "s")}


def test_an_actor_is_not_tied_to_itself():
    assert _ties([row("a", "e1", "series"), row("a", "series")]) == {}


@pytest.mark.parametrize("label", ["Villes au Carré", "RésO Villes"])
def test_the_partners_of_an_actor_are_those_of_the_question(centre, label):
    everything, own = centre.network(), centre.network(actor=label)
    iri = next(one.id for one in own.actors if one.label == label)
    assert {tie for tie in everything.ties if iri in (tie.source, tie.target)} == set(own.ties)
    asked = {answer.id for answer in centre.who(f"Qui sont les partenaires de {label} ?", limit=100).answers}
    assert {one.id for one in own.actors} - {iri} == asked


def test_around_an_actor_are_those_it_does_most_with_and_their_own_ties(centre):
    whole = centre.network()
    degree = {one.id: 0 for one in whole.actors}
    weight = {}
    for tie in whole.ties:
        for one, other in ((tie.source, tie.target), (tie.target, tie.source)):
            degree[one] += 1
            weight[one, other] = len(tie.activities)
    best = max(degree, key=lambda iri: (degree[iri], iri))
    small = centre.drawn_network(actor=best, most=3)
    shown = {one.id for one in small.actors}
    assert best in shown
    assert len(shown) == 3
    left = [other for one, other in weight if one == best and other not in shown]
    assert min(weight[best, one] for one in shown - {best}) >= max(
        (weight[best, one] for one in left), default=0
    )
    assert {frozenset((tie.source, tie.target)) for tie in small.ties} == {
        frozenset((tie.source, tie.target)) for tie in whole.ties if {tie.source, tie.target} <= shown
    }
