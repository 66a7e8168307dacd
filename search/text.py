"""Words by row number: BM25 over French terms, phrases, spelling and type-ahead (tantivy).

The terms come from `search.analysis`; tantivy gets them joined by spaces. Queries are built from terms, never
parsed, so that no input is a syntax error.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from search.analysis import (
    STOP_WORDS,
    Token,
    analyse,
    analysed,
    keep_content,
    plural,
    singular,
    split_quotes,
    stem,
)
from search.records import Row, SearchError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FIELD_WEIGHTS = {"title": 2.0, "text": 1.0, "heading": 0.5}
"""A term counts where it weighs most, plus TIE of what it weighs in the other fields."""
TIE = 0.3
EXACT_WEIGHT = 3.0
"""Of the whole query being a title or another name."""
FUZZY_WEIGHT = 0.5
NEAREST = 3
"""Corrections of one word that are looked for."""
FUZZY_LENGTH = 5
"""Shortest word that may be misspelt."""
MAX_QUERY_TERMS = 64
KEPT_TERMS = 4096
"""Terms whose rows are kept in memory, the last asked."""
FREQUENT = 0.02
"""Share of the rows that makes a word frequent."""
DEEPER = 8
"""How much further to look each time too few of the best rows are allowed."""


@dataclass(frozen=True, slots=True)
class TextQuery:
    """What a query means to the text index."""

    terms: tuple[str, ...]
    """Stems looked for."""
    corrected: tuple[tuple[str, str], ...] = ()
    """Words absent from the index, and the stem taken instead."""
    query: Any = None
    """None: nothing to look for."""
    any_of: tuple[tuple[str, ...], ...] = ()
    """What makes a row a match, one of them being enough: a term, or all the terms of an expansion."""
    all_of: tuple[tuple[str, ...], ...] = ()
    """Quoted phrases: when there are some, they alone make a match, all of them."""
    name: str = ""
    """The whole query as a title or another name."""


class TextIndex:
    """The text index of a folder, for reading."""

    def __init__(self, folder: Path) -> None:
        import tantivy

        try:
            self._index: Any = tantivy.Index.open(str(folder))
        except (ValueError, OSError) as error:
            raise SearchError(
                f"L'index du texte {folder} est illisible ({error}). Revenez à la version précédente du "
                "centre ou relancez l'ingestion."
            ) from error
        self._schema = self._index.schema
        self._searcher = self._index.searcher()
        self._held = lru_cache(maxsize=KEPT_TERMS)(self._rows_of)

    def understand(self, text: str, expansions: Sequence[tuple[str, float]] = ()) -> TextQuery:
        """Return the query of a text: any of its words, all of its quoted phrases, or an expansion."""
        from tantivy import Occur, Query

        rest, quoted = split_quotes(text)
        tokens = keep_content(list(analyse(rest))[:MAX_QUERY_TERMS])
        phrases = [phrase for part in quoted if (phrase := [token.term for token in analyse(part)])]
        terms: dict[str, None] = {}
        corrected: list[tuple[str, str]] = []
        should, any_of = [], list[tuple[str, ...]]()
        for token in {token.term: token for token in tokens}.values():
            if self._frequency(token.term) or len(token.word) < FUZZY_LENGTH or not token.word.isalpha():
                terms[token.term] = None
                any_of.append((token.term,))
                should.append(self._term(token.term))
                continue
            for near in self._nearest(token):
                terms[near] = None
                any_of.append((near,))
                corrected.append((rest[token.start : token.end], near))
                should.append(Query.boost_query(self._term(near), FUZZY_WEIGHT))
        for label, weight in expansions:
            words = list(dict.fromkeys(token.term for token in keep_content(list(analysed(label)))))
            if words and weight > 0:
                terms.update(dict.fromkeys(words))
                any_of.append(tuple(words[:MAX_QUERY_TERMS]))
                every = Query.boolean_query([(Occur.Must, self._term(word)) for word in any_of[-1]])
                should.append(Query.boost_query(every, weight))
        if name := _name(text):
            should.append(Query.boost_query(Query.term_query(self._schema, "exact", name), EXACT_WEIGHT))
        must = [self._phrase(phrase) for phrase in phrases]
        for part in quoted:
            terms.update(dict.fromkeys(token.term for token in keep_content(list(analyse(part)))))
        if not should and not must:
            return TextQuery(())
        clauses = [(Occur.Must, query) for query in must] + [(Occur.Should, query) for query in should]
        return TextQuery(
            tuple(terms),
            tuple(corrected),
            Query.boolean_query(clauses),
            tuple(any_of),
            tuple(tuple(phrase) for phrase in phrases),
            name,
        )

    def numbers(self, text: str) -> tuple[str, str]:
        """Return a text with its words in the singular, then in the plural, those that the index has in both.

        However the text is written, the two are the same, but for the words that are in one number alone.
        """
        tokens = list(analyse(text))
        return self._written(text, tokens, singular), self._written(text, tokens, plural)

    def holders(self, query: TextQuery) -> list[NDArray[np.int64]]:
        """Return the rows that the query finds, as sets that may overlap, each ascending.

        The rows of each term are kept once asked: that is what counts and filters are made of.
        """
        if query.all_of:
            return [_common([self._held(phrase, "phrase") for phrase in query.all_of])]
        found = [_common([self._held((term,), "term") for term in terms]) for terms in query.any_of]
        return [*found, self._held((query.name,), "name")] if query.name else found

    def search(
        self, query: TextQuery, limit: int, *, allowed: Callable[[NDArray[np.int64]], NDArray[np.bool_]]
    ) -> tuple[NDArray[np.int64], NDArray[np.float64], float]:
        """Return the best rows among those allowed with their BM25 scores, and the best score of the whole index.

        At most `limit` rows, best first, ties in row order. `allowed` says of rows which may be returned.
        """
        import numpy as np

        best, asked = 0.0, limit
        while query.query is not None and self._searcher.num_docs:
            hits = self._searcher.search(query.query, asked, count=False).hits
            ids, scores = self._rows(hits), np.array([score for score, _ in hits])
            best = float(scores[0]) if len(scores) else 0.0
            passing = allowed(ids)
            if len(hits) < asked or np.count_nonzero(passing) >= limit:
                ids, scores = ids[passing], scores[passing]
                order = np.lexsort((ids, -scores))[:limit]
                return ids[order], scores[order], best
            asked = min(DEEPER * asked, self._searcher.num_docs + 1)  # one more than there are: all were seen
        return np.empty(0, dtype=np.int64), np.empty(0), best

    def score(self, query: TextQuery, ids: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the BM25 score of some rows (ascending), 0 for those that the query does not find."""
        import numpy as np
        from tantivy import Occur, Query

        scores = np.zeros(len(ids))
        if query.query is None or not len(ids):
            return scores
        these = Query.boost_query(Query.term_set_query(self._schema, "row", ids.tolist()), 0.0)
        both = Query.boolean_query([(Occur.Must, these), (Occur.Must, query.query)])
        hits = self._searcher.search(both, len(ids), count=False).hits
        if hits:
            scores[np.searchsorted(ids, self._rows(hits))] = [score for score, _ in hits]
        return scores

    def keep_frequent(self, share: float = FREQUENT) -> None:
        """Ask in advance for the rows of the words that a share of the rows have: the longest to ask for."""
        for term, frequency in self._searcher.terms_with_prefix("text", ""):
            if frequency >= share * self._searcher.num_docs and term not in STOP_WORDS:
                self._held((term,), "term")

    def named(self, text: str) -> NDArray[np.int64]:
        """Return the rows that have exactly this title or name, analysed."""
        import numpy as np

        name = _name(text)
        return self._held((name,), "name") if name else np.empty(0, dtype=np.int64)

    def complete(self, prefix: str, limit: int) -> list[int]:
        """Return the rows whose names hold all the words typed, the last one as a beginning."""
        from tantivy import Occur, Query

        words = [token.word for token in analyse(prefix)][:MAX_QUERY_TERMS]
        if not words or not self._searcher.num_docs:
            return []
        begun = self._searcher.terms_with_prefix("words", words[-1], limit=200)
        if not begun:
            return []
        clauses = [(Occur.Must, Query.term_query(self._schema, "words", word)) for word in words[:-1]]
        last = Query.term_set_query(self._schema, "words", [term for term, _ in begun])
        # A complete word before the words it begins.
        whole = Query.term_query(self._schema, "words", words[-1])
        query = Query.boolean_query([*clauses, (Occur.Must, last), (Occur.Should, whole)])
        return list(self._rows(self._searcher.search(query, limit, count=False).hits).tolist())

    def _rows_of(self, terms: tuple[str, ...], how: str) -> NDArray[np.int64]:
        """Return the rows that have a term, a phrase or a name, ascending."""
        import numpy as np
        from tantivy import Order, Query

        if not self._searcher.num_docs:
            return np.empty(0, dtype=np.int64)
        query = {
            "term": lambda: self._term(terms[0]),
            "phrase": lambda: self._phrase(list(terms)),
            "name": lambda: Query.term_query(self._schema, "exact", terms[0]),
        }[how]()
        hits = self._searcher.search(
            query, self._searcher.num_docs, count=False, order_by_field="row", order=Order.Asc
        ).hits
        return np.fromiter((row for row, _ in hits), dtype=np.int64, count=len(hits))

    def _rows(self, hits: Sequence[tuple[float, Any]]) -> NDArray[np.int64]:
        import numpy as np

        return np.array(self._searcher.fast_field_values("row", [at for _, at in hits]), dtype=np.int64)

    def _written(self, text: str, tokens: list[Token], number: Callable[[str], str]) -> str:
        parts, last = [], 0
        for token in tokens:
            written, word = text[token.start : token.end], token.word
            if word not in STOP_WORDS and self._has_both(word):
                word = number(singular(word))
            parts += [text[last : token.start], written if word == token.word and written.isalpha() else word]
            last = token.end
        return "".join([*parts, text[last:]])

    def _has_both(self, word: str) -> bool:
        one = singular(word)
        return word.isalpha() and all(
            self._searcher.doc_freq("spelling", form) for form in (one, plural(one))
        )

    def _frequency(self, term: str) -> int:
        return sum(self._searcher.doc_freq(name, term) for name in FIELD_WEIGHTS)

    def _nearest(self, token: Token) -> list[str]:
        """Return the stems of the words of the index, most frequent first, that are one keystroke away.

        The first letter is taken as right. Words are compared, not stems: `police` is not near `politique`.
        """
        from rapidfuzz.distance import OSA

        near: dict[str, int] = {}
        for word, frequency in self._searcher.terms_with_prefix("spelling", token.word[0]):
            if word.isalpha() and OSA.distance(word, token.word, score_cutoff=1) <= 1:
                near[stem(word)] = near.get(stem(word), 0) + frequency
        return sorted(near, key=lambda term: (-near[term], term))[:NEAREST]

    def _term(self, term: str) -> Any:
        from tantivy import Query

        return Query.disjunction_max_query(
            [
                Query.boost_query(Query.term_query(self._schema, name, term), weight)
                for name, weight in FIELD_WEIGHTS.items()
            ],
            TIE,
        )

    def _phrase(self, terms: list[str]) -> Any:
        from tantivy import Query

        if len(terms) == 1:
            return self._term(terms[0])
        return Query.disjunction_max_query(
            [
                Query.boost_query(Query.phrase_query(self._schema, name, list(terms)), weight)
                for name, weight in FIELD_WEIGHTS.items()
            ],
            TIE,
        )


