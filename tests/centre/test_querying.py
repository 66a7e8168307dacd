"""Processes that answer and can be killed: limits of time and memory, and nobody else waits for them."""

from __future__ import annotations

import os
import signal
import threading
import time

import pytest

from centre.querying import Limits, QuestionError, Workers, _Worker, limits
from centre.records import CentreError
from graph.answers import Question
from graph.namespaces import iri
from graph.store import Store

SELECT = "SELECT * { ?s ?p ?o } ORDER BY ?s LIMIT 2"
ENDLESS = {
    "cross product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "unbounded path": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:none>|^!<urn:none>)* ?b . ?c (!<urn:none>|^!<urn:none>)* ?d }",
    "construct that never gives": "CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?a) = STR(?f)) }",
    "group_concat": "SELECT (GROUP_CONCAT(?a) AS ?all) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
}  # fmt: skip
DOUBLED = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
GREEDY = {
    "order of a cross product": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?i",
    "distinct of a cross product": "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } }",
    "text that doubles": f"SELECT (STRLEN(?x40) AS ?n) {{ BIND('0123456789' AS ?x0) {DOUBLED} }}",
}  # fmt: skip


_UNREACHED = 1024
"""MB that no query without end takes before its time is over: the slowest to grow takes 80 in 8 s."""


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    """The folder of a graph of 1,500 triples in a ring: small, and ruinous to cross with itself."""
    folder = tmp_path_factory.mktemp("graph") / "graph"
    with Store(folder, read_only=False) as store:
        ring = [iri(f"urn:thing:{number}") for number in range(1500)]
        store.replace("urn:graph", zip(ring, [iri("urn:next")] * len(ring), ring[1:] + ring[:1], strict=True))
        store.flush()
    return folder


def pool(**values):
    """Return processes that have started; a question is stopped by its time unless a test says otherwise."""
    made = Workers(
        Limits(**{"seconds": 2.0, "megabytes": _UNREACHED, "quick": 0.3, "patience": 60.0, **values})
    )
    assert made.ready(120)
    return made


@pytest.fixture(scope="module")
def workers():
    """Two processes, both of which may be busy for long."""
    made = pool(processes=2, slow=2, seconds=4.0)
    yield made
    made.close()


def put(workers, graph, sparql, **wanted):
    return workers.put(Question(graph=graph, sparql=sparql, **wanted))


def refusal(future):
    with pytest.raises(QuestionError) as caught:
        future.result(200)
    return caught.value


def test_an_answer_comes_with_its_form_and_its_size(workers, graph):
    rows = put(workers, graph, SELECT).result(60)
    assert (rows.form, rows.count, rows.cut) == ("select", 2, "")
    assert put(workers, graph, "ASK {}").result(60).form == "ask"
    triples = put(workers, graph, "CONSTRUCT WHERE { ?s ?p ?o }").result(60)
    assert (triples.form, triples.count, triples.cut) == ("graph", 1500, "")


@pytest.mark.parametrize("query", ENDLESS.values(), ids=ENDLESS)
def test_a_query_without_end_is_stopped_and_others_are_answered_meanwhile(workers, graph, query):
    assert workers.ready(120), "the one that replaces the process stopped before"
    abusive = put(workers, graph, query)
    while not abusive.running():
        time.sleep(0.01)
    assert put(workers, graph, SELECT).result(60).count == 2
    assert not abusive.done()
    refused = refusal(abusive)
    assert refused.reason == "time"
    assert "4 s" in str(refused)
    assert put(workers, graph, SELECT).result(60).count == 2


@pytest.mark.parametrize("query", GREEDY.values(), ids=GREEDY)
def test_a_query_that_takes_too_much_memory_is_stopped(graph, query):
    workers = pool(processes=1, slow=1, seconds=60.0, megabytes=150)
    first = workers.pids()
    assert refusal(put(workers, graph, query)).reason == "memory"
    assert put(workers, graph, SELECT).result(60).count == 2
    assert not set(first) & set(workers.pids()), "another process has taken its place"
    workers.close()


def test_the_watch_alone_stops_what_takes_too_much_memory(graph, monkeypatch):
    """Where the system does not hold its limit on addresses (macOS)."""
    monkeypatch.setenv(
        "PYTHONPATH", os.fspath(__import__("pathlib").Path(__file__).parent / "no_address_limit")
    )
    workers = pool(processes=1, slow=1, seconds=60.0, megabytes=150)
    assert refusal(put(workers, graph, GREEDY["order of a cross product"])).reason == "memory"
    workers.close()


def test_long_questions_leave_a_process_free(graph):
    workers = pool(processes=3, slow=2, seconds=3.0)
    long = [put(workers, graph, ENDLESS["cross product"]) for _ in range(3)]
    short = put(workers, graph, SELECT)  # without it nobody waits, and the three may all be long
    assert short.result(60).count == 2
    assert sum(not future.done() for future in long) >= 2, "it did not wait for them"
    assert sorted(refusal(future).reason for future in long) == ["busy", "time", "time"]
    workers.close()


