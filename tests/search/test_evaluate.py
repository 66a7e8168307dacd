"""Measures are those of the field, and what is written in TREC form is read back."""

from __future__ import annotations

import json
import math

import pytest

pytest.importorskip("ir_measures", reason="ir_measures n’est pas installé")

from search.evaluate import (
    Collection,
    compare,
    interval,
    make_run,
    measure,
    read_collections,
    read_run,
    run_parts,
    write_grades,
    write_run,
)


@pytest.fixture
def collection():
    documents = {
        "a": "la médiation sociale au pied des immeubles",
        "b": "le jardin partagé des habitants",
        "c": "le vélo et la gare",
    }
    return Collection(
        name="petite",
        documents=documents,
        queries={"q0": "médiation sociale", "q1": "jardin"},
        grades={"q0": {"a": 2, "c": 1}, "q1": {"b": 1}},
    )


def test_measures_are_those_worked_out_by_hand(collection):
    run = {"q0": {"c": 2.0, "a": 1.0}, "q1": {"a": 3.0, "c": 2.0}}
    found = measure(collection, run)
    ideal = 2 + 1 / math.log2(3)
    assert found["nDCG@10"].values == pytest.approx(((1 + 2 / math.log2(3)) / ideal, 0.0))
    assert found["RR@10"].values == (1.0, 0.0)
    assert found["R@20"].mean == 0.5
    assert found["nDCG@10"].low <= found["nDCG@10"].mean <= found["nDCG@10"].high


def test_a_query_that_the_run_lacks_counts_for_nothing(collection):
    found = measure(collection, {"q0": {"a": 2.0, "c": 1.0}})
    assert found["nDCG@10"].values == (1.0, 0.0)


def test_equal_scores_keep_the_order_of_the_system():
    run = make_run({"q": "x"}, lambda text: [("late", 1.0), ("early", 1.0), ("late", 1.0)])
    assert sorted(run["q"], key=lambda key: -run["q"][key]) == ["late", "early"]


def test_a_difference_is_told_from_chance():
    assert compare([0.5] * 20, [0.5] * 20) == 1.0
    assert compare([0.9] * 20, [0.1] * 20) < 0.001
    assert compare([0.9, 0.1] * 10, [0.1, 0.9] * 10) > 0.5


def test_the_interval_narrows_with_queries():
    import numpy as np

    few, many = np.tile([0.0, 1.0], 5), np.tile([0.0, 1.0], 500)
    assert interval(few)[1] - interval(few)[0] > interval(many)[1] - interval(many)[0]


def test_what_is_written_is_read(collection, tmp_path):
    run = {"q0": {"c": 2.0, "a": 1.0}, "q1": {"b": 1.0}}
    write_run(run, "a system", tmp_path / "run.trec")
    assert read_run(tmp_path / "run.trec") == run
    assert (tmp_path / "run.trec").read_text(encoding="utf-8").splitlines()[0] == "q0 Q0 c 1 2 a-system"
    write_grades(collection, tmp_path / "qrels.trec")
    assert "q0 0 a 2\n" in (tmp_path / "qrels.trec").read_text(encoding="utf-8")


def test_each_part_finds_what_it_should(collection, encoder, tmp_path):
    runs = run_parts(collection, encoder, tmp_path)
    assert set(runs) == {"words", "meaning", "both"}
    for run in runs.values():
        assert next(iter(run["q0"])) == "a"
        assert next(iter(run["q1"])) == "b"
    assert "c" not in runs["words"]["q1"]


def test_development_sets_are_read(tmp_path):
    import gzip

    faq = {"docs": {"a": {"title": "t", "text": "answer"}}, "title_to_answer": [{"q": "t", "rel": ["a"]}]}
    (tmp_path / "faq_cnil_crpa_fr.json").write_text(json.dumps(faq), encoding="utf-8")
    pages = {"chunks": [{"text": "x" * 2000}]}
    (tmp_path / "dila_fiches_fr.json").write_text(json.dumps(pages), encoding="utf-8")
    laws = {"corpus": [{"id": "s1", "text": "section"}], "queries": [{"q": "title", "rel": ["s1"]}]}
    with gzip.open(tmp_path / "laws_title_to_section_fr.json.gz", "wt", encoding="utf-8") as stream:
        json.dump(laws, stream)
    first, second = read_collections(tmp_path)
    assert first.documents == {"a": "answer", "page-0": "x" * 1500}
    assert first.grades == {"q0": {"a": 1}}
    assert second.queries == {"q0": "title"}
