"""Questions of anyone, put to the graph by other processes, each with so much time and memory and no more.

A query in the engine cannot be interrupted: the process that runs it is killed and replaced. A few processes
stand ready for all the centres of this one; a question that finds none free waits its turn, up to a limit.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from threading import BoundedSemaphore, Condition, Lock, Thread, current_thread
from typing import TYPE_CHECKING, Any, Final, Literal

from centre.records import CentreError
from graph.answers import Answer, Question

if TYPE_CHECKING:
    from centre.centre import Centre

__all__ = ["Answer", "Limits", "QuestionError", "put", "workers"]

Reason = Literal["syntax", "update", "service", "format", "size", "failed", "time", "memory", "busy"]

SECONDS: Final = "MAILLAGE_SPARQL_SECONDS"
MEGABYTES: Final = "MAILLAGE_SPARQL_MEGABYTES"
_ROOT: Final = Path(__file__).parents[1]
_START: Final = 60.0
"""Seconds that a process has to start."""
_TURN: Final = 0.1
"""Seconds between two looks at whether a question is over its limits; an answer is seen at once."""
_OUT_OF_MEMORY: Final = (77, -signal.SIGABRT, -signal.SIGKILL)
"""How a process ends that has no memory left: by its own watch, in the engine, by the system."""


class QuestionError(CentreError):
    """A question that was not answered, and why."""

    def __init__(self, message: str, *, reason: Reason) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one question may take, and how many may be asked at once."""

    seconds: float = 10.0
    megabytes: int = 512
    """Memory beyond that of an idle process."""
    rows: int = 10_000
    """Rows or triples of an answer."""
    bytes: int = 20_000_000
    processes: int = 3
    slow: int = 2
    """Of them, how many may be busy for more than `quick` seconds while others wait."""
    quick: float = 2.0
    waiting: int = 32
    """Questions that may wait for a process."""
    patience: float = 10.0
    """Seconds that a question may wait for a process."""


def limits(environment: Mapping[str, str] = os.environ) -> Limits:
    """Return the limits, with the time and the memory that the environment sets."""
    usual = Limits()
    try:
        return Limits(
            seconds=float(environment.get(SECONDS) or usual.seconds),
            megabytes=int(environment.get(MEGABYTES) or usual.megabytes),
        )
    except ValueError as error:
        raise CentreError(
            f"{SECONDS} et {MEGABYTES} doivent être des nombres ({error}). Corrigez-les et recommencez."
        ) from error


@cache
def workers() -> Workers:
    """Return the processes of this one, started when first needed."""
    return Workers(limits())


def put(centre: Centre, sparql: str, **wanted: Any) -> Future[Answer]:
    """Put a query to the live snapshot of a centre; `wanted` are the other fields of a Question.

    QuestionError, at once or from the future, says why there is no answer.
    """
    pool = workers()
    caps = {"max_rows": pool.limits.rows, "max_bytes": pool.limits.bytes}
    graph = centre.opened().path.resolve() / "graph"
    return pool.put(Question(graph=graph, sparql=sparql, **{**caps, **wanted}))


def answered(centre: Centre, sparql: str, format: str) -> str:
    """Return the answer to a query as `json`, `csv` or `ttl` text, waiting for it."""
    types = {
        "json": ("application/sparql-results+json", ""),
        "csv": ("text/csv", ""),
        "ttl": ("", "text/turtle"),
    }
    rows, graph = types[format]
    return put(centre, sparql, rows_type=rows, graph_type=graph).result().body.decode()


