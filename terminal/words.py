"""The French words of the tables that the command line prints."""

from __future__ import annotations

from typing import Final

from centre.names import french_names

KINDS: Final = french_names("kind")
ROLES: Final = french_names("role")
STATES: Final = french_names("state")
MODES: Final = french_names("mode")
SESSION_STATES: Final = {code: name for code, name in french_names("status").items() if code != "announced"}
RESOURCES: Final = french_names("resource")
COUNTS: Final = {
    "snapshot": "Instantané",
    "created": "Publié le",
    "documents": "Documents",
    "passages": "Passages",
    "triples": "Triplets",
    "events": "Rencontres",
    "series": "Réseaux et cycles",
    "resources": "Ressources",
    "actors": "Acteurs",
    "themes": "Thèmes",
    "territories": "Territoires",
}
