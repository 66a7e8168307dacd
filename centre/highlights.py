"""Between the index and a result: which of the words it found answer the query, and so deserve a mark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search.analysis import Token

_LINK = 12
"""Characters of small words (`et sociale de`, `d’`) that two marks of one name may have between them."""


def answering(
    snippet: str, found: Iterable[tuple[int, int]], query: str, labels: Iterable[str]
) -> tuple[tuple[int, int], ...]:
    """Return the stretches to mark: words of the query, and labels added to it where they stand whole.

    `found` are the words that the index matched; of a label that was added (`taxe foncière sur les
    propriétés bâties`) a lone word (`taxe`) proves nothing. Words that follow each other make one stretch, beside which the same words alone say
    nothing more.
    """
    from search.analysis import analysed, keep_content

    matched = [
        token._replace(start=start, end=end)
        for start, end in found
        for token in analysed(snippet[start:end])[:1]
    ]
    asked = {token.term for token in keep_content(list(analysed(query)))}
    kept = {token.start: token for token in matched if token.term in asked}
    held = {token.term for token in matched}
    for label in labels:
        terms = analysed(label)
        if held.issuperset(token.term for token in keep_content(list(terms))):
            kept |= {
                token.start: token for token in _whole(analysed(snippet), [token.term for token in terms])
            }
    stretches = list(_joined(snippet, [kept[at] for at in sorted(kept)]))
    said = {token.term for stretch in stretches if len(stretch) > 1 for token in stretch}
    return tuple(
        (stretch[0].start, stretch[-1].end)
        for stretch in stretches
        if len(stretch) > 1 or stretch[0].term not in said
    )


def _whole(tokens: Sequence[Token], label: list[str]) -> Iterator[Token]:
    """Yield the tokens of each place where all the terms of a label follow each other."""
    terms = [token.term for token in tokens]
    for at in range(len(terms) - len(label) + 1):
        if label and terms[at : at + len(label)] == label:
            yield from tokens[at : at + len(label)]


def _joined(snippet: str, tokens: Iterable[Token]) -> Iterator[list[Token]]:
    """Yield the tokens that follow each other with only small words between them."""
    stretch: list[Token] = []
    for token in tokens:
        if stretch and not _small(snippet[stretch[-1].end : token.start]):
            yield stretch
            stretch = []
        stretch.append(token)
    if stretch:
        yield stretch


def _small(between: str) -> bool:
    words = between.replace("’", " ").replace("'", " ").split()
    return len(between) <= _LINK and all(word.isalpha() and len(word) <= 3 for word in words)
