"""Index and writer together: filters, counts, increments, hard links, and any input."""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.encoder import CachedEncoder
from search.fusion import Weights
from search.index import Index
from search.records import Filters, Row, SearchError
from search.writer import IndexWriter

from .conftest import BASE, HashEncoder, actor, passage, territory, theme

QUERIES = ["santé et culture", "propreté du quartier", "médiation", "école", "jardin des habitants"]
FILTERS = [
    Filters(themes=frozenset({theme("t1")})),
    Filters(territories=frozenset({territory("v0"), territory("v2")})),
    Filters(actors=frozenset({actor("a1")}), kinds=frozenset({"passage"})),
    Filters(date_from=date(2024, 3, 1), date_to=date(2024, 8, 31)),
]


def outline(found):
    return [(hit.row, round(hit.score, 6), hit.matched) for hit in found.hits]


def copy_with_hard_links(source, target):
    for path in source.rglob("*"):
        if path.is_file():
            copy = target / path.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            os.link(path, copy)


def digests(folder):
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".lock"
    }


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("filters", FILTERS)
@pytest.mark.parametrize("semantic", [True, False])
def test_a_filter_keeps_order_and_scores_and_counts_exactly(build, passages, query, filters, semantic):
    index = build(passages)
    options = {"limit": 100, "semantic": semantic, "link_boost": {theme("t1"): 1.0}}
    everything = index.search(query, **options)
    kept = index.search(query, filters=filters, **options)
    passing = {row.iri for row in (hit.row for hit in index.search("", filters=filters, limit=100).hits)}
    assert 0 < len(kept.hits) < len(everything.hits)
    assert [(hit.row.iri, pytest.approx(hit.score)) for hit in kept.hits] == [
        (hit.row.iri, hit.score) for hit in everything.hits if hit.row.iri in passing
    ]
    assert kept.total == len(kept.hits)
    for facet, of in (("theme", "themes"), ("territory", "territories"), ("actor", "actors")):
        expected = {}
        for hit in kept.hits:
            for value in getattr(hit.row, of):
                expected[value] = expected.get(value, 0) + 1
        assert kept.counts[facet] == expected


def test_limit_does_not_change_the_beginning(build, passages):
    index = build(passages)
    assert (
        outline(index.search("culture santé", limit=3))
        == outline(index.search("culture santé", limit=50))[:3]
    )


@pytest.mark.parametrize("query", ["culture santé", "", "xylophone baroque"])
def test_a_limit_of_nothing_counts_as_much(build, passages, query):
    index = build(passages)
    counted = index.search(query, limit=0)
    assert counted.hits == ()
    assert counted.total == index.search(query, limit=10).total


@pytest.mark.parametrize("query", QUERIES)
def test_parts_are_within_bounds_and_text_matches_are_never_dropped(build, passages, query):
    index = build(passages)
    found = index.search(query, limit=100)
    for hit in found.hits:
        assert all(0 <= part <= 1 for part in (hit.score, hit.text, hit.vector, hit.link))
    by_words = {hit.row.iri for hit in index.search(query, limit=100, semantic=False).hits}
    assert by_words
    assert by_words <= {hit.row.iri for hit in found.hits}


def test_meaning_alone_finds_rows_above_the_floor_only(build, passages):
    index = build(passages)
    near = index.search("santé", limit=100, floor=0.3)
    assert all(hit.text > 0 or hit.cosine >= 0.3 for hit in near.hits)
    assert index.search("xylophone baroque").hits == ()
    assert index.search("xylophone baroque").total == 0
    assert index.search("xylophone baroque", floor=-1.0, limit=5).total > 0


def test_links_bring_the_entity_first_then_what_is_tied_to_it(build, passages):
    own = Row(iri=theme("t1"), kind="theme", title="Vivre ensemble", labels=("GUSP",), themes=(theme("t1"),))
    index = build([*passages, own])
    found = index.search("GUSP", link_boost={theme("t1"): 1.0}, limit=100)
    assert found.hits[0].row == own
    assert found.hits[0].link == 1.0
    assert {hit.row.iri for hit in found.hits} == {own.iri} | {
        row.iri for row in passages if theme("t1") in row.themes
    }
    assert all(hit.links == (theme("t1"),) for hit in found.hits)


def test_a_thing_read_in_two_documents_is_one_hit(build):
    rows = [
        passage(1, "d1", iri="x", text="Un jardin."),
        passage(2, "d2", iri="x", text="Un jardin partagé."),
    ]
    found = build([*rows, passage(3, text="Le jardin.")]).search("jardin partagé")
    assert [hit.row.iri for hit in found.hits].count("x") == 1
    assert found.hits[0].row.document == f"{BASE}document/d2"
    assert found.total == 2
    assert found.counts["kind"] == {"passage": 2}


