"""Loader of the authority files: Turtle and CSV on disk become the records of `ontology.vocabulary`."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from ontology.vocabulary import BASE, NAMESPACE, Entity, EntityKind, Vocabulary

CONCEPT_FILES = ("themes.ttl", "actions.ttl", "audiences.ttl", "actors.ttl")
TERRITORY_FILE = "territories.csv"

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_MEMBERSHIPS = (
    "http://www.w3.org/ns/org#memberOf",
    "http://www.w3.org/ns/org#subOrganizationOf",
    "https://schema.org/affiliation",
)
_ACTOR_KIND = f"{BASE}actor-kind/"


class OntologyError(Exception):
    """An authority file that cannot be read; the message says what, why and what to do."""


def load(*folders: Path) -> Vocabulary:
    """Read the authority files of `folders`, sorted by IRI; a file that does not exist holds no record.

    A record of a later folder takes the place of the one that an earlier folder has under its IRI.
    """
    records: dict[str, Entity] = {}
    for folder in folders:
        found: dict[str, Entity] = {}
        for name in CONCEPT_FILES:
            path = folder / name
            if path.is_file():
                _add(found, read_concepts(path), path)
        path = folder / TERRITORY_FILE
        if path.is_file():
            _add(found, read_territories(path), path)
        records |= found
    return Vocabulary({iri: records[iri] for iri in sorted(records)})


def read_concepts(path: Path) -> Iterator[Entity]:
    """Yield the themes, actions, audiences and actors of a Turtle file, in the order of their IRIs."""
    described = _read_turtle(path)
    for iri in sorted(described):
        kind = _kind_of(iri)
        if kind is not None and f"{_SKOS}prefLabel" in described[iri]:
            yield _entity(_Values(described[iri]), iri, kind, path)


def read_territories(path: Path) -> Iterator[Entity]:
    """Yield the territories of a CSV file, in the order of its rows."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            try:
                yield _territory({key: (value or "").strip() for key, value in row.items() if key})
            except (KeyError, ValueError) as error:
                line = row.get("id") or next(iter(row.values()), "")
                raise OntologyError(
                    f"« {path} », territoire « {line} » : valeur ou colonne incorrecte ({error}). "
                    "Corrigez cette ligne."
                ) from error


def _read_turtle(path: Path) -> dict[str, dict[str, list[Any]]]:
    """Return the values of each subject of a Turtle file that has an IRI, by predicate."""
    # pyoxigraph, not rdflib: it reads these files twenty times as fast, and each command waits for them.
    from pyoxigraph import NamedNode, RdfFormat, parse

    described: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    base = path.resolve().as_uri()
    try:
        for triple in parse(path.read_bytes(), format=RdfFormat.TURTLE, base_iri=base):
            if isinstance(triple.subject, NamedNode):
                described[triple.subject.value][triple.predicate.value].append(triple.object)
    except (SyntaxError, ValueError) as error:
        reason = " ".join(str(error).split())[:200]
        raise OntologyError(
            f"« {path} » n’est pas du Turtle lisible ({reason}). Corrigez ce fichier."
        ) from error
    return described


class _Values:
    """The values that one subject has, as sorted strings."""

    def __init__(self, described: Mapping[str, Sequence[Any]]) -> None:
        self._described = described

    def __call__(self, *predicates: str, language: str | None = None) -> tuple[str, ...]:
        """Return the values of `predicates`; with `language`, the literals in it (French: untagged too)."""
        from pyoxigraph import Literal

        accepted = {language, None} if language == "fr" else {language}
        values = (value for predicate in predicates for value in self._described.get(predicate, ()))
        return tuple(
            sorted(
                {
                    str(value.value)
                    for value in values
                    if language is None or (isinstance(value, Literal) and value.language in accepted)
                }
            )
        )

    def first(self, predicate: str, language: str | None = None) -> str | None:
        return next(iter(self(predicate, language=language)), None)


def _entity(values: _Values, iri: str, kind: EntityKind, path: Path) -> Entity:
    label = values.first(f"{_SKOS}prefLabel", "fr")
    if label is None:
        raise OntologyError(f"« {path} » : <{iri}> n’a pas de skos:prefLabel en français. Ajoutez-le.")
    return Entity(
        iri=iri,
        kind=kind,
        pref_label=label,
        alt_labels=values(f"{_SKOS}altLabel", language="fr"),
        hidden_labels=values(f"{_SKOS}hiddenLabel", language="fr"),
        label_en=values.first(f"{_SKOS}prefLabel", "en"),
        definition=values.first(f"{_SKOS}definition", "fr") or "",
        notation=values.first(f"{_SKOS}notation"),
        category=(values.first(f"{NAMESPACE}actorKind") or "").removeprefix(_ACTOR_KIND),
        broader=values(f"{_SKOS}broader"),
        active_in=values(f"{NAMESPACE}activeIn"),
        seat=values.first(f"{NAMESPACE}seat"),
        member_of=values(*_MEMBERSHIPS),
        job_title=values.first("https://schema.org/jobTitle") or "",
        ambiguous_labels=values(f"{NAMESPACE}ambiguousLabel"),
        context_cues=values(f"{NAMESPACE}contextCue"),
        excluded_context=values(f"{NAMESPACE}excludedContext"),
        replaces=values("http://purl.org/dc/terms/replaces"),
    )


def _territory(row: dict[str, str]) -> Entity:
    if not row["id"] or not row["label"]:
        raise ValueError("« id » ou « label » vide")
    return Entity(
        iri=_territory_iri(row["id"]),
        kind="territory",
        pref_label=row["label"],
        alt_labels=_split(row["alt_labels"]),
        notation=row["code"] or None,
        category=row["kind"],
        broader=tuple(_territory_iri(parent) for parent in _split(row["parents"])),
        vintage=row["vintage"] or None,
        replaces=tuple(_territory_iri(old) for old in _split(row["replaces"])),
        programmes=_split(row["programmes"]),
        longitude=float(row["lon"]) if row["lon"] else None,
        latitude=float(row["lat"]) if row["lat"] else None,
        population=int(row["population"]) if row["population"] else None,
    )


def _territory_iri(identifier: str) -> str:
    return f"{BASE}territory/{identifier}"


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _kind_of(iri: str) -> EntityKind | None:
    if not iri.startswith(BASE):
        return None
    part, _, name = iri.removeprefix(BASE).partition("/")
    return next((kind for kind in get_args(EntityKind) if kind == part and name), None)


def _add(found: dict[str, Entity], entities: Iterator[Entity], path: Path) -> None:
    for entity in entities:
        if entity.iri in found:
            raise OntologyError(
                f"« {path} » : <{entity.iri}> est défini deux fois. Gardez-en une définition."
            )
        found[entity.iri] = entity
