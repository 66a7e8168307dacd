"""What a client asks for is what it gets, by RFC 9110."""

from __future__ import annotations

import pytest
from starlette.requests import Request

from service.negotiation import HTML, JSON_LD, N_TRIPLES, RDF_XML, TURTLE, by_suffix, language_of, preferred


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, HTML),
        ("", HTML),
        ("*/*", HTML),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", HTML),
        ("text/turtle", TURTLE),
        ("TEXT/Turtle; charset=utf-8", TURTLE),
        ("text/*", HTML),
        ("text/*;q=0.5, text/turtle", TURTLE),
        ("text/html;q=0.4, application/ld+json;q=0.8", JSON_LD),
        ("application/n-triples, text/turtle;q=0.9", N_TRIPLES),
        ("application/*", JSON_LD),
        ("application/rdf+xml", RDF_XML),
        ("text/html;q=0, */*;q=0.1", TURTLE),
        ("*/*, text/turtle;q=0, text/html;q=0", JSON_LD),
        ("image/png", None),
        ("text/turtle;q=0", None),
        ("text/turtle;q=wrong, text/html;q=0.5", TURTLE),
        ("application/json", None),
    ],
)
def test_the_most_specific_range_decides(accept, expected):
    assert preferred(accept) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("gusp", ("gusp", None)),
        ("gusp.ttl", ("gusp", TURTLE)),
        ("a.b.nt", ("a.b", N_TRIPLES)),
        ("ttl", ("ttl", None)),
    ],
)
def test_a_suffix_names_a_representation(name, expected):
    assert by_suffix(name) == expected


@pytest.mark.parametrize(
    ("query", "header", "expected"),
    [
        ("", "", "fr"),
        ("", "en-GB,en;q=0.9", "en"),
        ("", "fr-FR,fr;q=0.9,en;q=0.8", "fr"),
        ("", "en;q=0.8, fr-CA;q=0.7", "en"),
        ("", "de", "fr"),
        ("lang=fr", "en", "fr"),
        ("lang=en", "fr", "en"),
        ("lang=xx", "en", "en"),
    ],
)
def test_french_unless_english_is_preferred(query, header, expected):
    headers = [(b"accept-language", header.encode())] if header else []
    scope = {"type": "http", "query_string": query.encode(), "headers": headers}
    assert language_of(Request(scope)) == expected