def test_a_full_queue_refuses_at_once(graph):
    workers = pool(processes=1, slow=1, waiting=2)
    held = put(workers, graph, ENDLESS["cross product"])
    waiting = [put(workers, graph, SELECT) for _ in range(2)]
    with pytest.raises(QuestionError) as caught:
        put(workers, graph, SELECT)
    assert caught.value.reason == "busy"
    assert refusal(held).reason == "time"
    assert [future.result(60).count for future in waiting] == [2, 2]
    workers.close()


def test_a_question_that_waited_too_long_is_refused(graph):
    workers = pool(processes=1, slow=1, patience=0.5)
    held = put(workers, graph, ENDLESS["cross product"])
    late = put(workers, graph, SELECT)
    assert refusal(held).reason == "time"
    assert refusal(late).reason == "busy"
    workers.close()


def test_a_question_that_is_withdrawn_before_its_turn_is_never_run(graph):
    workers = pool(processes=1, slow=1, waiting=1)
    held = put(workers, graph, ENDLESS["cross product"])
    while not held.running():
        time.sleep(0.01)
    assert put(workers, graph, ENDLESS["cross product"]).cancel()
    assert refusal(held).reason == "time"
    assert put(workers, graph, SELECT).result(60).count == 2
    workers.close()


def test_a_question_is_not_given_to_a_process_that_is_still_starting(graph, monkeypatch):
    """The one that replaces a process stopped may take seconds to start: those that are ready answer meanwhile."""
    workers = pool(processes=2, slow=2, seconds=1.0)
    may_start = threading.Event()
    start = _Worker.start
    monkeypatch.setattr(_Worker, "start", lambda worker: may_start.wait(60) and start(worker))
    assert refusal(put(workers, graph, ENDLESS["cross product"])).reason == "time"
    assert [put(workers, graph, SELECT).result(60).count for _ in range(4)] == [2] * 4
    assert not workers.ready(0)
    may_start.set()
    assert workers.ready(120)
    workers.close()


def test_a_process_that_dies_is_replaced(graph):
    workers = pool(processes=1, slow=1, seconds=30.0)
    put(workers, graph, SELECT).result(60)
    held = put(workers, graph, ENDLESS["cross product"])
    while not held.running():
        time.sleep(0.01)
    time.sleep(0.2)
    (pid,) = workers.pids()
    os.kill(pid, signal.SIGSEGV)
    assert refusal(held).reason == "failed"
    assert put(workers, graph, SELECT).result(60).count == 2
    workers.close()


def test_processes_end_with_the_one_that_started_them(graph, tmp_path):
    import subprocess
    import sys

    script = (
        "import sys, time; from pathlib import Path\n"
        "from centre.querying import Limits, Workers; from graph.answers import Question\n"
        "workers = Workers(Limits(processes=1, slow=1, seconds=600))\n"
        f"question = Question(graph=Path({str(graph)!r}), sparql={ENDLESS['cross product']!r})\n"
        f"workers.put(Question(graph=Path({str(graph)!r}), sparql='ASK {{}}')).result(60)\n"
        "workers.put(question); time.sleep(0.5); print(*workers.pids(), flush=True); time.sleep(600)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    pid = int(parent.stdout.readline())
    os.kill(pid, 0)
    parent.kill()
    parent.wait()
    for _ in range(600):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            break
        time.sleep(0.05)
    else:
        pytest.fail("the process survived the one that started it")


def test_a_process_retires_after_a_number_of_questions(graph, monkeypatch):
    workers = pool(processes=1, slow=1)
    put(workers, graph, SELECT).result(60)
    before = workers.pids()
    for _ in range(499):
        put(workers, graph, "ASK {}").result(60)
    put(workers, graph, "ASK {}").result(60)
    assert workers.pids() != before
    workers.close()


def test_any_thread_may_ask(workers, graph):
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(put(workers, graph, SELECT).result(60).count))
        for _ in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [2] * 20


def test_what_the_engine_refuses_keeps_its_reason(workers, graph):
    assert refusal(put(workers, graph, "SELECT")).reason == "syntax"
    assert refusal(put(workers, graph, "CLEAR ALL")).reason == "update"
    assert refusal(put(workers, graph, SELECT, rows_type="")).reason == "format"
    assert refusal(put(workers, graph.parent / "nothing", SELECT)).reason == "failed"


def test_the_environment_sets_time_and_memory():
    assert limits({}) == Limits()
    set_ = limits({"MAILLAGE_SPARQL_SECONDS": "2.5", "MAILLAGE_SPARQL_MEGABYTES": "64"})
    assert (set_.seconds, set_.megabytes) == (2.5, 64)
    with pytest.raises(CentreError, match="MAILLAGE_SPARQL_SECONDS"):
        limits({"MAILLAGE_SPARQL_SECONDS": "dix"})