def test_an_empty_text_lists_what_passes_latest_first(build, passages):
    found = build(passages).search("  ", filters=Filters(date_from=date(2024, 6, 1)), limit=100)
    dates = [hit.row.date_end for hit in found.hits]
    assert dates == sorted(dates, reverse=True)
    assert (
        found.total
        == len(dates)
        == sum(1 for row in passages if row.date_end and row.date_end >= date(2024, 6, 1))
    )


def test_rows_come_back_as_they_went_in(build):
    row = passage(
        1, labels=("A", "B"), heading_path=("Un", "Deux"), type="note", audiences=("p",), status="candidate"
    )
    index = build([row, Row(iri="e", kind="theme", title="")])
    assert index.rows_of(row.iri) == [row]
    assert index.rows_of("e") == [Row(iri="e", kind="theme", title="")]


def test_a_hit_says_exact_names_and_shows_the_words(build):
    index = build([Row(iri="g", kind="theme", title="Gestion urbaine de proximité", labels=("GUSP", "GUP"))])
    hit = index.search("la G.U.S.P.").hits[0]
    assert hit.exact
    assert index.search("gestion").hits[0].exact is False
    assert index.search("gestion").hits[0].matched == ("Gestion",)
    assert index.search("la gup").hits[0].matched == ("GUP",)
    assert [(item.iri, item.kind) for item in index.suggest("gest")] == [("g", "theme")]


def increments(folder, encoder):
    writer = IndexWriter(folder, encoder)
    writer.apply((), [passage(number) for number in range(40)])
    writer.apply((), [passage(number, "d2") for number in range(40, 60)])
    writer.apply((), [passage(3, text="Une action de mémoire, jardin, vélo, santé.")])
    writer.apply({f"{BASE}document/d2"}, [passage(number, "d2") for number in range(45, 65)])
    writer.apply((), (), remove_iris=[passage(7).iri])


def final_rows():
    kept = [passage(number) for number in range(40) if number not in (3, 7)]
    return [
        *kept,
        passage(3, text="Une action de mémoire, jardin, vélo, santé."),
        *(passage(number, "d2") for number in range(45, 65)),
    ]


def test_increments_give_what_a_rebuild_gives(tmp_path, build, encoder):
    increments(tmp_path / "steps", encoder)
    stepped, rebuilt = Index.open(tmp_path / "steps", encoder), build(final_rows(), "whole")
    assert len(stepped) == len(rebuilt)
    for query in QUERIES:
        for filters in (None, *FILTERS):
            left = stepped.search(query, filters=filters, limit=100)
            right = rebuilt.search(query, filters=filters, limit=100)
            assert sorted(map(str, outline(left))) == sorted(map(str, outline(right)))
            assert (left.total, left.counts) == (right.total, right.counts)


def test_unchanged_rows_are_neither_encoded_nor_written(tmp_path, encoder, passages):
    writer = IndexWriter(tmp_path, encoder)
    assert writer.apply((), passages).added == 60
    before = digests(tmp_path)
    encoder.encoded.clear()
    change = writer.apply({f"{BASE}document/d1"}, passages)
    assert (change.added, change.removed, change.unchanged, change.rows) == (0, 0, 60, 60)
    assert encoder.encoded == []
    assert digests(tmp_path) == before
    changed = writer.apply((), [passage(5, text="Autre chose.")])
    assert (changed.added, changed.removed) == (1, 1)
    assert len(encoder.encoded) == 1


def test_numbers_are_never_given_twice(tmp_path, encoder):
    writer = IndexWriter(tmp_path, encoder)
    writer.apply((), [passage(1), passage(2)])
    writer.apply((), (), remove_iris=[passage(2).iri])
    writer.apply((), [passage(3)])
    with_numbers = Index.open(tmp_path, encoder).search("action", limit=10)
    assert sorted(hit.id for hit in with_numbers.hits) == [1, 3]


