"""The work of the staff on a centre: documents given, looked at, corrected and published; snapshots gone back to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, cast

from centre.apart import done_apart
from centre.drafts import Correction, Draft, Drafts
from centre.encoders import choice_of, keeping
from centre.inputs import Holdings, Known, Outcome, Progress, one_line, understand
from centre.originals import failures
from centre.preview_records import Preview
from centre.previewing import place_of, preview
from centre.records import CentreError, IngestedDocument
from centre.snapshots import Snapshots

if TYPE_CHECKING:
    from centre.centre import Centre
    from ingest.curation import Decision
    from ingest.document import Source
    from ingest.themes import Meaning
    from search.encoder import Encoder

SUFFIXES: Final = (
    "pdf", "docx", "odt", "xlsx", "csv", "tsv", "html", "htm", "md", "txt", "ics", "rss", "atom", "xml",
)  # fmt: skip
"""The endings of the names of the files that can be read."""
_HELD = 4
"""Previews kept in memory."""
_FAILURES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A snapshot that can be gone back to."""

    name: str
    at: str
    """UTC, ISO 8601."""
    live: bool
    documents: int
    triples: int | None
    added: tuple[str, ...]
    """The titles of the documents that the snapshot before it does not have."""
    removed: tuple[str, ...]
    """The titles of those that only the one before it has."""


