"""Who wrote and who published a document."""

from __future__ import annotations

import pytest

from ingest.report.authors import read_authors
from ingest.report.cover import read_title


def _credits(document, linker):
    participations, new = read_authors(document, linker, read_title(document))
    for one in participations:
        assert one.evidence.quote == document.text[one.evidence.start : one.evidence.end]
    return {(one.label, one.role) for one in participations}, new


@pytest.mark.parametrize(
    ("cover", "expected"),
    [
        ("Villes au Carré et RésO Villes", {("Villes au Carré", "publisher"), ("RésO Villes", "publisher")}),
        ("Villes au Carré, juin 2024. Note pour les équipes.", {("Villes au Carré", "publisher")}),
        ("Juin 2024 | RésO Villes", {("RésO Villes", "publisher")}),
        ("Publié le 5 juillet 2024 par RésO Villes", {("RésO Villes", "publisher")}),
        ("Rédigé par RésO Villes", {("RésO Villes", "author")}),
        ("RésO Villes anime un réseau à Tours.", set()),
        ("RésO Villes, Villes au Carré et la commune soutiennent la démarche.", set()),
    ],
)
def test_cover_lines(document, linker, cover, expected):
    found, _ = _credits(document(f"# Un titre\n\n{cover}\n\n## Une partie\n\nDu texte."), linker)
    assert found == expected


def test_a_named_person_is_a_new_author_with_the_organisation(document, linker):
    text = (
        "# Un titre\n\nAuteur·es : Camille Martin (Tours Habitat), Claire "
        "Dubois\n\n## Une partie\n\nDu texte."
    )
    found, new = _credits(document(text), linker)
    assert ("Camille Martin", "author") in found
    assert ("Claire Dubois", "author") in found
    by_name = {one.label: one for one in new}
    assert by_name["Camille Martin"].category == "personne"
    assert by_name["Camille Martin"].affiliation == "https://maillage.example/id/actor/tours-habitat"


def test_author_stated_by_the_file(document, linker):
    text = "---\ntitle: T\nauthor: Villes au Carré\n---\n\n# T\n\nDu texte."
    assert _credits(document(text), linker)[0] == {("Villes au Carré", "publisher")}


def test_software_is_no_author(document, linker):
    text = "---\ntitle: T\nauthor: python-docx\n---\n\n# T\n\nDu texte."
    assert _credits(document(text), linker)[0] == set()
