"""The first half of a synchronisation: each source is asked, and what it brings is put aside until it is published."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from centre.authority import linker
from centre.inputs import Gone, Holdings, Known, Outcome, Unreadable, canonical, one_line, understand
from centre.originals import original
from centre.source_states import SourceState

if TYPE_CHECKING:
    from ingest.sources.item import Item, Memory
    from ingest.sources.settings import SourceEntry
    from ingest.sources.web import Web


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What one source brought; the bytes of the items lie in files."""

    entry: SourceEntry
    before: SourceState
    memory: Memory
    items: tuple[tuple[Item, str], ...]
    """Each with the sha256 of its bytes, empty when it has none."""
    failure: str | None
    """Why the source could not be read to its end."""


def settings_digest(entry: SourceEntry) -> str:
    """Return a digest of what a source says of all its documents; nothing when it says nothing."""
    said = (entry.pipeline, entry.themes, entry.publisher, entry.licence)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16] if any(said) else ""


def gather(
    entry: SourceEntry, web: Web, before: SourceState, holdings: Holdings, data: Path, spool: Path | None
) -> Gathered:
    """Ask a source; what it brings is written into `spool`, if there is one."""
    from ingest.document import IngestError
    from ingest.sources.connectors import items

    memory = remembered(before, holdings, data)
    found: list[tuple[Item, str]] = []
    failure = None
    try:
        for item in items(entry, web, memory):
            sha256 = hashlib.sha256(item.content).hexdigest() if item.state == "here" else ""
            if sha256 and spool is not None:
                (spool / sha256).write_bytes(item.content)
            found.append((replace(item, content=b""), sha256))
    except IngestError as error:
        failure = one_line(str(error))
    return Gathered(entry=entry, before=before, memory=memory, items=tuple(found), failure=failure)


def remembered(state: SourceState, holdings: Holdings, data: Path) -> Memory:
    """Return what is known of a source, as far as the centre still holds it."""
    from ingest.sources.item import Memory, Remembered

    items: dict[str, Remembered] = {}
    for locator in (*state.items, *state.gone):
        stamp = holdings.named(canonical(locator))
        if stamp is None:
            continue
        known = state.items.get(locator)
        # Other bytes than those fetched: somebody went back to an older snapshot.
        same = known is not None and known.sha256 == stamp.sha256
        items[locator] = known if known is not None and same else Remembered(sha256=stamp.sha256)

    def bytes_of(sha256: str) -> bytes | None:
        path = original(data, sha256)
        return path.read_bytes() if path else None

    return Memory(
        items=items,
        whole=all(items.get(locator) == known for locator, known in state.items.items()),
        original=bytes_of,
        today=today(),
    )


def today() -> date:
    """Return the day."""
    return datetime.now(UTC).date()


def outcomes_of(
    gathered: Gathered, data: Path, spool: Path, holdings: Holdings, again: bool
) -> Iterator[Outcome]:
    """Yield what each item of a source is for the centre: one outcome is one line of the report."""
    entry = gathered.entry
    again = again or gathered.before.settings != settings_digest(entry)
    for item, sha256 in gathered.items:
        if item.state == "gone":
            if holdings.named(canonical(item.locator)) is not None:
                yield Gone(source=item.locator)
        elif item.state == "failed":
            yield Unreadable(source=item.locator, reason=one_line(item.reason))
        elif item.state == "unchanged":
            yield from _unchanged(item, gathered, data, holdings, again)
        else:
            content = (spool / sha256).read_bytes()
            yield _opened(item, content, entry, data, holdings, again)
    if gathered.failure:
        yield Unreadable(source=entry.places[0], reason=gathered.failure)


def _unchanged(
    item: Item, gathered: Gathered, data: Path, holdings: Holdings, again: bool
) -> Iterator[Outcome]:
    stamp = holdings.named(canonical(item.locator))
    content = gathered.memory.bytes_of(item.locator) if again else None
    if content is not None:
        yield _opened(item, content, gathered.entry, data, holdings, again)
    elif stamp is not None:
        yield Known(source=item.locator, stamp=stamp)


def _opened(
    item: Item, content: bytes, entry: SourceEntry, data: Path, holdings: Holdings, again: bool
) -> Outcome:
    from ingest.document import IngestError
    from ingest.sources.opening import source_of
    from ingest.sources.statements import stated_of

    try:
        source = source_of(item.locator, content, item.suffix, item.declared, item.modified or item.stamp)
    except IngestError as error:
        return Unreadable(source=item.locator, reason=one_line(str(error)))
    held = holdings.with_content(source.sha256)
    if held is not None and not again and entry.pipeline in (None, held.pipeline):
        return Known(source=item.locator, stamp=held)
    return understand(source, linker(data), entry.pipeline, stated_of(entry, item.stated))
