"""A centre made of one small document of each sort, and the drafts of its months."""

from __future__ import annotations

import pytest

from centre.centre import open_centre
from publications import letter
from tests.centre.writing import take_in
from tests.search.conftest import HashEncoder

PROGRAMME = """# Programme d'activités janvier-juillet 2030

## Faire réseau

### Réseau de la gestion urbaine et sociale de proximité

Le réseau est animé par Villes au Carré et RésO Villes. Il se réunit pour partager des expériences.

En visioconférence

- 12 mars : visite du quartier du Sanitas
- 4 avril : point d'étape avec la Ville de Tours

## Conférences

### Forum des conseils citoyens

13 ou 20 mars [à confirmer] à Orléans

La Ville d'Orléans organise ce forum.

### Rencontre des Cités éducatives

Date à déterminer
"""

REVIEW = """# Revue de presse Action cœur de ville

**Mars 2030** | Villes au Carré

## Dans les villes

- **Blois. Un marché <script>alert(1)</script> couvert.** *Le Courrier du Val*, 4 mars 2030. Huit producteurs y tiennent un étal & une buvette. Thème : revitalisation des centres-villes.
- **Vierzon. Des logements au-dessus des boutiques.** *Le Courrier du Val*, 9 mars 2030. La ville réunit quatre immeubles. Thème : habitat.
- **Dreux. Un boulevard planté.** *Le Courrier du Val*, 2 février 2030. La concertation a réuni les riverains. Thème : participation citoyenne.
"""

DOSSIER = """# Dossier ressource Quartiers 2030

Ce dossier est complété à chaque parution.

Dernière mise à jour : 2 avril 2030

## Les textes et les annonces

| Date | Organisme | Nature | Titre | Thème | Lien |
| --- | --- | --- | --- | --- | --- |
| 7 mars 2030 | Ministère chargé de la ville | Circulaire | Circulaire relative au pilotage des contrats « Quartiers 2030 » | Gouvernance du contrat de ville | [#](#) |
| 17 janvier 2030 | ANCT | Synthèse | Quartiers 2030 : synthèse des ressources pratiques | Contrat de ville | [exemple.org](https://exemple.org/synthese) |
"""

NEWSLETTER = """# La lettre du centre

## Mars 2030

*Villes au Carré, centre de ressources politique de la ville*

## L’agenda de mars

- **Mardi 12 mars**, en visioconférence : réseau de la GUSP.
- **Jeudi 28 mars**, à Tours : une rencontre que seule la lettre annonce.
"""

NOTE = """# Note sur l'accès à l'emploi à Bourges

*Mars 2030*

## Le constat

La mission locale accompagne les jeunes des quartiers prioritaires de Bourges vers l'emploi.
"""

AGENDA = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Centre//FR
X-WR-CALNAME:Agenda du centre
BEGIN:VEVENT
UID:1@exemple.org
DTSTAMP:20300101T000000Z
DTSTART:20300321T180000
DTEND:20300321T200000
SUMMARY:Soirée débat : habiter après la rénovation
LOCATION:Bourges
STATUS:CANCELLED
CATEGORIES:Habitat
DESCRIPTION:Séance annulée ; elle sera proposée de nouveau en 2031.
END:VEVENT
END:VCALENDAR
"""

WRITTEN = {
    "programme.md": PROGRAMME,
    "revue.md": REVIEW,
    "dossier.md": DOSSIER,
    "lettre.md": NEWSLETTER,
    "note.md": NOTE,
    "agenda.ics": AGENDA,
}
MONTH = "2030-03"
SITE = "https://centre.exemple.org"


def write_all(folder):
    """Write the documents and return their paths."""
    for name, text in WRITTEN.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in WRITTEN]


@pytest.fixture(scope="session")
def letters_data(tmp_path_factory):
    """The centre of these documents, made once."""
    folder = tmp_path_factory.mktemp("letters")
    take_in(folder / "data", *write_all(folder))
    return folder / "data"


@pytest.fixture(scope="session")
def letters_centre(letters_data):
    """The same, opened."""
    return open_centre(letters_data, encoder=HashEncoder())


@pytest.fixture(scope="session")
def draft(letters_centre):
    """The letter of March."""
    return letter.newsletter(letters_centre, MONTH, site=SITE)
