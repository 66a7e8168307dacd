"""The text index: spellings, phrases, names, type-ahead, and any input."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.records import Row, SearchError
from search.text import TextIndex, write_text

ROWS = {
    1: Row(iri="r1", kind="theme", title="Gestion urbaine et sociale de proximité", labels=("GUSP",)),
    2: Row(
        iri="r2",
        kind="passage",
        title="Atelier",
        text="Les professionnel·les de l’habitat mènent l'évaluation de la politique de la ville ici.",
    ),
    3: Row(
        iri="r3",
        kind="passage",
        title="Atelier",
        text="La ville a une politique culturelle pour ses habitant(e)s.",
    ),
    4: Row(iri="r4", kind="actor", title="Agence nationale pour la rénovation urbaine", labels=("A.N.R.U.",)),
    5: Row(
        iri="r5",
        kind="event",
        title="Cœur de ville",
        text="Rencontre des élus",
        heading_path=("Faire réseau",),
    ),
}


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("text")
    write_text(folder, remove=(), add=ROWS.items())
    return TextIndex(folder)


def anything(ids):
    return np.ones(len(ids), dtype=bool)


def find(index, text, **options):
    understood = index.understand(text, **options)
    ids, scores, _ = index.search(understood, 1000, allowed=anything)
    held = set().union(*(rows.tolist() for rows in index.holders(understood)))
    assert held == set(ids.tolist())
    np.testing.assert_allclose(index.score(understood, np.sort(ids)), scores[np.argsort(ids)])
    assert np.all(np.diff(scores) <= 0)
    return ids.tolist()


@pytest.mark.parametrize(
    ("spellings", "expected"),
    [
        (("professionnels", "professionnelles", "PROFESSIONNEL.LE.S", "professionnel(le)s"), {2}),
        (("évaluation", "evaluation"), {2}),
        (("l'habitat", "habitat", "d’habitat"), {2}),
        (("habitants", "habitantes", "habitant·es"), {3}),
        (("ANRU", "anru", "A.N.R.U.", "l'ANRU"), {4}),
        (("coeur", "cœur", "CŒUR"), {5}),
        (("élus", "elus", "élu·es"), {5}),
        (("réseau", "reseaux"), {5}),
        (("Qui travaille sur la GUSP ?", "gusp"), {1}),
    ],
)
def test_spellings_give_the_same_hits(index, spellings, expected):
    for spelling in spellings:
        assert set(find(index, spelling)) == expected, spelling


def test_any_word_is_enough_and_more_words_rank_higher(index):
    assert find(index, "politique culturelle")[0] == 3
    assert set(find(index, "politique culturelle")) == {2, 3}


def test_a_quoted_phrase_must_be_there(index):
    assert find(index, '"politique de la ville"') == [2]
    assert find(index, "« politique de la ville »") == [2]
    assert find(index, '"ville politique"') == []


def test_an_expansion_wants_all_its_words(index):
    assert find(index, "zzzz") == []
    assert find(index, "zzzz", expansions=[("rénovation urbaine", 0.5)]) == [4]
    assert find(index, "zzzz", expansions=[("rénovation culturelle", 0.5)]) == []


def test_a_misspelt_word_finds_its_neighbour_only_when_it_is_absent(index):
    understood = index.understand("renovaton")
    assert [word for word, _ in understood.corrected] == ["renovaton"]
    assert index.search(understood, 10, allowed=anything)[0].tolist() == [4]
    assert index.understand("rénovation").corrected == ()
    assert index.understand("vile").corrected == ()  # too short to be taken for another


def test_named_is_the_whole_name_only(index):
    assert index.named("la gusp").tolist() == [1]
    assert index.named("Gestion urbaine et sociale de proximité").tolist() == [1]
    assert index.named("gestion urbaine").tolist() == []


def test_complete_wants_all_words_and_completes_the_last(index):
    assert index.complete("gest", 5) == [1]
    assert index.complete("sociale gest", 5) == [1]
    assert index.complete("réno", 5) == [4]
    assert index.complete("ateli", 5) == []  # titles of passages are not proposed
    assert index.complete("culture gest", 5) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.text(max_size=80)
    | st.text(alphabet="\"'*?:()[]{}^~+-!\\/&|<>= aeé«»“”·.", max_size=40)
    | st.sampled_from(["title:", "AND OR NOT", "[a TO b]", "a" * 70_000, '"' * 999, "\x00", "é" * 3000])
)
def test_no_input_raises(index, text):
    find(index, text)
    find(index, "x", expansions=[(text, 1.0)])
    index.complete(text, 5)
    index.named(text)


def test_too_few_allowed_among_the_best_makes_it_look_further(tmp_path):
    rows = [Row(iri=str(at), kind="passage", title="", text="ville " * (at % 7 + 1)) for at in range(200)]
    write_text(tmp_path, remove=(), add=enumerate(rows))
    index = TextIndex(tmp_path)
    query = index.understand("ville")
    everything, scores, best = index.search(query, 200, allowed=anything)
    kept, kept_scores, same_best = index.search(query, 5, allowed=lambda ids: ids % 20 == 0)
    expected = everything[everything % 20 == 0][:5]
    assert kept.tolist() == expected.tolist()
    np.testing.assert_allclose(kept_scores, scores[np.isin(everything, expected)])
    assert best == same_best
    assert index.search(query, 5, allowed=lambda ids: ids < 0)[0].tolist() == []


def test_frequent_words_are_kept_in_advance(tmp_path, monkeypatch):
    texts = ["ville"] * 9 + ["rare"]
    rows = [Row(iri=str(at), kind="passage", title="", text=text) for at, text in enumerate(texts)]
    write_text(tmp_path, remove=(), add=enumerate(rows))
    index = TextIndex(tmp_path)
    index.keep_frequent(share=0.5)
    monkeypatch.setattr(index, "_rows_of", None)
    assert index._held.cache_info().currsize == 1
    assert index.holders(index.understand("ville"))[0].tolist() == list(range(9))
    assert index._held.cache_info().hits == 1


def test_removed_rows_are_gone(tmp_path):
    write_text(tmp_path, remove=(), add=ROWS.items())
    write_text(
        tmp_path, remove=[2], add=[(6, Row(iri="r6", kind="passage", title="Neuf", text="La politique."))]
    )
    assert set(find(TextIndex(tmp_path), "politique")) == {3, 6}


def test_a_missing_index_is_said_in_french(tmp_path):
    with pytest.raises(SearchError, match="illisible"):
        TextIndex(tmp_path / "nowhere")


def test_a_text_is_written_in_both_numbers_where_the_index_has_both(tmp_path):
    texts = (
        "un conseil social",
        "des conseils sociaux",
        "les tours de la ville",
        "un habitant, des habitants",
    )
    rows = [Row(iri=str(at), kind="passage", title="", text=text) for at, text in enumerate(texts)]
    write_text(tmp_path, remove=(), add=enumerate(rows))
    index = TextIndex(tmp_path)
    both = ("conseil social à Tours ?", "conseils sociaux à Tours ?")
    for written in ("conseil social à Tours ?", "conseils sociaux à Tours ?", "conseils social à Tours ?"):
        assert index.numbers(written) == both
    for written in ("habitant", "habitants", "habitant·es", "habitant(e)s"):
        assert index.numbers(written) == ("habitant", "habitants")
    assert index.numbers("zorglubs à Blois") == ("zorglubs à Blois",) * 2
