"""Memory given back: a big block that is free again leaves the process, at once and when a snapshot has settled."""

from __future__ import annotations

import sys
from pathlib import Path
from threading import Event

import pytest

from centre import memory


def held():
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 2**20


@pytest.mark.skipif(sys.platform != "linux", reason="the allocator of other systems is not asked")
def test_what_is_free_is_given_back():
    """Small blocks between others that stay: the allocator keeps them until it is asked."""
    import numpy as np

    memory.give_back()
    before = held()
    blocks = [np.ones(2000) for _ in range(8000)]
    del blocks[::2]
    half = held()
    assert half - before > 80
    memory.give_back()
    assert held() < half - 30
    assert len(blocks) == 4000


def test_it_is_asked_now_and_later(monkeypatch):
    asked, twice = [], Event()

    def ask():
        asked.append(True)
        if len(asked) == 2:
            twice.set()

    monkeypatch.setattr(memory, "give_back", ask)
    monkeypatch.setattr(memory, "SETTLED", 0.05)
    memory.settle()
    assert twice.wait(20)
