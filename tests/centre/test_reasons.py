from __future__ import annotations

import pytest

from centre.reasons import reason
from search.records import Row, Scored

BASE = "https://maillage.example/id/"
GUSP, VISITS, TOWN = f"{BASE}theme/gusp", f"{BASE}theme/visites", f"{BASE}territory/commune-1"
LABELS = {GUSP: "Gestion urbaine", VISITS: "Visites de quartier", TOWN: "Clairval"}
SYNONYMS = {"Gestion urbaine": "GUSP", "Entretien courant": "GUSP"}


def explain(query="GUSP à Clairval", **held):
    row = Row(iri=f"{BASE}event/1", kind="event", title="Une visite")
    parts = {"id": 1, "row": row, "score": 0.5, "text": 0.0, "vector": 0.0, "link": 0.0}
    return reason(
        Scored(**(parts | held)), query, labels=LABELS, read=(GUSP, TOWN), synonyms=SYNONYMS, floor=0.55
    )


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ({"exact": True, "matched": ("GUSP",)}, "intitulé exact"),
        ({"matched": ("gusp", "Clairval")}, "mots : gusp, Clairval"),
        ({"matched": ("entretien",)}, "synonyme de GUSP"),
        ({"matched": ("gestion", "Clairval")}, "mots : Clairval"),
        ({"links": (VISITS, TOWN)}, "lié à Clairval (territoire)"),
        ({"links": (VISITS,)}, "lié à Visites de quartier (thème)"),
        ({"links": (GUSP, TOWN)}, "lié à Gestion urbaine (thème), Clairval (territoire)"),
        ({"cosine": 0.712, "vector": 1.0}, "sens proche (0,71)"),
        ({"cosine": 0.31, "vector": 0.4, "matched": ("gusp",)}, "mots : gusp"),
        ({"cosine": 0.6, "vector": 0.8, "matched": ("gusp",)}, "mots : gusp ; sens proche (0,60)"),
        ({}, ""),
    ],
)
def test_a_hit_says_why_it_is_there(held, expected):
    assert explain(**held) == expected


def test_the_entity_itself_is_said_to_be_recognised():
    row = Row(iri=GUSP, kind="theme", title="Gestion urbaine")
    assert explain(row=row, links=(GUSP,)) == "reconnu dans la demande"


def test_a_typed_word_is_never_a_synonym():
    assert explain("GUSP et entretien", matched=("entretien",)) == "mots : entretien"
