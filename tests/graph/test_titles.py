"""Titles are alike by the words that say something."""

from __future__ import annotations

import pytest

from graph.titles import likeness, numbers_differ


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Visite de la régie des Pins", "La régie des Pins : visite"),
        ("Réseau GUSP", "Réseau de la gestion urbaine et sociale de proximité"),
        ("Les 30 ans de l’ADIL du Nord", "Les trente ans de l’agence départementale d’information sur le logement du Nord"),
        ("Rencontre des coordonnatrices éducatives", "Rencontre des coordonnateurs éducatifs"),
        ("Relancer les conseils citoyens", "Relancer les conseils citoyens, première séance"),
    ],
)  # fmt: skip
def test_other_wordings_of_one_title_are_alike(one: str, other: str) -> None:
    assert likeness((one,), (other,)) > 0.75
    assert likeness((one,), (other,)) == pytest.approx(likeness((other,), (one,)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Réunion du réseau", "Réunion du réseau"),
        ("Journée régionale", "Rencontre régionale"),
        ("Marche exploratoire à Bellevue", "Visite apprenante à Malakoff"),
        ("Conseil d’administration", "Conseil citoyen"),
    ],
)
def test_words_that_any_meeting_has_say_nothing(one: str, other: str) -> None:
    assert likeness((one,), (other,)) < 0.5


def test_editions_and_years_tell_titles_apart() -> None:
    assert numbers_differ("2e rencontre des régies", "Troisième rencontre des régies")
    assert numbers_differ("Regards croisés #2", "Regards croisés #3")
    assert numbers_differ("Assises 2023", "Assises 2024")
    assert not numbers_differ("Première rencontre des régies", "1re rencontre des régies")
    assert not numbers_differ("Les 20 ans de l’agence", "2e anniversaire")  # an age is no edition
