"""The judged queries are well formed, and their judgements find the rows that they name."""

from __future__ import annotations

from collections import Counter

from benchmarks.search_corpus import grade_rows, read_queries
from search.records import Row

KINDS = {"passage", "event", "series", "resource", "actor", "theme", "territory"}


def test_there_are_enough_queries_of_every_sort():
    queries = read_queries()
    assert len({query["query"] for query in queries}) == len(queries) >= 120
    sorts = Counter(query["sort"] for query in queries)
    wanted = {"acronym", "synonym", "everyday", "typo", "no-accent", "question", "name", "code"}
    assert wanted <= set(sorts)
    for query in queries:
        assert query["relevant"]
        for judged in query["relevant"]:
            assert judged["grade"] in {1, 2, 3}
            assert ("title" in judged) != ("text" in judged)
            assert judged.get("kind", "passage") in KINDS


def test_a_judgement_is_of_a_title_or_of_words_of_a_passage():
    rows = [
        Row(iri="t", kind="theme", title="Médiation sociale"),
        Row(iri="e", kind="event", title="Médiation sociale"),
        Row(iri="p", kind="passage", title="Médiation sociale", text="Une médiation en soirée, au Sanitas."),
    ]
    query = {
        "relevant": [
            {"kind": "theme", "title": "mediation sociale", "grade": 3},
            {"text": "médiation en soirée", "grade": 1},
            {"text": "en soirée", "grade": 2},
        ]
    }
    assert grade_rows(query, rows) == {"t": 3, "p": 2}
