"""What a filter names: labels and IRIs typed by a user become the IRIs of entities."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from centre.records import UnknownNameError

if TYPE_CHECKING:
    from centre.opened import Opened
    from ontology.vocabulary import Vocabulary

KINDS = {"theme": "thème", "territory": "territoire", "actor": "acteur"}
_NAMES = {**KINDS, "audience": "public", "action": "type d’action"}


def resolve(opened: Opened, kind: str, value: str) -> tuple[str, ...]:
    """Return the IRIs of a kind that a label, an acronym or an IRI names; CentreError when there is none.

    Preferred labels win over the other names; a label that several entities have names them all.
    """
    from ingest.identity import fold
    from ontology.vocabulary import BASE

    value = value.strip()
    if value.startswith(("http://", "https://")):
        return (value,)
    if value.startswith(f"{kind}/"):
        return (BASE + value,)
    wanted = fold(value)
    preferred, others = opened.once(f"names of {kind}", lambda: _names(opened.vocabulary, kind))
    found = preferred.get(wanted, ())
    if kind == "actor":
        rows = opened.found_actors.values()
        found += tuple(row["iri"] for row in rows if wanted in map(fold, row["pref_labels"]))
        if not found:
            found = tuple(row["iri"] for row in rows if wanted in map(fold, row["alt_labels"]))
    found = found or others.get(wanted, ())
    if not found:
        near = _near(wanted, (*preferred, *others))
        hint = f" Vouliez-vous dire « {' » ou « '.join(near)} » ?" if near else ""
        raise UnknownNameError(f"Aucun {_NAMES[kind]} ne s’appelle « {value} ».{hint}")
    return found


def resolve_all(opened: Opened, kind: str, values: Iterable[str]) -> tuple[str, ...]:
    """Return the IRIs that several values name."""
    return tuple(
        dict.fromkeys(iri for value in values if value.strip() for iri in resolve(opened, kind, value))
    )


def expand(opened: Opened, iris: Iterable[str]) -> frozenset[str]:
    """Return IRIs with the narrower themes and the contained territories."""
    return frozenset(inside for iri in iris for inside in opened.vocabulary.within(iri))


def _names(
    vocabulary: Vocabulary, kind: str
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    from ingest.identity import fold

    preferred: dict[str, tuple[str, ...]] = {}
    others: dict[str, tuple[str, ...]] = {}
    for entity in vocabulary:
        if entity.kind != kind:
            continue
        label = fold(entity.pref_label)
        preferred[label] = (*preferred.get(label, ()), entity.iri)
        names = (*entity.alt_labels, *entity.hidden_labels, entity.notation or "", entity.label_en or "")
        for name in {fold(name) for name in names if name}:
            others[name] = (*others.get(name, ()), entity.iri)
    return preferred, others


def _near(wanted: str, names: Iterable[str]) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(wanted, list(dict.fromkeys(names)), n=2, cutoff=0.75)
