"""The graph and the thesaurus as files to take away, made once for a snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, Literal

from centre.records import CentreError

if TYPE_CHECKING:
    from centre.opened import Opened

Part = Literal["graph", "thesaurus"]

MEDIA_TYPES: Final = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
}
PARTS: Final[tuple[Part, ...]] = ("graph", "thesaurus")
WEIGHED: Final = 2_000_000
"""Triples of a graph up to which its files are made to tell their sizes; larger ones are made when asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file to take away."""

    part: Part
    suffix: str
    size: int | None
    """In bytes; None where making the file only to weigh it would take too long."""


def downloads(opened: Opened) -> tuple[Download, ...]:
    """Return the files there are, with their sizes."""
    weighed = opened.manifest.counts.get("triples", 0) <= WEIGHED
    return tuple(
        Download(
            part=part,
            suffix=suffix,
            size=written(opened, part, suffix).stat().st_size if weighed or part == "thesaurus" else None,
        )
        for part in PARTS
        for suffix in MEDIA_TYPES
    )


def written(opened: Opened, part: Part, suffix: str) -> Path:
    """Return the file of a part in a format, made when first asked; it goes when the snapshot is let go."""
    if part not in PARTS or suffix not in MEDIA_TYPES:
        raise CentreError(
            f"Fichier « {part}.{suffix} » inconnu : choisissez {' ou '.join(PARTS)}, en {', '.join(MEDIA_TYPES)}."
        )
    folder: TemporaryDirectory[str] = opened.once(
        "downloads", lambda: TemporaryDirectory(prefix="maillage-", ignore_cleanup_errors=True)
    )
    return opened.once(f"download {part}.{suffix}", lambda: _write(opened, part, suffix, Path(folder.name)))


def _write(opened: Opened, part: Part, suffix: str, folder: Path) -> Path:
    path = folder / f"{part}.{suffix}"
    if part == "graph":
        opened.store.dump_triples(path, suffix)
    else:
        from graph.ask import render

        path.write_bytes(opened.store.written(opened.store.construct(render("thesaurus")), suffix))
    return path
