"""Documents that wait: given to a centre, read for a person to look at, and not published yet."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from centre.records import CentreError

if TYPE_CHECKING:
    from ingest.document import Source

DRAFTS: Final = "drafts"
_ID = re.compile(r"[0-9a-f]{16}")
_CONTENT, _NOTE = "content", "draft.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person wants of one thing that was understood; nothing yet when both are empty."""

    verdict: str = ""
    """`accept`, `reject`, or empty."""
    name: str = ""
    """The new name, empty when it keeps its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A document that waits for its publication."""

    id: str
    """The first digits of its sha256: the same bytes wait once."""
    name: str
    """The name of the file, or the address."""
    media_type: str
    sha256: str
    size: int
    """In bytes."""
    at: str
    """When it was given (UTC, ISO 8601)."""
    modified: str | None = None
    """The date that its source gives (ISO 8601)."""
    corrections: Mapping[str, Correction] = field(default_factory=dict)
    """By the identifier of what was understood."""


class Drafts:
    """The documents that wait under a data folder; each is on the disk before it is shown."""

    def __init__(self, data: Path) -> None:
        self.folder = data / DRAFTS

    def keep(self, source: Source) -> Draft:
        """Keep the bytes of a source until they are published or dropped; giving them twice keeps corrections."""
        id = source.sha256[:16]
        if (held := self.find(id)) is not None:
            return held
        draft = Draft(
            id=id,
            name=source.locator,
            media_type=source.media_type,
            sha256=source.sha256,
            size=len(source.content),
            at=datetime.now(UTC).isoformat(timespec="seconds"),
            modified=source.modified.isoformat() if source.modified else None,
        )
        place = self.folder / id
        place.mkdir(parents=True, exist_ok=True)
        _write(place / _CONTENT, source.content)
        self._note(draft)
        return draft

    def find(self, id: str) -> Draft | None:
        """Return the draft of an identifier, None when nothing waits under it."""
        if not _ID.fullmatch(id):
            return None
        try:
            content = json.loads((self.folder / id / _NOTE).read_text(encoding="utf-8"))
            corrections = {key: Correction(**value) for key, value in content.pop("corrections").items()}
            return Draft(**content, corrections=corrections)
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def source(self, draft: Draft) -> Source:
        """Return the bytes of a draft; CentreError when they are not there any more."""
        from datetime import date

        from ingest.document import Source

        try:
            content = (self.folder / draft.id / _CONTENT).read_bytes()
        except OSError as error:
            raise CentreError(f"« {draft.name} » n’est plus là. Redonnez-le.") from error
        return Source(
            locator=draft.name,
            sha256=draft.sha256,
            media_type=draft.media_type,
            content=content,
            modified=date.fromisoformat(draft.modified) if draft.modified else None,
        )

    def all(self) -> tuple[Draft, ...]:
        """Return the documents that wait, the latest given first."""
        if not self.folder.is_dir():
            return ()
        found = (self.find(path.name) for path in self.folder.iterdir())
        return tuple(sorted((one for one in found if one), key=lambda one: one.at, reverse=True))

    def correct(self, draft: Draft, thing: str, correction: Correction) -> Draft:
        """Note what a person wants of a thing; an empty correction takes back the one before."""
        held = {**draft.corrections, thing: correction}
        changed = replace(draft, corrections={key: one for key, one in held.items() if one != Correction()})
        self._note(changed)
        return changed

    def drop(self, id: str) -> None:
        """Forget a draft."""
        if not _ID.fullmatch(id):
            return
        for name in (_NOTE, _CONTENT):
            (self.folder / id / name).unlink(missing_ok=True)
        if (self.folder / id).is_dir():
            (self.folder / id).rmdir()

    def _note(self, draft: Draft) -> None:
        content = {
            **asdict(draft),
            "corrections": {key: asdict(one) for key, one in draft.corrections.items()},
        }
        _write(self.folder / draft.id / _NOTE, json.dumps(content, ensure_ascii=False).encode())


def _write(path: Path, content: bytes) -> None:
    descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=".tmp-")
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    os.replace(beside, path)
