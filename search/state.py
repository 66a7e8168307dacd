"""What an index says of itself: its format, its encoder, and how much of the text index is deleted rows."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from search.encoder import Encoder
from search.records import SearchError

FORMAT = 1
_FILE = Path("vectors") / "index.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The content of `vectors/index.json`."""

    encoder: str
    dimension: int
    sha256: str
    rows: int = 0
    deleted: int = 0
    """Rows deleted from the text index since it was last written whole."""
    format: int = FORMAT

    @classmethod
    def load(cls, folder: Path) -> State:
        """Read the state of an index; raise SearchError when there is none or it cannot be read."""
        path = folder / _FILE
        try:
            held = json.loads(path.read_text(encoding="utf-8"))
            if held.get("format") != FORMAT:
                raise SearchError(
                    f"L'index de recherche {folder} est au format {held.get('format')}, ce logiciel lit le "
                    f"format {FORMAT}. Relancez l'ingestion pour le reconstruire."
                )
            return cls(**held)
        except FileNotFoundError as error:
            raise SearchError(
                f"Il n'y a pas d'index de recherche dans {folder}. Lancez d'abord l'ingestion."
            ) from error
        except (OSError, ValueError, TypeError) as error:
            raise SearchError(
                f"L'index de recherche {folder} est illisible ({error}). Revenez à la version précédente du "
                "centre ou relancez l'ingestion."
            ) from error

    def save(self, folder: Path) -> None:
        """Write the state under a temporary name, then put it in place."""
        path = folder / _FILE
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
        temporary.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")
        os.replace(temporary, path)

    def check_encoder(self, encoder: Encoder, folder: Path) -> None:
        """Raise SearchError when the vectors were made by another encoder."""
        if (self.dimension, self.sha256) != (encoder.dimension, encoder.sha256):
            raise SearchError(
                f"L'index de recherche {folder} a été fait avec l'encodeur « {self.encoder} » "
                f"(dimension {self.dimension}), pas avec « {encoder.name} » "
                f"(dimension {encoder.dimension}) : leurs vecteurs ne se comparent pas. "
                "Choisissez le même encodeur, ou reconstruisez le centre."
            )