class Workers:
    """Processes that answer questions, one each at a time; any thread may put questions."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._queue: SimpleQueue[_Asked | None] = SimpleQueue()
        self._slow = BoundedSemaphore(limits.slow)
        self._lock = Lock()
        self._pending = 0
        self._workers: dict[str, _Worker] = {}
        self._started = Condition()
        self._threads = [
            Thread(target=self._work, name=f"sparql-{number}", daemon=True)
            for number in range(limits.processes)
        ]
        for thread in self._threads:
            thread.start()

    def put(self, question: Question) -> Future[Answer]:
        """Put a question; a future that is cancelled before its turn is never run."""
        with self._lock:
            if self._pending >= self.limits.processes + self.limits.waiting:
                raise _busy()
            self._pending += 1
        future: Future[Answer] = Future()
        future.add_done_callback(self._done)
        self._queue.put(_Asked(question=question, future=future, since=time.monotonic()))
        return future

    def pids(self) -> list[int]:
        """Return the numbers of the processes, for those who watch them."""
        return [worker.pid for worker in self._workers.values()]

    def ready(self, seconds: float = _START) -> bool:
        """Wait until every process has started, so many seconds at most; say whether they have."""
        with self._started:
            return self._started.wait_for(self._all_started, seconds)

    def _all_started(self) -> bool:
        workers = self._workers.values()
        return len(workers) == len(self._threads) and all(worker.started and worker.fit for worker in workers)

    def close(self) -> None:
        """Stop once the questions already put are answered."""
        for _ in self._threads:
            self._queue.put(None)
        for thread in self._threads:
            thread.join()

    def _done(self, future: Future[Answer]) -> None:
        with self._lock:
            self._pending -= 1

    def _work(self) -> None:
        worker = self._hire()
        while (asked := self._queue.get()) is not None:
            if not asked.future.set_running_or_notify_cancel():
                continue
            try:
                if time.monotonic() - asked.since > self.limits.patience:
                    raise _busy()
                asked.future.set_result(worker.answer(asked.question, self._slow, self._others_wait))
            except Exception as error:
                asked.future.set_exception(error)
            if not worker.fit:
                worker.kill()
                worker = self._hire()
        worker.kill()

    def _others_wait(self) -> bool:
        return not self._queue.empty()

    def _hire(self) -> _Worker:
        """Return a process that has started: until then its questions are for those that have."""
        worker = self._workers[current_thread().name] = _Worker(self.limits)
        worker.start()
        with self._started:
            self._started.notify_all()
        return worker


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    question: Question
    future: Future[Answer]
    since: float


class _Worker:
    """One process: `started` once it can answer, `fit` until it was stopped, died or asked to be replaced."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.fit = True
        self.started = False
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-m", "graph.worker", str(theirs.fileno()), str(limits.megabytes)]
        with theirs:
            self._process = subprocess.Popen(
                command,
                cwd=_ROOT,
                env={**os.environ, "MALLOC_ARENA_MAX": "1"},  # each has 64 MB of addresses it may not use
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        self._connection = Connection(ours.detach())
        self.pid = self._process.pid

    def start(self) -> None:
        """Wait until the process can answer; one that cannot start says so to who asks."""
        try:
            self.started = self._connection.poll(_START) and self._connection.recv() is None
        except (EOFError, OSError):
            self.started = False

    def answer(self, question: Question, slow: BoundedSemaphore, others: Callable[[], bool]) -> Answer:
        """Return the answer to a question; QuestionError when it takes too much."""
        from graph.store import GraphError

        try:
            if not self.started:
                raise TimeoutError
            self._connection.send(question)
            self._wait(slow, others)
            reply, tired = self._connection.recv()
        except (EOFError, OSError) as error:
            raise self._death() from error
        self.fit = not tired
        if isinstance(reply, GraphError):
            raise QuestionError(str(reply), reason=reply.reason)
        answer: Answer = reply
        return answer

    def _wait(self, slow: BoundedSemaphore, others: Callable[[], bool]) -> None:
        """Wait for the reply; a long question gives way when `others` wait and too many are long already."""
        start, permitted = time.monotonic(), False
        try:
            while not self._connection.poll(_TURN):
                taken = time.monotonic() - start
                if taken > self.limits.seconds:
                    raise self._late()
                if taken > self.limits.quick and not permitted:
                    permitted = slow.acquire(blocking=False)
                    if not permitted and others():
                        raise _busy()
        except QuestionError:
            self.fit = False
            raise
        finally:
            if permitted:
                slow.release()

    def _late(self) -> QuestionError:
        return QuestionError(
            f"La question a été arrêtée après {self.limits.seconds:g} s, la limite. "
            "Demandez moins à la fois : ajoutez LIMIT, un thème, un acteur ou une date.",
            reason="time",
        )

    def _death(self) -> QuestionError:
        """Return why the process died while it answered."""
        self.fit = False
        try:
            status = self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            status = None
        if status not in _OUT_OF_MEMORY:
            return QuestionError(
                "La question a fait tomber le moteur. Écrivez-la autrement, ou signalez-la.", reason="failed"
            )
        return QuestionError(
            f"La question a été arrêtée : elle demandait plus de {self.limits.megabytes} Mo de mémoire. "
            "Demandez moins à la fois : sans ORDER BY ni GROUP_CONCAT sur un grand ensemble, ou avec LIMIT.",
            reason="memory",
        )

    def kill(self) -> None:
        """End the process at once."""
        self._process.kill()
        self._process.wait()
        self._connection.close()


def _busy() -> QuestionError:
    return QuestionError(
        "Trop de questions sont posées en même temps. Recommencez dans quelques secondes.", reason="busy"
    )
