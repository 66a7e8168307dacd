from __future__ import annotations

import re
from pathlib import Path

import pytest

from centre.names import NAMES, name_of, role_names, sentence

ROOT = Path(__file__).parents[2]


def codes(scheme: str) -> set[str]:
    text = (ROOT / "ontology" / "maillage.ttl").read_text("utf-8")
    return set(re.findall(rf'id/{scheme}/[^>]+> a skos:Concept ;\s+skos:notation "([^"]+)"', text))


def test_every_code_of_the_ontology_has_a_name() -> None:
    kinds, notes = codes("resource-kind"), codes("date-note")
    assert len(kinds) > 15
    assert len(notes) > 2
    assert kinds <= set(NAMES["resource"])
    assert notes <= set(NAMES["status"])


def test_every_kind_that_readers_give_has_a_name() -> None:
    from ingest import kinds
    from ingest.programme import resources

    assert {kind for kind, _ in kinds._RESOURCES} <= set(NAMES["resource"])
    assert {kind for kind, _ in resources.KINDS} <= set(NAMES["resource"])
    assert {kind for kind, _ in kinds._ACTORS} <= set(NAMES["actor"])


def test_every_role_of_the_ontology_has_a_name() -> None:
    text = (ROOT / "ontology" / "maillage.ttl").read_text("utf-8")
    roles = set(re.findall(r"^mlg:(\w+) a mlg:Role", text, re.MULTILINE))
    assert roles == set(NAMES["role"])


@pytest.mark.parametrize("group", NAMES)
def test_names_are_said_in_both_languages(group: str) -> None:
    for french, english in NAMES[group].values():
        assert french.strip()
        assert english.strip()
        assert "'" not in french


def test_a_code_without_a_name_stays() -> None:
    assert name_of("role", "animé par") == "animé par"
    assert name_of("status", "cancelled") == "annulée"
    assert name_of("role", "speaker", "en") == "speaker"


def test_roles_come_the_most_engaging_first() -> None:
    assert role_names(["participant", "organiser"]) == "organisation, participation"
    assert sentence("lettre d’information") == "Lettre d’information"
