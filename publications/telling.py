"""The digests of a centre, told: to files, or to each reader by mail, each as far as it was not told yet."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from publications.digest import colophon, digest
from publications.files import write_file, written
from publications.mail import address, to_message
from publications.marks import FOLDER, Marks
from publications.searches import SavedSearch

if TYPE_CHECKING:
    from centre.centre import Centre
    from publications.records import Draft

Outcome = Literal["written", "sent", "empty", "not-due", "failed"]
FORMATS = ("html", "md", "eml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What became of a search for one reader."""

    search: str
    reader: str
    """An address, or `files`."""
    outcome: Outcome
    lines: int = 0
    files: tuple[str, ...] = ()
    reason: str = ""


def to_files(
    centre: Centre,
    searches: Iterable[SavedSearch],
    marks: Marks,
    folder: Path,
    now: datetime,
    *,
    site: str | None = None,
    every: bool = False,
) -> list[Told]:
    """Write the digests that are due (or every one) into a folder; one that has nothing new is no file."""
    told = []
    for search in searches:
        draft = _due(centre, search, FOLDER, marks, now, site, every)
        if isinstance(draft, Told):
            told.append(draft)
            continue
        folder.mkdir(parents=True, exist_ok=True)
        files = [write_file(folder / f"{draft.name}.{name}", written(draft, name)) for name in FORMATS]
        marks.put(search.name, FOLDER, now)
        told.append(
            Told(
                search=search.name,
                reader=FOLDER,
                outcome="written",
                lines=len(draft.lines),
                files=tuple(map(str, files)),
            )
        )
    return told


def by_mail(
    centre: Centre,
    searches: Iterable[SavedSearch],
    marks: Marks,
    send: Callable[[EmailMessage], str],
    sender: str,
    now: datetime,
    *,
    site: str | None = None,
    every: bool = False,
) -> list[Told]:
    """Send the digests that are due, one message a reader; what fails is told again the next time."""
    told = []
    for search in searches:
        for recipient in search.recipients:
            reader = address(recipient).addr_spec
            draft = _due(centre, search, reader, marks, now, site, every)
            if isinstance(draft, Told):
                told.append(draft)
                continue
            failure = send(_message(draft, search, sender, recipient, now))
            if not failure:
                marks.put(search.name, reader, now)
            told.append(
                Told(
                    search=search.name,
                    reader=reader,
                    outcome="failed" if failure else "sent",
                    lines=len(draft.lines),
                    reason=failure,
                )
            )
    return told


def _due(
    centre: Centre,
    search: SavedSearch,
    reader: str,
    marks: Marks,
    now: datetime,
    site: str | None,
    every: bool,
) -> Draft | Told:
    """Return the digest of a reader, or what became of it: nothing new is told too, without a message."""
    if not every and not marks.is_due(search.name, reader, search.every, now):
        return Told(search=search.name, reader=reader, outcome="not-due")
    draft = digest(centre, search, marks.since(search.name, reader, now), now, site)
    if not draft.lines:
        marks.put(search.name, reader, now)
        return Told(search=search.name, reader=reader, outcome="empty")
    return draft


def _message(draft: Draft, search: SavedSearch, sender: str, recipient: str, now: datetime) -> EmailMessage:
    """Return a digest as a message; sent again after a failure, it bears the same number."""
    said = "\n".join((draft.title, draft.introduction, *(line.id for line in draft.lines), recipient))
    number = hashlib.sha256(said.encode()).hexdigest()[:32]
    return to_message(
        draft,
        sender=sender,
        recipient=recipient,
        footer=colophon(search),
        leave=search.unsubscribe,
        headers={
            "Date": format_datetime(now),
            "Message-ID": f"<{number}@{address(sender).domain}>",
            "Auto-Submitted": "auto-generated",
        },
    )
