"""The items of a collection, whatever the form it is written in."""

from __future__ import annotations

import pytest

from ingest.dossier.entries import read_date, read_entries


def _items(document, linker):
    return [(one.title, one.date, one.url) for one in read_entries(document, linker)]


def test_table(document, linker):
    table = document(
        "# Dossier\n\n| Date | Organisme | Intitulé | Lien |\n| --- | --- | --- | --- |\n"
        "| Mai 2012 | ANRU | Un guide | exemple.fr/guide |\n"
        "| 1999 | ANRU | Une note | [#](#) |\n"
    )
    assert _items(table, linker) == [
        ("Un guide", "2012-05", "https://exemple.fr/guide"),
        ("Une note", "1999", None),
    ]


def test_linked_item(document, linker):
    listed = document("# Dossier\n\n- [Le guide des halles](https://exemple.fr/guide), ANRU, juin 2024\n")
    assert _items(listed, linker) == [("Le guide des halles", "2024-06", "https://exemple.fr/guide")]


def test_press_review(document, linker):
    review = document(
        "# Revue de presse\n\n## En bref\n\n"
        "- **Blois : un tiers-lieu dans l’imprimerie.** *Le Journal du "
        "Berry*, 9 avril 2024. Un atelier ouvre.\n"
        "- **Gien. Des vitrines vides prêtées.** *La Gazette*, 11 juin 2024. Six "
        "locaux. Thème : participation citoyenne.\n"
        "- **Chartres : que faire ?** *L’Écho du Gâtinais*, 16 avril 2024.\n"
    )
    entries = list(read_entries(review, linker))
    assert [(one.title, one.date, one.description) for one in entries] == [
        ("Blois : un tiers-lieu dans l’imprimerie", "2024-04-09", "Un atelier ouvre"),
        ("Gien. Des vitrines vides prêtées", "2024-06-11", "Six locaux"),
        ("Chartres : que faire ?", "2024-04-16", ""),
    ]
    bodies = [review.text[slice(*one.body)] for one in entries if one.body]
    assert bodies == ["Le Journal du Berry", "La Gazette", "L’Écho du Gâtinais"]


def test_heading_and_its_source(document, linker):
    review = document(
        "# Revue\n\n## Un titre d'article\n\nLe Courrier du Loir, 3 avril 2024. La ville rénove.\n"
    )
    assert _items(review, linker) == [("Un titre d'article", "2024-04-03", None)]


def test_dated_lines_and_legal_texts(document, linker):
    dossier = document(
        "# Dossier\n\n- 28 décembre 2023 : Une nouvelle carte. Elle compte 1 362 quartiers.\n"
        "- Circulaire du 31 août 2023 relative aux contrats.\n- ANRU, *Un guide utile*, juin 2024.\n"
    )
    assert _items(dossier, linker) == [
        ("Une nouvelle carte", "2023-12-28", None),
        ("Circulaire du 31 août 2023 relative aux contrats", "2023-08-31", None),
        ("Un guide utile", "2024-06", None),
    ]


def test_comments_and_agendas_are_no_items(document, linker):
    dossier = document(
        "# Dossier\n\n- Une nouvelle carte. Depuis le 1er janvier 2024, la "
        "métropole compte 1 362 quartiers.\n\n"
        "## Agenda\n\n- 12 mars 2024 : réunion du réseau.\n"
    )
    assert _items(dossier, linker) == []


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("2024-09-16T09:00:00+02:00", "2024-09-16"),
        ("Mon, 05 Feb 2024 08:30:00 +0200", "2024-02-05"),
        ("12/03/2024", "2024-03-12"),
        ("Avril 2023", "2023-04"),
        ("26-28 juin 2023", "2023-06-26/2023-06-28"),
        ("2024", "2024"),
        ("bientôt", None),
    ],
)
def test_date_field(words, edtf):
    assert read_date(words) == edtf
