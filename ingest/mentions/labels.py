"""All labels of the vocabulary compiled into one tree of words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.identity import fold
from ingest.mentions.surroundings import everyday_words
from ingest.mentions.words import Word, key, words
from ontology.vocabulary import Entity

ARTICLE = re.compile(r"^(?:l['’]|la |le |les )", re.IGNORECASE)
SMALL_COMMUNE = 4000
"""Inhabitants under which the name of a commune alone, without `à` or `ville de`, is not enough."""


@dataclass(frozen=True, slots=True)
class Label:
    """One label of one entity and what it takes to believe in it."""

    entity: Entity
    text: str
    folded: str
    acronym: bool
    """Written in capitals: matched in capitals only."""
    proper: bool
    """A proper name: its first word must open with a capital."""
    article: bool
    """An article and one word (`La Source`): the article must be there."""
    ambiguous: bool
    """Needs support from what stands around."""
    everyday: bool
    """A place whose name is also an everyday word: a capital at the head of a sentence is not enough."""


@dataclass(slots=True)
class Node:
    """A step in the tree of labels."""

    following: dict[str, Node] = field(default_factory=dict)
    labels: list[Label] = field(default_factory=list)


def compile_labels(entities: Iterable[Entity]) -> Node:
    """Return the root of the tree of all labels of `entities`."""
    root = Node()
    entities = tuple(entities)
    towns = towns_of(entities)
    for entity in entities:
        seen: set[str] = set()
        for text in (entity.pref_label, *entity.alt_labels, *entity.hidden_labels, *entity.ambiguous_labels):
            spelt = list(words(text))
            found = key(text, spelt)
            label = _label(entity, text, spelt, found, towns)
            if not text or label.folded in seen:
                continue
            seen.add(label.folded)
            node = root
            for word in found:
                node = node.following.setdefault(word, Node())
            node.labels.append(label)
    return root


def towns_of(entities: Iterable[Entity]) -> frozenset[str]:
    """Return the communes whose number of inhabitants is not told and that are towns all the same.

    They are those described for their priority neighbourhoods: placed on the map, or with a neighbourhood of their own. A list
    of all the communes of a region tells nothing of their size.
    """
    entities = tuple(entities)
    parents = {iri for one in entities if one.category == "qpv" for iri in one.broader}
    return frozenset(
        one.iri
        for one in entities
        if one.category == "commune"
        and one.population is None
        and (one.longitude is not None or one.iri in parents)
    )


def _label(
    entity: Entity, text: str, spelt: Sequence[Word], found: Sequence[str], towns: frozenset[str]
) -> Label:
    """Return the label that a text is, from its words and from those that must be found."""
    acronym = is_acronym(text)
    proper = entity.kind in ("actor", "territory")
    single = len(found) == 1
    article = single and len(spelt) == 2 and ARTICLE.match(text) is not None
    ambiguous = text in entity.ambiguous_labels
    if entity.kind == "territory":
        if entity.category == "qpv":
            ambiguous = ambiguous or single
        elif entity.category == "commune" and single and entity.iri not in towns:
            ambiguous = ambiguous or (entity.population or 0) < SMALL_COMMUNE
    folded = " ".join(word.folded for word in words(fold(text)))
    everyday = entity.kind == "territory" and single and not article and folded in everyday_words()
    return Label(entity, text, folded, acronym, proper, article, ambiguous, everyday)


def is_acronym(text: str) -> bool:
    """Say whether a label is an acronym: one short word with more capitals than the rest."""
    letters = [char for char in text if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    return " " not in text.strip() and 1 < len(letters) <= 8 and capitals >= max(2, len(letters) - 2)
