"""Second reading of a document, sentence by sentence: the actors it names, their roles, what ties them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.actors.fields import listed_role
from ingest.actors.reader import Reader
from ingest.actors.replacements import replacements
from ingest.actors.sequels import sequels
from ingest.actors.signatures import signature
from ingest.dates.lexicon import fold_in_place
from ingest.mentions import Linker, Match
from ingest.mentions.regional import region_of
from ingest.records import (
    Citation,
    Extraction,
    NewActor,
    Participation,
    Relation,
    Role,
)

_COVER, _SIGNED = 6, 4
"""Blocks at the head of a document in which it is signed, and at its end."""
_EDITORIAL = re.compile(r"\bedito|\bmot d[eu']|avant-propos|preface")


@dataclass(frozen=True, slots=True)
class Told:
    """What the sentences of a document say of actors, besides what its pipeline read."""

    new_actors: tuple[NewActor, ...]
    roles: tuple[Participation, ...]
    relations: tuple[Relation, ...]
    works: tuple[Citation, ...]
    """The works that its sentences name, with their authors."""
    own: tuple[Participation, ...]
    """The roles left to the document itself once those works have theirs."""
    sure: frozenset[tuple[int, str]]
    """Where the document names an actor by a doubtful name that its sentence makes sure."""


def told_in(extraction: Extraction, linker: Linker, spelt: Mapping[str, str]) -> Told:
    """Read the sentences of a document once more for the actors they name and what ties these.

    `spelt` gives the acronyms that the document explains.
    """
    document = extraction.document
    region = region_of(extraction.links, linker.vocabulary)
    reader = Reader(extraction, linker, region, spelt)
    roles: list[Participation] = []
    prose = extraction.pipeline != "directory"
    heading = ""
    listed: Role | None = None
    last = len(document.blocks) - _SIGNED
    for index, block in enumerate(document.blocks):
        if (lines := signature(document, index)) is not None:
            told = [one for one in linker.matches(lines.text) if one.entity.kind == "actor"]
            roles.extend(reader.read(lines, told, (), acts=False, signed=False, cover=False))
        found = linker.matches(block.text)
        matches = [one for one in found if one.entity.kind == "actor"]
        notions = [(one.start, one.end) for one in found if one.entity.kind in ("theme", "action")]
        headed = listed_role(block)
        listed = headed or (listed if block.kind == "item" else None)
        if block.kind == "heading":
            heading = fold_in_place(block.text)
            if index < _COVER:
                roles.extend(reader.titled(block, matches))
            continue
        if prose and block.kind != "row":
            roles.extend(reader.listed(block, listed) if listed and not headed else reader.roles(block))
        cover = index < _COVER and extraction.pipeline == "report"
        signed = cover or _EDITORIAL.search(heading) is not None
        signed = signed or (index >= last and extraction.pipeline in ("report", "dossier"))
        roles.extend(
            reader.read(block, _unrivalled(matches, region), notions, acts=prose, signed=signed, cover=cover)
        )
    roles = reader.shelf.shared(_each(roles, extraction))
    itself = next(iter(extraction.resources), None)
    own = tuple(reader.shelf.shared(itself.participations)) if itself is not None else ()
    relations = [*reader.relations, *sequels(extraction), *replacements(extraction)]
    return Told(
        tuple(reader.new.values()),
        tuple(roles),
        tuple(relations),
        reader.shelf.works(),
        own,
        frozenset(reader.sure),
    )


def _each(roles: Iterable[Participation], extraction: Extraction) -> tuple[Participation, ...]:
    """Keep each role of an actor once a sentence, and none that an activity has from the same sentence."""
    groups = [one.participations for one in extraction.events]
    groups += [one.participations for one in extraction.series]
    groups += [one.participations for one in extraction.resources]
    held = {(one.actor, one.role, one.evidence.start) for group in groups for one in group}
    kept: dict[tuple[str, int], Participation] = {}
    for one in roles:
        key = (one.actor, one.evidence.start)
        if (one.actor, one.role, one.evidence.start) not in held and (
            key not in kept or kept[key].role == "participant"
        ):
            kept[key] = one
    return tuple(kept.values())


def _unrivalled(matches: Sequence[Match], region: str | None) -> list[Match]:
    """Return the actors recognised, a doubtful one only where nothing else is meant by the same words.

    `la Région` is the council of the region the document speaks of.
    """
    spans = Counter((one.start, one.end) for one in matches)
    return [
        one
        for one in matches
        if one.status == "fact"
        or (
            spans[one.start, one.end] == 1
            and (one.entity.category != "collectivite" or region in one.entity.active_in)
        )
    ]
