from __future__ import annotations

from explorer.links import document_href, entity_href, full_iri, href, short_id

IRI = "https://maillage.example/id/theme/gusp"


def test_a_short_identifier_and_its_iri_are_the_same() -> None:
    assert short_id(IRI) == "theme/gusp"
    assert full_iri("theme/gusp") == IRI
    assert full_iri(IRI) == IRI


def test_each_kind_has_its_page() -> None:
    assert entity_href(IRI) == "theme?id=theme/gusp"
    assert entity_href("https://maillage.example/id/series/reseau") == "evenement?id=series/reseau"
    assert entity_href("https://maillage.example/id/actor/a", "en") == "acteur?id=actor/a&lang=en"


def test_an_address_carries_words_and_repeated_values() -> None:
    assert (
        href("", "fr", {"q": "a&b c", "type": ("event", "theme"), "n": None})
        == "./?q=a%26b%20c&type=event&type=theme"
    )
    assert href("") == "./"


def test_a_document_opens_at_its_place() -> None:
    address = document_href("https://maillage.example/id/document/ab", page=2, start=0, end=9)
    assert address == "document?id=document/ab&page=2&start=0&end=9"
