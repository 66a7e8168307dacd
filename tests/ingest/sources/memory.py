"""A source, and what a centre remembers of it between two readings."""

from __future__ import annotations

import hashlib

from ingest.sources.connectors import items
from ingest.sources.item import Memory, Remembered
from ingest.sources.settings import SourceEntry


def source(kind, *places, **options):
    return SourceEntry(name="essai", kind=kind, places=places, **options)


class Centre:
    """What a centre remembers of what connectors gave."""

    def __init__(self):
        self.items, self.bytes, self.last = {}, {}, []

    def memory(self, **options):
        return Memory(items=dict(self.items), original=self.bytes.get, **options)

    def read(self, entry, web, **options):
        self.last = list(items(entry, web, self.memory(**options)))
        for item in self.last:
            if item.state == "here":
                sha256 = hashlib.sha256(item.content).hexdigest()
                self.bytes[sha256] = item.content
                self.items[item.locator] = Remembered(
                    sha256=sha256, etag=item.etag, modified=item.modified, stamp=item.stamp
                )
            elif item.state == "gone":
                self.items.pop(item.locator, None)
        return [(item.locator.rpartition("/")[2], item.state) for item in self.last]
