"""Small documents, a fast encoder, and an ingest that runs in a process of its own to be killed."""

from __future__ import annotations

from pathlib import Path

from centre import authority
from centre.ingesting import ingest
from tests.search.conftest import HashEncoder

PROGRAMME = """# Programme d'activités janvier-juin 2030

## Faire réseau

### Réseau de la gestion urbaine et sociale de proximité

Le réseau est animé par Villes au Carré et RésO Villes.

En visioconférence

- 12 mars : {first}
- 9 avril : point d'étape avec la Ville de Tours

## Conférences

### Forum des conseils citoyens

13 juin à Orléans

La Ville d'Orléans organise ce forum.
"""

NOTE = """# Note sur l'accès à l'emploi à Bourges

*Avril 2030*

## Le constat

La mission locale accompagne les jeunes des quartiers prioritaires de Bourges vers l'emploi.

## Les suites

{last}
"""


def write_programme(
    folder: Path, first: str = "visite du quartier du Sanitas", name: str = "programme.md"
) -> Path:
    """Write a programme of three sessions."""
    path = folder / name
    path.write_text(PROGRAMME.format(first=first), encoding="utf-8")
    return path


def write_note(folder: Path, last: str = "Un bilan est prévu.", name: str = "note.md") -> Path:
    """Write a note on another theme and another town."""
    path = folder / name
    path.write_text(NOTE.format(last=last), encoding="utf-8")
    return path


def take_in(data: Path, *inputs: Path | str, **options):
    """Ingest with the fast encoder."""
    return ingest(data, [str(item) for item in inputs], encoder=HashEncoder(), **options)


def ready() -> None:
    """Load what every ingest needs, so that only its work is left to interrupt."""
    import graph.triples
    import ingest.pipelines
    import ingest.readers
    import search.writer

    authority.linker()
    assert all((graph.triples, ingest.pipelines, ingest.readers, search.writer))
