"""A writer killed at any moment loses nothing that was published and does not stop the next one."""

from __future__ import annotations

import multiprocessing
import random
import time

from centre.centre import open_centre
from centre.snapshots import Snapshots
from tests.centre.writing import take_in, write_programme
from tests.search.conftest import HashEncoder

KILLS = 20


def answers(data):
    centre = open_centre(data, encoder=HashEncoder())
    found = centre.search("quartier", limit=50)
    return centre.agenda(), found.results, found.total, centre.status()["triples"], centre.documents()


def test_a_killed_writer_changes_nothing(data, tmp_path):
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.centre.writer_process"])
    from tests.centre.writer_process import write

    started = time.monotonic()
    whole = context.Process(target=write, args=(data, write_programme(tmp_path, first="une séance entière")))
    whole.start()
    whole.join()
    assert whole.exitcode == 0
    again = time.monotonic()
    whole = context.Process(
        target=write, args=(data, write_programme(tmp_path, first="une autre séance entière"))
    )
    whole.start()
    whole.join()
    duration = min(time.monotonic() - again, again - started)
    chance = random.Random(7)
    interrupted = 0
    version, before = Snapshots(data).current_version(), answers(data)
    for number in range(KILLS):
        source = write_programme(tmp_path, first=f"séance {number} interrompue")
        writer = context.Process(target=write, args=(data, source))
        writer.start()
        time.sleep(chance.uniform(0.05, 0.9) * duration)
        writer.kill()
        writer.join()
        if Snapshots(data).current_version() == version:
            interrupted += 1
            assert answers(data) == before
        else:  # it had published: the whole document is there
            version, before = Snapshots(data).current_version(), answers(data)
            assert any(f"séance {number} interrompue" in row.title.casefold() for row in before[0])
    assert interrupted >= KILLS // 4, "the kills came too late to mean anything"
    assert take_in(data, write_programme(tmp_path, first="séance finale")).documents[0].status == "changed"
    assert any("séance finale" in row.title.casefold() for row in open_centre(data).agenda())
    assert not list((data / "snapshots").glob(".staging-*"))
