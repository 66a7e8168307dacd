"""Before a page is read: what its site asks of robots (RFC 9309)."""

from __future__ import annotations

from typing import Any

AGENT = "maillage"
LARGEST = 512 * 1024
"""Bytes of a robots.txt that are read (RFC 9309 asks for 500 KiB at least)."""
_LONGEST_DELAY = 30.0


class Robots:
    """The rules of one site."""

    def __init__(self, text: str) -> None:
        from protego import Protego

        self._rules: Any = Protego.parse(text)

    def allow(self, address: str) -> bool:
        """Tell whether a page may be read."""
        return bool(self._rules.can_fetch(address, AGENT))

    @property
    def delay(self) -> float:
        """Seconds that the site asks to leave between two requests, at most thirty."""
        return min(float(self._rules.crawl_delay(AGENT) or 0), _LONGEST_DELAY)
