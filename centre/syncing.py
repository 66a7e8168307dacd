"""The sources a centre follows: asked in turn, then published together as one new snapshot at most."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from centre.gathering import Gathered, gather, outcomes_of, settings_digest
from centre.ingesting import publish
from centre.inputs import Holdings, Outcome, Progress, canonical, one_line
from centre.manifest import Manifest
from centre.records import CentreError, SyncedDocument, SyncedSource, SyncReport
from centre.snapshots import Snapshots
from centre.source_states import SourceState, read_state, write_state

if TYPE_CHECKING:
    from ingest.sources.item import Item
    from ingest.sources.settings import SourceEntry
    from ingest.sources.web import Web
    from search.encoder import Encoder

SETTINGS = "sources.toml"
OpenWeb = Callable[[bool], "Web"]
"""Opens the way to the web, private addresses allowed or not."""


def sync(
    data: Path,
    name: str | None = None,
    *,
    settings: Path | None = None,
    dry_run: bool = False,
    allow_private: bool = False,
    encoder: Encoder | None = None,
    progress: Progress | None = None,
    open_web: OpenWeb | None = None,
) -> SyncReport:
    """Bring in what changed in the sources (or in the one named); publish one snapshot if anything did.

    With `dry_run`, only say what would be done. Raise CentreError when the settings are wrong.
    """
    started = time.perf_counter()
    tell = progress or (lambda _: None)
    entries = _chosen(settings or data / SETTINGS, name)
    states = {entry.key: read_state(data, entry.key) for entry in entries}
    due = [entry for entry in entries if name is not None or _is_due(entry, states[entry.key])]
    held = Holdings((Snapshots(data).manifest() or Manifest()).documents)
    gathered: list[Gathered] = []
    with _webs(open_web) as web_for, _spool(data, dry_run) as spool:
        for entry in due:
            tell(f"Source « {entry.name} »")
            web = web_for(allow_private or entry.allow_private)
            gathered.append(gather(entry, web, states[entry.key], held, data, spool))
        _keep_shared(gathered)
        if spool is None:
            snapshot: str | None = Snapshots(data).current_version()
            documents = [line for one in gathered for line in _foreseen(one, held)]
        else:
            snapshot, documents = _published(data, gathered, spool, encoder, progress)
            for one in gathered:
                _remember(data, one, [line for line in documents if line.name == one.entry.name])
    return SyncReport(
        snapshot=snapshot,
        dry_run=dry_run,
        sources=tuple(_source_line(entry, gathered, documents) for entry in entries),
        documents=tuple(documents),
        seconds=round(time.perf_counter() - started, 3),
    )


def _chosen(path: Path, name: str | None) -> tuple[SourceEntry, ...]:
    from ingest.document import IngestError
    from ingest.identity import slug
    from ingest.sources.settings import read_settings

    try:
        entries = read_settings(path)
    except IngestError as error:
        raise CentreError(one_line(str(error))) from error
    if name is None:
        return entries
    found = tuple(entry for entry in entries if entry.key == slug(name))
    if not found:
        known = " ».« ".join(entry.name for entry in entries).replace("».«", "», «")
        raise CentreError(f"Aucune source ne s’appelle « {name} ». Sources de « {path} » : « {known} ».")
    return found


def _is_due(entry: SourceEntry, state: SourceState) -> bool:
    if entry.every is None or state.read_at is None or state.settings != settings_digest(entry):
        return True
    return datetime.now(UTC) - state.read_at >= entry.every


@contextmanager
def _webs(open_web: OpenWeb | None) -> Iterator[OpenWeb]:
    """Give the way to the web, the same for all the sources that allow the same, and close it after."""
    from ingest.sources.web import Web

    opened: dict[bool, Web] = {}

    def web_for(private: bool) -> Web:
        if private not in opened:
            opened[private] = open_web(private) if open_web else Web(allow_private=private)
        return opened[private]

    try:
        yield web_for
    finally:
        for web in opened.values():
            web.close()


@contextmanager
def _spool(data: Path, dry_run: bool) -> Iterator[Path | None]:
    """Give a folder where what the sources bring waits, nothing for a dry run."""
    if dry_run:
        yield None
        return
    data.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".sync-", dir=data) as folder:
        yield Path(folder)


def _keep_shared(gathered: list[Gathered]) -> None:
    """Withdraw nothing that another source of the same run still gives."""
    here = {item.locator for one in gathered for item, _ in one.items if item.state != "gone"}
    for rank, one in enumerate(gathered):
        kept = tuple(
            (item, sha) for item, sha in one.items if item.state != "gone" or item.locator not in here
        )
        gathered[rank] = replace(one, items=kept)


def _published(
    data: Path, gathered: Sequence[Gathered], spool: Path, encoder: Encoder | None, progress: Progress | None
) -> tuple[str | None, list[SyncedDocument]]:
    names: list[str] = []

    def outcomes(holdings: Holdings, again: bool) -> Iterator[Outcome]:
        for one in gathered:
            for outcome in outcomes_of(one, data, spool, holdings, again):
                names.append(one.entry.name)
                yield outcome

    done = publish(data, outcomes, encoder=encoder, progress=progress)
    lines = zip(names, done.documents, strict=True)
    return done.snapshot, [SyncedDocument(name=name, **asdict(line)) for name, line in lines]


def _remember(data: Path, gathered: Gathered, documents: Iterable[SyncedDocument]) -> None:
    """Keep what the source said of each item that is in the centre."""
    from ingest.sources.item import Remembered

    before = gathered.before
    brought = {item.locator: (item, sha256) for item, sha256 in gathered.items}
    items = {**before.items}
    gone = {*before.gone}
    for line in documents:
        if line.source not in brought:
            continue
        item, sha256 = brought[line.source]
        if line.status == "removed":
            items.pop(item.locator, None)
            gone.add(item.locator)
        elif line.status != "failed":
            known = gathered.memory.items.get(item.locator)
            sha256 = sha256 or (known.sha256 if known else "")
            items[item.locator] = Remembered(
                sha256=sha256, etag=item.etag, modified=item.modified, stamp=item.stamp
            )
            gone.discard(item.locator)
    # A source that could not be read at all is due again at once, whatever its delay.
    read_at = before.read_at if gathered.failure and not gathered.items else datetime.now(UTC)
    state = SourceState(
        read_at=read_at,
        settings=settings_digest(gathered.entry),
        items=items,
        gone=tuple(gone),
    )
    if gathered.items or not gathered.failure:
        write_state(data, gathered.entry.key, gathered.entry.name, state)


def _foreseen(gathered: Gathered, held: Holdings) -> Iterator[SyncedDocument]:
    """Yield what would happen to each item; whether it can be understood is only known once it is read."""
    for item, sha256 in gathered.items:
        yield from _foreseen_item(gathered.entry.name, item, sha256, held)
    if gathered.failure:
        yield _line(gathered.entry.name, gathered.entry.places[0], "failed", gathered.failure)


def _foreseen_item(name: str, item: Item, sha256: str, held: Holdings) -> Iterator[SyncedDocument]:
    known = held.named(canonical(item.locator))
    if item.state == "failed":
        yield _line(name, item.locator, "failed", one_line(item.reason))
    elif item.state == "gone":
        if known is not None:
            yield replace(_line(name, item.locator, "removed"), id=known.iri)
    elif item.state == "unchanged" or held.with_content(sha256) is not None:
        yield _line(name, item.locator, "unchanged")
    else:
        yield _line(name, item.locator, "changed" if known else "added")


def _line(name: str, source: str, status: str, reason: str | None = None) -> SyncedDocument:
    fields = {"id": None, "source": source, "pipeline": None, "status": status, "reason": reason}
    return SyncedDocument(name=name, **fields)  # type: ignore[arg-type]


def _source_line(
    entry: SourceEntry, gathered: Iterable[Gathered], documents: Iterable[SyncedDocument]
) -> SyncedSource:
    read = next((one for one in gathered if one.entry is entry), None)
    states = [line.status for line in documents if line.name == entry.name]
    return SyncedSource(
        name=entry.name,
        kind=entry.kind,
        status="not-due" if read is None else "failed" if read.failure else "done",
        reason=read.failure if read else None,
        added=states.count("added"),
        changed=states.count("changed"),
        unchanged=states.count("unchanged"),
        removed=states.count("removed"),
        failed=states.count("failed"),
    )
