"""Spellings of one French word are one term, and offsets lead back to the text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import analyse, keep_content, split_quotes


def terms(text):
    return [token.term for token in analyse(text)]


@pytest.mark.parametrize(
    "spellings",
    [
        ("évaluation", "evaluation", "ÉVALUATIONS", unicodedata.normalize("NFD", "évaluation")),
        ("aménagé", "aménagée", "aménagés", "amenagees"),
        ("élu", "élus", "élue", "élues", "élu·e", "élu·es", "élu.e.s", "élu-e-s"),
        ("professionnels", "professionnelle", "professionnel·les", "professionnel.le.s"),
        ("chargé", "chargé.e.s", "CHARGÉ.E.S", "chargé(e)s", "chargées"),
        ("habitants", "habitant(e)s", "habitant-e-s", "habitantes", "habitant•es"),
        ("formateurs", "formateurs/trices", "formatrices", "formateur·rice·s", "formateur.rice.s"),
        ("chefs", "cheffes", "chef·fes", "Chef·fe"),
        ("citoyens", "citoyen·nes", "citoyennes", "citoyen-ne-s"),
        ("pluriel", "Pluriel[le]s", "plurielles"),
        ("quartier", "quartier(s)", "quartiers"),
        ("A.N.R.U.", "ANRU", "anru", "l'A.N.R.U.", "l’Anru"),
        ("habitat", "l'habitat", "l’habitat", "d’habitat", "L'HABITAT", "qu'habitat"),
        ("cœur", "coeur", "CŒUR", "COEUR"),
        ("co-animé", "coanimé", "co\u2011animée"),
        ("aujourd'hui", "aujourd’hui"),
        ("social", "sociaux", "sociale"),
    ],
    ids=lambda spellings: spellings[0],
)
def test_spellings_of_one_word_are_one_term(spellings):
    assert {tuple(terms(spelling)) for spelling in spellings} == {tuple(terms(spellings[0]))}
    assert len(terms(spellings[0])) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [("égalité", "également"), ("police", "politique"), ("habitat", "habitants"), ("QPV", "CPV")],
)
def test_different_words_stay_different(first, second):
    assert terms(first) != terms(second)


def test_compounds_are_their_parts_unless_the_first_is_a_prefix():
    assert terms("Centre-Val") == terms("centre val")
    assert terms("inter-bailleurs") == terms("interbailleurs")
    assert len(terms("donnez-les")) == 2
    assert len(terms("et/ou")) == 2


def test_a_sentence_end_is_not_an_inclusive_form():
    assert terms("fin de ville. Les gens") == terms("fin de ville Les gens")


def test_words_of_questions_are_dropped_unless_nothing_remains():
    kept = keep_content(list(analyse("Qui travaille sur la GUSP à Tours ?")))
    assert [token.word for token in kept] == ["gusp", "tours"]
    assert [token.word for token in keep_content(list(analyse("qui sur la")))] == ["qui", "sur", "la"]


def test_quotes_of_all_kinds_are_split():
    assert split_quotes('a "b c" « d » “e” f')[1] == ["b c", " d ", "e"]
    assert split_quotes('une " seule')[1] == []


@given(st.text(max_size=200))
def test_offsets_are_in_the_text_and_in_order(text):
    end = 0
    for token in analyse(text):
        assert end <= token.start < token.end <= len(text)
        assert token.term
        assert " " not in token.term
        end = token.end


def test_offsets_give_the_word_as_written():
    text = "Pour les chargé·es de mission de l’A.N.R.U."
    assert [text[token.start : token.end] for token in analyse(text)] == [
        "Pour",
        "les",
        "chargé·es",
        "de",
        "mission",
        "de",
        "A.N.R.U.",
    ]
