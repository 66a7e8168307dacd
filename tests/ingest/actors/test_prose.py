"""Names of organisations read in running text: where they begin, where they end, and what is no part of them."""

import pytest


def named(found):
    return {one.label for one in found.new_actors}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("L'association Lire aux Éclats anime un atelier.", "Association Lire aux Éclats"),
        ("La régie Cent pour Val a ouvert une recyclerie.", "Régie Cent pour Val"),
        ("Une soirée organisée par la régie Cent pour Val.", "Régie Cent pour Val"),
        ("Finistère habitat finance le projet.", "Finistère habitat"),
        ("Le bailleur Brest métropole habitat rénove deux tours.", "Brest métropole habitat"),
        ("Le district Gard-Lozère de football tient son tournoi.", "District Gard-Lozère de football"),
        ("Le réseau Horizons & Rivages se réunit.", "Réseau Horizons & Rivages"),
        ("Une soirée animée par le Ministère chargé de la Ville.", "Ministère chargé de la Ville"),
        ("Le réseau Proximités accompagne des habitants.", "Réseau Proximités"),
        ("La journée est organisée par le Morbihan et Lorient Agglomération.", "Lorient Agglomération"),
    ],
)  # fmt: skip
def test_a_name_is_read_whole(understand, text, name):
    assert name in named(understand(text))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("L'association Horizon aux Mureaux anime un atelier.", "Association Horizon aux Mureaux"),
        ("Une étude du cabinet Horizon pour Tours Habitat.", "Cabinet Horizon pour Tours Habitat"),
        ("Le plan prévoit que Tours habitat social et privé avancent.", "Tours habitat"),
        ("Le volet Diagnostic habitat du contrat.", "Diagnostic habitat"),
        ("Le réseau Santé se réunit.", "Réseau Santé"),
        ("Le réseau Plaines en partage se réunit.", "Réseau Plaines"),
        ("Les élus veulent un réseau Internet gratuit.", "Réseau Internet"),
    ],
)  # fmt: skip
def test_a_place_or_a_subject_does_not_make_a_name(understand, text, wrong):
    assert wrong not in named(understand(text))


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("À Tours, Horizon proposera une sortie.", {"Horizon"}),
        ("Samedi, À Tours, Horizon proposera une sortie.", {"Horizon"}),
        ("Avec Tours Habitat, la régie Horizon organise un forum.", {"Tours Habitat", "Régie Horizon"}),
    ],
)  # fmt: skip
def test_what_opens_a_sentence_is_no_part_of_a_name(understand, text, actors):
    found = understand(text)
    assert {one.label for one in found.affiliations} == actors
    assert not any(label.startswith(("À ", "Avec ")) for label in named(found))


@pytest.mark.parametrize("function", ["en charge de", "chargée de", "déléguée à", "responsable de"])
def test_a_function_is_no_part_of_the_body_it_is_held_in(understand, function):
    found = understand(
        f"Alice Morel, élue de Lorient Agglomération {function} la culture, a ouvert la journée."
    )
    assert named(found) == {"Alice Morel", "Lorient Agglomération"}


def test_a_departement_without_its_article_is_a_place(understand):
    found = understand("Une journée organisée par Tours Habitat, Morbihan, avec la régie Horizon.")
    assert "Morbihan" not in named(found)


def test_those_who_wrote_a_guide_are_its_authors(understand):
    found = understand("Le guide de Sofiane Merabet et Julie Lang présente la méthode.")
    (work,) = [one for one in found.resources[0].citations if one.kind == "document"]
    assert {(one.label, one.role) for one in work.participations} == {
        ("Sofiane Merabet", "author"),
        ("Julie Lang", "author"),
    }
