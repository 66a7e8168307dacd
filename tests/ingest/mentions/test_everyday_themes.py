"""Themes in the words that people use every day, and words alike that are no theme."""

import pytest


def facts(linker, text):
    return {
        match.entity.iri.rsplit("/", 1)[1]
        for match in linker.matches(text)
        if match.entity.kind == "theme" and match.status == "fact"
    }


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        (
            "Un atelier cuisine et un jardin partagé au pied de la tour.",
            "alimentation-et-agriculture-urbaine",
        ),
        ("Le permis de conduire reste hors de prix, les lignes de bus s’arrêtent tôt.", "mobilites"),
        ("Elle tient une ressourcerie et un atelier de réparation.", "reemploi-et-economie-circulaire"),
        ("La médiation en santé et l’accès aux soins.", "sante"),
        ("Les nuits d’émeutes de juin 2023.", "violences-urbaines"),
        ("Ouverture de droits et démarches administratives le mardi.", "acces-aux-droits"),
        ("Îlots de chaleur : que planter dans la cour ?", "changement-climatique"),
        ("Marchands de sommeil et punaises de lit.", "habitat-indigne"),
        ("Le café des parents et le groupe de parole de parents.", "parentalite"),
        ("Stage de troisième et découverte des métiers.", "orientation-et-stages"),
        ("Les éducateurs de rue du club de prévention.", "prevention-specialisee"),
        ("Un créateur d’entreprise sur trois vient du quartier.", "entrepreneuriat-dans-les-quartiers"),
        ("Le sentiment d’insécurité recule.", "tranquillite-publique"),
        ("Rompre l’isolement des personnes âgées.", "vieillissement"),
        ("Une convention citoyenne et une assemblée citoyenne.", "participation-citoyenne"),
    ],
)
def test_an_everyday_word_names_its_theme(linker, text, theme):
    assert theme in facts(linker, text)


@pytest.mark.parametrize(
    "text",
    [
        "Rendez-vous à l’école Jean-Zay, arrêt de bus Mairie.",
        "12 h 30 : repas partagé, puis retour à la maison des associations.",
        "La médiathèque ferme à 18 h.",
        "Gratuit et ouvert à tous, associations et habitants compris.",
        "Elle va vers la sortie en centre-ville.",
    ],
)
def test_common_words_name_none(linker, text):
    assert facts(linker, text) == set()
