"""Entities found by their labels, in all the forms French texts give them."""

import pytest

from ingest.mentions.words import key, words


def found(linker, text, *, strict=True):
    return {
        match.entity.iri.split("/id/")[1]
        for match in linker.matches(text, strict=strict)
        if match.status == "fact"
    }


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("La Gestion Urbaine et Sociale de Proximité", "theme/gusp"),
        ("la démarche GUSP", "theme/gusp"),
        ("gestion urbaine de proximite", "theme/gusp"),
        ("les Cités éducatives", "theme/cite-educative"),
        ("avec l'ANCT", "actor/anct"),
        ("avec l’ANCT", "actor/anct"),
        ("l'A.N.R.U. finance", "actor/anru"),
        ("Réso Villes et d'autres", "actor/reso-villes"),
        ("Centre social pluriel[le]s", "actor/centre-social-pluriel-les"),
        ("Centre social Pluriel(le)s", "actor/centre-social-pluriel-les"),
        ("la Banque des territoires", "actor/banque-des-territoires"),
        ("Action Coeur de ville", "theme/action-coeur-de-ville"),
        ("en région Centre-Val de Loire", "territory/region-24"),
        ("une visite à Loches", "territory/commune-37132"),
        ("le quartier du Sanitas", "territory/qpv-QN03709M"),
        ("les bailleurs d'Orléans", "territory/commune-45234"),
        ("PARTICIPATION CITOYENNE", "theme/participation-citoyenne"),
        (
            "la Direction Régionale de l'Economie, de l'Emploi et du Travail et des Solidarités du Centre-Val de Loire",
            "actor/dreets-centre-val-de-loire",
        ),
    ],
)
def test_a_form_of_a_label_is_recognised(linker, text, iri):
    assert iri in found(linker, text)


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("des quartiers prio\u00adritaires", "theme/qpv"),
        ("la gestion urbaine et sociale de proxi\u00ad mité", "theme/gusp"),
        ("la gestion urbaine et sociale de proxi-\nmité", "theme/gusp"),
        ("la gestion urbaine et sociale de proxi\u2010\nmité", "theme/gusp"),
        ("les adultes-\nrelais", "theme/adulte-relais"),
        ("les médiateurs-trices sociaux", "theme/mediation-sociale"),
        ("des médiateur.rice.s sociaux", "theme/mediation-sociale"),
        ("les conseiller(e)s citoyen(ne)s", "theme/conseil-citoyen"),
        ("les conseiller-e-s citoyen-ne-s", "theme/conseil-citoyen"),
        ("(GUSP)", "theme/gusp"),
        ("Réseau Jeunesse", "theme/jeunesse"),
        ("Groupes de travail : Alimentation, Jeunesse, Santé", "theme/jeunesse"),
        ("le surentretien des halls", "theme/sur-entretien"),
        ("le sur-entretien des halls", "theme/sur-entretien"),
        ("[NPNRU]", "theme/npnru"),
        ("LES CONTRATS DE VILLE À TOURS", "theme/contrat-de-ville"),
        ("LES CONTRATS DE VILLE À TOURS", "territory/commune-37261"),
        ("LE CENTRE-VAL DE LOIRE", "territory/region-24"),
        ("L’ANRU ET LES BAILLEURS", "actor/anru"),
        ("37000 Tours", "territory/commune-37261"),
        ("Tours, le 9 février", "territory/commune-37261"),
        ("Blois, Tours et Orléans", "territory/commune-37261"),
        ("le préfet de la Marne", "territory/departement-51"),
        ("la préfecture de l'Indre", "territory/departement-36"),
        ("la Cité éducative de Dreux-Vernouillet", "territory/commune-28404"),
        ("un foyer de l’avenue de Blois à Vendôme", "territory/commune-41269"),
        ("dans le Nord", "territory/departement-59"),
        ("la maire du Mans", "territory/commune-72181"),
    ],
)
def test_a_name_is_recognised_in_the_forms_of_print(linker, text, iri):
    assert iri in found(linker, text)


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("rue de Tours", "territory/commune-37261"),
        ("Rue du Mans, 42000 Saint-Étienne", "territory/commune-72181"),
        ("CONTRAT DE VILLE DE SAINT-ETIENNE METROPOLE", "theme/intercommunalite"),
        ("12, avenue d’Orléans", "territory/commune-45234"),
        ("place de la Source", "territory/qpv-QN04505M"),
        ("la gare d’Orléans-Austerlitz", "territory/commune-45234"),
        ("M. Olivier Blois", "territory/commune-41018"),
        ("Mme Bourges, sociologue", "territory/commune-18033"),
        ("Marie Orléans interviendra", "territory/commune-45234"),
        ("Tours de table et présentations", "territory/commune-37261"),
        ("TOURS DE TABLE", "territory/commune-37261"),
        ("Sens de l’action publique", "territory/commune-89387"),
        ("les quartiers Nord", "territory/departement-59"),
        ("au Nord de la Loire", "territory/departement-59"),
        ("les communes hors QPV", "theme/qpv"),
        ("les halls que Nièvre Habitat repeint", "theme/habitat"),
        ("chez Rhin-Doller Habitat", "theme/habitat"),
        ("Lien : union-habitat.org", "theme/habitat"),
        ("https://www.exemple.fr/sante/agenda", "theme/sante"),
        ("conduire quarante entretiens", "theme/sur-entretien"),
        ("les habitants, à l’exception des conseillers citoyens", "theme/conseil-citoyen"),
        ("la Mayenne", "territory/commune-53147"),
        ("le préfet de la Marne", "territory/commune-44090"),
        ("trois tours de table", "territory/commune-37261"),
        ("il faut compas et règle", "actor/compas"),
        ("une réunion de travail", "territory/region-04"),
        ("la source du problème", "territory/qpv-QN04505M"),
        ("un pre fleuri", "theme/pre"),
    ],
)
def test_everyday_words_are_not_names(linker, text, iri):
    assert iri not in found(linker, text)


