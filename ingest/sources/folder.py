"""Connector of folders: each document is an item; a file that is no longer there is gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ingest.document import IngestError
from ingest.sources.item import Item, Memory
from ingest.sources.opening import Failure, fetch, locate
from ingest.sources.settings import SourceEntry
from ingest.sources.web import Web


def read(entry: SourceEntry, web: Web, memory: Memory) -> Iterator[Item]:
    """Yield the documents of folders; raise IngestError when a folder is not there any more."""
    del web
    seen: set[str] = set()
    for place in entry.places:
        if not Path(place).is_dir():
            raise IngestError(
                f"{place} : ce dossier n’existe pas ou n’est pas accessible (disque débranché ?). Rien n’en est "
                "retiré ; vérifiez le chemin."
            )
        if memory.items and not any(Path(place).iterdir()):
            raise IngestError(
                f"{place} : ce dossier est devenu tout à fait vide (disque débranché ?). Rien n’en est retiré ; si "
                "c’est voulu, laissez-y un fichier, même caché."
            )
    for located in locate(entry.places):
        if isinstance(located, Failure):
            seen.add(located.locator)
            yield Item(locator=located.locator, state="failed", reason=located.reason)
            continue
        locator = str(Path(located).resolve())
        seen.add(locator)
        try:
            source = fetch(located)
        except IngestError as error:
            yield Item(locator=locator, state="failed", reason=str(error))
            continue
        stamp = source.modified.isoformat() if source.modified else ""
        yield Item(
            locator=locator,
            state="here",
            content=source.content,
            suffix=Path(located).suffix.lower(),
            stamp=stamp,
        )
    unread = tuple(one for one in seen if one not in memory.items)
    for locator in memory.items:
        # What stands in a folder that could not be opened is not gone.
        if locator not in seen and not any(locator.startswith(f"{folder}/") for folder in unread):
            yield Item(locator=locator, state="gone")
