"""Which pipeline reads a document."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from ingest.document import Document, IngestError, Source
from ingest.mentions import Linker
from ingest.pipelines import choose, extract
from ingest.readers import read
from ingest.sources import fetch
from ontology.vocabulary import Vocabulary

CORPUS = Path(__file__).parents[2] / "corpus"


def _document(text: str, media_type: str = "text/markdown") -> Document:
    content = text.encode()
    digest = hashlib.sha256(content).hexdigest()
    return read(Source(locator="d", sha256=digest, media_type=media_type, content=content))


SESSIONS = "\n\n".join(f"Rencontre {day}\n\n**{day} mars**\n\nOrléans" for day in range(1, 8))


@pytest.mark.parametrize(
    ("text", "pipeline"),
    [
        (f"# Nos rencontres\n\n{SESSIONS}", "programme"),
        ("# Programme d'activités janvier-juillet 2024\n\nTexte.", "programme"),
        ("# Programme de réussite éducative : bilan\n\nTexte.", "report"),
        ("# Compte rendu du 3 mars\n\nTexte.", "report"),
        ("# Revue de presse de juin\n\nTexte.", "dossier"),
        ("# Dossier ressource\n\nTexte.", "dossier"),
        ("# La lettre du réseau\n\n- **3 mars** : a\n- **4 mars** : b\n- **5 mars** : c\n", "programme"),
        ("# La lettre du réseau\n\n- Un article, sans date.\n", "dossier"),
        ("# Une étude\n\nDu 3 au 5 mars 2024, nous avons lu.\n\nLe 6 mars 2024, nous avons écrit.", "report"),
    ],
)
def test_choose(text, pipeline):
    assert choose(_document(text)) == pipeline


def test_choose_by_columns():
    actors = "Nom;Type;Thèmes\n" + "".join(f"Acteur {rank};Association;emploi\n" for rank in range(5))
    assert choose(_document(actors, "text/csv")) == "directory"
    places = "Code;Quartier\n" + "".join(f"Q{rank};Quartier {rank}\n" for rank in range(5))
    assert choose(_document(places, "text/csv")) == "report"


@pytest.mark.parametrize(
    ("folder", "pipeline"),
    [
        ("programmes", "programme"),
        ("dossiers", "dossier"),
        ("revues-de-presse", "dossier"),
        ("flux", "dossier"),
        ("notes", "report"),
        ("rapports", "report"),
        ("agenda", "programme"),
    ],
)
def test_choose_over_the_corpus(folder, pipeline):
    files = sorted(path for path in (CORPUS / folder).iterdir() if path.is_file())
    assert files
    assert {path.name: choose(read(fetch(str(path)))) for path in files} == dict.fromkeys(
        (f.name for f in files), pipeline
    )


def test_named_pipeline_wins():
    linker = Linker(Vocabulary({}))
    assert extract(_document("# Dossier ressource\n\nTexte."), linker, "report").pipeline == "report"


def test_unknown_pipeline():
    with pytest.raises(IngestError, match="« livre » n’existe pas"):
        extract(_document("# Titre"), Linker(Vocabulary({})), "livre")
