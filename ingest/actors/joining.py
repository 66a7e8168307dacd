"""Which names of a document are one actor, and which pairs may be: decided before anything is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.actors.institutions import Institutions, institutions_of
from ingest.actors.names import (
    bare,
    initials,
    looks_like_acronym,
    name_key,
    person_name,
    person_parts,
)
from ingest.dates.lexicon import fold_in_place
from ingest.identity import actor_iri, fold
from ingest.mentions import Linker
from ingest.records import Duplicate, NewActor
from ingest.roles.lexicon import HEAD, QUOTED_HEAD
from ontology.vocabulary import Entity

_PERSON = "personne"
_SPELLING, _ALIKE = 88, 0.6
"""The likeness of spelling (of 100) from which two names may be one, and the score of a weaker sign."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What each address read in a document stands for, the new actors left, and the pairs in doubt."""

    address: Mapping[str, str]
    label: Mapping[str, str]
    """The label of each address that stands."""
    known: frozenset[str]
    """Addresses that stand for a record of the authority files."""
    actors: tuple[NewActor, ...]
    duplicates: tuple[Duplicate, ...]
    gone: frozenset[str] = frozenset()
    """Addresses of what is called by one word that names a subject: it is no actor (`le réseau GUSP` is about one; a fund may bear
    the name of what it funds)."""


def join(
    actors: Iterable[NewActor],
    linker: Linker,
    spelt: Mapping[str, str],
    named: frozenset[str],
    subjects: frozenset[str] = frozenset(),
) -> Joined:
    """Join the new actors of a document that are one, with each other or with an authority record.

    `spelt` gives the acronyms that the document spells out; `named` the authority records it names; `subjects` the
    folded names of themes and publics, which name no actor.
    """
    read = list({actor.iri: actor for actor in actors}.values())
    authority, institutions = _authority(linker), institutions_of(linker)
    address: dict[str, str] = {}
    label: dict[str, str] = {}
    known: set[str] = set()
    groups: dict[tuple[str, ...], list[NewActor]] = {}
    people = _people(read, linker, named)
    long_of = {fold(short): long for short, long in spelt.items()}
    for actor in read:
        entity = _known(actor, linker, authority, institutions, long_of, people)
        if entity is not None:
            address[actor.iri] = entity.iri
            label[entity.iri] = entity.pref_label
            known.add(entity.iri)
        else:
            groups.setdefault(_group(actor, institutions, long_of, people), []).append(actor)
    kept = []
    gone: set[str] = set()
    for group in groups.values():
        one = _one(group, institutions, spelt, linker)
        if fold(one.label) in subjects:
            gone.update(actor.iri for actor in (one, *group))
            continue
        kept.append(one)
        label[one.iri] = one.label
        address.update({actor.iri: one.iri for actor in group})
    kept = [
        replace(one, affiliation=address.get(one.affiliation, one.affiliation)) if one.affiliation else one
        for one in kept
    ]
    free = [one for one in kept if one.category == _PERSON or institutions.named(one.label) is None]
    pairs = (*_pairs(free), *_authority_pairs(free, linker))  # two places make two institutions
    return Joined(address, label, frozenset(known), tuple(kept), pairs, frozenset(gone))


@lru_cache(maxsize=2)
def _authority(linker: Linker) -> dict[tuple[str, ...], Entity]:
    """Return the authority actors by the words of their names; a name that two share is left out."""
    found: dict[tuple[str, ...], Entity] = {}
    shared: set[tuple[str, ...]] = set()
    for entity in linker.vocabulary.of_kind("actor"):
        for name in (entity.pref_label, *entity.alt_labels, *entity.hidden_labels):
            key = _person_key(name) if entity.category == _PERSON else name_key(name)
            if key in found and found[key] is not entity:
                shared.add(key)
            found[key] = entity
    return {key: entity for key, entity in found.items() if key not in shared}


def _person_key(name: str) -> tuple[str, ...]:
    return ("personne", *person_parts(name))


