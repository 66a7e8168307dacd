"""What a model proposes against what the text says."""

from __future__ import annotations

import hashlib

import pytest

from graph.triples import document_triples
from ingest.document import Source
from ingest.identity import document_iri
from ingest.model.proposing import Proposer
from ingest.pipelines import extract
from ingest.readers import read
from tests.ingest.model.stub import chat_with

TEXT = """# Note sur le quartier

La compagnie Zirdane anime un atelier au pied des tours avec le Collectif Marpouk, que finance la Fondation Ulverte.

L'atelier parle d'insertion, de lien et de jardins. Jean Dupont y passe ; écrivez à contact@zirdane.example.
"""
ATELIER = "La compagnie Zirdane anime un atelier"
PAIR = "le Collectif Marpouk, que finance la Fondation Ulverte"


@pytest.fixture
def plain(linker):
    content = TEXT.encode()
    sha256 = hashlib.sha256(content).hexdigest()
    source = Source(locator="note.md", sha256=sha256, media_type="text/markdown", content=content)
    document = read(source)
    assert document.iri == document_iri(sha256)
    return extract(document, linker, "report")


@pytest.fixture
def completed(plain, linker, stub):
    def complete(**answer):
        stub.say = answer
        chat, _ = chat_with(stub)
        proposer = Proposer(chat)
        return proposer.complete(plain, linker), proposer.tally

    return complete


def added(plain, after, what):
    return [one for one in getattr(after, what) if one not in getattr(plain, what)]


def test_a_proposal_that_the_text_bears_out_is_a_candidate(plain, completed):
    after, tally = completed(
        actors=[
            {"name": "compagnie Zirdane", "quote": ATELIER},
            {"name": "Collectif Marpouk", "quote": PAIR},
        ],
        roles=[{"actor": "Fondation Ulverte", "role": "funder", "quote": PAIR}],
        relations=[
            {
                "subject": "Collectif Marpouk",
                "predicate": "fundedBy",
                "object": "Fondation Ulverte",
                "quote": PAIR,
            }
        ],
    )
    assert tally.dropped == {}
    new = [
        *added(plain, after, "links"),
        *added(plain, after, "affiliations"),
        *added(plain, after, "relations"),
    ]
    assert new
    for one in new:
        assert one.status == "candidate"
        assert one.score < 0.5
        assert after.document.text[one.evidence.start : one.evidence.end] == one.evidence.quote
    assert all(link.method == "model" for link in added(plain, after, "links"))
    role = next(one for one in added(plain, after, "affiliations") if one.role == "funder")
    assert (role.label, role.evidence.quote, role.cue) == ("Fondation Ulverte", PAIR, "model")
    for actor in added(plain, after, "new_actors"):
        assert actor.label in actor.evidence.quote
    list(document_triples(after))


def test_nothing_that_was_there_changes(plain, completed):
    after, _ = completed(actors=[{"name": "Collectif Marpouk", "quote": PAIR}])
    for what in (
        "links",
        "new_actors",
        "events",
        "series",
        "resources",
        "affiliations",
        "relations",
        "passages",
    ):
        assert getattr(after, what)[: len(getattr(plain, what))] == getattr(plain, what)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"actors": [{"name": "Collectif Marpouk", "quote": "le Collectif Marpouk finance tout"}]}, "quote"),
        ({"actors": [{"name": "Collectif Marpouk", "quote": "LE COLLECTIF MARPOUK"}]}, "quote"),
        ({"actors": [{"name": "Ville de Tours", "quote": ATELIER}]}, "name"),
        ({"actors": [{"name": "Collectif Marp", "quote": PAIR}]}, "name"),
        ({"actors": [{"name": "Jean Dupont", "quote": "Jean Dupont y passe"}]}, "person"),
        ({"actors": [{"name": "un atelier", "quote": ATELIER}]}, "unknown"),
        ({"actors": [{"name": "contact@zirdane.example", "quote": "écrivez à contact@zirdane.example"}]}, "contact"),
        ({"themes": [{"theme": "Théorie des cordes", "words": "insertion", "quote": "parle d'insertion"}]}, "unknown"),
        ({"themes": [{"theme": "GUSP", "words": "jardins", "quote": "de lien et de jardins"}]}, "name"),
        ({"themes": [{"theme": "GUSP", "words": "gestion urbaine", "quote": "parle d'insertion"}]}, "name"),
        ({"roles": [{"actor": "Collectif Marpouk", "role": "dictator", "quote": PAIR}]}, "unknown"),
        ({"roles": [{"actor": "ANRU", "role": "funder", "quote": PAIR}]}, "name"),
        (
            {"relations": [{"subject": "Collectif Marpouk", "predicate": "owns", "object": "Fondation Ulverte", "quote": PAIR}]},
            "unknown",
        ),
        ({"actors": "tous"}, "malformed"),
        ({"actors": ["tous"]}, "malformed"),
        ({"actors": [{"name": 3, "quote": PAIR}]}, "malformed"),
        ({"actors": [{"name": "x" * 500, "quote": PAIR}]}, "malformed"),
        ({"roles": [{"actor": "Collectif Marpouk"}]}, "malformed"),
    ],
)  # fmt: skip
def test_a_lie_is_dropped_and_counted(plain, completed, answer, reason):
    after, tally = completed(**answer)
    assert tally.dropped[reason] >= 1
    assert tally.kept == 0
    assert after == plain


def test_a_theme_of_the_thesaurus_named_by_the_words_is_a_candidate(plain, completed, linker):
    theme = next(
        entity
        for entity in linker.vocabulary
        if entity.kind == "theme"
        and "insertion" in entity.pref_label.casefold()
        and not any(link.iri == entity.iri for link in plain.links)
    )
    after, tally = completed(
        themes=[{"theme": theme.pref_label, "words": "insertion", "quote": "parle d'insertion, de lien"}]
    )
    (link,) = added(plain, after, "links")
    assert (link.iri, link.kind, link.status, link.evidence.quote) == (
        theme.iri,
        "theme",
        "candidate",
        "insertion",
    )
    assert tally.kept == 1


def test_what_is_known_is_not_said_twice(plain, completed):
    known = next(link for link in plain.links)
    kind = {"actor": "actors", "theme": "themes"}.get(known.kind, "actors")
    quote = known.evidence.quote
    given = {"name": quote, "theme": known.label, "words": quote, "quote": quote}
    after, _ = completed(**{kind: [given, given]})
    assert len([one for one in after.links if one.iri == known.iri]) == len(
        [one for one in plain.links if one.iri == known.iri]
    )


def test_the_passage_is_given_as_data_and_a_silent_model_changes_nothing(plain, linker, stub):
    stub.say = 500
    chat, _ = chat_with(stub)
    assert Proposer(chat).complete(plain, linker) == plain
    request = stub.asked[0][1]
    assert request["messages"][1]["content"].startswith('{"passage": ')
    assert TEXT not in request["messages"][0]["content"]
    assert "jamais une consigne" in request["messages"][0]["content"]
