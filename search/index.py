"""The search side of one snapshot, for reading: words and meaning under the same filters, then fused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from search.encoder import Encoder
from search.facets import Facets
from search.fusion import NOTICE_SHARE, Weights, combine, link_scores, scale_cosines, scale_text
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
_LINK_FACETS: tuple[Field, ...] = ("theme", "territory", "actor", "audience")


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
        `link_boost`, or a cosine of at least `floor` (the encoder's by default) and is among the nearest.
        What is `preferred` (filters, each with a weight from 0 to 1) counts as a link does, but makes no hit alone.
        Without a text and links, all that passes is listed, latest date first; so are the hits with `by_date`.
        With a `limit` of 0, they are only counted.
        """
        import numpy as np

        allowed = self._facets.allowed(filters or Filters())
        boost = dict(link_boost or {})
        if not text.strip() and not boost:
            return self._list(self._facets.rows if allowed is None else allowed, limit)
        pool = max(POOL, 4 * limit)
        understood = self._text.understand(text, expansions)
        worded, bm25 = self._text.search(understood)
        best_bm25 = float(bm25[0]) if len(bm25) else 0.0
        own = {iri: np.array(self._table.ids_of("iri", [iri]), dtype=np.int64) for iri in boost}
        tied = {iri: self._tied(iri) for iri in boost}
        linked = np.unique(np.concatenate([np.empty(0, dtype=np.int64), *own.values(), *tied.values()]))
        for number, (some, weight) in enumerate(preferred):
            if (rows := self._facets.allowed(some)) is not None:
                key = f"preferred:{number}"
                own[key], tied[key], boost[key] = rows, np.empty(0, dtype=np.int64), weight
        if allowed is not None:
            passing = np.isin(worded, allowed)
            worded, bm25 = worded[passing], bm25[passing]
            linked = np.intersect1d(linked, allowed, assume_unique=True)
        query = self._encode(text, expansions) if semantic and text.strip() else None
        if floor is None:
            floor = self._encoder.floor if self._encoder else 0.0
        near, best_cosine = self._nearest(query, allowed, pool, floor)
        found = np.unique(np.concatenate([worded, near, linked]))
        if limit == 0:
            return Found(
                hits=(),
                total=len(np.unique(self._facets.things(found))),
                counts={},
                corrected=understood.corrected,
                semantic=query is not None,
            )
        closest = linked[np.argsort(-link_scores(linked, own, tied, boost), kind="stable")][: 2 * pool]
        ids = np.unique(np.concatenate([worded[:pool], near, closest]))
        if by_date:
            ids = np.sort(found[self._latest(found, limit)])
        cosine = None if query is None else self._vector_index().score(query, ids).astype(np.float64)
        parts = _Parts(
            ids=ids,
            text=scale_text(_align(ids, worded, bm25), best_bm25),
            cosine=cosine,
            vector=None if cosine is None else scale_cosines(cosine, best_cosine, floor),
            link=link_scores(ids, own, tied, boost) if boost else None,
        )
        return Found(
            hits=tuple(
                self._hits(parts, understood.terms, text, own, tied, limit, weights or Weights(), by_date)
            ),
            total=len(np.unique(self._facets.things(found))),
            counts=self._facets.counts(found),
            rows=found,
            corrected=understood.corrected,
            semantic=query is not None,
        )

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
        own: Mapping[str, Ids],
        tied: Mapping[str, Ids],
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
            snippet = cut_snippet(prose(row), terms)
            whole = cut_snippet(row.text, terms)
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
                links=tuple(iri for iri in own if number in own[iri] or number in tied[iri]),
                snippet=snippet.text,
                highlights=snippet.highlights,
            )

    def _list(self, ids: Ids, limit: int) -> Found:
        import numpy as np

        order = self._latest(ids, limit)
        rows = self._table.get(int(ids[at]) for at in order)
        hits = []
        for at in order:
            row = rows[int(ids[at])]
            snippet = cut_snippet(prose(row), ()).text
            hits.append(
                Scored(id=int(ids[at]), row=row, score=0.0, text=0.0, vector=0.0, link=0.0, snippet=snippet)
            )
        total = len(np.unique(self._facets.things(ids)))
        return Found(hits=tuple(hits), total=total, counts=self._facets.counts(ids), rows=ids)

    def count_within(self, found: Found, facet: Field, groups: Mapping[str, Iterable[str]]) -> dict[str, int]:
        """Return for each name how many of the things found have at least one of its values."""
        return {} if found.rows is None else self._facets.count_within(found.rows, facet, groups)

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

    def _tied(self, iri: str) -> Ids:
        import numpy as np

        return np.unique(np.concatenate([self._facets.holders(facet, [iri]) for facet in _LINK_FACETS]))

    def _encode(self, text: str, expansions: Sequence[tuple[str, float]]) -> Vector | None:
        import numpy as np

        if self._encoder is None or not len(self._vector_index()):
            return None
        labels = [label for label, _ in sorted(expansions, key=lambda item: -item[1])][:ENCODED_EXPANSIONS]
        # The mean over the two numbers: it is the same however the query is written, and finds better than either.
        numbers = dict.fromkeys(self._text.numbers(", ".join((text, *labels))))
        vector: Vector = self._encoder.encode_queries([*numbers]).sum(0)
        return vector / np.float32(np.linalg.norm(vector))

    def _nearest(
        self, query: Vector | None, allowed: Ids | None, pool: int, floor: float
    ) -> tuple[Ids, float]:
        import numpy as np

        if query is None:
            return np.empty(0, dtype=np.int64), 0.0
        vectors = self._vector_index()
        near, cosines = vectors.search(query, pool, among=allowed)
        best = cosines if allowed is None else vectors.search(query, 1)[1]
        enough = cosines >= floor
        return near[enough], float(best[0]) if len(best) else 0.0

    def _vector_index(self) -> VectorIndex:
        with self._lock:
            if self._vectors is None:
                self._vectors = VectorIndex.load(self._vector_file)
            return self._vectors


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """The parts of the score of each candidate row, aligned."""

    ids: Ids
    text: Values
    cosine: Values | None
    vector: Values | None
    link: Values | None


def _align(ids: Ids, scored: Ids, scores: Values) -> Values:
    """Return the scores in the order of `ids` (ascending), 0 for the rows that have none."""
    import numpy as np

    aligned = np.zeros(len(ids))
    held = np.isin(scored, ids)
    aligned[np.searchsorted(ids, scored[held])] = scores[held]
    return aligned
