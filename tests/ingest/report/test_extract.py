"""The report pipeline as a whole."""

from __future__ import annotations

import pytest

from ingest.identity import iri_of
from ingest.report import extract

REPORT = """# Note de synthèse : l'abattement de TFPB

Villes au Carré et RésO Villes, juin 2019

## Le cadre

Le contrat de ville est revu. La loi n° 2014-173 du 21 février 2014 le dit. Le contrat de ville dure six ans.

## Bibliographie

- ANRU, Mettre en place un projet, décembre 2014.
"""


def test_resource(document, linker):
    extraction = extract(document(REPORT), linker)
    (resource,) = extraction.resources
    assert resource.kind == "note"
    assert resource.date == "2019-06"
    assert resource.iri == iri_of("resource", "Note de synthèse : l'abattement de TFPB", "2019-06")
    assert resource.outline == ("Le cadre", "Bibliographie")
    assert [one.label for one in resource.themes] == ["Abattement de TFPB", "Contrat de ville"]
    assert [one.label for one in resource.citations] == [
        "loi n° 2014-173 du 21 février 2014",
        "Mettre en place un projet",
    ]
    assert {one.label for one in resource.participations} == {"Villes au Carré", "RésO Villes"}
    assert extraction.passages
    assert {one.edtf for one in extraction.dates} >= {"2019-06", "2014-02-21", "2014-12"}


def test_same_bytes_give_the_same_extraction(document, linker):
    assert extract(document(REPORT), linker) == extract(document(REPORT), linker)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Rapport sur les fonds", "report"),
        ("Guide du diagnostic en marchant", "kit"),
        ("Compte rendu du comité", "document"),
        ("Les fonds : ce que disent les rapports", "document"),
    ],
)
def test_kind(document, linker, title, kind):
    assert extract(document(f"# {title}\n\nDu texte."), linker).resources[0].kind == kind


def test_every_evidence_is_in_its_place(document, linker):
    source = document(REPORT)
    (resource,) = extract(source, linker).resources
    held = [resource, *resource.participations, *resource.themes, *resource.territories, *resource.citations]
    for one in held:
        assert one.evidence.quote == source.text[one.evidence.start : one.evidence.end]
