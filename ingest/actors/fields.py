"""Lists of actors under the words that give their role: `Intervenants :` above the items of a list."""

from __future__ import annotations

import re

from ingest.dates.lexicon import fold_in_place
from ingest.document import Block
from ingest.records import Role

_ROLES: tuple[tuple[Role, str], ...] = (
    ("speaker", r"(?:les |nos |avec les )?(?:intervenant\w*|interventions?|orateurs?|oratrices?|temoins?|discutant\w*|avec l'intervention|avec (?:la )?participation|ils interviendront|interviendront|invite\w*)"),
    ("facilitator", r"(?:animation|animateurs?|animatrices?|animee? par|formateurs?|formatrices?|moderation|moderateurs?|moderatrices?)"),
    ("organiser", r"(?:organisation|organisateurs?|organisatrices?|organisee? par|porteurs? du projet|pilotes?|pilotage|maitre d'ouvrage|a l'initiative)"),
    ("partner", r"(?:(?:les |nos |en )?partenaires?(?: associes| de l'action| du projet| institutionnels| operationnels)?|partenariats?|en partenariat avec|avec le concours)"),
    ("funder", r"(?:(?:les |nos )?(?:co-?)?financeurs?|financements?|(?:partenaires? )financiers?|avec le soutien financier|finance par|avec le financement)"),
    ("support", r"(?:(?:avec le )?soutiens?|avec l'appui|avec le soutien)"),
)  # fmt: skip
_INCLUSIVE = r"(?:[·.•(/-]\w{1,6}\)?){0,3}"
_HEADS = tuple(
    (role, re.compile(rf"\W*{words}{_INCLUSIVE}(?: (?:de|du|des|d')\s?[\w' ]{{0,40}})?\s*:?\s*$"))
    for role, words in _ROLES
)
_LONGEST = 60


def listed_role(block: Block) -> Role | None:
    """Return the role that a heading, or a line ended by a colon, gives to those listed under it; None when none."""
    if block.kind == "row" or len(block.text) > _LONGEST:
        return None
    text = fold_in_place(block.text.replace("’", "'"))
    if block.kind != "heading" and not text.rstrip(" *_").endswith(":"):
        return None
    return next((role for role, head in _HEADS if head.match(text.strip(" *_"))), None)
