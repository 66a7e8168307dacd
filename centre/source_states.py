"""What a centre remembers of each source between two runs: one readable file a source, written at once."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.sources.item import Remembered

FOLDER = "sources"
_SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """A source as it was when it was last read."""

    read_at: datetime | None = None
    settings: str = ""
    """Digest of what `sources.toml` said of its documents: another one asks for another reading."""
    items: Mapping[str, Remembered] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    """What it withdrew, so that going back to an older snapshot does not bring it back for ever."""


def read_state(data: Path, key: str) -> SourceState:
    """Return the state of a source; a new one when there is none, or none that can be read."""
    from ingest.sources.item import Remembered

    try:
        content = json.loads(_place(data, key).read_text(encoding="utf-8"))
        if content["schema"] != _SCHEMA:
            return SourceState()
        return SourceState(
            read_at=datetime.fromisoformat(content["read_at"]) if content["read_at"] else None,
            settings=content["settings"],
            items={locator: Remembered(**item) for locator, item in content["items"].items()},
            gone=tuple(content["gone"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return SourceState()  # nothing is lost: the source is read from its beginning


def write_state(data: Path, key: str, name: str, state: SourceState) -> None:
    """Put the state of a source in place of the former one."""
    path = _place(data, key)
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {
        "schema": _SCHEMA,
        "name": name,
        "read_at": (state.read_at or datetime.now(UTC)).isoformat(timespec="seconds"),
        "settings": state.settings,
        "items": {
            locator: {key: value for key, value in asdict(item).items() if value}
            for locator, item in sorted(state.items.items())
        },
        "gone": sorted(state.gone),
    }
    descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=".tmp-")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(json.dumps(content, ensure_ascii=False, indent=1) + "\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)


def _place(data: Path, key: str) -> Path:
    return data / FOLDER / f"{key}.json"