def _people(read: Iterable[NewActor], linker: Linker, named: frozenset[str]) -> dict[str, str]:
    """Return the full name that a surname alone stands for, when the document names one person of that surname."""
    held: dict[str, set[str]] = {}
    full = [actor.label for actor in read if actor.category == _PERSON]
    records = (linker.vocabulary.get(iri) for iri in sorted(named))
    full += [one.pref_label for one in records if one is not None and one.category == _PERSON]
    for name in full:
        first, last = person_parts(name)
        if first:
            held.setdefault(last, set()).add(person_name(name))
    return {last: next(iter(names)) for last, names in held.items() if len(names) == 1}


def _known(
    actor: NewActor,
    linker: Linker,
    authority: Mapping[tuple[str, ...], Entity],
    institutions: Institutions,
    long_of: Mapping[str, str],
    people: Mapping[str, str],
) -> Entity | None:
    """Return the authority record that a new actor is: by its place, by its name, by its spelt-out name."""
    if actor.category == _PERSON:
        return authority.get(_person_key(_full(actor.label, people)))
    if (place := institutions.named(actor.label)) is not None:
        return place.known
    for name in (actor.label, long_of.get(fold(bare(actor.label)), "")):
        if name and (entity := authority.get(name_key(name))) is not None and entity.category != _PERSON:
            return entity
    return None


def _full(name: str, people: Mapping[str, str]) -> str:
    first, last = person_parts(name)
    return name if first else people.get(last, name)


def _group(
    actor: NewActor, institutions: Institutions, long_of: Mapping[str, str], people: Mapping[str, str]
) -> tuple[str, ...]:
    if actor.category == _PERSON:
        return _person_key(_full(actor.label, people))
    if (place := institutions.named(actor.label)) is not None:
        return name_key(place.label)
    return name_key(long_of.get(fold(bare(actor.label)), actor.label))


def _one(
    group: list[NewActor], institutions: Institutions, spelt: Mapping[str, str], linker: Linker
) -> NewActor:
    """Return the one actor that a group of names stands for, the other names as alternative labels."""
    first = group[0]
    names = [actor.label for actor in group]
    if first.category == _PERSON:
        full = max((person_name(name) for name in names), key=lambda name: len(name.split()))
        told = next((actor for actor in group if actor.job_title), first)
        return replace(
            first, iri=actor_iri(full), label=full,
            alt_labels=(), job_title=told.job_title,
            affiliation=_nearest([actor.affiliation for actor in group if actor.affiliation], linker),
        )  # fmt: skip
    place = institutions.named(first.label)
    longs = [name for name in names if not looks_like_acronym(name)]
    written = bare(longs[0] if longs else names[0])
    long_of = {fold(short): long for short, long in spelt.items()}
    written = long_of.get(fold(written), written)
    shown = place.label if place is not None else longs[0] if longs else written
    shown = re.sub(r"^(?:[Ll]['’]\s?|(?:La|Le|Les) (?=[A-ZÀ-Þ]{3,}\b))", "", shown)
    shown = re.sub(r"\s*[«»“”\"]\s*", " ", shown).strip()
    shown = shown[:1].upper() + shown[1:]
    shorts = [short for short, long in spelt.items() if name_key(long) == name_key(written)]
    brackets = [name for actor in group for name in actor.alt_labels]
    others = dict.fromkeys(name[:1].upper() + name[1:] for name in (*names, *shorts, *brackets))
    if place is None:
        others |= dict.fromkeys(own for name in names if (own := _own_part(name)))
    category = place.category if place is not None else next(
        (actor.category for actor in group if actor.category != "association"), first.category
    )  # fmt: skip
    named = place.label if place is not None else written
    return replace(
        first, iri=actor_iri(named), label=shown, category=category,
        alt_labels=tuple(name for name in others if fold(name) != fold(shown)),
    )  # fmt: skip


def _nearest(bodies: list[str], linker: Linker) -> str | None:
    """Return the organisation of a person: a local one rather than the name all its kind share."""
    generic = (
        entity
        for iri in bodies
        if (entity := linker.vocabulary.get(iri)) is not None and "(" in entity.pref_label
    )
    shared = {entity.iri for entity in generic}
    return next((iri for iri in bodies if iri not in shared), next(iter(bodies), None))


