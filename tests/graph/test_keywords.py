"""Words that decide how a query is put are not mistaken for names, texts and comments."""

from __future__ import annotations

import pytest

from graph.keywords import asks_service, names_dataset, updates


@pytest.mark.parametrize(
    ("sparql", "expected"),
    [
        ("SELECT * FROM <urn:g> { ?s ?p ?o }", True),
        ("select *\nfrom named :g { ?s ?p ?o }", True),
        ("SELECT * FROM :g { ?s ?p ?o }", True),
        ("SELECT ?from { ?from ?p $from }", False),
        ("PREFIX from: <urn:from> SELECT * { ?s from:from ex:from }", False),
        ('SELECT * { ?s ?p "from <urn:g>" } # FROM <urn:g>', False),
        ("SELECT * { ?s ex:sent-from ?o ; <urn:from> ?p }", False),
        ('SELECT * { ?s ?p "a"@from }', False),
    ],
)
def test_from(sparql, expected):
    assert names_dataset(sparql) is expected


def test_service_and_updates():
    assert asks_service("SELECT * { SERVICE SILENT <urn:s> { ?s ?p ?o } }")
    assert not asks_service("PREFIX service: <urn:s> SELECT ?service { ?s service:service 'SERVICE' }")
    assert updates("INSERT DATA { <urn:a> <urn:b> <urn:c> }")
    assert not updates("SELECT * { ?s <urn:delete> 'CLEAR ALL' }")
