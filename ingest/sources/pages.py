"""Connectors of web pages: addresses written by hand, and those that a sitemap lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.document import IngestError, Source
from ingest.readers.media_type import HTML
from ingest.sources.item import Item, Memory
from ingest.sources.opening import address_suffix
from ingest.sources.places import look
from ingest.sources.settings import SourceEntry
from ingest.sources.sitemap import Listed, listed
from ingest.sources.web import Web, WebError

_GONE = 410
"""The one status that says that a page was withdrawn for good; 404 may be a mistake."""


def read_pages(entry: SourceEntry, web: Web, memory: Memory) -> Iterator[Item]:
    """Yield the pages at the addresses of a source."""
    pages = [Listed(address=place) for place in entry.places]
    yield from _pages(pages, web, memory)
    yield from _withdrawn(entry.places, memory)


def read_sitemap(entry: SourceEntry, web: Web, memory: Memory) -> Iterator[Item]:
    """Yield the pages that a sitemap lists; one that it lists no more is gone."""
    pages = listed(entry.places[0], web, only=entry.only)
    yield from _pages(pages[: entry.most], web, memory)
    if len(pages) > entry.most:
        left = len(pages) - entry.most
        yield Item(
            locator=entry.places[0],
            state="failed",
            reason=f"{entry.places[0]} : {left} pages de plus ne sont pas lues (limite : {entry.most}). "
            "Précisez « only », ou relevez « most » dans cette source.",
        )
    yield from _withdrawn([page.address for page in pages], memory)


def _pages(pages: Iterable[Listed], web: Web, memory: Memory) -> Iterator[Item]:
    for page in pages:
        held = memory.items.get(page.address)
        if held is not None and page.stamp and page.stamp == held.stamp:
            yield Item(
                locator=page.address,
                state="unchanged",
                suffix=address_suffix(page.address),
                etag=held.etag,
                modified=held.modified,
                stamp=held.stamp,
            )
            continue
        try:
            yield _page(page, web, memory)
        except IngestError as error:
            gone = isinstance(error, WebError) and error.status == _GONE
            yield Item(locator=page.address, state="gone" if gone else "failed", reason=str(error))


def _page(page: Listed, web: Web, memory: Memory) -> Item:
    found = look(page.address, web, memory, robots=True)
    before = memory.bytes_of(page.address)
    same = not found.changed or (before is not None and _says_the_same(before, found.content, page.address))
    return Item(
        locator=page.address,
        state="unchanged" if same else "here",
        content=b"" if same else found.content,
        suffix=address_suffix(found.address),
        declared=found.declared,
        etag=found.etag,
        modified=found.modified,
        stamp=page.stamp,
    )


def _says_the_same(before: bytes, now: bytes, address: str) -> bool:
    """Tell whether two states of a page differ in what nobody reads: tokens, scripts, counters."""
    if before == now:
        return True
    from ingest.readers import html
    from ingest.readers.media_type import sniff

    try:
        if not (sniff(before) == sniff(now) == HTML):
            return False
        first, second = (
            html.read(Source(locator=address, sha256="0" * 64, media_type=HTML, content=content))
            for content in (before, now)
        )
    except IngestError:
        return False
    return (first.text, first.metadata, first.blocks) == (second.text, second.metadata, second.blocks)


def _withdrawn(addresses: Iterable[str], memory: Memory) -> Iterator[Item]:
    here = set(addresses)
    if memory.items and not here:
        raise IngestError(
            "Le plan de site ne donne plus aucune page : rien n’est retiré. Vérifiez son adresse et « only »."
        )
    yield from (Item(locator=locator, state="gone") for locator in memory.items if locator not in here)
