"""Three documents on the same meetings, each in its own words: a programme, a page, and minutes."""

from __future__ import annotations

from pathlib import Path

PROGRAMME = """# Programme d'activités septembre-décembre 2031

## Rencontres

### Forum des régies de quartier

9 octobre à Amiens

La Ville d'Amiens organise ce forum.

### Journée d'étude « Habiter les tours »

6 novembre à Lille

### Café des médiatrices et médiateurs

En visioconférence

- 18 septembre : accueillir un nouveau voisin
- 25 septembre : apaiser une cour d'immeuble

### Séminaire des conseils de parents

Date à déterminer, à Arras
"""

LETTER = """# La lettre du centre

## Septembre 2031

## L'agenda

- **Jeudi 18 septembre**, en visioconférence : café des médiatrices et médiateurs, accueillir un nouveau voisin.
- **Jeudi 9 octobre**, à Amiens : forum régional des régies de quartier.
- **Jeudi 9 octobre**, à Amiens : visite du chantier de la gare.
- **Jeudi 6 novembre**, à Lille : « Habiter les tours », journée d'étude.
"""

MINUTES = """# Compte rendu de la réunion d'équipe du 20 octobre 2031

*Lundi 20 octobre 2031, en visioconférence.*

## Échanges

Le forum des régies de quartier s'est tenu le 9 octobre 2031 à Beauvais, dans les locaux du département. Il devait
avoir lieu à Amiens.

Aucune réunion n'a été prévue en août.
"""


def write_three(folder: Path) -> tuple[Path, Path, Path]:
    """Write the three documents and return where they are."""
    paths = (folder / "rentree.md", folder / "lettre.md", folder / "equipe.md")
    for path, text in zip(paths, (PROGRAMME, LETTER, MINUTES), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths
