"""The memory of a process that serves for weeks: what nothing uses any more is given back to the system."""

from __future__ import annotations

import ctypes
import sys


def give_back() -> None:
    """Give free memory back; the allocator of glibc would keep it, in pieces that the next snapshot does not fit."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # musl has none, and needs none
        if trim is not None:
            trim(0)
