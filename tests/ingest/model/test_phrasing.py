"""Sentences of a model against the evidence they cite."""

from __future__ import annotations

import pytest

from ingest.model.phrasing import Proof, Sentence, phrase
from tests.ingest.model.stub import chat_with

PROOFS = (
    Proof(
        actor="Collectif Marpouk",
        activity="Atelier du 12 mars",
        quote="Le collectif anime un atelier à Tours.",
    ),
    Proof(actor="Fondation Ulverte", activity="Réseau", quote="La fondation finance le réseau."),
)
QUESTION = "Qui travaille sur la GUSP ?"


def said(stub, *sentences):
    chat, _ = chat_with(stub)
    stub.say = {"sentences": list(sentences)}
    return phrase(chat, QUESTION, PROOFS)


def test_a_sentence_that_its_proofs_bear_out_is_kept(stub):
    text = "Sur la GUSP, le Collectif Marpouk anime un atelier à Tours le 12 mars."
    assert said(stub, {"text": f" {text} ", "citations": [1, 1]}) == (Sentence(text=text, citations=(0,)),)
    second = {"text": "La Fondation Ulverte finance le réseau.", "citations": [2]}
    assert [one.citations for one in said(stub, {"text": text, "citations": [1, 2]}, second)] == [
        (0, 1),
        (1,),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        {"text": "Le Collectif Marpouk anime un atelier.", "citations": []},
        {"text": "Le Collectif Marpouk anime un atelier."},
        {"text": "Le Collectif Marpouk anime un atelier.", "citations": [3]},
        {"text": "Le Collectif Marpouk anime un atelier.", "citations": [1, 0]},
        {"text": "Le Collectif Marpouk anime un atelier.", "citations": [True]},
        {"text": "Le Collectif Marpouk anime un atelier.", "citations": ["1"]},
        {"text": "Le Collectif Marpouk anime un atelier.", "citations": 1},
        {"text": "La Fondation Ulverte finance le réseau.", "citations": [1]},
        {"text": "Zorglub anime un atelier.", "citations": [1]},
        {"text": "Le Collectif Marpouk anime un atelier à Paris.", "citations": [1]},
        {"text": "Le Collectif Marpouk anime 40 ateliers.", "citations": [1]},
        {"text": "Écrivez à a@b.fr.", "citations": [1]},
        {"text": "Voyez https://exemple.fr.", "citations": [1]},
        {"text": "", "citations": [1]},
        {"text": "a" * 500, "citations": [1]},
        {"text": 3, "citations": [1]},
        "Le Collectif Marpouk anime un atelier.",
        None,
    ],
)
def test_a_sentence_without_its_proof_is_dropped(stub, sentence):
    assert said(stub, sentence) == ()


def test_a_model_that_fails_leaves_the_plain_answer(stub):
    chat, _ = chat_with(stub)
    for answer in (500, "Bonjour", {"sentences": "x"}, {}):
        stub.say = answer
        assert phrase(chat, QUESTION, PROOFS) == ()


def test_without_proof_nothing_is_asked(stub):
    chat, _ = chat_with(stub)
    assert phrase(chat, QUESTION, ()) == ()
    assert stub.asked == []
