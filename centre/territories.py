"""Territories of other regions brought into a centre from the official open-data files."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from centre.authority import OWN, vocabulary
from centre.records import CentreError
from centre.snapshots import Snapshots, writing

if TYPE_CHECKING:
    from ontology.vocabulary import Entity
    from search.encoder import Encoder


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import of territories brought."""

    files: tuple[str, ...]
    territories: dict[str, int]
    """Territories added or changed, by kind."""
    outlines: int
    snapshot: str | None
    """The snapshot made of the documents read again with them; None where the centre holds none yet."""
    orphans: tuple[str, ...]
    """Names left out: no known territory contains them."""


def import_territories(
    data: Path,
    files: Sequence[Path],
    *,
    regions: Sequence[str] = (),
    encoder: Encoder | None = None,
    progress: Callable[[str], None] | None = None,
) -> ImportReport:
    """Read official files, keep what they add in the centre's own authority files, and read its documents again.

    Nothing is written when a file cannot be read.
    """
    from ontology.authority import TERRITORY_FILE, OntologyError
    from ontology.gathering import OUTLINE_FILE, gather, read_outlines, write_outlines, write_territories
    from ontology.official import read_official

    own = data / OWN
    try:
        places = [place for path in files for place in read_official(path)]
        with writing(data):
            known = vocabulary(data)
            unknown = sorted(code for code in regions if known.get(_region(code)) is None)
            if unknown:
                raise CentreError(
                    f"Région « {', '.join(unknown)} » inconnue : donnez un code INSEE de région, comme 24 ou 53."
                )
            gathered = gather(places, known, regions=regions)
            held = _own_territories(own)
            held |= {entity.iri: entity for entity in gathered.territories}
            outlines = read_outlines(own / OUTLINE_FILE) if (own / OUTLINE_FILE).is_file() else {}
            data.mkdir(parents=True, exist_ok=True)
            made = Path(mkdtemp(prefix=".authority-", dir=data))
            try:
                if own.is_dir():
                    shutil.copytree(own, made, dirs_exist_ok=True)
                write_territories(made / TERRITORY_FILE, held.values())
                write_outlines(made / OUTLINE_FILE, outlines | dict(gathered.outlines))
                own.mkdir(exist_ok=True)
                for path in made.iterdir():
                    path.replace(own / path.name)
            finally:
                shutil.rmtree(made, ignore_errors=True)
    except OntologyError as error:
        raise CentreError(str(error)) from error
    changed = bool(gathered.territories or gathered.outlines)
    return ImportReport(
        files=tuple(str(path) for path in files),
        territories=dict(sorted(Counter(entity.category for entity in gathered.territories).items())),
        outlines=len(gathered.outlines),
        snapshot=_read_again(data, encoder, progress) if changed else None,
        orphans=gathered.orphans,
    )


def _read_again(data: Path, encoder: Encoder | None, progress: Callable[[str], None] | None) -> str | None:
    from centre.ingesting import refresh

    if Snapshots(data).current() is None:
        return None
    return refresh(data, encoder=encoder, progress=progress).snapshot


def _own_territories(own: Path) -> dict[str, Entity]:
    from ontology.authority import TERRITORY_FILE, read_territories

    path = own / TERRITORY_FILE
    return {entity.iri: entity for entity in read_territories(path)} if path.is_file() else {}


def _region(code: str) -> str:
    from ontology.vocabulary import BASE

    return f"{BASE}territory/region-{code}"
