"""What may be written in `sources.toml`, and what is said of the rest."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from ingest.document import IngestError
from ingest.sources.connectors import CONNECTORS
from ingest.sources.settings import KINDS, read_settings

EXAMPLE = Path(__file__).parents[3] / "docs" / "sources.exemple.toml"


def written(tmp_path, text):
    path = tmp_path / "sources.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_source_is_read_whole(tmp_path):
    path = written(
        tmp_path,
        '[[source]]\nname = "Actualités"\nkind = "feed"\naddress = "https://exemple.fr/flux"\npipeline = "dossier"\n'
        'themes = ["GUSP", "Emploi"]\npublisher = "ANCT"\nlicence = "CC BY 4.0"\nevery = "6 heures"\n'
        'allow_private = true\n\n[[source]]\nname = "Fichiers"\nkind = "folder"\npath = ["x/../a", "/b"]\n',
    )
    feed, folder = read_settings(path)
    assert (feed.name, feed.key, feed.kind) == ("Actualités", "actualites", "feed")
    assert feed.places == ("https://exemple.fr/flux",)
    assert (feed.pipeline, feed.themes, feed.publisher) == ("dossier", ("GUSP", "Emploi"), "ANCT")
    assert (feed.licence, feed.every, feed.allow_private) == ("CC BY 4.0", timedelta(hours=6), True)
    assert folder.places == (str(tmp_path / "a"), "/b")
    assert (folder.allow_private, folder.every) == (False, None)


GOOD = 'name = "A"\nkind = "feed"\naddress = "https://exemple.fr/"\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x = [", "ne se lit pas"),
        ("", "aucune source"),
        ("[sources]\n", "« sources » n’y a pas sa place"),
        (f"[source]\n{GOOD}", "deux crochets"),
        ('[[source]]\nkind = "feed"\naddress = "https://e.fr/"\n', "source 1 : il manque son nom"),
        (f"[[source]]\n{GOOD}adress = 1\n", "« adress » est inconnu. Peut-être « address » ?"),
        ('[[source]]\nname = "A"\nkind = "fed"\naddress = "https://e.fr/"\n', "Peut-être « feed » ?"),
        ('[[source]]\nname = "A"\naddress = "https://e.fr/"\n', "il manque sa nature"),
        (f'[[source]]\n{GOOD}path = "a"\n', "l’un des deux"),
        ('[[source]]\nname = "A"\nkind = "feed"\n', "l’un des deux"),
        ('[[source]]\nname = "A"\nkind = "folder"\naddress = "https://e.fr/"\n', "par son chemin"),
        ('[[source]]\nname = "A"\nkind = "page"\npath = "a"\n', "sur le web"),
        ('[[source]]\nname = "A"\nkind = "feed"\naddress = ["https://e.fr/", "https://f.fr/"]\n', "une seule adresse"),
        ('[[source]]\nname = "A"\nkind = "feed"\naddress = "e.fr/flux"\n', "adresse http ou https complète"),
        ('[[source]]\nname = "A"\nkind = "feed"\naddress = "https://a:b@e.fr/"\n', "mot de passe"),
        (f'[[source]]\n{GOOD}pipeline = "roman"\n', "« roman » n’existe pas"),
        (f'[[source]]\n{GOOD}every = "souvent"\n', "6 heures"),
        (f"[[source]]\n{GOOD}every = 6\n", "entre guillemets"),
        (f'[[source]]\n{GOOD}allow_private = "oui"\n', "allow_private = true"),
        (f"[[source]]\n{GOOD}most = 3\n", "ne vaut que pour sitemap"),
        (f"[[source]]\n{GOOD}themes = [3]\n", "attend un texte, ou une liste"),
        (f"[[source]]\n{GOOD}[[source]]\n{GOOD}", "deux sources s’appellent"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_one_line_with_a_remedy(tmp_path, text, words):
    with pytest.raises(IngestError) as caught:
        read_settings(written(tmp_path, text))
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_says_where_the_model_is(tmp_path):
    with pytest.raises(IngestError, match=r"docs/sources\.exemple\.toml"):
        read_settings(tmp_path / "sources.toml")


def test_the_example_is_right_and_shows_every_kind():
    assert {entry.kind for entry in read_settings(EXAMPLE)} == set(KINDS)


def test_every_kind_has_its_connector():
    assert set(CONNECTORS) == set(KINDS)
