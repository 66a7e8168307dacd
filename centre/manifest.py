"""The manifest of a snapshot: what it holds and what made it, as one readable JSON file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class EncoderStamp:
    """The encoder whose vectors a snapshot holds."""

    name: str
    dimension: int
    sha256: str
    source: str = ""
    """What it was asked by: a folder, a package or the name of a model; empty: that of the product."""
    query_prefix: str | None = None
    passage_prefix: str | None = None
    """What is put before texts; None: what its folder says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentStamp:
    """A document of a snapshot: the same sha256 and pipeline need no new reading."""

    iri: str
    sources: tuple[str, ...]
    sha256: str
    pipeline: str
    title: str
    passages: int
    events: int
    triples: int
    added: str = ""
    """When the centre first read it (UTC, ISO 8601); empty in snapshots older than this field."""
    locator: str = ""
    """What the source was called when these bytes were read."""
    media_type: str = ""
    stated: dict[str, Any] | None = None
    """What its source said of it then, beside its text."""
    decisions: tuple[str, ...] = ()
    """The decisions of people that changed something in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a snapshot holds; `snapshot` and `created` (UTC, ISO 8601) are set when it is published."""

    snapshot: str = ""
    created: str = ""
    encoder: EncoderStamp | None = None
    counts: dict[str, int] = field(default_factory=dict)
    documents: tuple[DocumentStamp, ...] = ()
    hidden: tuple[DocumentStamp, ...] = ()
    """Documents that a decision keeps out of the graph and of the indexes."""
    extra: dict[str, str] = field(default_factory=dict)
    """Other stamps: the hash of the ontology, of the decisions..."""

    def to_json(self) -> str:
        """Return the manifest as indented JSON."""
        return json.dumps({"schema": SCHEMA, **asdict(self)}, ensure_ascii=False, indent=1) + "\n"


def read_manifest(text: str) -> Manifest:
    """Return the manifest written as `text`; raise ValueError when it is of another schema or not one."""
    content: dict[str, Any] = json.loads(text)
    if content.get("schema") != SCHEMA:
        raise ValueError(f"schema {content.get('schema')!r}, attendu {SCHEMA}")
    encoder = content["encoder"]
    return Manifest(
        snapshot=content["snapshot"],
        created=content["created"],
        encoder=EncoderStamp(**encoder) if encoder else None,
        counts=content["counts"],
        documents=_stamps(content["documents"]),
        hidden=_stamps(content.get("hidden", ())),
        extra=content.get("extra", {}),
    )


def _stamps(documents: Iterable[dict[str, Any]]) -> tuple[DocumentStamp, ...]:
    lists = ("sources", "decisions")
    return tuple(
        DocumentStamp(**{**document, **{name: tuple(document.get(name, ())) for name in lists}})
        for document in documents
    )
