"""Directories of organisations: who works on what, where."""

from __future__ import annotations

import hashlib

import pytest

from ingest.directory import extract
from ingest.document import Document, Source
from ingest.mentions import Linker
from ingest.readers import read
from ontology.vocabulary import BASE, Entity, Vocabulary

TABLE = (
    "DÉNOMINATION;Sigle;Catégorie;Ville;Zone d'intervention;Thématiques;Site internet\n"
    "Agence pour la rénovation;APR;Établissement public de l'État;Tours;France;"
    '"habitat ; contrat de ville";apr.fr\n'
    "Ressourcerie du Cher;;Association;Tours;Tours Métropole, Cher;contrat de ville;\n"
)


@pytest.fixture(scope="module")
def linker() -> Linker:
    def entity(kind, label, *alt, category="", population=None):
        iri = f"{BASE}{kind}/{label.lower().replace(' ', '-')}-{category}"
        return Entity(
            iri=iri, kind=kind, pref_label=label, alt_labels=alt, category=category, population=population
        )

    entities = (
        entity("actor", "APR", "Agence pour la rénovation", category="operateur-public"),
        entity("actor", "Tours Métropole", category="epci"),
        entity("theme", "Habitat"),
        entity("theme", "Contrat de ville"),
        entity("territory", "France", category="pays"),
        entity("territory", "Tours", category="commune", population=136000),
        entity("territory", "Tours", category="qpv"),
        entity("territory", "Tours Métropole", category="epci"),
        entity("territory", "Cher", category="departement"),
    )
    return Linker(Vocabulary({one.iri: one for one in entities}))


def _table(text: str) -> Document:
    content = text.encode()
    digest = hashlib.sha256(content).hexdigest()
    return read(Source(locator="/a/annuaire.csv", sha256=digest, media_type="text/csv", content=content))


def test_rows(linker):
    directory, known, new = extract(_table(TABLE), linker).resources
    assert (directory.kind, directory.title) == ("directory", "Annuaire")
    assert {known.kind, new.kind} == {"directory-entry"}
    assert known.collection == new.collection == directory.iri
    assert (known.title, known.url) == ("APR", "https://apr.fr")
    assert new.url is None
    assert [one.label for one in known.themes] == ["Habitat", "Contrat de ville"]
    assert {one.method for one in known.themes} == {"field"}
    assert known.themes[1].evidence.quote == "contrat de ville"


def test_actor_of_a_row(linker):
    extraction = extract(_table(TABLE), linker)
    (known,), (new,) = (one.participations for one in extraction.resources[1:])
    assert (known.actor, known.role, known.status) == (
        f"{BASE}actor/apr-operateur-public",
        "participant",
        "fact",
    )
    assert known.evidence.quote.startswith("DÉNOMINATION : Agence pour la rénovation")
    (proposed,) = extraction.new_actors
    assert (proposed.iri, proposed.label, proposed.category) == (
        new.actor,
        "Ressourcerie du Cher",
        "association",
    )


def test_territories_of_a_row(linker):
    _, known, new = extract(_table(TABLE), linker).resources
    assert [one.iri.rsplit("/")[-1] for one in known.territories] == ["france-pays", "tours-commune"]
    assert [one.iri.rsplit("/")[-1] for one in new.territories] == [
        "tours-métropole-epci",
        "cher-departement",
        "tours-commune",
    ]
    assert new.territories[1].evidence.quote == "Cher"


def test_rows_that_are_not_actors_are_passages_only(linker):
    extraction = extract(_table("Code;Quartier;Commune\nQN1;Sanitas;Tours\nQN2;Europe;Tours\n"), linker)
    assert len(extraction.resources) == 1
    assert extraction.passages


def test_every_evidence_is_in_its_place(linker):
    source = _table(TABLE)
    for resource in extract(source, linker).resources:
        for one in (resource, *resource.participations, *resource.themes, *resource.territories):
            assert one.evidence.quote == source.text[one.evidence.start : one.evidence.end]