@pytest.mark.parametrize("whole", [True, False], ids=["text written whole", "text written by increments"])
def test_a_hard_linked_copy_never_changes_its_origin(tmp_path, encoder, passages, monkeypatch, whole):
    monkeypatch.setattr("search.writer.REWRITE_ROWS", 20_000 if whole else 0)
    old, new = tmp_path / "1", tmp_path / "2"
    IndexWriter(old, encoder).apply((), passages)
    before, found = digests(old), outline(Index.open(old, encoder).search("santé", limit=50))
    reader = Index.open(old, encoder)
    copy_with_hard_links(old, new)
    IndexWriter(new, encoder).apply((), [passage(2, text="Tout sauf cela.")], remove_iris=[passage(9).iri])
    assert digests(old) == before
    assert outline(Index.open(old, encoder).search("santé", limit=50)) == found
    assert outline(reader.search("santé", limit=50)) == found
    assert len(Index.open(new, encoder)) == 59
    assert not [path for path in new.rglob("*.tmp")]
    for lock in new.rglob("*.lock"):  # else writing the copy would lock readers of its origin
        assert not lock.samefile(old / lock.relative_to(new))
    assert [hit.row.iri for hit in Index.open(new, encoder).search("sauf", semantic=False).hits] == [
        passage(2).iri
    ]


def test_unused_text_files_are_collected(tmp_path, encoder, monkeypatch):
    monkeypatch.setattr("search.writer.REWRITE_ROWS", 0)
    writer = IndexWriter(tmp_path, encoder)
    for step in range(12):
        writer.apply((), [passage(number, text=f"Texte {step}") for number in range(20)])
    assert Index.open(tmp_path, encoder).search("texte", limit=100, semantic=False).total == 20
    assert len(list((tmp_path / "text").iterdir())) < 40


def test_threads_read_together(build, passages):
    index = build(passages)
    expected = [outline(index.search(query)) for query in QUERIES * 8]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda query: outline(index.search(query)), QUERIES * 8)) == expected


def test_ranks_can_be_fused_instead_of_scores(build, passages):
    index = build(passages)
    by_rank = index.search("santé culture", weights=Weights(rank_constant=10), limit=100)
    by_score = index.search("santé culture", limit=100)
    assert {hit.row.iri for hit in by_rank.hits} == {hit.row.iri for hit in by_score.hits}
    assert outline(by_rank) != outline(by_score)


def test_without_an_encoder_words_are_asked(tmp_path, encoder, passages):
    IndexWriter(tmp_path, encoder).apply((), passages)
    found = Index.open(tmp_path).search("santé")
    assert found.hits
    assert found.semantic is False
    assert all(hit.cosine is None for hit in found.hits)


def test_another_encoder_is_refused(tmp_path, encoder, passages):
    IndexWriter(tmp_path, CachedEncoder(encoder, tmp_path / "cache")).apply((), passages)

    class Other(HashEncoder):
        name, sha256 = "autre", "0"

    with pytest.raises(SearchError, match=r"« hash ».*« autre »"):
        Index.open(tmp_path, Other())
    with pytest.raises(SearchError, match="reconstruisez"):
        IndexWriter(tmp_path, Other()).apply((), passages)


def test_a_missing_or_damaged_index_is_said_in_french(tmp_path, encoder, passages):
    with pytest.raises(SearchError, match="Lancez d'abord l'ingestion"):
        Index.open(tmp_path / "nowhere", encoder)
    IndexWriter(tmp_path, encoder).apply((), passages)
    (tmp_path / "vectors" / "rows.sqlite").write_bytes(b"junk")
    with pytest.raises(SearchError, match="illisible"):
        Index.open(tmp_path, encoder)


def test_an_empty_index_answers(build):
    index = build([])
    assert index.search("santé").hits == ()
    assert index.search("").total == 0
    assert index.suggest("s") == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.text(max_size=60) | st.text(alphabet="\"'*?:()[]{}^~+-!\\/&|«»·.aé ", max_size=30))
def test_no_input_raises(build, text):
    index = test_no_input_raises.__dict__.setdefault(
        "index", build([passage(number) for number in range(20)])
    )
    found = index.search(text, expansions=[(text, 0.5)], link_boost={text: 1.0}, limit=3)
    assert found.total >= len(found.hits)
    index.suggest(text)


def test_the_real_encoder_finds_by_meaning_and_says_when_there_is_nothing(build, real_encoder):
    texts = [
        "Un conseil citoyen associe la population aux décisions.",
        "La collecte et le tri des ordures ménagères en pied d'immeuble.",
        "Les écoles et les familles luttent contre le décrochage scolaire.",
        "Le calendrier des réunions du second semestre.",
    ]
    rows = [Row(iri=f"p{at}", kind="passage", title="Note", text=text) for at, text in enumerate(texts)]
    index = build(rows, encoder=real_encoder)
    best = index.search("échec des élèves à l'école", limit=4).hits[0]
    assert best.row.iri == "p2"
    nothing = index.search("cours du bitcoin")
    assert nothing.semantic
    assert nothing.hits == ()