def _own_part(name: str) -> str:
    """Return the proper part of a name that opens on what its bearer is (`collectif Les Voix du Lac`), if it stands alone."""
    plain = re.sub(r"\s*[«»“”\"]\s*", " ", name).strip()
    head = HEAD.match(fold_in_place(plain))
    if head is None or (QUOTED_HEAD.match(fold_in_place(plain)) is None and bare(plain) == plain):
        return ""
    rest = plain[head.end() :].strip()
    whole = re.match(r"(?:La|Le|Les|L['’])\s?[A-ZÀ-Þ]", rest) or (
        rest[:1].isupper() and len(rest.split()) > 1
    )
    return rest if whole else bare(plain) if bare(plain) != plain and len(bare(plain)) > 3 else ""


def _pairs(kept: list[NewActor]) -> Iterator[Duplicate]:
    """Yield the pairs of new actors that may be one."""
    for index, left in enumerate(kept):
        for right in kept[index + 1 :]:
            if (left.category == _PERSON) != (right.category == _PERSON):
                continue
            if (told := _likeness(left.label, right.label, left.category == _PERSON)) is not None:
                yield _pair(left, right.iri, right.label, *told)


def _authority_pairs(kept: list[NewActor], linker: Linker) -> Iterator[Duplicate]:
    for left in kept:
        person = left.category == _PERSON
        for entity in linker.vocabulary.of_kind("actor"):
            if (entity.category == _PERSON) == person:
                told = _likeness(left.label, entity.pref_label, person)
                if told is not None:
                    yield _pair(left, entity.iri, entity.pref_label, *told)


def _pair(left: NewActor, iri: str, label: str, score: float, reason: str) -> Duplicate:
    return Duplicate(
        left=left.iri, left_label=left.label, right=iri, right_label=label, reason=reason, score=score,
        evidence=left.evidence,
    )  # fmt: skip


def _likeness(left: str, right: str, person: bool) -> tuple[float, str] | None:
    """Return how much two different names look like one, with the reason, None when they do not."""
    if person:
        return _likeness_of_people(person_parts(left), person_parts(right))
    one, other = " ".join(name_key(left)), " ".join(name_key(right))
    if not one or not other:
        return None
    if abs(len(one) - len(other)) <= 3 and min(len(one), len(other)) >= 6:
        from rapidfuzz.fuzz import ratio

        if (near := ratio(one, other)) >= _SPELLING and _same_numbers(one, other):
            return round(near / 100 * 0.9, 2), "noms presque identiques"
    for short, long in ((left, right), (right, left)):
        if looks_like_acronym(short) and len(short) >= 3 and fold(short) == initials(long):
            return _ALIKE, "sigle formé des initiales de l’autre nom"
    words, others = set(one.split()), set(other.split())
    less, more = sorted((words, others), key=len)
    if len(more) - len(less) == 1 and less < more and len(less) >= 1 and (more - less) & _TYPES:
        return 0.7, "même nom, l’un avec un mot de plus qui dit sa nature"
    return None


_TYPES = frozenset(
    [
        "collectif",
        "compagnie",
        "cie",
        "agence",
        "groupe",
        "fondation",
        "reseau",
        "club",
        "federation",
        "centre",
        "maison",
        "atelier",
        "institut",
    ]
)


def _same_numbers(one: str, other: str) -> bool:
    return [word for word in one.split() if word.isdigit()] == [
        word for word in other.split() if word.isdigit()
    ]


def _likeness_of_people(left: tuple[str, str], right: tuple[str, str]) -> tuple[float, str] | None:
    (first, last), (other_first, other_last) = left, right
    if last == other_last and first != other_first:
        if not first or not other_first:
            return 0.5, "même nom de famille, prénom non dit"
        if first[0] == other_first[0] and min(len(first), len(other_first)) == 1:
            return _ALIKE, "même nom de famille, même initiale de prénom"
    if first and first == other_first and last != other_last and min(len(last), len(other_last)) >= 5:
        from rapidfuzz.fuzz import ratio

        if (near := ratio(last, other_last)) >= _SPELLING:
            return round(near / 100 * 0.8, 2), "même prénom, noms de famille presque identiques"
    return None