def write_text(folder: Path, *, remove: Iterable[int], add: Iterable[tuple[int, Row]]) -> None:
    """Remove rows from the text index of a folder and add others, then delete the files no longer used.

    The folder may be made of hard links: what tantivy rewrites is written under new names.
    """
    import tantivy

    folder.mkdir(parents=True, exist_ok=True)
    for lock in folder.glob("*.lock"):  # a lock file shared by hard link would lock the other snapshots too
        lock.unlink()
    for name in ("meta.json", ".managed.json"):
        if (path := folder / name).exists():
            temporary = folder / f"{name}.{os.getpid()}.tmp"
            shutil.copyfile(path, temporary)
            os.replace(temporary, path)
    if tantivy.Index.exists(str(folder)):
        index = tantivy.Index.open(str(folder))
    else:
        index = tantivy.Index(_schema(), path=str(folder))
    writer = index.writer(heap_size=64_000_000, num_threads=1)
    # Not `delete_documents_by_term`: on a number, it deletes nothing and does not say so (tantivy 0.27.0).
    for number in remove:
        writer.delete_documents_by_query(tantivy.Query.term_query(index.schema, "row", number))
    for number, row in add:
        document = tantivy.Document()
        document.add_unsigned("row", number)
        names = [list(analyse(label)) for label in (row.title, *row.labels)]
        text = list(analyse(row.text))
        document.add_text("title", " ".join(token.term for name in names for token in name))
        document.add_text("text", " ".join(token.term for token in text))
        document.add_text("heading", " ".join(token.term for token in analyse("\n".join(row.heading_path))))
        for exact in {_join_content(name) for name in names} - {""}:
            document.add_text("exact", exact)
        document.add_text("spelling", " ".join({token.word for tokens in (*names, text) for token in tokens}))
        if row.kind != "passage":
            document.add_text("words", " ".join(token.word for name in names for token in name))
        writer.add_document(document)
    writer.commit()
    writer.garbage_collect_files()
    writer.wait_merging_threads()


def _schema() -> Any:
    from tantivy import SchemaBuilder

    builder = SchemaBuilder().add_unsigned_field("row", indexed=True, fast=True)
    for name in (*FIELD_WEIGHTS, "words"):
        builder.add_text_field(name, tokenizer_name="whitespace")
    builder.add_text_field("spelling", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("exact", tokenizer_name="raw", index_option="basic")
    return builder.build()


def _common(found: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Return the rows of all the sets, each ascending: the shortest is looked up in the others, nothing is sorted."""
    import numpy as np

    shortest, *others = sorted(found, key=len)
    for other in others:
        if not len(shortest):
            break
        at = np.minimum(np.searchsorted(other, shortest), len(other) - 1)
        shortest = shortest[other[at] == shortest]
    return shortest


def _name(label: str) -> str:
    return _join_content(list(analyse(label)))


def _join_content(tokens: list[Token]) -> str:
    return " ".join(token.term for token in keep_content(tokens)[:MAX_QUERY_TERMS])
