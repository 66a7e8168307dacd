"""Which rows have which values: exact filters before ranking, and exact counts after."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from search.records import Field, Filters, Row, SearchError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ids = NDArray[np.int64]

_NO_DATE = -1
_SAVED = ("values", "pair_value", "pair_row", "rows", "thing", "start", "end")
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
    _derived: _Derived = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_derived", _Derived.of(self))

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
                return cls(*(arrays[name] for name in _SAVED))
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
        np.savez(buffer, **{name: getattr(self, name) for name in _SAVED})
        temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
        temporary.write_bytes(buffer.getvalue())
        os.replace(temporary, path)

    def holders(self, facet: Field, values: Iterable[str]) -> Ids:
        """Return the rows that have at least one of the values, ascending."""
        import numpy as np

        found = [self.rows_of(facet, value) for value in values]
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

    def positions(self, ids: Ids) -> Ids:
        """Return where rows, which must be known, stand in `rows`."""
        return self._derived.place[ids]

    def mask(self, several: Iterable[Ids]) -> NDArray[np.bool_]:
        """Return which rows, in the order of `rows`, are in one of several sets of rows."""
        import numpy as np

        inside = np.zeros(len(self.rows), dtype=bool)
        for ids in several:
            inside[self.positions(ids)] = True
        return inside

    def things(self, ids: Ids) -> Ids:
        """Return for each row the number of the thing it is about."""
        return self.thing[self.positions(ids)]

    def latest(self, ids: Ids) -> Ids:
        """Return for each row its last day as an ordinal, -1 without a date."""
        return self.end[self.positions(ids)]

    def count(self, ids: Ids) -> int:
        """Return how many things some rows are about."""
        return self._things_at(self.positions(ids))

    def _things_at(self, at: Ids) -> int:
        import numpy as np

        alone = self._derived.alone[at]
        return int(np.count_nonzero(alone)) + len(np.unique(self.thing[at[~alone]]))

    def counts(self, ids: Ids) -> Mapping[Field, Mapping[str, int]]:
        """Return for each facet how many things among the rows `ids` have each value, most frequent first."""
        import numpy as np

        derived = self._derived
        held = self.mask([ids])[derived.pair_at]
        numbers = self._tally(derived.pair_value[held], derived.pair_at[held], len(self.values))
        counted: dict[Field, dict[str, int]] = {facet: {} for facet in _COUNTED}
        found = np.flatnonzero(numbers)
        for position in found[np.lexsort((found, -numbers[found]))].tolist():
            facet, value = str(self.values[position]).split(" ", 1)
            counted[facet][value] = int(numbers[position])  # type: ignore[index]
        return counted

    def holding(self, facet: Field, values: Iterable[str]) -> Ids:
        """Return where the rows that have one of some values stand in `rows`, ascending."""
        import numpy as np

        return np.flatnonzero(self.mask(self.rows_of(facet, value) for value in values))

    def count_among(self, inside: NDArray[np.bool_], at: Ids) -> int:
        """Return how many things the rows at some positions are about, of the rows that `inside` says."""
        return self._things_at(at[inside[at]])

    def years(self, ids: Ids) -> Mapping[int, int]:
        """Return how many things among the rows `ids` have a day in each year, the earliest first."""
        import numpy as np

        at = self.positions(ids)
        at = at[self.end[at] != _NO_DATE]
        first, last = self._derived.first_year[at], self._derived.last_year[at]
        if not len(at):
            return {}
        origin, whole = int(first.min()), first == last
        year, of = [first[whole] - origin], [at[whole]]
        for one in np.flatnonzero(~whole):
            covered = np.arange(first[one], last[one] + 1) - origin
            year.append(covered)
            of.append(np.full(len(covered), at[one]))
        numbers = self._tally(np.concatenate(year), np.concatenate(of), int(last.max()) - origin + 1)
        return {origin + int(one): int(numbers[one]) for one in np.flatnonzero(numbers)}

    def _tally(self, values: Ids, at: Ids, size: int) -> Ids:
        """Return how many things have each of `size` values, from pairs of a value and the position of a row."""
        import numpy as np

        alone = self._derived.alone[at]
        numbers = np.bincount(values[alone], minlength=size)
        if not alone.all():
            span = int(self.rows[-1]) + 1
            # One number for each (value, thing): far quicker to sort than pairs.
            pairs = np.unique(values[~alone].astype(np.int64) * span + self.thing[at[~alone]])
            numbers += np.bincount(pairs // span, minlength=size)
        return numbers

    def rows_of(self, facet: Field, value: str) -> Ids:
        """Return the rows that have a value, ascending."""
        place = self._derived.slices.get(f"{facet} {value}")
        return self.pair_row[place[0] : place[1]] if place else self.pair_row[:0]


@dataclass(frozen=True, slots=True)
class _Derived:
    """What is worked out once when facets are made or read, so that a count is a pass over arrays."""

    slices: Mapping[str, tuple[int, int]]
    """For each value, where its pairs stand."""
    place: Ids
    """For each row number, where it stands in `rows`; meaningless for numbers that are no row's."""
    pair_value: Ids
    """Of the pairs whose value is counted."""
    pair_at: Ids
    """Their rows, as positions in `rows`."""
    alone: NDArray[np.bool_]
    """Aligned with `rows`: the row is the only one of its thing."""
    first_year: Ids
    last_year: Ids
    """Aligned with `rows`; without meaning where there is no date."""

    @classmethod
    def of(cls, facets: Facets) -> _Derived:
        import numpy as np

        bounds = np.searchsorted(facets.pair_value, np.arange(len(facets.values) + 1)).tolist()
        names = facets.values.tolist()
        counted = np.array([name.split(" ", 1)[0] in _COUNTED for name in names], dtype=bool)
        kept = counted[facets.pair_value] if len(names) else np.zeros(0, dtype=bool)
        place = np.zeros(int(facets.rows[-1]) + 1 if len(facets.rows) else 0, dtype=np.int64)
        place[facets.rows] = np.arange(len(facets.rows))
        rows_of_thing = np.bincount(facets.thing) if len(facets.thing) else facets.thing
        return cls(
            dict(zip(names, pairwise(bounds), strict=True)),
            place,
            facets.pair_value[kept],
            place[facets.pair_row[kept]],
            rows_of_thing[facets.thing] == 1,
            _years(facets.start),
            _years(facets.end),
        )


def _years(days: Ids) -> Ids:
    """Return the years of ordinals."""
    import numpy as np

    since_epoch = (np.maximum(days, 1) - date(1970, 1, 1).toordinal()).astype("datetime64[D]")
    years: Ids = since_epoch.astype("datetime64[Y]").astype(np.int64) + 1970
    return years


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
