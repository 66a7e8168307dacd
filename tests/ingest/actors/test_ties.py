"""What ties the actors of a sentence, active or passive."""

import pytest


def ties(found):
    return {
        (one.subject_label, one.predicate, one.object_label)
        for one in found.relations
        if one.predicate != "activeIn"
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Villes au Carré est membre du RNCRPV.", ("Villes au Carré", "memberOf", "RNCRPV")),
        ("Villes au Carré, membre du RNCRPV, publie une note.", ("Villes au Carré", "memberOf", "RNCRPV")),
        ("Villes au Carré adhère au RNCRPV.", ("Villes au Carré", "memberOf", "RNCRPV")),
        ("Le RNCRPV fédère Villes au Carré.", ("Villes au Carré", "memberOf", "RNCRPV")),
        ("Villes au Carré est financé par l'ANCT.", ("Villes au Carré", "fundedBy", "ANCT")),
        ("L'ANCT finance Villes au Carré.", ("Villes au Carré", "fundedBy", "ANCT")),
        ("Villes au Carré reçoit une subvention de l'ANCT.", ("Villes au Carré", "fundedBy", "ANCT")),
        ("La régie Horizon, lauréate d'un appel à projets lancé par l'ANRU, recrute.", ("Régie Horizon", "fundedBy", "ANRU")),
        ("Villes au Carré est accueilli dans les locaux de Tours Habitat.", ("Villes au Carré", "hostedBy", "Tours Habitat")),
        ("La régie Horizon, que finance l'ANRU, recrute.", ("Régie Horizon", "fundedBy", "ANRU")),
        ("La régie Horizon, qu'accueille Tours Habitat, recrute.", ("Régie Horizon", "hostedBy", "Tours Habitat")),
        ("La régie Horizon et sa directrice, Marie Dupont, recrutent.", ("Marie Dupont", "worksFor", "Régie Horizon")),
        ("Villes au Carré a écrit à Tours Habitat et à sa directrice, Marie Dupont.", ("Marie Dupont", "worksFor", "Tours Habitat")),
        ("La régie Horizon recrute, annonce son président Paul Martin.", ("Paul Martin", "worksFor", "Régie Horizon")),
        ("La régie Horizon recrute douze personnes. Sa directrice, Marie Dupont, s'en réjouit.", ("Marie Dupont", "worksFor", "Régie Horizon")),
        ("Marie Dupont (directrice, régie Horizon) a témoigné.", ("Marie Dupont", "worksFor", "Régie Horizon")),
        ("Le RNCRPV est né en 2006. Villes au Carré en est membre.", ("Villes au Carré", "memberOf", "RNCRPV")),
        ("Le RNCRPV est né en 2006. Villes au Carré l'a rejoint.", ("Villes au Carré", "memberOf", "RNCRPV")),
        ("Le RNCRPV, qui rassemble Villes au Carré, recrute.", ("Villes au Carré", "memberOf", "RNCRPV")),
        ("Le RNCRPV, composé de Villes au Carré, recrute.", ("Villes au Carré", "memberOf", "RNCRPV")),
        ("L'ANCT a succédé au CGET en 2020.", ("ANCT", "replaces", "CGET")),
        ("Le CGET a été remplacé par l'ANCT.", ("ANCT", "replaces", "CGET")),
        ("Marie Dupont succède à Paul Martin.", ("Marie Dupont", "replaces", "Paul Martin")),
        ("Marie Dupont remplace Paul Martin au poste de déléguée.", ("Marie Dupont", "replaces", "Paul Martin")),
        ("Marie Dupont prend la suite de Paul Martin.", ("Marie Dupont", "replaces", "Paul Martin")),
        ("Paul Martin a été remplacé par Marie Dupont.", ("Marie Dupont", "replaces", "Paul Martin")),
        ("Tours Habitat verse une subvention de 20 000 euros à Villes au Carré.", ("Villes au Carré", "fundedBy", "Tours Habitat")),
        ("Villes au Carré a obtenu 15 000 euros de l'ANCT.", ("Villes au Carré", "fundedBy", "ANCT")),
        ("Villes au Carré est subventionné par l'ANCT.", ("Villes au Carré", "fundedBy", "ANCT")),
        ("Villes au Carré a rejoint le collectif Les Francs Voisins en 2021.", ("Villes au Carré", "memberOf", "Collectif Les Francs Voisins")),
        ("Marie Dupont, membre du collectif Les Francs Voisins, témoigne.", ("Marie Dupont", "memberOf", "Collectif Les Francs Voisins")),
        ("Le centre social Les Lilas héberge Villes au Carré.", ("Villes au Carré", "hostedBy", "Centre social Les Lilas")),
        ("Compas a mené une enquête pour le compte d'Orléans Métropole.", ("Compas", "commissionedBy", "Orléans Métropole")),
        ("Marie Dupont travaille à la Mission locale de Touraine.", ("Marie Dupont", "worksFor", "Mission locale de Touraine")),
        ("L'association Les Petits Pas est présidée par Paul Martin.", ("Paul Martin", "worksFor", "Association Les Petits Pas")),
        ("La régie Horizon, dirigée par Marie Dupont, recrute.", ("Marie Dupont", "worksFor", "Régie Horizon")),
        ("Tours Habitat accueille Villes au Carré.", ("Villes au Carré", "hostedBy", "Tours Habitat")),
        ("Tours Habitat et l'ANRU ont signé une convention.", ("Tours Habitat", "partnerOf", "ANRU")),
        ("Une convention entre Tours Habitat et l'ANRU a été signée.", ("Tours Habitat", "partnerOf", "ANRU")),
        ("Tours Habitat organise une visite en partenariat avec l'ANRU.", ("Tours Habitat", "partnerOf", "ANRU")),
        ("L'étude réalisée par Compas pour Orléans Métropole est en ligne.", ("Compas", "commissionedBy", "Orléans Métropole")),
        ("Orléans Métropole a confié à Compas une étude.", ("Compas", "commissionedBy", "Orléans Métropole")),
    ],
)  # fmt: skip
def test_a_sentence_states_a_tie(understand, text, expected):
    assert ties(understand(text)) == {expected}


