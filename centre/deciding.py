"""From what a person types to a line of the register: what it is about, whether it can be decided, what it is called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from centre.decisions import held_decisions
from centre.facts import fact_of
from centre.opened import kind_of
from centre.records import CentreError
from centre.reviewing import review_queue
from ingest.curation import Action, Decision, Target, curation_of, fact_id

if TYPE_CHECKING:
    from centre.opened import Opened

_FACT = re.compile(r"f[0-9a-f]{8}")
_KINDS = (
    "theme", "action", "audience", "actor", "territory", "event", "series", "resource", "legal", "document",
)  # fmt: skip
_CHOICES = 5


def drafts(
    opened: Opened, action: Action, given: Sequence[str], *, author: str, reason: str, value: str = ""
) -> tuple[Decision, ...]:
    """Return the decisions that a person asks for, one an item (two items for a merge or a split)."""
    made: list[tuple[Action, Target, str]] = []
    if action == "undo":
        made = [("undo", Target(subject=_to_undo(opened, one)), "") for one in given]
    elif action in ("merge", "split"):
        first, second = (entity_of(opened, one) for one in given)
        made = [_merge(opened, first, second) if action == "merge" else _split(first, second)]
    elif action == "rename":
        name = " ".join(value.split())
        if not name:
            raise CentreError("Il manque le nouveau nom : donnez-le entre guillemets.")
        made = [("rename", Target(subject=entity_of(opened, given[0])), name)]
    else:
        made = [_verdict(opened, action, one) for one in given]
    return tuple(
        Decision(
            id="",
            at="",
            author=author,
            reason=reason,
            action=how,
            target=target,
            value=text,
            names=_names(opened, target, how),
            sources=_sources(opened, target),
        )
        for how, target, text in made
    )


def entity_of(opened: Opened, asked: str) -> str:
    """Return the IRI that an IRI, its last part or a name means; CentreError, with the choices, when it is unsure."""
    from ingest.identity import fold
    from ontology.vocabulary import BASE

    asked = asked.strip()
    short = asked.removeprefix(BASE)
    if short.split("/", 1)[0] in _KINDS and "/" in short:
        return _shown(opened, BASE + short)
    wanted = fold(asked)
    found: dict[bool, dict[str, str]] = {True: {}, False: {}}
    for row in opened.ask("titles"):
        if fold(str(row["label"])) == wanted:
            found[bool(row["preferred"])].setdefault(row["entity"], "")
    for stamp in opened.manifest.documents:
        if any(asked in (source, source.rsplit("/", 1)[-1]) for source in stamp.sources):
            found[True].setdefault(stamp.iri, "")
    iris = list(found[True] or found[False])
    itself = {iri: _shown(opened, iri) for iri in iris}
    iris = list(dict.fromkeys(itself.values()))
    if len(iris) == 1:
        return iris[0]
    if not iris:
        raise CentreError(
            f"Rien ne s’appelle « {asked} » dans ce centre. Donnez un nom exact, une adresse de fiche, "
            "ou un identifiant de « maillage review list »."
        )
    choices = " ; ".join(f"{iri.removeprefix(BASE)} ({opened.label(iri)})" for iri in iris[:_CHOICES])
    raise CentreError(f"« {asked} » peut être : {choices}. Donnez l’un de ces identifiants.")


def _shown(opened: Opened, iri: str) -> str:
    """Return an entity, the document for the resource that it is; CentreError when the centre has no such entity."""
    own = opened.once(
        "own resources",
        lambda: {row["resource"]: row["document"] for row in opened.ask("documents") if row["resource"]},
    )
    iri = own.get(iri, iri)
    curation = curation_of(held_decisions(opened.data, opened.path))
    held = (
        iri in opened.titles
        or opened.entity(iri) is not None
        or iri in curation.gone
        or iri in curation.merged
    )
    if not held and not opened.ask("names", entities=iri):
        raise CentreError(f"« {iri} » n’est pas une fiche de ce centre. Vérifiez l’identifiant.")
    return iri


def _verdict(opened: Opened, action: Action, asked: str) -> tuple[Action, Target, str]:
    """Return the verdict on a fact, on a pair or on an entity."""
    if not _FACT.fullmatch(asked):
        return action, Target(subject=entity_of(opened, asked)), ""
    if (fact := fact_of(opened, asked)) is not None:
        return action, fact.target, ""
    for item in review_queue(opened, ("duplicates", "events")):
        if item.id == asked and item.other is not None:
            if action == "accept" and item.kind == "duplicates":
                return _merge(opened, item.entity.id, item.other.id)
            pair = sorted((item.entity.id, item.other.id))
            return action, Target(subject=pair[0], predicate="same", object=pair[1]), ""
    for one in reversed(held_decisions(opened.data, opened.path)):
        if one.target.predicate and fact_id(one.target) == asked:
            return action, one.target, ""
    raise CentreError(
        f"Aucun fait ne porte l’identifiant « {asked} » : « maillage review list » donne ceux qui attendent, "
        "« maillage review facts ENTITÉ » les autres."
    )


def _merge(opened: Opened, first: str, second: str) -> tuple[Action, Target, str]:
    names = f"« {opened.label(first)} » et « {opened.label(second)} »"
    if first == second:
        raise CentreError(f"{names} sont déjà une seule fiche.")
    if kind_of(first) != kind_of(second) or kind_of(first) == "document":
        raise CentreError(f"{names} ne sont pas de même nature : on ne peut pas les fusionner.")
    if opened.entity(first) is not None and opened.entity(second) is None:
        raise CentreError(
            f"« {opened.label(first)} » est une fiche de référence : fusionnez plutôt "
            f"« {opened.label(second)} » dans « {opened.label(first)} »."
        )
    return "merge", Target(subject=first, predicate="isReplacedBy", object=second), opened.label(second)


def _split(first: str, second: str) -> tuple[Action, Target, str]:
    if first == second:
        raise CentreError(
            "Donnez deux fiches différentes, ou une fiche et le document où elle en est une autre."
        )
    if kind_of(first) == "document":
        first, second = second, first
    return "split", Target(subject=first, predicate="differentFrom", object=second), ""


def _to_undo(opened: Opened, asked: str) -> str:
    held = held_decisions(opened.data, opened.path)
    found = [one for one in held if one.id == asked.strip()]
    if not found:
        raise CentreError(f"Il n’y a pas de décision « {asked} » : « maillage review log » les donne toutes.")
    undone = {one.target.subject for one in held if one.action == "undo" and one.id in _in_force(held)}
    if found[0].id in undone:
        raise CentreError(f"La décision « {asked} » est déjà annulée.")
    return found[0].id


def _in_force(decisions: Iterable[Decision]) -> set[str]:
    """Return the decisions and the undoings that were not undone."""
    held = list(decisions)
    undone: set[str] = set()
    for one in reversed(held):
        if one.action == "undo" and one.id not in undone:
            undone.add(one.target.subject)
    return {one.id for one in held} - undone


def undone_by(decisions: Sequence[Decision]) -> dict[str, str]:
    """Return the undoing that holds of each decision undone."""
    force = _in_force(decisions)
    return {one.target.subject: one.id for one in decisions if one.action == "undo" and one.id in force}


def _names(opened: Opened, target: Target, action: Action) -> tuple[str, ...]:
    if action == "undo":
        return ()
    iri = target.subject
    entity, found = opened.entity(iri), opened.found_actors.get(iri)
    also: Iterable[str] = ()
    if entity is not None:
        also = entity.alt_labels
    elif found is not None:
        also = (*found["pref_labels"], *found["alt_labels"])
    return tuple(dict.fromkeys((opened.label(iri), *also)))


def _sources(opened: Opened, target: Target) -> tuple[str, ...]:
    named = {target.subject, target.object}
    stamps = (*opened.manifest.documents, *opened.manifest.hidden)
    return tuple(source for stamp in stamps if stamp.iri in named for source in stamp.sources)
