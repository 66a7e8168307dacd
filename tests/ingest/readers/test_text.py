"""Plain text in all its encodings."""

from __future__ import annotations

import pytest

from ingest.document import IngestError
from ingest.readers import read
from ingest.readers.lines import join
from ingest.sources import fetch

FRENCH = "RÉSEAU RÉGIONAL\n\nL’été à Châteauroux : « l’œuvre » coûte 12 €…\n\n> 12 mars\nEn visioconférence\n"


def document(tmp_path, content, name="essai.txt"):
    path = tmp_path / name
    path.write_bytes(content)
    return read(fetch(str(path)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings_are_read_right(tmp_path, encoding):
    found = document(tmp_path, FRENCH.encode(encoding))
    assert [(block.kind, block.marker, block.text) for block in found.blocks] == [
        ("heading", "", "RÉSEAU RÉGIONAL"),
        ("paragraph", "", "L’été à Châteauroux : « l’œuvre » coûte 12 €…"),
        ("paragraph", ">", "12 mars"),
        ("paragraph", "", "En visioconférence"),
    ]


def test_old_macintosh_text_is_read_right(tmp_path):
    text = "Été à Châteauroux : les élèves reçoivent à l'école leurs résultats, où ça se fête dès mai.\n"
    assert document(tmp_path, text.encode("mac_roman")).text == text.strip()


@pytest.mark.parametrize("name", ["essai.md", "essai.txt", "essai.csv", "essai.html"])
def test_binary_under_a_text_name_is_refused(tmp_path, name):
    with pytest.raises(IngestError, match="binaire"):
        document(tmp_path, bytes(range(256)) * 40, name)


def test_titles_items_and_wrapped_lines(tmp_path):
    text = """\
Rapport
=======

Un dispositif qui associe les habitants du quartier à la déci-
sion et qui donne à chacun le temps d'apprendre, de proposer et
de choisir. Il se réunit chaque mois dans un lieu ouvert à tous
les habitants.

- premier point
  - second point
2. troisième point
"""
    found = document(tmp_path, text.encode())
    assert [(b.kind, b.level, b.marker) for b in found.blocks] == [
        ("heading", 1, ""),
        ("paragraph", 0, ""),
        ("item", 0, "-"),
        ("item", 1, "-"),
        ("item", 0, "2."),
    ]
    assert "à la décision et qui donne" in found.blocks[1].text
    assert found.metadata.title == "Rapport"


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("la poli\u00ad", "tique", "la politique"),
        ("la poli\u2010", "tique", "la politique"),
        ("la poli-", "tique", "la politique"),
        ("un rendez-", "vous", "un rendez-vous"),
        ("Centre-Val-", "de-Loire", "Centre-Val-de-Loire"),
        ("le 3 -", "tique", "le 3 - tique"),
        ("la ville", "de Tours", "la ville de Tours"),
    ],
)
def test_words_broken_at_the_end_of_a_line(first, second, whole):
    assert join(first, second) == whole
