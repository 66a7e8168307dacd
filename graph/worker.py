"""A process that answers questions for the site and can be killed: a query in the engine cannot be interrupted.

`python -m graph.worker DESCRIPTOR MEGABYTES`: questions come and answers go on a socket, one at a time.
"""

from __future__ import annotations

import os
import resource
import sys
import threading
import time
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from graph.answers import Answer
from graph.store import GraphError, Store

OUT_OF_MEMORY: Final = 77
"""The exit status of a worker that needed more memory than it may take."""
_GLANCE: Final = 0.05
"""Seconds between two looks at the memory: a query takes at most a few hundred MB in between."""
_CAREER: Final = 500
"""The questions after which a worker asks to be replaced."""
_RESERVED: Final = 512 * 2**20
"""Addresses that the engine reserves when it opens a store, without holding memory for them."""
_STATM: Final = Path("/proc/self/statm")
_POLITE: Final = 5
"""How much the worker gives way to the site itself (nice)."""


def main() -> None:
    """Answer questions until the other end is closed."""
    connection, size = Connection(int(sys.argv[1])), int(sys.argv[2]) * 2**20
    os.nice(_POLITE)
    most = _held() + size
    _limit(size, most)
    connection.send(None)
    store: Store | None = None
    for answered in count(1):
        try:
            question = connection.recv()
        except EOFError:
            return
        reply: Answer | GraphError
        try:
            if store is None or store.folder != question.graph:
                store = Store(question.graph)
            reply = store.answer(question)
        except GraphError as error:
            reply = error
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
        tired = answered == _CAREER or _held() > most - size // 2
        connection.send((reply, tired))


def _limit(size: int, most: int) -> None:
    """End this process when it holds more than `most` bytes, or when the one that started it is gone.

    The system's limit on addresses is sudden and exact where it holds (Linux); the watch works anywhere.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        reserved = _pages(0) + size + _RESERVED
        resource.setrlimit(resource.RLIMIT_AS, (reserved, reserved))
    threading.Thread(target=_watch, args=(most, os.getppid()), daemon=True).start()


def _watch(most: int, parent: int) -> None:
    while os.getppid() == parent:
        if _held() > most:
            os._exit(OUT_OF_MEMORY)
        time.sleep(_GLANCE)
    os._exit(0)


def _held() -> int:
    """Return the memory this process holds in bytes: now on Linux, at most so far elsewhere (macOS)."""
    if sys.platform == "linux":
        return _pages(1)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _pages(column: int) -> int:
    """Return what a column of proc_pid_statm(5) counts, in bytes: 0 addresses, 1 resident."""
    return int(_STATM.read_text(encoding="ascii").split()[column]) * resource.getpagesize()


if __name__ == "__main__":
    main()
