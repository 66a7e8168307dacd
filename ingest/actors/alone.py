"""An institution named alone (`la CAF`) in a document that names one of its kind in full (`la CAF de l'Eure`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.actors.joining import Joined
from ingest.dates.lexicon import fold_in_place
from ingest.document import Document
from ingest.identity import fold
from ingest.mentions import Linker
from ingest.records import Link, Participation, Relation

_BRACKETS = re.compile(r"\s*\([^)]*\)")
_ONE = re.compile(r"(?:\bla |\ble |\bl'|\bde |\bd'|\bdu |\bau |^)$")
"""What stands before the name of one body: `les CAF` are all of them."""


@dataclass(frozen=True, slots=True)
class Local:
    """The institution that a document means when it names its kind."""

    iri: str
    label: str
    known: bool
    """Whether it has an authority record: what is told of a new actor waits for a person."""


def meant_alone(links: Iterable[Link], joined: Joined, linker: Linker) -> Mapping[str, Local]:
    """Return, by the record that all of a kind share, the one of the kind that the document names in full.

    A document that names two names neither by their kind.
    """
    links = tuple(links)
    shared = _shared(linker)
    named = {link.iri for link in links if link.kind == "actor"}
    if not named & shared.keys():
        return {}
    full = {one.iri: one.label for one in joined.actors if one.category != "personne"}
    full |= {
        link.iri: link.label
        for link in links
        if link.kind == "actor" and link.status == "fact" and link.iri not in shared
    }
    found: dict[str, Local] = {}
    for iri in sorted(named & shared.keys()):
        local = {one: label for one, label in full.items() if fold(label).startswith(shared[iri])}
        if len(local) == 1:
            one, label = next(iter(local.items()))
            found[iri] = Local(one, label, linker.vocabulary.get(one) is not None)
    return found


@lru_cache(maxsize=2)
def _shared(linker: Linker) -> dict[str, tuple[str, ...]]:
    """Return how the names of those of a kind begin, by the record that stands for them all (`CAF (caisses...)`)."""
    return {
        entity.iri: tuple(
            {f"{fold(_BRACKETS.sub('', name))} " for name in (entity.pref_label, *entity.alt_labels)}
        )
        for entity in linker.vocabulary.of_kind("actor")
        if "(" in entity.pref_label and entity.pref_label[:2].isupper() and entity.category != "personne"
    }


def links_meant(links: Iterable[Link], local: Mapping[str, Local], document: Document) -> Iterator[Link]:
    """Yield links, the name of a kind being that of the one the document means."""
    for link in links:
        one, start = local.get(link.iri), link.evidence.start
        before = fold_in_place(document.text[max(0, start - 4) : start].replace("’", "'"))
        yield (
            replace(link, iri=one.iri, label=one.label, status=link.status if one.known else "candidate")
            if one is not None and _ONE.search(before)
            else link
        )


def roles_meant(roles: Iterable[Participation], local: Mapping[str, Local]) -> Iterator[Participation]:
    """Yield roles, each held by the one that the document means."""
    for role in roles:
        one = local.get(role.actor)
        yield (
            replace(role, actor=one.iri, label=one.label, status=role.status if one.known else "candidate")
            if one is not None and _is_one(role.evidence.quote, role.label)
            else role
        )


def relations_meant(relations: Iterable[Relation], local: Mapping[str, Local]) -> Iterator[Relation]:
    """Yield ties, each of the one that the document means."""
    for tie in relations:
        subject, value = local.get(tie.subject), local.get(tie.object)
        if subject is not None and _is_one(tie.evidence.quote, tie.subject_label):
            status = tie.status if subject.known else "candidate"
            tie = replace(tie, subject=subject.iri, subject_label=subject.label, status=status)
        if value is not None and _is_one(tie.evidence.quote, tie.object_label):
            status = tie.status if value.known else "candidate"
            tie = replace(tie, object=value.iri, object_label=value.label, status=status)
        yield tie


def _is_one(quote: str, label: str) -> bool:
    """Say whether a sentence names the kind for one body (`la CAF`), not for all (`les CAF`)."""
    short = re.escape(fold(_BRACKETS.sub("", label)))
    return re.search(rf"\b(?:les|des|aux|nos|leurs|ces|toutes) {short}\b", fold(quote)) is None