def test_the_longest_label_wins(linker):
    names = found(linker, "Université de Tours")
    assert "actor/universite-de-tours" in names
    assert "territory/commune-37261" not in names


def test_an_ambiguous_acronym_follows_its_context(linker):
    health = found(linker, "le CLS, contrat local de santé de la ville")
    safety = found(linker, "le CLS, contrat local de sécurité et le CLSPD")
    assert "theme/contrat-local-de-sante" in health
    assert "theme/contrat-local-de-sante" not in safety


def test_an_ambiguous_acronym_alone_stays_a_candidate(linker):
    matches = linker.matches("Le CLS sera signé.")
    assert matches
    assert {match.status for match in matches} == {"candidate"}


def test_a_question_needs_no_capitals(linker):
    assert "territory/region-53" in found(linker, "qui travaille sur la gusp en bretagne", strict=False)
    assert "theme/gusp" in found(linker, "qui travaille sur la gusp en bretagne", strict=False)


def test_in_a_region_and_at_a_town_of_the_same_name(linker):
    assert "territory/departement-53" in found(linker, "en Mayenne")
    assert "territory/commune-53147" in found(linker, "une réunion à Mayenne")


def test_places_of_mentions_hold(linker):
    text = "Avec la DREETS Centre-Val de Loire et l'USH, à Tours."
    for match in linker.matches(text):
        assert text[match.start : match.end].strip() == text[match.start : match.end]
    first = linker.matches(text)[0]
    assert text[first.start : first.end] == "DREETS Centre-Val de Loire"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("professionnel·les", "professionnels"),
        ("chargé·es de mission", "chargés de mission"),
        ("habitant(e)s", "habitants"),
        ("coordonnateur·trices", "coordonnateurs"),
        ("Pluriel[le]s", "Pluriel"),
        ("formateurs/trices", "formateur"),
    ],
)
def test_inclusive_forms_are_undone(one, other):
    assert key(one) == key(other)


def test_words_keep_their_places():
    text = "L’égalité femmes-hommes, c’est l’affaire de tou·tes"
    assert all(text[word.start : word.end] for word in words(text))
    assert [text[word.start : word.end] for word in words(text)][-1] == "tou·tes"


@pytest.mark.parametrize(
    "text", ["Le rapport cite abondamment le quartier.", "Cet exemple du quartier est cité par le rapport."]
)
def test_the_verb_is_not_the_neighbourhood(linker, text):
    assert "theme/quartier-populaire" not in {
        match.entity.iri.split("/id/")[1] for match in linker.matches(text)
    }


def test_an_estate_is_one(linker):
    assert "theme/quartier-populaire" in found(linker, "Les habitants de la cité et les HLM du quartier.")
