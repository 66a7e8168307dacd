"""What the context of a mention says for an entity: cues, long labels nearby, the kind of place a preposition asks for."""

from __future__ import annotations

import re
from functools import cache

from ingest.dates.lexicon import fold_in_place
from ingest.mentions.labels import Label
from ontology.vocabulary import Entity

PRIORITY = {"actor": 0, "territory": 1, "theme": 2, "audience": 3, "action": 4}
"""Which kind of entity a name shared by several kinds means first."""


def rank(label: Label, before: str) -> int:
    """Rank homonyms of several kinds: `en région X` is a place, elsewhere an organisation comes first.

    Among places, `en X` is the larger one, `à X` the town; a QPV is that of the list in force.
    """
    entity = label.entity
    rank = 10 * PRIORITY[entity.kind]
    if entity.kind != "territory":
        return rank
    order = ("country", "region", "commune", "departement")
    if re.search(r"\b(?:en|dans la|dans le)\s*$", before):
        rank, order = -10, ("country", "region", "departement", "commune")
    town = re.search(r"\b(?:a|ville de|commune de)\s*$", before) is not None
    kind = "village" if entity.category == "commune" and label.ambiguous and not town else entity.category
    if town:
        order = ("commune", "region", "departement", "country")
    return rank + (order.index(kind) if kind in order else 5) + (entity.vintage == "2015")


def cue_in(cue: str, around: str) -> bool:
    """Say whether a word of folded text begins with a cue."""
    words, pattern = _cue(cue)
    return words in around and pattern.search(around) is not None


@cache
def _cue(cue: str) -> tuple[str, re.Pattern[str]]:
    words = fold_in_place(cue)
    return words, re.compile(rf"(?<!\w){re.escape(words)}")


def in_brackets(entity: Entity, before: str, after: str) -> bool:
    """Say whether an acronym is tied by brackets to a long label of the entity, in folded text."""
    for label in (entity.pref_label, *entity.alt_labels):
        long = fold_in_place(label)
        if len(long) > 8 and (
            re.search(rf"{re.escape(long)}s?\s*[(\[–-]\s*$", before)
            or re.match(rf"\s*[(\[,:–-]\s*(?:le |la |l'|les )?{re.escape(long)}", after)
        ):
            return True
    return False


def spelt_out(entity: Entity, around: str) -> bool:
    """Say whether a long label of the entity stands near its acronym."""
    return any(len(label) > 8 and cue_in(label, around) for label in (entity.pref_label, *entity.alt_labels))
