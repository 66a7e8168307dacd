"""The benchmark of search: what it asks, and that a round is left out."""

from __future__ import annotations

from benchmarks.latency import measure, queries


def test_each_query_is_asked_once_a_round_and_the_first_round_is_not_measured() -> None:
    asked: list[str] = []
    assert len(measure(asked.append, ["a", "b"], rounds=2)) == 4
    assert asked == ["a", "b"] * 3


def test_the_queries_are_many_and_differ() -> None:
    texts = queries()
    assert len(texts) == len(set(texts)) > 150
