"""What the centre understood of the annotated documents, asked through its own doors."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.passages_gold import BASE, Span, everywhere

if TYPE_CHECKING:
    from centre.centre import Centre

QUERIES = Path(__file__).parent / "queries"
_KINDS = {"actor": "actors", "territory": "territories", "theme": "themes"}
_ORDINARY = {"about", "mentions", "spatial", "audience", "action", "activeIn"}
"""Predicates of links that are not ties between two things."""
_PREDICATES = {
    **{"memberOf": "member-of", "subOrganizationOf": "member-of", "partnerOf": "partner", "linkedTo": "partner"},
    **{"funder": "funds", "fundedBy": "funds", "hostedBy": "hosts", "host": "hosts", "author": "author"},
    **{"affiliation": "position", "worksFor": "position", "headOf": "head-of", "commissionedBy": "commissioned-by"},
    **{"follows": "follows", "replaces": "replaces", "citation": "cites", "cites": "cites", "about": "about"},
}  # fmt: skip
_OF_ROLES = {"funder": "funds", "host": "hosts", "author": "author"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """An entity with its names."""

    iri: str
    names: tuple[str, ...] = ()
    category: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing understood: of which kind, where, and what."""

    kind: str
    spans: tuple[Span, ...]
    value: str
    """The EDTF date, the role, the predicate, or the IRI of an actor, a territory or a theme."""
    thing: Thing | None = None
    """The entity; the actor of a role; the subject of a relation."""
    other: Thing | None = None
    """The activity of a role; the object of a relation."""
    sure: bool = True
    judged: bool = True
    """Whether it is wrong when the annotation does not have it: a relation that repeats a role is not."""
    method: str = ""


def understood(centre: Centre, documents: dict[str, str]) -> dict[str, tuple[Found, ...]]:
    """Return what was understood of each document (IRI to its text)."""
    things = _Things(centre)
    found: dict[str, list[Found]] = defaultdict(list)
    for row in _rows(centre, "links"):
        found[row["document"]] += _link(row, things)
    for row in _rows(centre, "new_actors"):
        thing = things.of(row["actor"], category=_last(row["kind"]))
        found[row["document"]].append(Found(kind="actors", spans=_spans(row), value=thing.iri, thing=thing))
    for row in _rows(centre, "participations"):
        found[row["document"]] += _role(row, things)
    for iri, text in documents.items():
        found[iri] += _told(centre.document(iri), text)
    return {iri: tuple(dict.fromkeys(found[iri])) for iri in documents}


class _Things:
    """The names of the entities of the authority files and of the documents."""

    def __init__(self, centre: Centre) -> None:
        from centre import authority

        self.known = authority.vocabulary().entities
        self.names: dict[str, list[str]] = defaultdict(list)
        for row in _rows(centre, "names"):
            self.names[row["thing"]].append(row["name"])

    def of(self, iri: str, category: str = "") -> Thing:
        entity = self.known.get(iri)
        if entity:
            names = (entity.pref_label, *entity.alt_labels, *entity.hidden_labels)
            return Thing(iri=iri, names=names, category=entity.category)
        return Thing(iri=iri, names=tuple(sorted(set(self.names.get(iri, ())))), category=category)

    def is_shown(self, status: str, *iris: str) -> bool:
        """Say whether a link is shown as it is: as a fact, or as a candidate when it is of a new actor."""
        new = any(iri.startswith(f"{BASE}actor/") and iri not in self.known for iri in iris)
        return status == "fact" or (status == "candidate" and new)


def _link(row: dict[str, str], things: _Things) -> Iterable[Found]:
    spans, predicate, iri = _spans(row), _last(row["predicate"]), row["object"]
    kind = _KINDS.get(iri.removeprefix(BASE).split("/")[0])
    if kind and predicate in _ORDINARY:
        sure = things.is_shown(row["status"], iri)
        yield Found(
            kind=kind, spans=spans, value=iri, thing=things.of(iri), sure=sure, method=row.get("method", "")
        )
    if predicate == "activeIn" or (
        predicate in _ORDINARY and not (predicate == "about" and kind == "themes")
    ):
        return
    yield Found(
        kind="relations",
        spans=spans,
        value=_PREDICATES.get(predicate, predicate),
        thing=things.of(row["subject"]),
        other=things.of(iri),
        sure=things.is_shown(row["status"], row["subject"], iri),
        judged=predicate not in _ORDINARY,
    )


def _role(row: dict[str, str], things: _Things) -> Iterable[Found]:
    spans, role = _spans(row), _last(row["role"])
    actor, activity = things.of(row["actor"]), things.of(row["activity"])
    sure = things.is_shown(row["status"], row["actor"])
    yield Found(kind="actors", spans=spans, value=actor.iri, thing=actor, sure=sure)
    known = Found(kind="roles", spans=spans, value=role, thing=actor, other=activity, sure=sure)
    yield known
    if role in _OF_ROLES:
        yield replace(known, kind="relations", value=_OF_ROLES[role], judged=False)


def _told(answer: dict[str, Any], text: str) -> Iterable[Found]:
    """Yield the dates and the citations, which the contract gives by their words, and the date of the document."""
    for date in answer["dates"]:
        if date["edtf"]:
            value = date["edtf"].split("T")[0].rstrip("?~%")
            yield Found(kind="dates", spans=everywhere(date["quote"], text), value=value)
    if answer["date"]:
        yield Found(kind="dates", spans=((0, len(text)),), value=answer["date"], judged=False)
    itself = Thing(iri=answer["id"], names=(answer["title"],))
    for cited in answer["cites"]:
        spans = everywhere(cited["label"], text) or ((0, len(text)),)
        other = Thing(iri=cited["id"], names=(cited["label"],))
        yield Found(kind="relations", spans=spans, value="cites", thing=itself, other=other, judged=False)


def without(found: Sequence[Found], left_out: frozenset[str]) -> tuple[Found, ...]:
    """Return what was understood without the links found by some methods, for an ablation."""
    return tuple(replace(one, sure=one.sure and one.method not in left_out) for one in found)


def _rows(centre: Centre, name: str) -> Iterable[dict[str, str]]:
    answer = json.loads(centre.sparql((QUERIES / f"{name}.rq").read_text(encoding="utf-8")))
    for row in answer["results"]["bindings"]:
        yield {key: cell["value"] for key, cell in row.items()}


def _spans(row: dict[str, str]) -> tuple[Span, ...]:
    return ((int(row["start"]), int(row["end"])),)


def _last(iri: str) -> str:
    return iri.replace("#", "/").rstrip("/").rsplit("/", 1)[-1]
