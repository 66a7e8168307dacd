"""The centres of this process: all the doors of one process ask the same one, with one encoder."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from centre.centre import Centre

_LOCK = Lock()
_CENTRES: dict[Path, Centre] = {}


def shared_centre(data: Path) -> Centre:
    """Return the one centre of a folder in this process, its encoder loading in the background.

    Nothing needs to be published yet: each question says so until something is.
    """
    place = data.resolve()
    with _LOCK:
        if place not in _CENTRES:
            _CENTRES[place] = Centre(data)
            _CENTRES[place].warm()
        return _CENTRES[place]
