"""Long documents prove little: only what meets in a passage counts."""

import pytest

from centre.centre import open_centre
from centre.ingesting import ingest
from tests.search.conftest import HashEncoder

REPORT = """# La réussite éducative et le reste

Par l'ANRU, 12 mars 2024.

## La réussite éducative

Le programme de réussite éducative accompagne les enfants. Le programme de réussite éducative dure longtemps.

## Les villes

La ville de Vierzon rénove ses rues. Vierzon plante des arbres et Vierzon ouvre un marché.
"""
PROGRAMME = """# Programme janvier-juin 2024

## Rencontres

Rencontre du programme de réussite éducative, organisée par l'ANCT

> 12 mars

📍 Vierzon
"""


@pytest.fixture(scope="module")
def centre(tmp_path_factory):
    folder = tmp_path_factory.mktemp("telling")
    (folder / "report.md").write_text(REPORT, encoding="utf-8")
    (folder / "programme.md").write_text(PROGRAMME, encoding="utf-8")
    data = folder / "data"
    ingest(data, [str(folder / "report.md"), str(folder / "programme.md")], encoder=HashEncoder())
    return open_centre(data, encoder=HashEncoder())


def test_a_theme_and_a_place_named_apart_tie_nobody(centre):
    labels = [
        answer.label for answer in centre.who("Qui travaille sur la réussite éducative à Vierzon ?").answers
    ]
    assert labels == ["ANCT"]


def test_the_theme_alone_is_proved_by_the_report(centre):
    labels = {answer.label for answer in centre.who("Qui travaille sur la réussite éducative ?").answers}
    assert labels == {"ANCT", "ANRU"}
