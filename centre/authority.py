"""The authority files a centre is built on: those of the product, then those of its own folder, read once."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from centre.records import CentreError

if TYPE_CHECKING:
    from ingest.curation import Curation, Overlay
    from ingest.mentions import Linker
    from ontology.vocabulary import Vocabulary

ONTOLOGY = Path(__file__).parents[1] / "ontology"
OWN = "authority"
"""The folder of a centre that holds its own authority files (territories it has imported)."""
_SUFFIXES = (".ttl", ".csv", ".txt", ".geojson")
_CENTRES = 8
"""Centres of one process whose vocabulary is kept in memory."""


def folders(data: Path | None = None) -> tuple[Path, ...]:
    """Return the folders of authority files, the product's first; a centre without its own has only that."""
    own = data / OWN if data is not None else None
    return (ONTOLOGY, own) if own is not None and own.is_dir() else (ONTOLOGY,)


def vocabulary(data: Path | None = None) -> Vocabulary:
    """Return the authority records of a centre; raise CentreError when a file cannot be read."""
    return _vocabulary(folders(data), _stamps(folders(data)))


def linker(data: Path | None = None, curation: Curation | None = None) -> Linker:
    """Return the one that finds these records in texts, as people amended them: by every decision noted so far."""
    from ingest.curation import Overlay, curation_of, overlay_of

    overlay = Overlay()
    if curation is None and data is not None:
        from centre.decisions import held_decisions
        from centre.snapshots import Snapshots

        curation = curation_of(held_decisions(data, Snapshots(data).current()))
    if curation is not None:
        overlay = overlay_of(curation, vocabulary(data))
    return _linker(folders(data), _stamps(folders(data)), overlay)


def fingerprint(data: Path | None = None) -> str:
    """Return a digest of the authority files: another one asks for another reading of the documents."""
    digest = hashlib.sha256()
    for path in _files(folders(data)):
        digest.update(f"{path.name}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@lru_cache(maxsize=_CENTRES)
def _vocabulary(read: tuple[Path, ...], stamps: tuple[tuple[str, int, int], ...]) -> Vocabulary:
    from ontology.authority import OntologyError, load

    try:
        return load(*read)
    except OntologyError as error:
        raise CentreError(str(error)) from error


def amended(curation: Curation, data: Path | None = None) -> Vocabulary:
    """Return the authority records of a centre as people amended them."""
    from ingest.curation import overlay_of

    return _overlaid(folders(data), _stamps(folders(data)), overlay_of(curation, vocabulary(data)))


@lru_cache(maxsize=_CENTRES)
def _overlaid(
    read: tuple[Path, ...], stamps: tuple[tuple[str, int, int], ...], overlay: Overlay
) -> Vocabulary:
    from ingest.curation import overlaid

    return overlaid(_vocabulary(read, stamps), overlay)


@lru_cache(maxsize=_CENTRES)
def _linker(read: tuple[Path, ...], stamps: tuple[tuple[str, int, int], ...], overlay: Overlay) -> Linker:
    from ingest.mentions import Linker

    return Linker(_overlaid(read, stamps, overlay))


def _stamps(read: tuple[Path, ...]) -> tuple[tuple[str, int, int], ...]:
    """Return what changes with the files a centre can change while a process lives: its own."""
    own = _files(read[1:])
    return tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in own)


def _files(read: tuple[Path, ...]) -> list[Path]:
    return [path for folder in read for path in sorted(folder.iterdir()) if path.suffix in _SUFFIXES]
