"""The authority files every centre of this process is built on, read once."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from centre.records import CentreError

if TYPE_CHECKING:
    from ingest.mentions import Linker
    from ontology.vocabulary import Vocabulary

ONTOLOGY = Path(__file__).parents[1] / "ontology"
_SUFFIXES = (".ttl", ".csv", ".txt")


@cache
def vocabulary() -> Vocabulary:
    """Return the authority records; raise CentreError when a file cannot be read."""
    from ontology.authority import OntologyError, load

    try:
        return load(ONTOLOGY)
    except OntologyError as error:
        raise CentreError(str(error)) from error


@cache
def linker() -> Linker:
    """Return the one that finds these records in texts."""
    from ingest.mentions import Linker

    return Linker(vocabulary())


def fingerprint() -> str:
    """Return a digest of the authority files: another one asks for another reading of the documents."""
    digest = hashlib.sha256()
    for path in sorted(ONTOLOGY.iterdir()):
        if path.suffix in _SUFFIXES:
            digest.update(f"{path.name}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