class Workshop:
    """What the staff does in a centre."""

    def __init__(self, centre: Centre, *, encoder: Encoder | None = None, apart: bool = False) -> None:
        self.centre, self.data = centre, centre.data
        self._encoder, self._apart = encoder, apart
        """With `apart`, documents are read and written by processes of their own."""
        self._drafts = Drafts(centre.data)
        self._lock = Lock()
        self._previews: dict[tuple[str, ...], Preview] = {}
        self._meaning: Meaning | None = None

    # -- documents that wait

    def give(self, name: str, content: bytes) -> Draft:
        """Keep a file until it is published; CentreError, in one line, when nobody can read it."""
        from ingest.document import IngestError
        from ingest.sources.opening import checked, source_of

        shown = "".join(char for char in Path(name).name if char.isprintable()) or "document"
        try:
            checked(shown, len(content))
            return self._drafts.keep(source_of(shown, content, Path(shown).suffix.lower()))
        except IngestError as error:
            raise CentreError(one_line(str(error))) from error

    def give_address(self, address: str) -> Draft:
        """Ask a web address, and keep what it answers; those of this machine and of its network are refused."""
        from ingest.document import IngestError
        from ingest.sources import fetch, is_address

        address = address.strip()
        if not is_address(address):
            raise CentreError(
                f"« {address} » n’est pas une adresse web. Donnez-la entière, avec « https:// » au début."
            )
        try:
            return self._drafts.keep(fetch(address, private=False))
        except IngestError as error:
            raise CentreError(one_line(str(error))) from error

    def drafts(self) -> tuple[Draft, ...]:
        """Return the documents that wait, the latest given first."""
        return self._drafts.all()

    def draft(self, id: str) -> Draft:
        """Return a document that waits; CentreError when none does under that identifier."""
        found = self._drafts.find(id)
        if found is None:
            raise CentreError("Ce document n’attend plus : il a été publié ou écarté.")
        return found

    def drop(self, id: str) -> None:
        """Forget a document that waits."""
        self._drafts.drop(id)

    def correct(self, id: str, thing: str, correction: Correction) -> Draft:
        """Note what a person wants of one thing understood; nothing is published."""
        return self._drafts.correct(self.draft(id), thing, correction)

    def held(self, id: str) -> Preview | None:
        """Return what a waiting document would bring when it was read already."""
        with self._lock:
            return self._previews.get(self._known(id))

    def preview(self, id: str, tell: Progress = lambda _: None) -> Preview:
        """Return what a waiting document would bring; read once for each version of the centre."""
        draft, known = self.draft(id), self._known(id)
        held = self.held(id)
        if held is None:
            if self._apart:
                held = cast("Preview", done_apart("preview", self.data, id, "", tell))
            else:
                source = self._drafts.source(draft)
                held = preview(self.data, draft, source, meaning=self._themes(), tell=tell)
            with self._lock:
                self._previews[known] = held
                for old in list(self._previews)[:-_HELD]:
                    del self._previews[old]
        return held

    def _known(self, id: str) -> tuple[str, ...]:
        return (id, Snapshots(self.data).current_version() or "", str(_stamp(self.data)))

    def publish(
        self, id: str, *, author: str, reason: str = "", apart: bool = False, tell: Progress = lambda _: None
    ) -> IngestedDocument:
        """Publish a waiting document with its corrections, which are signed; return what was written.

        With `apart`, it stays beside the document that came from the same place, instead of replacing it. On
        CentreError nothing was published, and the document waits still.
        """
        from centre.decisions import add_decisions

        draft = self.draft(id)
        place = place_of(self.data, _apart(draft) if apart else draft.name)
        decisions = self._decisions(draft, author, reason, place)
        if decisions:
            add_decisions(self.data, decisions)
        if self._apart:
            done = cast("IngestedDocument", done_apart("write", self.data, id, place, tell))
        else:
            done = self.write(id, place, tell)
        self.centre.renew()
        self._drafts.drop(id)
        return done

    def write(self, id: str, place: str, tell: Progress) -> IngestedDocument:
        """Publish a waiting document as coming from a place; CentreError when it could not be."""
        from centre.ingesting import publish

        draft = self.draft(id)
        source = self._drafts.source(draft)
        report = publish(
            self.data,
            lambda holdings, again: self._outcomes(source, place, holdings, again, tell),
            encoder=self._encoder,
            progress=tell,
        )
        done = next(line for line in report.documents if line.source == place)
        if done.status == "failed":
            raise CentreError((done.reason or draft.name).replace(place, draft.name))
        return done

    def _outcomes(
        self, source: Source, place: str, holdings: Holdings, again: bool, tell: Progress
    ) -> Iterator[Outcome]:
        from centre.authority import linker

        held = holdings.with_content(source.sha256)
        if held is not None and not again:
            yield Known(source=place, stamp=held)
            return
        yield replace(understand(source, linker(self.data), None, tell=tell), source=place)

    def _decisions(self, draft: Draft, author: str, reason: str, place: str) -> list[Decision]:
        """Return what the corrections of a draft come to, without what holds already."""
        from centre.decisions import held_decisions
        from ingest.curation import Decision, Target, standing

        shown = self.preview(draft.id)
        held = standing(held_decisions(self.data, Snapshots(self.data).current()))
        last = {(one.target, one.action == "rename"): (one.action, one.value) for one in held}
        items = {item.id: item for item in shown.items}
        asked: list[tuple[str, Target, str, str]] = []
        for thing, correction in draft.corrections.items():
            item = items.get(thing)
            if item is not None and correction.verdict:
                for target in shown.targets[thing]:
                    asked.append((correction.verdict, Target(**_parts(target)), "", item.label))
            if correction.name:
                iri, label = (item.entity, item.label) if item else (shown.document, shown.title)
                asked.append(("rename", Target(subject=iri), " ".join(correction.name.split()), label))
        return [
            Decision(
                id="",
                at="",
                author=author,
                reason=reason,
                action=action,  # type: ignore[arg-type]
                target=target,
                value=value,
                names=(label,),
                sources=(place,),
            )
            for action, target, value, label in asked
            if last.get((target, action == "rename")) != (action, value)
        ]

    def _themes(self) -> Meaning:
        """Return what weighs the themes of a text, opened once."""
        if self._meaning is None:
            from centre.authority import vocabulary
            from centre.meaning import ThemeMeaning

            self._meaning = ThemeMeaning(self._encoding, vocabulary(self.data))
        return self._meaning

    def _encoding(self) -> Encoder:
        if self._encoder is None:
            manifest = Snapshots(self.data).manifest()
            self._encoder = keeping(choice_of(manifest.encoder if manifest else None).load(), self.data)
        return self._encoder

    # -- the centre itself

    def versions(self) -> tuple[Version, ...]:
        """Return the snapshots that are kept, the latest first."""
        snapshots = Snapshots(self.data)
        live = snapshots.current_version()
        found: list[Version] = []
        before: dict[str, str] = {}
        for name in snapshots.list():
            manifest = snapshots.manifest(name)
            if manifest is None:
                continue
            held = {stamp.iri: stamp.title for stamp in manifest.documents}
            found.append(
                Version(
                    name=name,
                    at=manifest.created,
                    live=name == live,
                    documents=len(held),
                    triples=manifest.counts.get("triples"),
                    added=tuple(title for iri, title in held.items() if iri not in before),
                    removed=tuple(title for iri, title in before.items() if iri not in held),
                )
            )
            before = held
        return tuple(reversed(found))

    def go_back(self, name: str) -> None:
        """Make an earlier (or later) snapshot the live one."""
        Snapshots(self.data).rollback(name)
        self.centre.renew()

    def failures(self) -> list[dict[str, Any]]:
        """Return the last documents that could not be read, each once, the latest first."""
        latest = {str(one.get("source")): one for one in failures(self.data)}
        held = {source for stamp in self.centre.opened().manifest.documents for source in stamp.sources}
        waiting = [one for source, one in latest.items() if source not in held]
        return sorted(waiting, key=lambda one: str(one.get("at")), reverse=True)[:_FAILURES]


_WORKSHOPS: dict[Path, Workshop] = {}
_LOCK = Lock()


def workshop_of(centre: Centre) -> Workshop:
    """Return the one workshop of a centre in this process."""
    with _LOCK:
        held = _WORKSHOPS.get(centre.data)
        if held is None or held.centre is not centre:
            held = _WORKSHOPS[centre.data] = Workshop(centre, apart=True)
        return held


def _apart(draft: Draft) -> str:
    """Return the name of a draft with what tells it from another of the same name."""
    from ingest.sources import is_address

    if is_address(draft.name):
        return f"{draft.name}#{draft.id[:8]}"
    name = Path(draft.name)
    return f"{name.stem}-{draft.id[:8]}{name.suffix}"


def _stamp(data: Path) -> int:
    """Return what changes with the register of decisions."""
    from centre.decisions import DECISIONS

    path = data / DECISIONS
    return path.stat().st_size if path.is_file() else 0


def _parts(target: tuple[str, str, str]) -> dict[str, str]:
    return dict(zip(("subject", "predicate", "object"), target, strict=True))
