"""The assembler: normalisation, markers and exact offsets."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import IngestError, Metadata, Source
from ingest.readers.blocks import (
    Piece,
    RawBlock,
    assemble,
    clean,
    is_list_marker,
    row_block,
    split_marker,
    table_blocks,
    text_block,
)


def source(content: bytes = b"x", media_type: str = "text/plain") -> Source:
    digest = hashlib.sha256(content).hexdigest()
    return Source(locator="essai", sha256=digest, media_type=media_type, content=content)


@pytest.mark.parametrize(
    ("written", "marker", "rest"),
    [
        ("> 9 février / 15 mars", ">", "9 février / 15 mars"),
        ("- 📍 >14 février", "-📍>", "14 février"),
        ("📍 Bourges", "📍", "Bourges"),
        ("→ mai", "→", "mai"),
        ("• un", "•", "un"),
        ("–\u00a0un", "–", "un"),
        ("\uf0b7 un", "\uf0b7", "un"),
        ("▶\ufe0f un", "▶", "un"),
        ("-5 degrés", "", "-5 degrés"),
        ("© Villes", "", "© Villes"),
        ("*note", "", "*note"),
        ("9 février", "", "9 février"),
        ("", "", ""),
    ],
)
def test_markers_are_taken_off(written, marker, rest):
    assert split_marker(written) == (marker, rest)


def test_only_bullets_and_dashes_open_list_items():
    assert is_list_marker("-")
    assert is_list_marker("•")
    assert is_list_marker("->")
    assert not is_list_marker(">")
    assert not is_list_marker("📍")
    assert not is_list_marker("")


def test_characters_are_normalised():
    assert clean("e\u0301t\u00e9") == "été"
    assert clean("o\ufb03ciel \ufb01n\ufb02ux") == "officiel finflux"
    assert clean("cœur Œuvre") == "cœur Œuvre"
    assert clean("poli\u00adtique\u200b \u0007") == "politique "
    assert clean("14\u00a0h\u202f30 :\u2009oui\tnon") == "14 h 30 : oui non"


def test_blocks_hold_exact_offsets_of_cells_and_links():
    row = row_block([("Nom", "Villes\u00a0au  Carré"), ("Vide", " "), ("Site", "https://a.example/x.")])
    link = RawBlock(
        kind="paragraph",
        pieces=(Piece(text="- Voir  "), Piece(text=" la page ", target="https://b.example"), Piece(text=".")),
    )
    document = assemble(source(), [row, link], Metadata())
    first, second = document.blocks
    assert first.text == "Nom : Villes au Carré · Site : https://a.example/x."
    assert [(cell.value, document.text[cell.start : cell.end]) for cell in first.cells] == [
        ("nom", "Villes au Carré"),
        ("site", "https://a.example/x."),
    ]
    assert [(x.value, document.text[x.start : x.end]) for x in first.links] == [
        ("https://a.example/x", "https://a.example/x")
    ]
    assert (second.marker, second.text) == ("-", "Voir la page .")
    assert [(x.value, document.text[x.start : x.end]) for x in second.links] == [
        ("https://b.example", "la page")
    ]
    assert document.text == f"{first.text}\n{second.text}"


def test_a_pin_alone_on_its_line_marks_the_next_block():
    document = assemble(
        source(), [text_block("paragraph", "📍"), text_block("paragraph", "Tours")], Metadata()
    )
    assert [(block.marker, block.text) for block in document.blocks] == [("📍", "Tours")]


def test_a_table_gives_one_row_a_record():
    rows = list(table_blocks([["Lieu", "Date"], ["Tours", "3 mai"], ["", ""], ["Blois", ""]]))
    document = assemble(source(), rows, Metadata())
    assert [block.text for block in document.blocks] == ["Lieu : Tours · Date : 3 mai", "Lieu : Blois"]


def test_no_text_is_refused():
    with pytest.raises(IngestError, match="aucun texte"):
        assemble(source(), [text_block("paragraph", " \u00a0\n- ")], Metadata())


def test_same_bytes_give_the_same_document():
    blocks = [text_block("paragraph", "Bonjour")]
    assert assemble(source(b"a"), blocks, Metadata()).iri == assemble(source(b"a"), blocks, Metadata()).iri
    assert assemble(source(b"a"), blocks, Metadata()).iri != assemble(source(b"b"), blocks, Metadata()).iri


pieces = st.builds(
    Piece,
    text=st.text(alphabet=st.characters(), max_size=20)
    | st.sampled_from(["- ", "> ", "\u0301", "📍", " a "]),
    target=st.sampled_from(["", "https://c.example"]),
    column=st.sampled_from([None, "nom"]),
)
raws = st.builds(
    RawBlock,
    kind=st.sampled_from(["heading", "paragraph", "item", "row"]),
    pieces=st.lists(pieces, max_size=4).map(tuple),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(raws, max_size=6))
def test_every_offset_slices_back(raw):
    try:
        document = assemble(source(), raw, Metadata())
    except IngestError:
        return
    assert unicodedata.is_normalized("NFC", document.text)
    assert document.text == "\n".join(block.text for block in document.blocks)
    for block in document.blocks:
        assert document.text[block.start : block.end] == block.text
        assert block.text == block.text.strip(" ")
        assert "  " not in block.text
        for span in (*block.cells, *block.links):
            assert block.start <= span.start < span.end <= block.end
            assert document.text[span.start : span.end] == document.text[span.start : span.end].strip()
