"""Actors read from the words that lead to them, with their roles."""

import pytest

from ingest.document import Block, Document, Metadata
from ingest.roles import participations_in


def read(linker, text):
    block = Block(kind="paragraph", text=text, page=1, start=0, end=len(text))
    document = Document(
        iri="https://maillage.example/id/document/test", locator="test", sha256="0" * 64, media_type="text/plain",
        text=text, blocks=(block,), pages=1, metadata=Metadata(),
    )  # fmt: skip
    return participations_in(document, 0, len(text), linker)


def roles(linker, text):
    return {one.label: one.role for one in read(linker, text).participations}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rencontre organisée par l'ANCT.", {"ANCT": "organiser"}),
        ("Temps co-animés avec la DREETS Centre-Val de Loire", {"DREETS Centre-Val de Loire": "facilitator"}),
        ("En partenariat avec l'USH Centre-Val de Loire", {"USH Centre-Val de Loire": "partner"}),
        ("avec l'appui de Villes au Carré", {"Villes au Carré": "support"}),
        ("Cycle financé par l'ADEME", {"ADEME": "funder"}),
        ("Accueil par Tours Habitat", {"Tours Habitat": "host"}),
        (
            "Animé par Isaac Mendy, consultant, et soutenu par la préfecture de la Seine-Saint-Denis",
            {"Isaac Mendy": "facilitator", "préfecture de la Seine-Saint-Denis": "support"},
        ),
        (
            "Avec la CAF d'Ille-et-Vilaine et le collectif Pouvoir d'agir.",
            {"CAF d'Ille-et-Vilaine": "partner", "collectif Pouvoir d'agir": "partner"},
        ),
        (
            "En matinée, Accueil : Ville de Chenôve et Dijon Métropole",
            {"Ville de Chenôve": "host", "Dijon Métropole": "host"},
        ),
        ("Les échanges ont été discutés par Léa Martin", {"Léa Martin": "speaker"}),
        (
            "Partenaires de la visite : Ville de Brest, Brest Métropole",
            {"Ville de Brest": "partner", "Brest Métropole": "partner"},
        ),
        (
            "Le café des parents, co-animé chaque mardi par l’ANCT",
            {"ANCT": "facilitator"},
        ),
        (  # the organisation of a person does not take part for that
            "Myriam Saadoun, sociologue (Mesopolhis)",
            {"Myriam Saadoun": "speaker"},
        ),
    ],
)
def test_a_cue_gives_its_role(linker, text, expected):
    assert roles(linker, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ouvert aux habitants et aux associations du quartier",
        "À destination des agents de l'Etat et des bailleurs",
        "avec les habitants et les équipes de terrain",
        "Conversations carbone avec des habitants de Tours Métropole",
        "Une réunion de travail en visioconférence",
    ],
)
def test_a_public_is_no_actor(linker, text):
    assert roles(linker, text) == {}


def test_a_person_keeps_the_job_and_the_body(linker):
    found = read(linker, "Avec l'intervention de Claire Vasseur, sociologue (laboratoire Clersé).")
    (person,) = [actor for actor in found.new_actors if actor.category == "personne"]
    assert person.job_title == "sociologue"
    assert person.affiliation is not None
    assert person.affiliation.endswith("/actor/laboratoire-clerse")


def test_new_actors_are_candidates_with_their_cue(linker):
    found = read(linker, "Formation animée par France Médiation")
    (actor,) = found.new_actors
    (participation,) = found.participations
    assert (actor.label, actor.cue.split()[0]) == ("France Médiation", "animee")
    assert participation.status == "candidate"


def test_two_people_of_one_surname_stay_apart(linker):
    found = read(linker, "Avec Jean Martin, sociologue, et Marie Martin, géographe")
    assert len({actor.iri for actor in found.new_actors}) == 2


def test_the_quote_stands_at_its_place(linker):
    text = "Une journée. Elle est organisée par l'ANCT avec l'appui de l'ANARÉ. On s'inscrit en ligne."
    for one in read(linker, text).participations:
        assert one.evidence.quote == text[one.evidence.start : one.evidence.end]
        assert one.evidence.quote.startswith("Elle est organisée")


@pytest.mark.parametrize("body", ["déléguée de l'Union", "chargée de mission au centre de ressources"])
def test_a_body_without_a_name_of_its_own_is_no_actor(linker, body):
    found = read(linker, f"Rencontres animées par Claire Vasseur, {body}.")
    assert [actor.label for actor in found.new_actors] == ["Claire Vasseur"]
