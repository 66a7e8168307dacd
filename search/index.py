"""The search side of one snapshot, for reading: words and meaning under the same filters, then fused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from search.encoder import Encoder
from search.facets import Facets
from search.fusion import NOTICE_SHARE, Weights, combine, scale_cosines, scale_text
from search.links import Links, links_of
from search.records import Field, Filters, Found, Row, Scored, Suggestion
from search.rows import prose
from search.snippets import cut_snippet
from search.state import State
from search.table import RowTable
from search.text import TextIndex
from search.vectors import VectorIndex

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ids = NDArray[np.int64]
    Values = NDArray[np.float64]
    Vector = NDArray[np.float32]

POOL = 100
"""Rows taken from each side before fusion, at least; four times the hits asked when that is more."""
ENCODED_EXPANSIONS = 3
"""Expansions added to the text that is encoded: an acronym alone means nothing to an encoder."""
AUTHORITY_KINDS = ("theme", "actor", "territory")


class Index:
    """The index of a folder; any number of threads and processes may read it."""

    def __init__(self, folder: Path, encoder: Encoder | None = None) -> None:
        state = State.load(folder)
        if encoder is not None:
            state.check_encoder(encoder, folder)
        self._encoder = encoder
        self._text = TextIndex(folder / "text")
        self._table = RowTable.read(folder / "vectors" / "rows.sqlite")
        self._facets = Facets.load(folder / "vectors" / "facets.npz")
        self._vector_file = folder / "vectors" / "vectors.faiss"
        self._vectors: VectorIndex | None = None
        self._lock = Lock()

    @classmethod
    def open(cls, folder: Path, encoder: Encoder | None = None) -> Index:
        """Open the index of a folder; without an encoder, only words are asked."""
        return cls(folder, encoder)

    def close(self) -> None:
        """Close the files."""
        self._table.close()

    def __len__(self) -> int:
        return len(self._facets.rows)

    def search(
        self,
        text: str,
        *,
        filters: Filters | None = None,
        limit: int = 20,
        expansions: Sequence[tuple[str, float]] = (),
        link_boost: Mapping[str, float] | None = None,
        preferred: Sequence[tuple[Filters, float]] = (),
        semantic: bool = True,
        weights: Weights | None = None,
        floor: float | None = None,
        by_date: bool = False,
    ) -> Found:
        """Return the best rows for a text, one for each thing, among those that pass the filters.

        A row is a hit when it has a word of the query (or all the words of an expansion), an entity of
        `link_boost`, or a cosine of at least `floor` (the encoder's by default).
        What is `preferred` (filters, each with a weight from 0 to 1) counts as a link does, but makes no hit alone.
        Without a text and links, all that passes is listed, latest date first; so are the hits with `by_date`.
        With a `limit` of 0, they are only counted.
        """
        import numpy as np

        facets = self._facets
        boost = dict(link_boost or {})
        allowed = facets.allowed(filters or Filters())
        if not text.strip() and not boost:
            return self._list(facets.rows if allowed is None else allowed, limit)
        pool = max(POOL, 4 * limit)
        passing = facets.mask([facets.rows if allowed is None else allowed])
        understood = self._text.understand(text, expansions)
        links = Links.of(facets, boost, self._table.ids_by_iri(boost), preferred)
        query = self._encode(text, expansions) if semantic and text.strip() else None
        if floor is None:
            floor = self._encoder.floor if self._encoder else 0.0
        cosine = None if query is None else self._cosines(query)
        near = np.zeros(len(facets.rows), dtype=bool) if cosine is None else cosine >= floor

        worded = facets.mask(self._text.holders(understood))
        found = facets.rows[(worded | near | links.held) & passing]
        best_worded, _, best_bm25 = self._text.search(
            understood, pool, allowed=lambda ids: passing[facets.positions(ids)]
        )
        candidates = np.unique(
            np.concatenate(
                [
                    facets.positions(best_worded),
                    _highest(cosine, near & passing, pool),
                    links.first(passing, 2 * pool),
                ]
            )
        )
        if by_date:
            candidates = np.sort(facets.positions(found[self._latest(found, limit)]))
        ids = facets.rows[candidates]
        parts = _Parts(
            ids=ids,
            text=scale_text(self._text.score(understood, ids), best_bm25),
            cosine=None if cosine is None else cosine[candidates],
            vector=None
            if cosine is None
            else scale_cosines(cosine[candidates], float(np.nanmax(cosine, initial=-1.0)), floor),
            link=links.scores[candidates] if boost or preferred else None,
        )
        return Found(
            hits=tuple(
                self._hits(parts, understood.terms, text, boost, limit, weights or Weights(), by_date)
            ),
            total=facets.count(found),
            counts=facets.counts(found),
            years=facets.years(found),
            rows=found,
            corrected=understood.corrected,
            semantic=query is not None,
        )

    def warm(self) -> None:
        """Ask in advance for what is long to ask for the first time."""
        self._text.keep_frequent()

    def suggest(self, prefix: str, limit: int = 8) -> list[Suggestion]:
        """Return titles and names that complete what is being typed, each thing once."""
        numbers = self._text.complete(prefix, 4 * limit)
        rows = self._table.get(numbers)
        first: dict[str, Row] = {}
        for number in numbers:
            first.setdefault(rows[number].iri, rows[number])
        return [Suggestion(iri=row.iri, kind=row.kind, title=row.title) for row in first.values()][:limit]

    def rows(self) -> Iterator[Row]:
        """Yield every row."""
        for _, row in self._table:
            yield row

    def rows_of(self, iri: str) -> list[Row]:
        """Return the rows of an IRI, one for each document it was read in."""
        return list(self._table.get(self._table.ids_of("iri", [iri])).values())

    def _hits(
        self,
        parts: _Parts,
        terms: tuple[str, ...],
        text: str,
        boost: Mapping[str, float],
        limit: int,
        weights: Weights,
        by_date: bool,
    ) -> Iterable[Scored]:
        import numpy as np

        named = set(self._text.named(text).tolist())
        notices = np.isin(parts.ids, self._facets.holders("kind", AUTHORITY_KINDS))
        asked = np.isin(parts.ids, np.fromiter(named, dtype=np.int64, count=len(named)))
        # A place that is named to the letter is not the less found for having no vector.
        meant = None if parts.cosine is None else ~(asked & np.isnan(parts.cosine))
        scores = combine(parts.text, parts.vector, parts.link, weights, meant)
        scores = np.where(notices & ~asked, NOTICE_SHARE * scores, scores)
        first = self._facets.latest(parts.ids) if by_date else scores
        order = self._once(parts.ids, np.lexsort((parts.ids, -scores, -first)), limit)
        rows = self._table.get(int(parts.ids[at]) for at in order)
        for at in order:
            number = int(parts.ids[at])
            row = rows[number]
            read = prose(row)
            snippet = cut_snippet(read, terms)
            whole = snippet if read == row.text else cut_snippet(row.text, terms)
            names = cut_snippet("\n".join((row.title, *row.labels)), terms)
            cosine = float("nan") if parts.cosine is None else float(parts.cosine[at])
            yield Scored(
                id=number,
                row=row,
                score=float(scores[at]),
                text=float(parts.text[at]),
                vector=0.0 if parts.vector is None else float(parts.vector[at]),
                link=0.0 if parts.link is None else float(parts.link[at]),
                cosine=None if np.isnan(cosine) else cosine,
                exact=number in named,
                matched=tuple(dict.fromkeys((*names.matched, *whole.matched))),
                links=links_of(row, boost),
                snippet=snippet.text,
                highlights=snippet.highlights,
            )

    def _list(self, ids: Ids, limit: int) -> Found:

        order = self._latest(ids, limit)
        rows = self._table.get(int(ids[at]) for at in order)
        hits = []
        for at in order:
            row = rows[int(ids[at])]
            snippet = cut_snippet(prose(row), ()).text
            hits.append(
                Scored(id=int(ids[at]), row=row, score=0.0, text=0.0, vector=0.0, link=0.0, snippet=snippet)
            )
        return Found(
            hits=tuple(hits),
            total=self._facets.count(ids),
            counts=self._facets.counts(ids),
            years=self._facets.years(ids),
            rows=ids,
        )

    def holding(self, facet: Field, values: Iterable[str]) -> Ids:
        """Return where the rows that have one of some values stand, for `count_among`."""
        return self._facets.holding(facet, values)

    def count_among(self, found: Found, places: Mapping[str, Ids]) -> dict[str, int]:
        """Return for each name how many of the things found have a row at one of its places."""
        if found.rows is None:
            return {}
        inside = self._facets.mask([found.rows])
        return {name: self._facets.count_among(inside, at) for name, at in places.items()}

    def _latest(self, ids: Ids, limit: int) -> list[int]:
        """Return where the rows of the latest things stand, the latest first."""
        import numpy as np

        return self._once(ids, np.lexsort((ids, -self._facets.latest(ids))), limit)

    def _once(self, ids: Ids, order: Ids, limit: int) -> list[int]:
        """Keep the best row of each thing."""
        things = self._facets.things(ids)
        first: dict[int, int] = {}
        for at in order:
            first.setdefault(int(things[at]), int(at))
            if len(first) == limit:
                break
        return list(first.values())[:limit]

    def _encode(self, text: str, expansions: Sequence[tuple[str, float]]) -> Vector | None:
        import numpy as np

        if self._encoder is None or not len(self._vector_index()):
            return None
        labels = [label for label, _ in sorted(expansions, key=lambda item: -item[1])][:ENCODED_EXPANSIONS]
        # The mean over the two numbers: it is the same however the query is written, and finds better than either.
        numbers = dict.fromkeys(self._text.numbers(", ".join((text, *labels))))
        vector: Vector = self._encoder.encode_queries([*numbers]).sum(0)
        return vector / np.float32(np.linalg.norm(vector))

    def _cosines(self, query: Vector) -> Values:
        """Return the cosine of every row, NaN without a vector."""
        import numpy as np

        vectors = self._vector_index()
        cosines = np.full(len(self), np.nan)
        cosines[self._placed] = vectors.cosines(query)
        return cosines

    def _vector_index(self) -> VectorIndex:
        with self._lock:
            if self._vectors is None:
                self._vectors = VectorIndex.load(self._vector_file)
                self._placed = self._facets.positions(self._vectors.ids)
            return self._vectors


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """The parts of the score of each candidate row, aligned."""

    ids: Ids
    text: Values
    cosine: Values | None
    vector: Values | None
    link: Values | None


def _highest(values: Values | None, among: NDArray[np.bool_], limit: int) -> Ids:
    """Return the positions of the highest values, at most `limit`, ties in order."""
    import numpy as np

    if values is None:
        return np.empty(0, dtype=np.int64)
    at = np.flatnonzero(among)
    return at[np.argsort(-values[at], kind="stable")[:limit]]
