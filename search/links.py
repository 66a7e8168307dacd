"""What a query leads to besides words and meaning: the rows that are, or are tied to, the entities it names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.facets import Facets
from search.fusion import NEAR_LINK
from search.records import Field, Filters, Row

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ids = NDArray[np.int64]
    Values = NDArray[np.float64]

LINK_FACETS: tuple[Field, ...] = ("theme", "territory", "actor", "audience")


@dataclass(frozen=True, slots=True)
class Links:
    """How surely each row is, or is tied to, what a query names.

    Entities add up as independent reasons: 1 - product of (1 - weight). A row tied to an entity gets
    `NEAR_LINK` of what the entity's own row gets.
    """

    scores: Values
    """Aligned with the rows of the facets, from 0 to 1."""
    held: NDArray[np.bool_]
    """Rows that an entity brings, whatever else they have; what is only preferred brings none."""

    @classmethod
    def of(
        cls,
        facets: Facets,
        boost: Mapping[str, float],
        own: Mapping[str, Sequence[int]],
        preferred: Sequence[tuple[Filters, float]] = (),
    ) -> Links:
        """Return the links of entities, each with its weight, with the numbers of their own rows."""
        import numpy as np

        doubt, held = np.ones(len(facets.rows)), np.zeros(len(facets.rows), dtype=bool)
        for iri, weight in boost.items():
            weight = min(max(weight, 0.0), 1.0)
            mine = facets.positions(np.array(own.get(iri, ()), dtype=np.int64))
            before = doubt[mine]
            tied = facets.positions(_tied(facets, iri))
            doubt[tied] *= 1.0 - NEAR_LINK * weight
            doubt[mine] = before * (1.0 - weight)
            held[tied] = held[mine] = True
        for filters, weight in preferred:
            if (rows := facets.allowed(filters)) is not None:
                doubt[facets.positions(rows)] *= 1.0 - weight
        return cls(1.0 - doubt, held)

    def first(self, allowed: NDArray[np.bool_] | None, limit: int) -> Ids:
        """Return the positions of the rows best tied, at most `limit`, among those allowed; ties in row order."""
        import numpy as np

        at = np.flatnonzero(self.held if allowed is None else self.held & allowed)
        if len(at) <= limit:
            return at
        worth = -self.scores[at]
        last = np.partition(worth, limit - 1)[limit - 1]
        sure, as_sure = at[worth < last], at[worth == last]
        return np.sort(np.concatenate([sure, as_sure[: limit - len(sure)]]))


def links_of(row: Row, boost: Mapping[str, float]) -> tuple[str, ...]:
    """Return which entities a row is, or is tied to."""
    held = {row.iri, *row.themes, *row.territories, *row.actors, *row.audiences}
    return tuple(iri for iri in boost if iri in held)


def _tied(facets: Facets, iri: str) -> Ids:
    import numpy as np

    found = [rows for facet in LINK_FACETS if len(rows := facets.rows_of(facet, iri))]
    if len(found) == 1:
        return found[0]
    return np.unique(np.concatenate(found)) if found else np.empty(0, dtype=np.int64)
