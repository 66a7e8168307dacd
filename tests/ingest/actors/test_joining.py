"""New actors: what is one is joined, what may be one is proposed, what is not stays apart."""

import pytest


def named(found):
    return {one.label: one for one in found.new_actors}


def test_an_acronym_in_brackets_is_another_name(understand):
    found = understand(
        "L'Agence locale de l'énergie (ALEC) ouvre un guichet.",
        "La visite est animée par l'ALEC.",
    )
    (actor,) = found.new_actors
    assert actor.label == "Agence locale de l'énergie"
    assert "ALEC" in actor.alt_labels
    assert [(one.actor, one.role) for one in found.affiliations] == [(actor.iri, "facilitator")]
    assert sum(link.iri == actor.iri for link in found.links) == 3


def test_an_acronym_may_come_first(understand):
    found = understand("L'ADTS (Association pour le développement des territoires solidaires) anime l'atelier.",
                       "L'atelier est soutenu par l'ADTS.")  # fmt: skip
    assert "ADTS" in named(found)["Association pour le développement des territoires solidaires"].alt_labels


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("l'association Les Petits Pas", "Les Petits Pas"),
        ("l'association Les Petits Pas", "l'association Petits Pas"),
        ("la SCIC Terres Neuves", "Terres Neuves"),
        ("Terres Neuves SCIC", "TERRES NEUVES"),
        ("le cabinet Orphée Conseil", "Orphée Conseil"),
        ("le collectif « Vivre ensemble »", "le collectif Vivre Ensemble"),
    ],
)
def test_legal_form_article_and_case_make_no_other_actor(understand, one, other):
    found = understand(f"La visite est animée par {one}.", f"L'atelier est organisé par {other}.")
    assert len(found.new_actors) == 1
    assert {part.role for part in found.affiliations} == {"facilitator", "organiser"}
    assert len({part.actor for part in found.affiliations}) == 1


def test_the_order_of_a_person_s_names_does_not_matter(understand):
    found = understand(
        "Marie Dupont, directrice de la mission locale de Tours, ouvre la rencontre.",
        "Atelier animé par DUPONT Marie.",
        "Visite animée par Mme Dupont.",
    )
    people = [one for one in found.new_actors if one.category == "personne"]
    assert [one.label for one in people] == ["Marie Dupont"]


def test_two_people_of_one_surname_stay_apart(understand):
    found = understand(
        "Jean Martin, sociologue, et Marie Martin, géographe, ont conclu.",
        "Atelier animé par M. Martin.",
    )
    people = {one.label for one in found.new_actors if one.category == "personne"}
    assert {"Jean Martin", "Marie Martin"} <= people
    assert not any(
        {one.left_label, one.right_label} == {"Jean Martin", "Marie Martin"} for one in found.duplicates
    )


def test_an_actor_of_the_authority_files_is_not_proposed_again(understand):
    found = understand("Une étude réalisée par le cabinet Compas pour la mairie de Vierzon.")
    assert found.new_actors == ()
    (tie,) = found.relations
    assert (tie.subject_label, tie.object_label, tie.status) == ("Compas", "Ville de Vierzon", "fact")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("l'association Horizons Nouveaux", "l'association Horizon Nouveau-Né"),
        ("le collectif Tremplin Nord", "l'association Tremplin Nord"),
    ],
)
def test_what_looks_alike_is_proposed_or_kept_apart(understand, one, other):
    found = understand(f"La visite est animée par {one}.", f"L'atelier est organisé par {other}.")
    assert len(found.new_actors) == 2
    assert all(pair.score < 0.9 for pair in found.duplicates)


def test_a_slip_of_spelling_is_a_pair_to_confirm(understand):
    found = understand(
        "La visite est animée par l'association Les Tisserands.",
        "L'atelier est organisé par l'association Les Tisserrands.",
    )
    (pair,) = found.duplicates
    assert pair.reason == "noms presque identiques"
    assert 0.7 < pair.score < 0.9


@pytest.mark.parametrize(
    "text",
    [
        "Les partenaires, un bailleur et les associations du quartier étaient présents.",
        "La visite part de la rue Pierre Mendès France et passe par l'école Jules Ferry.",
        "Le collectif a été reçu par les habitants, et le centre social a fermé.",
    ],
)
def test_generic_words_and_places_are_no_actors(understand, text):
    assert understand(text).new_actors == ()


def test_places_that_name_a_new_actor_are_mentions(understand):
    found = understand("L'association Les Petits Pas ouvre.", "Merci à Les Petits Pas.")
    (actor,) = found.new_actors
    quotes = [link.evidence.quote for link in found.links if link.iri == actor.iri]
    assert "association Les Petits Pas" in quotes
    assert all(
        found.document.text[link.evidence.start : link.evidence.end] == link.evidence.quote
        for link in found.links
    )


@pytest.mark.parametrize(
    "text",
    [
        "La séance est ouverte aux membres du réseau GUSP.",
        "Les bailleurs sont membres du réseau GUSP et l'ANRU les reçoit.",
        "Note de synthèse du réseau interrégional GUSP",
        "Note rédigée par le réseau GUSP",
    ],
)
def test_a_network_called_by_its_subject_is_no_actor(understand, text):
    found = understand(text)
    assert "GUSP" not in {actor.label for actor in found.new_actors}
    named = {actor.iri for actor in found.new_actors}
    ends = {end for one in found.relations for end in (one.subject, one.object) if "/actor/gusp" in end}
    assert not ends - named
