"""Organisations that no word names as such: what they do, or what is given to them, reveals them."""

from pathlib import Path

import pytest

from centre.authority import linker
from ingest.pipelines import extract
from ingest.readers import read
from ingest.sources import fetch


def named(found):
    return {one.label for one in found.new_actors}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("L’Afev accompagne soixante collégiens.", {"Afev"}),
        ("Depuis mars, la Cimade tient une permanence.", {"Cimade"}),
        ("Optim’Halles propose un atelier chaque jeudi.", {"Optim’Halles"}),
        ("Le Pôle S héberge ces rencontres.", {"Pôle S"}),
        ("Le bâtiment ouvre en mai, et l’Epase suit les travaux.", {"Epase"}),
        ("En 2024, Emmaüs Connect a formé vingt personnes.", {"Emmaüs Connect"}),
        ("Le Planning familial de l’Isère et Cap Berriat animent un groupe.", {"Planning familial de l’Isère", "Cap Berriat"}),
        ("Unis-Cité Méditerranée recrute ; Solidarité Logement Provence reloge.", {"Unis-Cité Méditerranée", "Solidarité Logement Provence"}),
        ("Une enveloppe est attribuée à l’Afev pour le mentorat.", {"Afev"}),
        ("Le repas est préparé par le chantier d’insertion Optim’Halles.", {"Optim’Halles"}),
        ("Tout est dans le rapport de décembre d’Urbanis.", {"Urbanis"}),
        ("La recyclerie est portée par Novéa.", {"Novéa"}),
        ("L’atelier est animé par le Réseau régional Action cœur de ville.", {"Réseau régional Action cœur de ville"}),
        ("Le Centre de ressources Politique de la ville Grand Est accompagne les équipes.", {"Centre de ressources Politique de la ville Grand Est"}),
        ("Le Centre de ressources Politique de la ville Morvan-Pays de la Meuse accompagne.", {"Centre de ressources Politique de la ville Morvan-Pays de la Meuse"}),
        ("Le Réseau Éducation populaire Bretagne finance le projet.", {"Réseau Éducation populaire Bretagne"}),
        ("La Fédération nationale des Centres de santé communautaire soutient le projet.", {"Fédération nationale des Centres de santé communautaire"}),
    ],
)  # fmt: skip
def test_an_organisation_is_known_by_what_it_does(understand, text, names):
    assert named(understand(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        "Tours accueille la rencontre et Le Havre la suivante.",
        "Le Maire propose un plan, la Région le finance.",
        "Chacun propose une idée, Ensuite vient le vote.",
        "Le Programme propose des ateliers. Le Contrat prévoit leur suite.",
        "Les Français travaillent ; La Loire traverse la ville.",
        "Habitants de Tours, ils participent à la fête.",
        "Le compte rendu est diffusé par Internet.",
        "Les Minguettes changent, la Duchère aussi.",
    ],
)
def test_what_is_no_organisation_is_left_aside(understand, text):
    assert named(understand(text)) == set()


def test_a_name_and_its_acronym_are_one_subject(understand):
    found = understand("L’Institut régional de la ville (IREV) et l’association Horizon organisent un forum.")
    roles = {(one.label, one.role) for one in found.affiliations}
    assert roles == {("IREV", "organiser"), ("Association Horizon", "organiser")}


def document(folder: Path, text: str):
    path = folder / "texte.md"
    path.write_text(text, encoding="utf-8")
    return extract(read(fetch(str(path))), linker())


def test_a_list_has_the_role_of_the_words_above_it(tmp_path):
    found = document(
        tmp_path,
        "# Rencontre sur le sport\n\nTexte de présentation.\n\nIntervenant·e·s :\n\n- Odile Martin, sociologue, université de Tours\n"
        "- Paul Dupont, directeur de la régie Horizon\n\n## Partenaires\n\n- Association Les Lilas\n- ANCT\n\nSuite du texte.\n",
    )
    roles = {(one.label, one.role) for one in found.affiliations}
    assert {("Odile Martin", "speaker"), ("Paul Dupont", "speaker")} <= roles
    assert {("Association Les Lilas", "partner"), ("ANCT", "partner")} <= roles
    assert not any(label == "Régie Horizon" for label, _ in roles)


def test_a_list_under_other_words_gives_no_role(tmp_path):
    found = document(
        tmp_path,
        "# Note sur le sport\n\nTexte de présentation.\n\nÀ lire :\n\n- Odile Martin, sociologue, université de Tours\n",
    )
    assert found.affiliations == ()


def test_a_name_stays_in_its_cell(tmp_path):
    found = document(
        tmp_path,
        "# Programme des rencontres – 1er semestre 2025\n\n| Date | Rencontre | Intervenants | Partenaires |\n|---|---|---|---|\n"
        "| 16 janvier | Sport | Marie Guillou, directrice de Sport Horizon | Ville de Brest, Comité Léo |\n"
        "| 6 février | Santé | Équipe d’Échobat | Nantes Métropole Habitat |\n",
    )
    assert not any("·" in one.label or "Partenaires" in one.label for one in found.new_actors)
    roles = {(one.label, one.role) for event in found.events for one in event.participations}
    assert {("Marie Guillou", "speaker"), ("Nantes Métropole Habitat", "partner")} <= roles
