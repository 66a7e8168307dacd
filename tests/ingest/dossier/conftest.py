"""A small vocabulary and a reader of short texts, for the tests of this folder."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.document import Document, Source
from ingest.mentions import Linker
from ingest.readers import read
from ontology.vocabulary import BASE, Entity, EntityKind, Vocabulary

CORPUS = Path(__file__).parents[3] / "corpus"


def _entity(kind: EntityKind, label: str, *alt: str, category: str = "") -> Entity:
    iri = f"{BASE}{kind}/{label.lower().replace(' ', '-')}"
    return Entity(iri=iri, kind=kind, pref_label=label, alt_labels=alt, category=category, population=90000)


@pytest.fixture(scope="session")
def linker() -> Linker:
    """A linker over a handful of entities."""
    entities = (
        _entity("actor", "Villes au Carré", category="reseau"),
        _entity("actor", "RésO Villes", category="reseau"),
        _entity("actor", "Tours Habitat", category="bailleur-social"),
        _entity("actor", "ANRU", "Agence nationale pour la rénovation urbaine", category="operateur-public"),
        _entity("actor", "Centre social Pluriel(le)s", category="centre-social"),
        _entity("theme", "Participation citoyenne"),
        _entity("theme", "Abattement de TFPB"),
        _entity("theme", "Contrat de ville"),
        _entity("territory", "Tours", category="commune"),
        _entity("territory", "Blois", category="commune"),
        _entity("action", "Réunion mensuelle"),
    )
    return Linker(Vocabulary({one.iri: one for one in entities}))


@pytest.fixture
def document() -> Callable[..., Document]:
    """Read a short text as a document."""

    def make(text: str, media_type: str = "text/markdown", locator: str = "document.md") -> Document:
        content = text.encode()
        digest = hashlib.sha256(content).hexdigest()
        return read(Source(locator=locator, sha256=digest, media_type=media_type, content=content))

    return make
