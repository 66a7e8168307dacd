"""The French names of the roles that an actor has in an activity."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

ROLES: Final = {
    "organiser": "organisation",
    "coOrganiser": "co-organisation",
    "facilitator": "animation",
    "speaker": "intervention",
    "host": "accueil",
    "partner": "partenariat",
    "funder": "financement",
    "support": "soutien",
    "author": "rédaction",
    "publisher": "publication",
    "participant": "participation",
}
"""From the most to the least engaging."""


def role_names(roles: Iterable[str]) -> str:
    """Return roles in French, the most engaging first."""
    held = set(roles)
    return ", ".join(name for role, name in ROLES.items() if role in held)
