"""Legal texts and documents that a document cites."""

from __future__ import annotations

import hashlib

import pytest

from ingest.citations import citations, citations_within, legal_texts
from ingest.document import Document, Source
from ingest.identity import iri_of
from ingest.readers import read


def _document(text: str) -> Document:
    content = text.encode()
    digest = hashlib.sha256(content).hexdigest()
    return read(Source(locator="d.md", sha256=digest, media_type="text/markdown", content=content))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le décret n° 2023-1314 du 28 décembre 2023 fixe", [("décret", "2023-1314", "2023-12-28")]),
        ("la loi n° 2014-173 du 21 février 2014 de programmation", [("loi", "2014-173", "2014-02-21")]),
        ("La circulaire du 31 août 2023 relative à", [("circulaire", None, "2023-08-31")]),
        ("l’instruction du 4 janvier 2024", [("instruction", None, "2024-01-04")]),
        ("l'arrêté préfectoral du 3/07/2014", [("arrêté", None, "2014-07-03")]),
        ("ordonnance n°2005-1 du 1er janvier 2005", [("ordonnance", "2005-1", "2005-01-01")]),
        (
            "décret no 2014-767 puis décret 2014-1750",
            [("décret", "2014-767", None), ("décret", "2014-1750", None)],
        ),
        ("D. n° 2014-767", [("décret", "2014-767", None)]),
        ("Décret\u00a0n°\u00a02014-767 du 3\u00a0juillet\u00a02014", [("décret", "2014-767", "2014-07-03")]),
        (
            "les décrets n° 2014-767 du 3 juillet 2014 et n° 2014-1750 du 30 décembre 2014",
            [("décret", "2014-767", "2014-07-03"), ("décret", "2014-1750", "2014-12-30")],
        ),
        (
            "les circulaires des 31 août 2023 et 7 novembre 2024",
            [("circulaire", None, "2023-08-31"), ("circulaire", None, "2024-11-07")],
        ),
        (
            "instruction interministérielle n° DGCS/SD2B/2021/45 du 5 mars 2021",
            [("instruction", "DGCS/SD2B/2021/45", "2021-03-05")],
        ),
        ("circulaire n° 5729-SG du 30 juillet 2014", [("circulaire", "5729-SG", "2014-07-30")]),
        ("Article 1388 bis du code général des impôts ;", [("article", "1388 bis", None)]),
        ("l’article L. 5211-1 du CGCT", [("article", "L. 5211-1", None)]),
        ("Code général des impôts, article 1388 bis.", [("article", "1388 bis", None)]),
        ("la loi SRU du 13 décembre 2000", [("loi", None, "2000-12-13")]),
        ("la loi « Égalité et citoyenneté » du 27 janvier 2017", [("loi", None, "2017-01-27")]),
        ("la loi et le décret du 3 mars 2014", [("décret", None, "2014-03-03")]),
        ("la loi de finances pour 2015", [("loi", None, None)]),
    ],
)
def test_legal_texts(text, expected):
    assert [(one.kind, one.number, one.date) for one in legal_texts(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "la loi et le 2 juin",
        "un arrêté de police",
        "l’instruction des dossiers du contrat",
        "La circulaire de 1998 qui prépare les contrats",
        "le 3 mai 2024, la loi change",
        "le comité du 21 février 2014",
        "d. n’est pas un décret",
    ],
)
def test_what_is_no_legal_text(text):
    assert list(legal_texts(text)) == []


def test_label_is_written_one_way():
    (one,) = legal_texts("DÉCRET no 2014-767 du 01/07/2014")
    assert one.label == "décret n° 2014-767 du 1er juillet 2014"


def test_evidence_is_the_words_of_the_document():
    document = _document("# Titre\n\nVoir le décret n° 2014-767 du 3 juillet 2014.")
    (one,) = citations(document)
    assert one.evidence.quote == "décret n° 2014-767 du 3 juillet 2014"
    assert document.text[one.evidence.start : one.evidence.end] == one.evidence.quote


def test_one_text_has_one_address_however_it_is_cited():
    document = _document(
        "La loi n° 2014-173 du 21 février 2014.\n\nLa loi du 21 février "
        "2014.\n\nLa loi 14-173.\n\nLa loi n° 2014-173."
    )
    found = list(citations(document))
    assert len(found) == 4
    assert {one.iri for one in found} == {iri_of("legal", "loi 2014-173")}
    assert {one.label for one in found} == {"loi n° 2014-173 du 21 février 2014"}
    assert len(citations_within(tuple(found), 0, len(document.text))) == 1


def test_a_date_that_two_texts_share_is_not_resolved():
    document = _document(
        "Décret n° 2014-1 du 3 mars 2014, décret n° 2014-2 du 3 mars 2014, décret du 3 mars 2014."
    )
    assert len({one.iri for one in citations(document)}) == 3


def test_bibliography():
    document = _document(
        "# Étude\n\nUn livre, 2011.\n\n## Bibliographie\n\n"
        "- Union des villes, Le cadre de vie, note d'analyse, 16 mars 2016.\n"
        "- ANRU, L'évaluation, processus clé d'un projet, décembre 2014.\n"
        "- ANRU et associations d'élus, Cadre national, 29 avril 2015.\n"
        "- Décret n° 2014-767 du 3 juillet 2014 relatif à la liste.\n"
        "- Une phrase qui ne cite rien.\n\n"
        "## Annexe\n\n- Un autre livre, Son titre, 2012.\n"
    )
    assert [(one.kind, one.label, one.date) for one in citations(document)] == [
        ("document", "Le cadre de vie", "2016-03-16"),
        ("document", "L'évaluation, processus clé d'un projet", "2014-12"),
        ("document", "Cadre national", "2015-04-29"),
        ("décret", "décret n° 2014-767 du 3 juillet 2014", "2014-07-03"),
    ]


def test_a_cited_document_has_the_address_of_the_resource():
    document = _document("# Étude\n\n## Références\n\n- ANRU, Un guide utile, décembre 2014.\n")
    (one,) = citations(document)
    assert one.iri == iri_of("resource", "Un guide utile", "2014-12")
