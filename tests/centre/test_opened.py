"""The parts of a snapshot, opened by several threads at once."""

from __future__ import annotations

import threading
import time
import weakref

from centre.agenda import agenda
from centre.centre import open_centre
from centre.manifest import Manifest
from centre.news import followed
from centre.opened import Opened
from centre.tied import tied
from centre.warming import make_ready
from ontology.vocabulary import BASE
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
    assert followed(opened, f"{BASE}actor/villes-au-carre").items
    assert tied(opened).activities
    assert set(asked) <= {"canonical"}, "which address a thing is shown under is a look-up"


def test_what_is_made_does_not_hold_up_what_is_asked_besides(tmp_path):
    opened = Opened(tmp_path, tmp_path, Manifest(), lambda: None)
    making, may_end = threading.Event(), threading.Event()

    def slow():
        making.set()
        assert may_end.wait(20)
        return "slow"

    first = threading.Thread(target=lambda: opened.once("slow", slow), daemon=True)
    first.start()
    assert making.wait(5)
    assert opened.once("other", lambda: "other") == "other"
    made = []
    second = threading.Thread(target=lambda: made.append(opened.once("slow", lambda: "twice")), daemon=True)
    second.start()
    assert made == []
    may_end.set()
    first.join(5)
    second.join(5)
    assert made == ["slow"], "the second waited for the first"


def publish_again(data, number, tmp_path):
    folder = tmp_path / str(number)
    folder.mkdir()
    take_in(data, write_note(folder, last=f"Version {number}."))
    return f"{number:06d}"


def until(condition):
    limit = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < limit
        time.sleep(0.01)


def test_former_snapshots_are_let_go_one_by_one(data, tmp_path):
    """Their graph and their index too: the memory of a process does not grow with what was published."""
    centre = open_centre(data, encoder=HashEncoder(), warm=True)
    make_ready(centre.opened())
    gone = []

    def all_gone():
        return not any(held() for held in gone)

    for number in (2, 3, 4):
        opened = centre.opened()
        gone += [weakref.ref(held) for held in (opened, opened.store, opened.index)]
        reader = opened.reader
        del opened
        name = publish_again(data, number, tmp_path)
        until(lambda name=name: centre.version() == name)
        assert centre.search("GUSP").results
        until(all_gone)
        assert centre.opened().reader is reader, "the same names: what reads them is not made again"


def test_new_names_are_read(data, tmp_path):
    former = open_centre(data, encoder=HashEncoder()).opened()
    opened = open_centre(data, encoder=HashEncoder()).opened()
    vars(opened)["_kept"]["part found_actors"] = {
        "https://maillage.example/id/actor/neuf": {
            "iri": "https://maillage.example/id/actor/neuf", "pref_label": "Les Neuf", "category": "association",
            "pref_labels": ["Les Neuf"], "alt_labels": [],
        }
    }  # fmt: skip
    opened.inherit(former)
    assert opened.reader is not former.reader
    assert [actor.pref_label for actor in opened.reader.read("Que font Les Neuf ?").actors] == ["Les Neuf"]
