"""The parts of a snapshot, opened by several threads at once."""

from __future__ import annotations

import threading
import time

from centre.agenda import agenda
from centre.centre import open_centre
from centre.manifest import Manifest
from centre.opened import Opened
from centre.warming import make_ready
from tests.centre.writing import take_in, write_note
from tests.search.conftest import HashEncoder


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


def test_a_served_centre_answers_from_the_former_snapshot_until_the_newer_is_ready(
    data, tmp_path, monkeypatch
):
    ready, may_end = threading.Event(), threading.Event()

    def slow(opened):
        ready.set()
        may_end.wait(20)

    monkeypatch.setattr("centre.warming.make_ready", slow)
    centre = open_centre(data, encoder=HashEncoder(), warm=True)
    assert centre.version() == "000001"
    take_in(data, write_note(tmp_path, last="Du nouveau."))
    assert centre.version() == "000001"
    assert ready.wait(20)
    assert len(centre.documents()) == 2
    may_end.set()
    limit = time.monotonic() + 20
    while centre.version() != "000002" and time.monotonic() < limit:
        time.sleep(0.01)
    assert centre.version() == "000002"


def test_who_has_just_published_sees_it(data, tmp_path, monkeypatch):
    monkeypatch.setattr("centre.warming.make_ready", lambda opened: time.sleep(5))
    centre = open_centre(data, encoder=HashEncoder(), warm=True)
    take_in(data, write_note(tmp_path, last="Du nouveau."))
    centre.renew()
    assert centre.version() == "000002"


def test_what_visitors_need_is_asked_before(data):
    opened = open_centre(data, encoder=HashEncoder()).opened()
    make_ready(opened)
    asked = []
    opened.ask = lambda question, **bindings: asked.append(question) or []
    assert agenda(opened)
    assert asked == []
