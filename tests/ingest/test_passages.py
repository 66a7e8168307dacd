"""Passages: of a size to read, under their headings, slicing back exactly."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Metadata, Source
from ingest.passages import MOST_WORDS, passages
from ingest.readers.blocks import assemble, row_block, text_block

SOURCE = Source(locator="essai", sha256="0" * 64, media_type="text/plain", content=b"x")


def made(*blocks):
    return assemble(SOURCE, blocks, Metadata(), pages=3)


def test_neighbours_are_grouped_under_their_headings():
    document = made(
        text_block("heading", "Rapport", level=1),
        text_block("paragraph", "Un premier point."),
        text_block("paragraph", "Un autre point."),
        text_block("heading", "Suite", level=2),
        text_block("item", "- un élément"),
        text_block("heading", "Fin", level=1),
        text_block("heading", "Annexe", level=1),
        text_block("paragraph", "Le reste."),
        text_block("paragraph", "Sur la page suivante.", page=2),
    )
    found = list(passages(document))
    assert [(p.page, p.heading_path, p.text) for p in found] == [
        (1, ("Rapport",), "Un premier point.\nUn autre point."),
        (1, ("Rapport", "Suite"), "un élément"),
        (1, (), "Fin"),
        (1, ("Annexe",), "Le reste."),
        (2, ("Annexe",), "Sur la page suivante."),
    ]
    assert found[0].iri == f"{document.iri}/passage/{found[0].start}-{found[0].end}"
    assert found[0].document == document.iri


def test_long_paragraphs_are_cut_at_the_end_of_sentences():
    sentence = "Une phrase de dix mots pour remplir ce long paragraphe. "
    found = list(passages(made(text_block("paragraph", sentence * 40))))
    assert all(len(p.text.split()) <= MOST_WORDS and p.text.endswith(".") for p in found)
    assert sum(len(p.text.split()) for p in found) == 400
    assert len(found) == 4


def test_a_record_stays_alone():
    rows = [row_block([("Nom", name)]) for name in ("Un", "Deux")]
    assert [p.text for p in passages(made(*rows))] == ["Nom : Un", "Nom : Deux"]


words = st.lists(
    st.sampled_from(["mot", "Fin.", "art.", "Oui", "n°", "3,5", "«", "»"]), min_size=1, max_size=300
)
blocks = st.builds(
    text_block,
    kind=st.sampled_from(["heading", "paragraph", "item"]),
    text=words.map(" ".join),
    page=st.integers(1, 3),
    level=st.integers(0, 3),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(blocks, min_size=1, max_size=8))
def test_passages_slice_back_and_lose_nothing(raw):
    document = made(*raw)
    found = list(passages(document))
    for passage in found:
        assert passage.text == document.text[passage.start : passage.end]
        assert passage.text == passage.text.strip()
        assert len(passage.text.split()) <= MOST_WORDS or "\n" not in passage.text
    assert all(first.end <= second.start for first, second in pairwise(found))
    body = [word for b in document.blocks if b.kind != "heading" for word in b.text.split()]
    held = [word for p in found for word in p.text.split()]
    assert len(held) >= len(body)
