"""The parts of a snapshot, opened by several threads at once."""

from __future__ import annotations

import threading
import time

from centre.manifest import Manifest
from centre.opened import Opened


def test_two_threads_that_open_parts_through_each_other_do_not_wait_for_ever(tmp_path, monkeypatch):
    """One, inside a thing made once, needs the store that the other begins to open meanwhile."""
    monkeypatch.setattr("graph.store.Store", lambda folder: "store")
    opened = Opened(tmp_path, tmp_path, Manifest(), lambda: None)
    holding = threading.Event()

    def make():
        holding.set()
        time.sleep(0.3)  # the other thread is at the door now
        return opened.store

    first = threading.Thread(target=lambda: opened.once("thing", make), daemon=True)
    first.start()
    assert holding.wait(5)
    second = threading.Thread(target=lambda: opened.store, daemon=True)
    second.start()
    for thread in (first, second):
        thread.join(5)
        assert not thread.is_alive()


def test_a_part_is_made_once_for_each_snapshot(tmp_path, monkeypatch):
    made = []
    monkeypatch.setattr("graph.store.Store", lambda folder: made.append(folder) or object())
    one, other = (Opened(tmp_path, tmp_path / name, Manifest(), lambda: None) for name in ("1", "2"))
    assert one.store is one.store
    assert one.store is not other.store
    assert made == [tmp_path / "1" / "graph", tmp_path / "2" / "graph"]
