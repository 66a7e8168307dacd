"""Long work that lets the site, if there is one on this machine, answer first."""

from __future__ import annotations

import os
from typing import Final

POLITE: Final = 10
"""Of 19: a process so polite has what others leave, and all the machine when they are idle."""


def give_way() -> None:
    """Lower the priority of this process, once, where the system knows priorities."""
    if hasattr(os, "nice") and (held := os.nice(0)) < POLITE:
        os.nice(POLITE - held)
