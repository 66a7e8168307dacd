"""Actors and roles where layouts put them: tables of those present, questions, imprints, lists in a sentence."""

from pathlib import Path

import pytest

from centre.authority import linker as authority_linker
from ingest.pipelines import extract
from ingest.readers import read
from ingest.sources import fetch


def understood(folder: Path, text: str, name: str = "texte.md"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return extract(read(fetch(str(path))), authority_linker())


def test_a_table_tells_who_was_there_and_for_whom(tmp_path):
    found = understood(
        tmp_path,
        "# Compte rendu – Comité technique du 6 février 2025\n\nStrasbourg, siège d’Ophéa, de 9 h à 11 h\n\n"
        "| Nom | Structure | Fonction | Présent |\n|---|---|---|---|\n| Hélène Kuntz | Ophéa | Responsable de secteur | X |\n"
        "| Anne Roos | Domial | Gardienne | excusée |\n| Le quartier | Vert | Calme | X |\n",
    )
    (event,) = found.events
    assert {(one.label, one.role) for one in event.participations} == {("Hélène Kuntz", "participant")}
    posts = {
        (one.subject_label, one.object_label, one.detail)
        for one in found.relations
        if one.predicate == "worksFor"
    }
    assert posts == {
        ("Hélène Kuntz", "Ophéa", "Responsable de secteur"),
        ("Anne Roos", "Domial", "Gardienne"),
    }


def test_a_notice_of_questions_is_read(tmp_path):
    found = understood(
        tmp_path,
        "# Café-débat : « Nos aînés »\n\n**Quand ?** Mercredi 5 novembre 2025 de 14 h à 16 h 30\n\n"
        "**Où ?** Centre social Étouvie, Amiens\n\n**Avec qui ?** Brigitte Lenoir, gérontologue ; Saïd Amrani, président de l’association "
        "Âge et Partage ; la MAIF Social Club\n\nIls financent ce cycle : la Carsat Hauts-de-France et la Fondation de France.\n",
    )
    (event,) = found.events
    assert (event.when.edtf, event.place) == ("2025-11-05", "Centre social Étouvie, Amiens")
    assert {(one.label, one.role) for one in event.participations} == {
        ("Brigitte Lenoir", "speaker"), ("Saïd Amrani", "speaker"), ("MAIF Social Club", "speaker"),
        ("Carsat Hauts-de-France", "funder"), ("Fondation de France", "funder"),
    }  # fmt: skip
    assert "Association Âge et Partage" in {one.label for one in found.new_actors}


def test_the_imprint_of_a_newsletter_is_of_no_event(tmp_path):
    found = understood(
        tmp_path,
        "TRAJECTOIRE RESSOURCES – Infolettre n° 31 – Février 2025\n\nZOOM SUR…\n\nUn texte sur les quartiers.\n\nÀ VOS AGENDAS\n\n"
        "4 mars (10 h-12 h, visio) – Atelier juridique sur la laïcité, animé par Me Claire Poulain, avocate\n\n"
        "Rédaction : Aude Rivière, Simon Lagarde\n",
        "lettre.txt",
    )
    assert "Infolettre" in found.title
    (event,) = found.events
    assert {one.label for one in event.participations} == {"Claire Poulain"}
    assert not [link for link in found.links if link.kind == "territory" and link.label == "Aude"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Le lieu est soutenu par l’ANCT et par la Ville d’Orléans.", ("Ville d'Orléans", "support")),
        (
            "Le comité est coprésidé par Paul Dupont, préfet de la région Bretagne.",
            ("Paul Dupont", "facilitator"),
        ),
        (
            "La CAF du Loiret, partenaire de longue date, cofinancera trois postes.",
            ("CAF du Loiret", "funder"),
        ),
    ],
)
def test_a_role_is_read_in_the_turn_of_a_sentence(understand, text, role):
    assert role in {(one.label, one.role) for one in understand(text).affiliations}


def named(found):
    return {one.label for one in found.new_actors}


def test_a_person_is_named_by_who_they_lead_or_what_they_said(understand):
    assert "Mathieu Petit" in named(understand("La Maison phare est dirigée par Mathieu Petit."))
    assert "Nadia Petit" in named(understand("« La méthode a changé », souligne Nadia Petit."))
    assert "Marcel Pagnol" not in named(understand("Rendez-vous devant la salle Marcel Pagnol."))


def test_one_word_acts_only_with_its_object(understand):
    assert named(understand("Ophéa présente son plan.")) == {"Ophéa"}
    assert (
        named(understand("Étaient présents les habitants. Déjeuner préparé sur place. Ménage compris."))
        == set()
    )
    assert named(understand("Paul Dupont, préfet de la région Bretagne, a témoigné.")) == {"Paul Dupont"}


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Avec le soutien de la Fondation Abbé Pierre et du Crédit coopératif.", {"Fondation Abbé Pierre", "Crédit coopératif"}),
        ("Avec la participation de Pascale Dubois (Medef), Ali Rabeh, maire de Trappes, et des lycéens.",
         {"Pascale Dubois", "Ali Rabeh"}),
        ("Table ronde avec Hélène Martin (maire de Vaulx-en-Velin).", {"Hélène Martin"}),
        ("En présence de Bernard Martin, vice-président du conseil départemental du Doubs.",
         {"Bernard Martin"}),
        ("Merci aux équipes de l’APES, de Voisin Malin et de la Sauvegarde 95.", set()),
    ],
)  # fmt: skip
def test_names_and_offices_end_where_they_end(understand, text, labels):
    assert {one.label for one in understand(text).affiliations} == labels


def test_an_office_stops_before_a_day_or_a_number(understand):
    found = understand(
        "Retrouvez Paul Martin, maître de conférences à l’université de Tours, le 3 juin à Bobigny."
    )
    jobs = {one.label: one.job_title for one in found.new_actors}
    assert jobs["Paul Martin"] == "maître de conférences à l’université de Tours"
    assert "Marie-Hélène Martin" in named(
        understand("Selon Marie-Hélène Martin, professeure, rien n’a changé.")
    )
    thanked = named(
        understand("Merci aux équipes de l’APES, de Voisin Malin et de la Sauvegarde 95 pour leur accueil.")
    )
    assert thanked == {"APES", "Voisin Malin", "Sauvegarde 95"}
    assert named(understand("Merci aux habitants de l’Alma.")) == set()