@pytest.mark.parametrize(
    "text",
    [
        "Villes au Carré anime un atelier. L'ANCT finance des projets.",
        "Tours Habitat réunit Villes au Carré et l'ANCT autour d'un café.",
        "Le 3 mai, le RNCRPV réunit Villes au Carré et Labo Cités.",
        "L'ANCT et Tours Habitat étaient présents.",
        "Un membre du RNCRPV rencontre Villes au Carré.",
        "Le préfet Marc Leblanc et la présidente de Tours Habitat ont signé le texte.",
        "La séance remplace celle de mai ; Marie Dupont et Paul Martin s'y retrouvent.",
    ],
)
def test_names_side_by_side_are_no_tie(understand, text):
    assert ties(understand(text)) == set()


def test_a_tie_of_known_actors_beside_its_verb_is_a_fact(understand):
    found = understand(
        "Villes au Carré est membre du RNCRPV.", "L'association Les Petits Pas adhère au RNCRPV."
    )
    status = {one.subject_label: one.status for one in found.relations}
    assert status == {"Villes au Carré": "fact", "Association Les Petits Pas": "candidate"}
    for one in found.relations:
        assert one.evidence.quote == found.document.text[one.evidence.start : one.evidence.end]
        assert one.subject_label.split()[-1] in one.evidence.quote


@pytest.mark.parametrize(
    ("text", "office", "body"),
    [
        ("Marie Dupont, directrice de Villes au Carré, ouvre la journée.", "directrice", "Villes au Carré"),
        ("Marie Dupont est directrice de Villes au Carré.", "directrice", "Villes au Carré"),
        ("Marie Dupont a été élue présidente de Villes au Carré.", "présidente", "Villes au Carré"),
        ("Marie Dupont, présidente, Villes au Carré.", "présidente", "Villes au Carré"),
        ("Paul Martin préside Villes au Carré.", "préside", "Villes au Carré"),
        (
            "La directrice de Villes au Carré, Marie Dupont, ouvre la journée.",
            "directrice",
            "Villes au Carré",
        ),
        ("Marie Dupont (Villes au Carré) ouvre la journée.", "", "Villes au Carré"),
        ("Marie Dupont – Villes au Carré, directrice", "directrice", "Villes au Carré"),
        ("Paul Martin, qui préside Villes au Carré, conclut.", "qui préside", "Villes au Carré"),
        (
            "Pour Villes au Carré, Paul Martin, chargé de mission, conclut.",
            "chargé de mission",
            "Villes au Carré",
        ),
    ],
)
def test_people_keep_their_office_and_their_organisation(understand, text, office, body):
    (tie,) = [one for one in understand(text).relations if one.predicate == "worksFor"]
    assert (tie.detail, tie.object_label) == (office, body)
    assert tie.subject_label in ("Marie Dupont", "Paul Martin")


def test_a_name_and_the_office_under_it_are_one_signature(understand):
    (tie,) = understand("Marie Dupont", "Directrice de Villes au Carré").relations
    assert (tie.subject_label, tie.predicate, tie.object_label) == (
        "Marie Dupont",
        "worksFor",
        "Villes au Carré",
    )
    assert tie.evidence.quote == "Marie Dupont\nDirectrice de Villes au Carré"


def test_two_people_share_the_organisation_in_brackets_after_them(understand):
    found = ties(understand("La séance est animée par Marie Dupont et Paul Martin (Villes au Carré)."))
    assert found == {(name, "worksFor", "Villes au Carré") for name in ("Marie Dupont", "Paul Martin")}


def test_a_pronoun_succeeds_as_the_person_of_the_sentence_before(understand):
    found = understand("Marie Dupont dirige la régie Horizon. Elle succède à Paul Martin.")
    assert ("Marie Dupont", "replaces", "Paul Martin") in ties(found)


def test_an_ordered_study_is_financed_rather_than_who_ordered_it(understand):
    found = understand("Étude commandée par Tours Habitat, financée par l'ANCT.")
    assert {one.predicate for one in found.relations} == {"commissionedBy"}


def test_work_ordered_from_someone_is_not_the_document(understand):
    found = understand("Compas a mené une enquête pour le compte d'Orléans Métropole.")
    assert {one.subject_label for one in found.relations} == {"Compas"}


def test_a_text_replaces_another(understand):
    found = understand(
        "Le décret n° 2023-1314 du 28 décembre 2023 remplace le décret n° 2014-1750 du 30 décembre 2014."
    )
    assert ties(found) == {
        ("décret n° 2023-1314 du 28 décembre 2023", "replaces", "décret n° 2014-1750 du 30 décembre 2014")
    }
