"""Variants are made as they are typed, and what changes is told."""

from __future__ import annotations

from benchmarks.robustness import compare, read_queries, variants_of


def test_there_are_a_hundred_queries_with_variants_of_every_sort():
    queries = read_queries()
    assert len({query["query"] for query in queries}) == len(queries) >= 100
    sorts = {sort.rstrip("2") for query in queries for sort, _ in variants_of(query)}
    assert sorts >= {"no accents", "capitals", "number", "acronym", "inclusive", "hyphen"}
    assert not [query for query in queries if query["query"] in query["variants"].values()]


def test_accents_and_ligatures_are_dropped_as_in_haste():
    written = dict(variants_of({"query": "Cœur de ville à Orléans", "variants": {"acronym": "ACV"}}))
    assert written == {
        "no accents": "Coeur de ville a Orleans",
        "capitals": "CŒUR DE VILLE À ORLÉANS",
        "acronym": "ACV",
    }


def test_the_same_results_in_another_order_are_the_same():
    answers = {"gusp": ("a", "b"), "GUSP": ("b", "a"), "proximité": ("a", "c")}
    same, other = compare([{"query": "gusp", "variants": {"acronym": "proximité"}}], answers.__getitem__)
    assert same.same
    assert (other.lost, other.gained) == (("b",), ("c",))
