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
        ("Villes au Carré a réuni vingt professionnels à Blois.", {("Villes au Carré", "organiser")}),
        ("La régie Horizon l'avait montée avec des habitants.", {("Régie Horizon", "organiser")}),
        ("Marie Dupont (régie Horizon) a plaidé pour les y inscrire.", {("Marie Dupont", "speaker")}),
        ("Tours Habitat a mis ces récits en perspective.", set()),
        ("Sociologue, Marie Dupont en est l'autrice principale.", {("Marie Dupont", "author")}),
        ("Marie Dupont, sous-préfète, ouvre la matinée.", {("Marie Dupont", "speaker")}),
        ("Tours Habitat et l'ANCT y apportent leur concours financier.", {("Tours Habitat", "funder"), ("ANCT", "funder")}),
        ("L'ANCT prend en charge le déjeuner.", {("ANCT", "funder")}),
        ("L'ANCT prend en charge des familles.", set()),
        ("Villes au Carré et Tours Habitat étaient partenaires de l'événement.", {("Villes au Carré", "partner"), ("Tours Habitat", "partner")}),
        ("Le coup d'envoi sera donné par Marie Dupont, sous-préfète.", {("Marie Dupont", "speaker")}),
        ("Financeurs de l'association en 2025 : l'ANCT et Tours Habitat.", {("ANCT", "funder"), ("Tours Habitat", "funder")}),
        ("L'évaluation a été confiée à Villes au Carré.", {("Villes au Carré", "author")}),
        ("La matinée a été ouverte par Marie Dupont, maire de Tours.", {("Marie Dupont", "speaker")}),
        ("La Ville d'Orléans organise ce forum.", {("Ville d'Orléans", "organiser")}),
        ("L'Eurométropole de Strasbourg accueille la rencontre.", {("Eurométropole de Strasbourg", "host")}),
        ("Villes au Carré et la Ville d'Orléans vous invitent à un forum.", {("Villes au Carré", "organiser"), ("Ville d'Orléans", "coOrganiser")}),
        ("Villes au Carré et Tours Habitat ont le plaisir de vous convier à un forum.", {("Villes au Carré", "organiser"), ("Tours Habitat", "coOrganiser")}),
        ("La Ville d’Orléans y consacre 412\u202f000\u00a0€ en 2025.", {("Ville d'Orléans", "funder")}),
        ("Le projet coûte 90 000 €, dont 60 000 € de la CAF du Loiret.", {("CAF du Loiret", "funder")}),
        ("Le lieu a un cofinancement CAF depuis 2024.", {("CAF (caisses d'allocations familiales)", "funder")}),
        ("Le programme est piloté par la Ville d'Orléans, avec l'appui de Villes au Carré.", {("Ville d'Orléans", "organiser"), ("Villes au Carré", "support")}),
        ("La santé des jeunes, par Marie Dupont", {("Marie Dupont", "speaker")}),
        ("10 h : table ronde avec Marie Dupont et Paul Martin", {("Marie Dupont", "speaker"), ("Paul Martin", "speaker")}),
        ("Marie Dupont (directrice, régie Horizon) a témoigné.", {("Marie Dupont", "speaker")}),
        ("Mardi 3 mai, chez Tours Habitat : les jardins", {("Tours Habitat", "host")}),
        ("Projet financé à 60 % par la CAF du Loiret et pour le reste par l'ANCT.", {("CAF du Loiret", "funder")}),
        ("La CAF du Loiret participe à hauteur de 20 000 €.", {("CAF du Loiret", "funder")}),
        ("Le poste, soutenu par la CAF du Loiret à hauteur de 20 000 €, est ouvert.", {("CAF du Loiret", "support")}),
        ("La Ville d'Orléans lui consacre 12 000 €.", {("Ville d'Orléans", "funder")}),
        ("Le projet est copiloté par la Ville d'Orléans et la CAF du Loiret.", {("Ville d'Orléans", "coOrganiser"), ("CAF du Loiret", "coOrganiser")}),
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
        "Le budget comprend 30 000 € de travaux pour la Ville d'Orléans.",
        "Le lieu a un cofinancement FEDER.",
        "L'ANCT apporte son aide.",
        "Le retard vient du désaccord avec Paul Martin.",
        "Paul Martin est chez Tours Habitat depuis 2010.",
        "Le budget de 412 000 € de la Ville d'Orléans est voté.",
        "Une amende de 10 000 € de Tours Habitat court.",
        "La CAF du Loiret a écrit à Tours Habitat.",
        "Un livre écrit avec Marie Dupont",
        "Marie Dupont guide le groupe de Paul Martin.",
    ],
)
def test_an_office_or_what_did_not_happen_is_no_role(understand, text):
    assert roles(understand(text)) == set()


