"""Institutions named by what they are and where they are."""

import pytest

from ingest.actors.institutions import institutions_of


@pytest.mark.parametrize(
    ("text", "label", "known"),
    [
        ("le conseil départemental du Cher", "Conseil départemental du Cher", True),
        ("la CAF d'Indre-et-Loire", "CAF Touraine", True),
        ("la Caisse d’allocations familiales d’Indre-et-Loire", "CAF Touraine", True),
        ("la mairie de Vierzon", "Ville de Vierzon", True),
        ("l'agglomération de Blois", "Agglopolys", True),
        ("l'ARS Centre-Val de Loire", "ARS Centre-Val de Loire", True),
        ("la préfecture du Loiret", "Préfecture du Loiret", False),
        ("le rectorat d'Orléans-Tours", "Rectorat de l’académie d'Orléans-Tours", False),
        ("la caisse d'allocations familiales de la Loire", "CAF de la Loire", False),
        ("la mission locale de Tours", "Mission locale de Tours", False),
    ],
)
def test_an_institution_is_filed_under_its_place(linker, text, label, known):
    (found,) = institutions_of(linker).read(text)
    assert (found.label, found.known is not None) == (label, known)
    assert text[found.start : found.end] == text.split(" ", 1)[-1].removeprefix("l'") or text.startswith("l'")


@pytest.mark.parametrize(
    "text", ["la ville de demain", "une caisse à outils", "le conseil citoyen", "Ville Caraïbe"]
)
def test_what_names_no_place_is_no_institution(linker, text):
    assert institutions_of(linker).read(text) == []


def test_two_places_are_two_institutions(understand):
    found = understand("La préfecture du Cher et la préfecture du Gers ont signé.")
    assert {one.label for one in found.new_actors} == {"Préfecture du Cher", "Préfecture du Gers"}
    assert found.duplicates == ()


def test_an_institution_acts_on_its_place(understand):
    (tie,) = understand("La préfecture du Loiret était là.").relations
    assert (tie.predicate, tie.object_label, tie.status) == ("activeIn", "Loiret", "fact")
