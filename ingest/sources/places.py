"""What the connectors of one file or one address share: its bytes, or the news that nothing changed."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.sources.item import Memory, Remembered
from ingest.sources.opening import fetch, is_address
from ingest.sources.web import Web


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The bytes of a place; `changed` is False when the site says that they are those held."""

    changed: bool
    content: bytes = b""
    declared: str = ""
    address: str = ""
    etag: str = ""
    modified: str = ""


def look(place: str, web: Web, memory: Memory, *, robots: bool = False) -> Found:
    """Return what stands at a path or an address, asked only for what changed since it was held."""
    if not is_address(place):
        source = fetch(place)
        return Found(changed=True, content=source.content, declared=source.media_type, address=place)
    held = memory.items.get(place) or Remembered(sha256="")
    reply = web.get(place, etag=held.etag, modified=held.modified, robots=robots)
    return Found(
        changed=reply.status != 304,
        content=reply.content,
        declared=reply.media_type,
        address=reply.address,
        etag=reply.etag or (held.etag if reply.status == 304 else ""),
        modified=reply.modified or (held.modified if reply.status == 304 else ""),
    )
