"""An institution named by its kind in a document that names one of the kind in full."""

import pytest


def facilitators(found):
    return {(one.label, one.status) for one in found.affiliations if one.role == "facilitator"}


@pytest.mark.parametrize(
    ("full", "expected"),
    [
        ("La CAF Touraine finance le centre.", ("CAF Touraine", "fact")),
        ("La CAF de l'Eure finance le centre.", ("CAF de l'Eure", "candidate")),
        (
            "La CAF de l'Eure et la CAF Touraine financent.",
            ("CAF (caisses d'allocations familiales)", "fact"),
        ),
        ("Le centre est ouvert.", ("CAF (caisses d'allocations familiales)", "fact")),
    ],
)
def test_the_caf_is_the_one_that_the_document_names(understand, full, expected):
    assert facilitators(understand(full, "La CAF anime aussi un atelier avec les parents.")) == {expected}


def test_all_of_a_kind_are_not_the_one_named(understand):
    found = understand("La CAF Touraine finance le centre.", "Les CAF animent des ateliers.")
    assert facilitators(found) == {("CAF (caisses d'allocations familiales)", "fact")}


def test_the_words_are_linked_to_the_one_named(understand):
    found = understand("La CAF Touraine finance le centre.", "La CAF anime un atelier.")
    assert {link.label for link in found.links if link.kind == "actor"} == {"CAF Touraine"}
