"""Roles that running text gives by its grammar."""

import pytest


def roles(found):
    return {(one.label, one.role) for one in found.affiliations if one.cue}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La rencontre a réuni la régie Horizon, l'association Les Petits Pas et trente habitants.", {("Régie Horizon", "participant"), ("Association Les Petits Pas", "participant")}),
        ("Le lieu a ouvert en présence de Marie Dupont, maire de Tours, et de Paul Martin, président de la régie Horizon.", {("Marie Dupont", "participant"), ("Paul Martin", "participant")}),
        ("Bastien Morel, préfet du Loiret, et Odile Martin, présidente d'Orléans Métropole, ont apposé leur signature.", {("Bastien Morel", "participant"), ("Odile Martin", "participant")}),
        ("La régie Horizon et le centre social Les Lilas étaient présents.", {("Régie Horizon", "participant"), ("Centre social Les Lilas", "participant")}),
        ("La réunion s'est tenue au centre social Les Lilas.", {("Centre social Les Lilas", "host")}),
        ("Merci à la régie Horizon, où s'est tenue la rencontre.", {("Régie Horizon", "host")}),
        ("La convention signée avec l'ANCT et Tours Habitat court jusqu'en 2030.", {("ANCT", "participant"), ("Tours Habitat", "participant")}),
        ("Le solde est apporté par Tours Habitat.", {("Tours Habitat", "funder")}),
        ("Animation de l'atelier : Marie Dupont et Paul Martin", {("Marie Dupont", "facilitator"), ("Paul Martin", "facilitator")}),
        ("Le comité de sélection est présidé par Marie Dupont, préfète du Loiret.", {("Marie Dupont", "facilitator")}),
        ("Des tables expérimentées la même année par la Fédération des centres sociaux et socioculturels de France.", {("Fédération des centres sociaux et socioculturels de France", "organiser")}),
        ("La Ville d'Orléans organise ce forum.", {("Ville d'Orléans", "organiser")}),
        ("L'Eurométropole de Strasbourg accueille la rencontre.", {("Eurométropole de Strasbourg", "host")}),
    ],
)  # fmt: skip
def test_a_sentence_gives_a_role(understand, text, expected):
    assert roles(understand(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "L'association Les Petits Pas est présidée par Paul Martin.",
        "L'ANCT n'a pas financé le projet.",
        "Ni la Fondation de France ni l'ANCT n'ont été sollicitées.",
        "Marie Dupont prend la suite de Paul Martin.",
        "L'atelier s'est tenu sans la participation de l'ANCT.",
    ],
)
def test_an_office_or_what_did_not_happen_is_no_role(understand, text):
    assert roles(understand(text)) == set()
