"""How far each saved search was told, to each of its readers: a small file, replaced whole."""

from __future__ import annotations

import calendar
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from centre.records import CentreError
from publications.files import write_file
from publications.searches import Period

FILE: Final = "digests.json"
FIRST: Final = timedelta(days=30)
"""What a first digest looks back on."""
FOLDER: Final = "files"
"""The reader that is a folder of files."""


class Marks:
    """The moment until which each search was told to each reader."""

    def __init__(self, data: Path) -> None:
        self.path = data / FILE
        try:
            held = json.loads(self.path.read_text(encoding="utf-8"))
            self._told: dict[str, dict[str, str]] = {
                name: {reader: datetime.fromisoformat(until).isoformat() for reader, until in readers.items()}
                for name, readers in held.items()
            }
        except FileNotFoundError:
            self._told = {}
        except (ValueError, AttributeError, TypeError) as error:
            raise CentreError(
                f"« {self.path} » ne se lit pas ({error}). Supprimez ce fichier : "
                f"les prochaines veilles reprendront les {FIRST.days} derniers jours."
            ) from error

    def since(self, search: str, reader: str, now: datetime) -> datetime:
        """Return the moment from which a reader has been told nothing."""
        until = self._told.get(search, {}).get(reader)
        return datetime.fromisoformat(until) if until else now - FIRST

    def is_due(self, search: str, reader: str, every: Period, now: datetime) -> bool:
        """Say whether the period of a search has gone by since its reader was told."""
        until = self._told.get(search, {}).get(reader)
        return until is None or _next(datetime.fromisoformat(until).date(), every) <= now.date()

    def put(self, search: str, reader: str, now: datetime) -> None:
        """Keep that a reader was told everything until now."""
        self._told.setdefault(search, {})[reader] = now.astimezone(UTC).isoformat(timespec="seconds")
        content = json.dumps(self._told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        write_file(self.path, content.encode())


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Hold the lock of the only process that tells: two would send everything twice."""
    from filelock import FileLock, Timeout

    try:
        with FileLock(data / "digests.lock", timeout=0):
            yield
    except Timeout as error:
        raise CentreError(
            "Une autre commande envoie déjà les veilles de ce centre : attendez sa fin."
        ) from error


def _next(day: date, every: Period) -> date:
    if every != "month":
        return day + timedelta(days=1 if every == "day" else 7)
    year, month = (day.year, day.month + 1) if day.month < 12 else (day.year + 1, 1)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
