"""What a centre keeps beside its snapshots: the original files by content, and the list of failures."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from centre.records import CentreError

FILES = "files"
FAILURES = "failures.jsonl"


def keep_original(data: Path, sha256: str, content: bytes) -> Path:
    """Store the bytes of a source under their sha256 and return where; storing twice changes nothing."""
    path = _place(data, sha256)
    if path.is_file() and path.stat().st_size == len(content):
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=".tmp-")
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.chmod(beside, 0o644)
    os.replace(beside, path)
    return path


def original(data: Path, sha256: str) -> Path | None:
    """Return the file that holds an original, None when it was not kept."""
    path = _place(data, sha256)
    return path if path.is_file() else None


def record_failure(data: Path, failure: Mapping[str, object]) -> None:
    """Append one failure (what, why, what to do) to the list, with the time it happened."""
    data.mkdir(parents=True, exist_ok=True)
    stamped = {"at": datetime.now(UTC).isoformat(timespec="seconds"), **failure}
    line = json.dumps(stamped, ensure_ascii=False) + "\n"
    with (data / FAILURES).open("a+b", buffering=0) as file:
        if file.tell():
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":  # a line that a crash cut short
                line = "\n" + line
        file.write(line.encode("utf-8"))
        os.fsync(file.fileno())


def failures(data: Path) -> list[dict[str, object]]:
    """Return the failures recorded so far, oldest first; a line cut by a crash is left out."""
    path = data / FAILURES
    if not path.is_file():
        return []
    found = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            found.append(json.loads(line))
        except ValueError:
            continue
    return found


def _place(data: Path, sha256: str) -> Path:
    if not re.fullmatch(r"[0-9a-f]{8,64}", sha256):
        raise CentreError(f"« {sha256} » n’est pas une empreinte sha256.")
    return data / FILES / sha256
