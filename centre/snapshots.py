"""The snapshots of a centre on disk: made aside, published by one rename, kept, rolled back and pruned."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from centre.manifest import Manifest, read_manifest
from centre.records import CentreError

if TYPE_CHECKING:
    from filelock import FileLock

CURRENT: Final = "current"
SNAPSHOTS: Final = "snapshots"
MANIFEST: Final = "manifest.json"
LOCK: Final = "writer.lock"
_LAST: Final = ".last"
"""The highest number ever given, so that none is given twice."""
_STAGING: Final = ".staging-"

_NAME = re.compile(r"\d{6,}")
_SKIPPED = re.compile(r"LOCK|LOG|LOG\.old.*|.*\.lock|.*\.tmp|\.tmp.*")
_IMMUTABLE = {
    "graph": re.compile(r".*\.sst"),  # RocksDB never writes into a finished table
    "text": re.compile(r"[0-9a-f]{32}\..+"),  # nor tantivy into the files of a segment
    "vectors": re.compile(r".*"),  # always written beside and put in place by a rename
}


@dataclass(slots=True)
class Staging:
    """A snapshot being made: change what is under `path` and set `manifest`, or `cancel()`."""

    path: Path
    previous: Manifest | None
    """The manifest of the snapshot it started from, None for the first."""
    manifest: Manifest
    cancelled: bool = False
    published: Path | None = None
    """Where it went, once the `with` block is over."""

    def cancel(self) -> None:
        """Publish nothing: there was nothing to change."""
        self.cancelled = True


class Snapshots:
    """The snapshots under one data folder."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.folder = data / SNAPSHOTS

    def current_version(self) -> str | None:
        """Return the name of the live snapshot (one small read), for readers to see that it changed."""
        try:
            return (self.data / CURRENT).read_text(encoding="ascii").strip() or None
        except FileNotFoundError:
            return None

    def current(self) -> Path | None:
        """Return the folder of the live snapshot, None when nothing was published yet."""
        name = self.current_version()
        if name is None:
            return None
        path = self.folder / name
        if not _NAME.fullmatch(name) or not path.is_dir():
            raise CentreError(
                f"« {self.data / CURRENT} » nomme l’instantané « {name} », qui n’existe pas. "
                f"Écrivez-y un de ceux-ci : {', '.join(self.list()) or 'aucun'}."
            )
        return path

    def manifest(self, name: str | None = None) -> Manifest | None:
        """Return the manifest of a snapshot (the live one by default), None when nothing was published."""
        path = self.folder / name if name else self.current()
        if path is None:
            return None
        try:
            return read_manifest((path / MANIFEST).read_text(encoding="utf-8"))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CentreError(
                f"Le fichier « {path / MANIFEST} » ne se lit pas ({error}). "
                "Revenez à un instantané précédent."
            ) from error

    def list(self) -> tuple[str, ...]:
        """Return the names of the published snapshots, oldest first."""
        if not self.folder.is_dir():
            return ()
        names = (path.name for path in self.folder.iterdir() if path.is_dir())
        return tuple(sorted((name for name in names if _NAME.fullmatch(name)), key=int))

    def rollback(self, name: str | int) -> Path:
        """Make an earlier (or later) snapshot the live one."""
        with writing(self.data):
            target = f"{name:06d}" if isinstance(name, int) else name
            if target not in self.list():
                raise CentreError(
                    f"Il n’y a pas d’instantané « {target} ». "
                    f"Possibles : {', '.join(self.list()) or 'aucun'}."
                )
            _write_atomically(self.data / CURRENT, f"{target}\n")
            return self.folder / target

    def prune(self, keep: int) -> tuple[str, ...]:
        """Remove all but the newest `keep` snapshots, never the live one; return what was removed."""
        if keep < 1:
            raise CentreError("Gardez au moins un instantané.")
        with writing(self.data):
            live = self.current_version()
            removed = tuple(name for name in self.list()[:-keep] if name != live)
            for name in removed:
                aside = self.folder / f"{_STAGING}removed-{name}"
                (self.folder / name).rename(aside)  # half a snapshot never bears a snapshot's name
                shutil.rmtree(aside)
            return removed

    def next_name(self) -> str:
        """Return the name the next snapshot gets: above every number ever given."""
        try:
            last = int((self.folder / _LAST).read_text(encoding="ascii"))
        except (FileNotFoundError, ValueError):
            last = 0
        return f"{max([last, *map(int, self.list())]) + 1:06d}"


@contextmanager
def publishing(data: Path) -> Iterator[Staging]:
    """Give a copy of the live snapshot to change, and publish it when the block ends without an error.

    Nothing is published when the block raises or cancels. Raise CentreError when another writer is at work.
    """
    with writing(data):
        snapshots = Snapshots(data)
        live = snapshots.current()
        previous = snapshots.manifest()
        path = Path(tempfile.mkdtemp(prefix=_STAGING, dir=snapshots.folder))
        path.chmod(0o755)
        staging = Staging(path, previous, previous or Manifest())
        try:
            if live is not None:
                _link(live, path)
            yield staging
            if not staging.cancelled:
                staging.published = _publish(snapshots, staging)
        finally:
            shutil.rmtree(path, ignore_errors=True)


def _publish(snapshots: Snapshots, staging: Staging) -> Path:
    name = snapshots.next_name()
    created = datetime.now(UTC).isoformat(timespec="seconds")
    staging.manifest = replace(staging.manifest, snapshot=name, created=created)
    (staging.path / MANIFEST).write_text(staging.manifest.to_json(), encoding="utf-8")
    _flush_tree(staging.path)
    _write_atomically(snapshots.folder / _LAST, f"{int(name)}\n")
    target = snapshots.folder / name
    staging.path.rename(target)
    _flush(snapshots.folder)
    _write_atomically(snapshots.data / CURRENT, f"{name}\n")
    return target


@contextmanager
def writing(data: Path) -> Iterator[None]:
    """Hold the lock of the only writer; the leftovers of a writer that was killed are removed."""
    folder = data / SNAPSHOTS
    folder.mkdir(parents=True, exist_ok=True)
    lock = _lock(data)
    try:
        for path in folder.glob(f"{_STAGING}*"):
            shutil.rmtree(path)
        yield
    finally:
        lock.release()


def _lock(data: Path) -> FileLock:
    from filelock import FileLock, Timeout

    lock = FileLock(data / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise CentreError(
            f"Une autre écriture est en cours dans « {data} ». Attendez qu’elle se termine, puis recommencez."
        ) from error
    return lock


def _link(source: Path, target: Path) -> None:
    """Copy a snapshot: hard links for the files that no engine writes into again, copies for the others."""
    for path in sorted(source.rglob("*")):
        part = path.relative_to(source)
        if path.is_dir():
            (target / part).mkdir()
        elif _SKIPPED.fullmatch(path.name) or part == Path(MANIFEST):
            continue
        elif (pattern := _IMMUTABLE.get(part.parts[0])) and pattern.fullmatch(path.name):
            try:
                os.link(path, target / part)
            except OSError:  # a file system without hard links
                shutil.copy2(path, target / part)
        else:
            shutil.copy2(path, target / part)


def _flush_tree(folder: Path) -> None:
    """Bring every new file of a folder to the disk; a file with two links was brought there before."""
    for path in sorted(folder.rglob("*")):
        if path.is_dir() or path.stat().st_nlink == 1:
            _flush(path)
    _flush(folder)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_atomically(path: Path, content: str) -> None:
    beside = path.with_name(f".{path.name}.tmp")
    with beside.open("w", encoding="utf-8") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    _flush(path.parent)
