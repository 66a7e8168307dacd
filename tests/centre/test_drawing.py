"""A network laid out: the same each time, cut where it cannot be read, with its groups and who ties them."""

from __future__ import annotations

from itertools import combinations

from centre.drawing import MOST, draw
from centre.network import Network, NetworkActor, NetworkTie


def network(pairs, categories=None, days=None):
    names = sorted({name for pair in pairs for name in pair})
    return Network(
        actors=tuple(
            NetworkActor(
                id=name, label=name.upper(), category=(categories or {}).get(name, "reseau"), activities=1
            )
            for name in names
        ),
        ties=tuple(
            NetworkTie(
                source=min(pair),
                target=max(pair),
                activities=("x",),
                first=(days or {}).get(pair),
                last=(days or {}).get(pair),
            )
            for pair in pairs
        ),
    )


CLUSTERS = [*combinations("abcd", 2), *combinations("wxyz", 2), ("d", "w")]


def test_the_same_network_is_drawn_the_same_within_the_frame():
    first, second = draw(network(CLUSTERS)), draw(network(CLUSTERS))
    assert first == second
    assert all(0 <= one.x <= 1 and 0 <= one.y <= 1 for one in first.actors)
    assert len({(one.x, one.y) for one in first.actors}) == 8
    assert len(first.ties) == len(CLUSTERS)


def test_groups_and_those_who_tie_them_are_told():
    drawn = {one.id: one for one in draw(network(CLUSTERS)).actors}
    assert {drawn[name].community for name in "abcd"} != {drawn[name].community for name in "wxyz"}
    assert all(len({drawn[name].community for name in group}) == 1 for group in ("abcd", "wxyz"))
    assert min(drawn[name].between for name in "dw") > max(drawn[name].between for name in "abcxyz")
    assert drawn["d"].partners == 4


def test_what_is_near_an_actor_is_one_or_two_ties_away():
    chain = network([("a", "b"), ("b", "c"), ("c", "d")])
    assert {one.id for one in draw(chain, actor="a").actors} == {"a", "b"}
    assert {one.id for one in draw(chain, actor="a", hops=2).actors} == {"a", "b", "c"}
    assert draw(chain, actor="nobody").actors == ()


def test_kinds_and_years_are_chosen_and_what_may_be_chosen_stays():
    kinds = {"a": "association", "b": "association", "c": "personne"}
    days = {("a", "b"): "2023-05-01", ("b", "c"): "2024-02-01"}
    whole = network([("a", "b"), ("b", "c")], kinds, days)
    assert {one.id for one in draw(whole, categories=["association"]).actors} == {"a", "b"}
    assert {one.id for one in draw(whole, year=2024).actors} == {"b", "c"}
    chosen = draw(whole, categories=["association"])
    assert chosen.categories == (("association", 2), ("personne", 1))
    assert draw(whole, year=2024).years == (2023, 2024)


def test_a_network_too_large_to_be_read_keeps_its_best_tied():
    star = network([("hub", f"leaf{number:03}") for number in range(MOST + 20)])
    drawn = draw(star)
    assert len(drawn.actors) == MOST
    assert drawn.left_out == 21
    assert drawn.actors[0].id == "hub"
    assert draw(network([])).actors == ()
