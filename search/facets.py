"""Which rows have which values: exact filters before ranking, and exact counts after."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from search.records import Field, Filters, Row, SearchError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ids = NDArray[np.int64]

_NO_DATE = -1
_COUNTED: tuple[Field, ...] = ("kind", "type", "theme", "territory", "actor", "audience")


@dataclass(frozen=True, slots=True)
class Facets:
    """The values of all rows, as sorted arrays.

    `pair_value[i]` (a position in `values`) is held by row `pair_row[i]`. `thing` gives the rows of one and
    the same thing, read in several documents, one number: the smallest of them.
    """

    values: NDArray[np.str_]
    """`facet` + space + value, sorted."""
    pair_value: Ids
    pair_row: Ids
    """Both sorted by value, then row."""
    rows: Ids
    """All row numbers, ascending."""
    thing: Ids
    """Aligned with `rows`."""
    start: Ids
    end: Ids
    """Days (proleptic ordinals) aligned with `rows`, -1 without a date."""

    @classmethod
    def build(cls, rows: Iterable[tuple[int, Row]], same: Mapping[str, str] | None = None) -> Facets:
        """Return the facets of numbered rows, whatever their order.

        `same` says of an IRI which other one it is one thing with.
        """
        import numpy as np

        numbered = sorted(rows, key=lambda item: item[0])
        first: dict[str, int] = {}
        one = same or {}
        pairs = [(value, number) for number, row in numbered for value in _values_of(row)]
        values = sorted({value for value, _ in pairs})
        position = {value: index for index, value in enumerate(values)}
        pair_value = np.array([position[value] for value, _ in pairs], dtype=np.int64)
        pair_row = np.array([number for _, number in pairs], dtype=np.int64)
        order = np.lexsort((pair_row, pair_value))
        return cls(
            np.array(values, dtype=np.str_),
            pair_value[order],
            pair_row[order],
            np.array([number for number, _ in numbered], dtype=np.int64),
            np.array(
                [first.setdefault(one.get(row.iri, row.iri), number) for number, row in numbered],
                dtype=np.int64,
            ),
            np.array([_day(row.date_start or row.date_end) for _, row in numbered], dtype=np.int64),
            np.array([_day(row.date_end or row.date_start) for _, row in numbered], dtype=np.int64),
        )

    @classmethod
    def load(cls, path: Path) -> Facets:
        """Read facets back; raise SearchError when the file is missing or damaged."""
        import numpy as np

        try:
            with np.load(path) as arrays:
                return cls(*(arrays[name] for name in cls.__slots__))
        except (OSError, ValueError, KeyError) as error:
            raise SearchError(
                f"L'index des facettes {path} est illisible. Revenez à la version précédente du centre ou "
                "relancez l'ingestion."
            ) from error

    def save(self, path: Path) -> None:
        """Write the facets under a temporary name, then put them in place."""
        import numpy as np

        path.parent.mkdir(parents=True, exist_ok=True)
        buffer = io.BytesIO()
        np.savez(buffer, **{name: getattr(self, name) for name in self.__slots__})
        temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
        temporary.write_bytes(buffer.getvalue())
        os.replace(temporary, path)

    def holders(self, facet: Field, values: Iterable[str]) -> Ids:
        """Return the rows that have at least one of the values, ascending."""
        import numpy as np

        found = [self._slice(f"{facet} {value}") for value in values]
        return np.unique(np.concatenate(found)) if found else np.empty(0, dtype=np.int64)

    def allowed(self, filters: Filters) -> Ids | None:
        """Return the rows that pass, ascending, or None when there is nothing to pass."""
        import numpy as np

        if not filters:
            return None
        allowed = self.rows
        wanted: dict[Field, frozenset[str]] = {
            "kind": filters.kinds,
            "type": filters.types,
            "status": filters.statuses,
            "document": filters.documents,
            "theme": filters.themes,
            "territory": filters.territories,
            "actor": filters.actors,
            "audience": filters.audiences,
        }
        for facet, values in wanted.items():
            if values:
                allowed = np.intersect1d(allowed, self.holders(facet, values), assume_unique=True)
        if filters.date_from or filters.date_to:
            inside = self.start != _NO_DATE
            if filters.date_from:
                inside &= self.end >= filters.date_from.toordinal()
            if filters.date_to:
                inside &= self.start <= filters.date_to.toordinal()
            allowed = np.intersect1d(allowed, self.rows[inside], assume_unique=True)
        return allowed

    def things(self, ids: Ids) -> Ids:
        """Return for each row the number of the thing it is about."""
        import numpy as np

        return self.thing[np.searchsorted(self.rows, ids)]

    def latest(self, ids: Ids) -> Ids:
        """Return for each row its last day as an ordinal, -1 without a date."""
        import numpy as np

        return self.end[np.searchsorted(self.rows, ids)]

    def counts(self, ids: Ids) -> Mapping[Field, Mapping[str, int]]:
        """Return for each facet how many things among the rows `ids` have each value, most frequent first."""
        import numpy as np

        counted: dict[Field, dict[str, int]] = {facet: {} for facet in _COUNTED}
        held = np.isin(self.pair_row, ids)
        if held.any():
            span = int(self.rows[-1]) + 1
            # One number for each (value, thing): far quicker to sort than pairs.
            pairs = np.unique(self.pair_value[held] * span + self.things(self.pair_row[held]))
            positions, numbers = np.unique(pairs // span, return_counts=True)
            for at in np.lexsort((positions, -numbers)):
                position, number = positions[at], numbers[at]
                facet, value = str(self.values[position]).split(" ", 1)
                if facet in counted:
                    counted[facet][value] = int(number)  # type: ignore[index]
        return counted

    def count_within(self, ids: Ids, facet: Field, groups: Mapping[str, Iterable[str]]) -> dict[str, int]:
        """Return for each name of a group how many things among the rows `ids` have one of its values."""
        import numpy as np

        inside = np.zeros(int(self.rows[-1]) + 1 if len(self.rows) else 0, dtype=bool)
        inside[ids] = True
        counted = {}
        for name, values in groups.items():
            rows = self.holders(facet, values)
            counted[name] = len(np.unique(self.things(rows[inside[rows]])))
        return counted

    def _slice(self, value: str) -> Ids:
        import numpy as np

        position = int(np.searchsorted(self.values, value))
        if position == len(self.values) or self.values[position] != value:
            return np.empty(0, dtype=np.int64)
        low, high = np.searchsorted(self.pair_value, [position, position + 1])
        return self.pair_row[low:high]


def _values_of(row: Row) -> Iterable[str]:
    held: dict[Field, Iterable[str]] = {
        "kind": (row.kind,),
        "type": (row.type,),
        "status": (row.status,),
        "document": (row.document or "",),
        "theme": row.themes,
        "territory": row.territories,
        "actor": row.actors,
        "audience": row.audiences,
    }
    return {f"{facet} {value}" for facet, values in held.items() for value in values if value}


def _day(day: date | None) -> int:
    return day.toordinal() if day else _NO_DATE
