"""The French words of the tables that the command line prints."""

from __future__ import annotations

from typing import Final

KINDS: Final = {
    "passage": "passage",
    "event": "rencontre",
    "series": "réseau ou cycle",
    "resource": "ressource",
    "actor": "acteur",
    "theme": "thème",
    "territory": "territoire",
    "document": "document",
}
ROLES: Final = {
    "organiser": "organisation",
    "coOrganiser": "co-organisation",
    "facilitator": "animation",
    "speaker": "intervention",
    "partner": "partenariat",
    "host": "accueil",
    "funder": "financement",
    "support": "soutien",
    "participant": "participation",
    "author": "rédaction",
    "publisher": "publication",
}
STATES: Final = {
    "added": "ajouté",
    "changed": "mis à jour",
    "unchanged": "inchangé",
    "failed": "non ajouté",
}
MODES: Final = {"online": "en ligne", "onsite": "sur place"}
SESSION_STATES: Final = {
    "to-confirm": "à confirmer",
    "to-be-set": "date à fixer",
    "outside-period": "hors de la période",
    "cancelled": "annulée",
}
RESOURCES: Final = {
    "report": "rapport",
    "note": "note",
    "dossier": "dossier",
    "platform": "plateforme",
    "press-review": "revue de presse",
    "newsletter": "lettre d’information",
    "kit": "boîte à outils",
    "website": "site",
    "catalogue": "catalogue",
    "legal-text": "texte officiel",
    "news": "actualité",
    "directory": "annuaire",
    "programme": "programme",
    "document": "document",
    "minutes": "compte rendu",
}
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
