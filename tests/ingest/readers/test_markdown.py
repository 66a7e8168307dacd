"""Markdown: lines of programmes stay apart, wrapped prose is joined, emphasis is taken off."""

from __future__ import annotations

from datetime import date

from ingest.readers import read
from ingest.sources import fetch


def document(tmp_path, text, name="essai.md"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read(fetch(str(path)))


def shape(found):
    return [(block.kind, block.marker, block.text) for block in found.blocks]


PROGRAMME = """\
> FAIRE RÉSEAU

Ateliers Conversations carbone

>**17 janvier / 31 janvier**

Tours

- >**16 janvier** en distanciel
- 📍 >**14 février** - Visite à Loches

📍 > 11 janvier à Tours

2^{ème} rencontre et 2^e acte

- > [**Site**](#)

> 12 mars
En visioconférence

4 allée du Plessis
37000 Tours
"""


def test_lines_of_a_programme(tmp_path):
    found = document(tmp_path, PROGRAMME)
    assert shape(found) == [
        ("heading", ">", "FAIRE RÉSEAU"),
        ("paragraph", "", "Ateliers Conversations carbone"),
        ("paragraph", ">", "17 janvier / 31 janvier"),
        ("paragraph", "", "Tours"),
        ("item", "->", "16 janvier en distanciel"),
        ("item", "-📍>", "14 février - Visite à Loches"),
        ("paragraph", "📍>", "11 janvier à Tours"),
        ("paragraph", "", "2ème rencontre et 2e acte"),
        ("item", "->", "Site"),
        ("paragraph", ">", "12 mars"),
        ("paragraph", "", "En visioconférence"),
        ("paragraph", "", "4 allée du Plessis"),
        ("paragraph", "", "37000 Tours"),
    ]
    assert [block.text for block in found.blocks if block.emphasis] == ["17 janvier / 31 janvier", "Site"]
    assert [(link.value, found.text[link.start : link.end]) for b in found.blocks for link in b.links] == [
        ("#", "Site")
    ]


def test_report_with_front_matter_headings_tables_and_comments(tmp_path):
    text = """\
---
title: "Une note"
date: 2024-03-05
author: [Villes au Carré, RésO Villes]
lang: fr
---
# Une note
<!-- à relire
demain -->
Introduction
------------

| Lieu | Date |
|------|------|
| **Tours** | 3 mai |

1. Premier
   - dedans

Voir <https://a.example/b> et l'_été_.
"""
    found = document(tmp_path, text)
    assert [(b.kind, b.level, b.marker, b.text) for b in found.blocks] == [
        ("heading", 1, "", "Une note"),
        ("heading", 2, "", "Introduction"),
        ("row", 0, "", "Lieu : Tours · Date : 3 mai"),
        ("item", 0, "1.", "Premier"),
        ("item", 1, "-", "dedans"),
        ("paragraph", 0, "", "Voir https://a.example/b et l'été."),
    ]
    metadata = found.metadata
    assert (metadata.title, metadata.published, metadata.language) == ("Une note", date(2024, 3, 5), "fr")
    assert metadata.authors == ("Villes au Carré", "RésO Villes")
    assert found.blocks[2].cells[0].value == "lieu"


def test_wrapped_prose_is_joined(tmp_path):
    text = """\
# Note

La gestion urbaine et sociale de proximité est une démarche
partagée entre la commune, les bailleurs et les habitants, qui
vise à améliorer le cadre de vie des quartiers prioritaires de
la politique de la ville.

Elle repose sur un diagnostic en marchant, une convention et un
comité de suivi qui se réunit souvent.
"""
    found = document(tmp_path, text)
    assert len(found.blocks) == 3
    assert "démarche partagée entre" in found.blocks[1].text
    assert found.blocks[2].text.endswith("convention et un comité de suivi qui se réunit souvent.")


def test_a_page_with_headings_keeps_capitals_as_text(tmp_path):
    found = document(tmp_path, "# Titre\n\nCONTRAT DE PLAN\n")
    assert [block.kind for block in found.blocks] == ["heading", "paragraph"]