@pytest.mark.parametrize(
    ("text", "title", "actor", "role"),
    [
        ("« Habiter les hauteurs », enquête de Camille Dorval sur le logement.", "Habiter les hauteurs", "Camille Dorval", "author"),
        ("Le guide « Ouvrir la cour » est publié par l'ANCT.", "Ouvrir la cour", "ANCT", "publisher"),
        ("Le diagnostic s'appuie aussi sur le portrait de territoire de Compas.", "portrait de territoire de Compas", "Compas", "author"),
        ("Le rapport s'appuie sur les données de l'ANCT.", "données de l'ANCT", "ANCT", "author"),
        ("« Ouvrir la cour », guide de Marie Dupont, est paru.", "Ouvrir la cour", "Marie Dupont", "author"),
        ("Marie Dupont, autrice de « Tenir ensemble », viendra à Tours.", "Tenir ensemble", "Marie Dupont", "author"),
        ("Le rapport de Marie Dupont et Paul Martin date de 2013.", "rapport de Marie Dupont et Paul Martin", "Paul Martin", "author"),
    ],
)  # fmt: skip
def test_who_made_a_work_is_of_the_work_rather_than_of_the_document(understand, text, title, actor, role):
    found = understand(text)
    (work,) = [one for one in found.resources[0].citations if one.kind == "document"]
    assert work.label == title
    assert (actor, role) in {(one.label, one.role) for one in work.participations}
    assert (actor, role) not in roles(found)
    assert work.evidence.quote == found.document.text[work.evidence.start : work.evidence.end]


def test_a_pronoun_is_the_author_named_before(understand):
    found = understand("Marie Dupont dirige la régie Horizon. Elle est l'autrice de « Tenir ensemble ».")
    (work,) = found.resources[0].citations
    assert [(one.label, one.role) for one in work.participations] == [("Marie Dupont", "author")]


def test_a_work_without_maker_is_no_record(understand):
    assert understand("Le guide « Ouvrir la cour » se lit vite.").resources[0].citations == ()


def test_a_work_replaces_another_and_was_ordered(understand):
    found = understand(
        "« Habiter les hauteurs », enquête de Camille Dorval, a été menée à la demande de Tours Habitat. "
        "Elle remplace l'étude parue en 2019."
    )
    told = {(one.subject_label, one.predicate, one.object_label) for one in found.relations}
    assert told == {
        ("Habiter les hauteurs", "commissionedBy", "Tours Habitat"),
        ("Habiter les hauteurs", "replaces", "étude parue en 2019"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Il fait beau. Elle remplace l'étude parue en 2019.",
        "Le tram remplace le bus. Le guide « A à Z » aussi.",
    ],
)
def test_nothing_is_replaced_by_what_is_not_named(understand, text):
    assert understand(text).relations == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Commandé par l'ANCT et édité par Villes au Carré, il remplace le livret « Fermer la porte ».",
        "Il est commandé par l'ANCT, édité par Villes au Carré et remplace le livret « Fermer la porte ».",
    ],
)
def test_who_made_what_the_sentence_before_names_is_not_of_what_it_replaces(understand, sentence):
    found = understand(f"Le guide « Ouvrir la cour » vient de paraître. {sentence}")
    works = {
        one.label: [(by.label, by.role) for by in one.participations] for one in found.resources[0].citations
    }
    assert works == {"Ouvrir la cour": [("Villes au Carré", "publisher")], "Fermer la porte": []}
    told = {(one.subject_label, one.predicate, one.object_label) for one in found.relations}
    assert ("Ouvrir la cour", "commissionedBy", "ANCT") in told
    assert ("Ouvrir la cour", "replaces", "Fermer la porte") in told
    assert "Fermer la porte" not in {one.subject_label for one in found.relations}


def test_who_made_what_is_replaced_is_told_after_it(understand):
    found = understand("Ce guide remplace la note de juin 2018, réalisée par Compas.")
    (work,) = found.resources[0].citations
    assert [(one.label, one.role) for one in work.participations] == [("Compas", "author")]
