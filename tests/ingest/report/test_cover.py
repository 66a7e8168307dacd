"""What a document says of itself."""

from __future__ import annotations

import pytest

from ingest.report.cover import read_date, read_language, read_outline, read_title, undated


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Un titre\n\nTexte.", "Un titre"),
        ("---\ntitle: Titre du fichier\n---\n\n# Autre titre\n\nTexte.", "Titre du fichier"),
        ("---\ntitle: Microsoft Word - note.docx\n---\n\n# Le vrai titre\n\nTexte.", "Le vrai titre"),
        ("# Sommaire\n\n# Le vrai titre\n\nTexte.", "Le vrai titre"),
        ("# FICHE REPÈRE\n\nLe budget participatif\n\nTexte long.", "Fiche repère : Le budget participatif"),
        ("# Note\n\nCette phrase est une phrase.", "Note"),
    ],
)
def test_title(document, text, title):
    assert read_title(document(text)).text == title


def test_site_name_is_taken_off_the_title(document):
    page = (
        "<html><head><title>La page | Le site</title></head><body><main><h1>La "
        "page</h1><p>Un.</p></main></body></html>"
    )
    assert read_title(document(page, "text/html")).text == "La page"


def test_a_table_is_named_by_its_file(document):
    table = document("Code;Quartier\nA;B\nC;D\n", "text/csv", "/dossier/liste-des-quartiers.csv")
    assert read_title(table).text == "Liste des quartiers"


@pytest.mark.parametrize(
    ("cover", "edtf"),
    [
        ("Décembre 2024", "2024-12"),
        ("RésO Villes et Villes au Carré, juin 2019", "2019-06"),
        ("Publié le 5 juillet 2024 par Villes au Carré", "2024-07-05"),
        ("Dernière mise à jour : 2 décembre 2024", "2024-12-02"),
        ("Mardi 11 juin 2024", None),
        ("Depuis le 3 mars 2022, six territoires cherchent.", None),
    ],
)
def test_date_on_the_cover(document, cover, edtf):
    assert read_date(document(f"# Un titre\n\n{cover}\n\nTexte."), "Un titre") == edtf


def test_the_day_stated_by_the_file_completes_the_month_of_the_cover(document):
    text = "---\ntitle: T\ndate: 2024-05-27\n---\n\n# T\n\nMai 2024\n"
    assert read_date(document(text), "T") == "2024-05-27"
    other = "---\ntitle: T\ndate: 2024-09-27\n---\n\n# T\n\nMai 2024\n"
    assert read_date(document(other), "T") == "2024-05"


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Revue de presse, avril 2024", "Revue de presse"),
        ("La lettre n° 3, mars 2024", "La lettre"),
        ("Dossier Quartiers 2030", "Dossier Quartiers 2030"),
    ],
)
def test_undated(title, bare):
    assert undated(title) == bare


def test_outline_and_language(document):
    note = document(
        "# Titre\n\n## Sommaire\n\n## Les faits\n\nLe texte est dans la langue des habitants de la ville.\n"
    )
    assert read_outline(note, read_title(note)) == ("Les faits",)
    assert read_language(note) == "fr"
    assert read_language(document("# Title\n\nThe people of the town are in it for the good of all.")) == "en"
