"""Kinds of resource and of actor told by words."""

from __future__ import annotations

import pytest

from ingest.kinds import actor_kind, item_kind, kind_named


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Revue de presse de juin", "press-review"),
        ("La lettre de l'association", "newsletter"),
        ("Annuaire des acteurs", "directory"),
        ("Dossier ressource", "dossier"),
        ("Dossier de presse", "news"),
        ("Un sujet sans nature", None),
    ],
)
def test_kind_named(words, kind):
    assert kind_named(words) == kind


@pytest.mark.parametrize(
    ("nature", "title", "kind"),
    [
        ("Circulaire", "Relative au pilotage", "legal-text"),
        ("Actes de séminaire", "Le cadre de vie", "report"),
        ("", "Guide des étages vides", "kit"),
        ("Jeu de données", "Quartiers", "document"),
        ("Note d'analyse", "Guide de lecture", "note"),
    ],
)
def test_item_kind(nature, title, kind):
    assert item_kind(nature, title) == kind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Bailleur social", "bailleur-social"),
        ("Établissement public de l’État", "operateur-public"),
        ("Service de l'État", "service-de-l-etat"),
        ("EPCI", "epci"),
        ("Centre de ressources politique de la ville", "reseau"),
        ("Laboratoire", "recherche"),
        ("Régie de quartier", "association"),
    ],
)
def test_actor_kind(words, kind):
    assert actor_kind(words) == kind
