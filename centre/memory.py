"""The memory of a process that serves for weeks: what nothing uses any more is given back to the system."""

from __future__ import annotations

import ctypes
import sys
from threading import Timer
from typing import Final

SETTLED: Final = 60.0
"""Seconds after which the answers of a new snapshot are made and those of the former forgotten."""


def settle() -> None:
    """Give free memory back now and once a new snapshot has settled."""
    give_back()
    later = Timer(SETTLED, give_back)
    later.daemon = True
    later.start()


def give_back() -> None:
    """Give free memory back; the allocator of glibc would keep it, in pieces that the next snapshot does not fit."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # musl has none, and needs none
        if trim is not None:
            trim(0)
