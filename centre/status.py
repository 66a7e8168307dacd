"""How much a centre holds and takes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from centre.opened import Opened

_COUNTS = ("documents", "passages", "triples", "events", "actors", "themes", "territories")
_MORE = ("series", "resources", "candidates", "participations", "evidence")


def status(opened: Opened) -> dict[str, Any]:
    """Return the snapshot, its counts, its encoder and the bytes that the whole centre takes on disk."""
    manifest = opened.manifest
    encoder = manifest.encoder
    return {
        "snapshot": manifest.snapshot,
        "created": manifest.created,
        **{name: manifest.counts.get(name, 0) for name in (*_COUNTS, *_MORE)},
        "encoder": {"name": encoder.name, "dimension": encoder.dimension} if encoder else None,
        "disk_bytes": disk_bytes(opened.data),
    }


def disk_bytes(folder: Path) -> int:
    """Return the bytes that a folder takes, a file with several links once."""
    seen: set[tuple[int, int]] = set()
    total = 0
    for path in folder.rglob("*"):
        try:
            found = path.lstat()
        except OSError:  # a snapshot being made went away
            continue
        if path.is_file() and (found.st_dev, found.st_ino) not in seen:
            seen.add((found.st_dev, found.st_ino))
            total += found.st_size
    return total
