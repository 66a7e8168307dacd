"""Which statements are worth comparing, and which of them are brought together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations, product
from typing import Literal

from graph.resemblance import CANDIDATE, FACT, Resemblance, compare
from graph.statements import LAST, Statement
from graph.titles import GENERIC_WEIGHT, Token, tokens

Pair = frozenset[str]
_KEYS = 2
"""The rarest words of a title under which it is looked up."""
_CROWD = 300
"""A word that more statements have tells nothing; those of a same day are always compared."""
_DAYS, _REACH = 14, 31
"""Days of an event looked up one by one; days around an event in which it may have been moved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Two statements that are, or may be, one; `one` comes before `other`."""

    one: str
    other: str
    resemblance: Resemblance
    status: Literal["fact", "candidate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What is one: each statement's canonical address, and the pairs that say why, or that leave a doubt."""

    canonical: Mapping[str, str]
    matches: tuple[Match, ...]


def identify(statements: Sequence[Statement], decided: Mapping[Pair, bool] | None = None) -> Identity:
    """Bring together the statements that speak of one event or one series.

    `decided` are the pairs that a person accepted or rejected: they win over any score. The order of the
    statements changes nothing. Two statements of one document are never brought together by a score.
    """
    decided = decided or {}
    known = {one.iri: one for one in statements}
    events = [one for one in statements if one.kind == "event"]
    groups = _Groups(known, decided)
    matches = list(_gather(groups, events, decided, lambda one, other: compare(one, other)))
    held = _shared_series(groups, events)
    series = [one for one in statements if one.kind == "series"]

    def alike(one: Statement, other: Statement) -> Resemblance:
        return compare(one, other, shared_sessions=frozenset((one.iri, other.iri)) in held)

    matches += _gather(groups, series, decided, alike, held)
    return Identity(canonical=groups.canonical(), matches=tuple(matches))


def candidate_pairs(statements: Iterable[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Yield each pair worth comparing once: near days, or rare words in common; never of one document only."""
    ordered = sorted(statements, key=lambda one: one.iri)
    shared = Counter(word for one in ordered for word in _words(one))
    acronyms = {
        token.norm for one in ordered for token in _tokens(one) if token.acronym and token.weight == 1.0
    }
    blocks: dict[tuple[str, ...], list[int]] = {}
    for number, one in enumerate(ordered):
        for key in _keys(one, shared, acronyms):
            blocks.setdefault(key, []).append(number)
    pairs: set[tuple[int, int]] = set()
    for key, members in blocks.items():
        if key[0] == "day":
            pairs.update(combinations(members, 2))
        elif len(members) <= _CROWD:
            known = {number for number in members if key[0] == "word" and ordered[number].when}
            pairs.update(pair for pair in combinations(members, 2) if not known.issuperset(pair))
    for first, second in sorted(pairs):
        one, other = ordered[first], ordered[second]
        if not one.documents & other.documents:
            yield one, other


def _keys(one: Statement, shared: Counter[str], acronyms: set[str]) -> Iterator[tuple[str, ...]]:
    rarest = sorted(_words(one), key=lambda word: (shared[word], word))[:_KEYS]
    initials = "".join(token.norm[0] for token in _tokens(one))
    rarest += sorted(word for word in acronyms - set(rarest) if word in initials)
    if one.kind == "series":
        yield from (("word", word) for word in rarest)
        return
    for first, last in one.when:
        if (last - first).days <= _DAYS:
            for day in range((last - first).days + 1):
                yield "day", (first + timedelta(days=day)).isoformat()
        months = {
            (day.year, day.month)
            for day in (first - timedelta(days=_REACH), first, last, last + timedelta(days=_REACH))
        }
        yield from (
            ("month", word, f"{year}-{month}") for (year, month), word in product(sorted(months), rarest)
        )
    # An event without a day may be any of those that have its words: it is looked up among all of them.
    yield from (("word", word) for word in rarest)


def _words(one: Statement) -> set[str]:
    return {token.norm for token in _tokens(one) if token.weight > GENERIC_WEIGHT}


def _tokens(one: Statement) -> tuple[Token, ...]:
    return tokens(one.whole or one.titles[0])


def _gather(
    groups: _Groups,
    statements: Sequence[Statement],
    decided: Mapping[Pair, bool],
    alike: Callable[[Statement, Statement], Resemblance],
    more: Iterable[Pair] = (),
) -> Iterator[Match]:
    """Join the surest pairs first, then yield them with the doubts that are left between what was joined."""
    known = {one.iri: one for one in statements}
    pairs = {frozenset((one.iri, other.iri)): (one, other) for one, other in candidate_pairs(statements)}
    for pair in (*more, *(pair for pair, same in decided.items() if same)):
        if len(pair) == 2 and pair <= known.keys():
            first, second = sorted(pair)
            pairs.setdefault(pair, (known[first], known[second]))
    scored = []
    for pair, (one, other) in pairs.items():
        found = alike(one, other)
        if decided.get(pair):
            found = Resemblance(
                score=1.0, date=found.date, title=found.title, place=found.place, actors=found.actors
            )
        if found.score >= CANDIDATE and decided.get(pair) is not False:
            scored.append((one.iri, other.iri, found, bool(decided.get(pair))))
    scored.sort(key=lambda item: (not item[3], -item[2].score, item[0], item[1]))
    for one_iri, other_iri, found, chosen in scored:
        if chosen or found.score >= FACT:
            groups.join(one_iri, other_iri, chosen=chosen)
    doubts: set[Pair] = set()
    for one_iri, other_iri, found, _ in scored:
        first, second = groups.of(one_iri), groups.of(other_iri)
        if first == second:
            yield Match(one=one_iri, other=other_iri, resemblance=found, status="fact")
        elif frozenset((first, second)) not in doubts and groups.may_join(first, second):
            doubts.add(frozenset((first, second)))
            yield Match(one=one_iri, other=other_iri, resemblance=found, status="candidate")


def _shared_series(groups: _Groups, events: Sequence[Statement]) -> set[Pair]:
    """Return the pairs of series that have a session in common."""
    series: dict[str, set[str]] = {}
    for event in events:
        if event.series:
            series.setdefault(groups.of(event.iri), set()).add(event.series)
    return {frozenset(pair) for held in series.values() for pair in combinations(sorted(held), 2)}


class _Groups:
    """What was joined so far; a group holds one statement a document, and no pair that a person rejected."""

    def __init__(self, known: Mapping[str, Statement], decided: Mapping[Pair, bool]) -> None:
        self._known = known
        self._root = {iri: iri for iri in known}
        self._members = {iri: [iri] for iri in known}
        self._rejected = {pair for pair, same in decided.items() if not same}

    def of(self, iri: str) -> str:
        """Return the root of the group of a statement."""
        return self._root[iri]

    def join(self, one: str, other: str, *, chosen: bool = False) -> None:
        """Join two groups unless something forbids it; a person's choice is only stopped by a rejection."""
        first, second = sorted((self._root[one], self._root[other]))
        if first == second or not self.may_join(first, second, chosen=chosen):
            return
        for iri in self._members[second]:
            self._root[iri] = first
        self._members[first] += self._members.pop(second)

    def may_join(self, first: str, second: str, *, chosen: bool = False) -> bool:
        """Say whether two groups may be one."""
        one, other = self._members[first], self._members[second]
        if self._rejected and any(frozenset(pair) in self._rejected for pair in product(one, other)):
            return False
        held = {document for iri in one for document in self._known[iri].documents}
        return chosen or not any(self._known[iri].documents & held for iri in other)

    def canonical(self) -> dict[str, str]:
        """Return the canonical address of each: that of the earliest document, then the first by address."""
        return {
            iri: min(members, key=lambda one: (*_earliest(self._known[one].told_on), one))
            for members in self._members.values()
            for iri in members
        }


def _earliest(told_on: str) -> tuple[str, int]:
    """Return what orders documents in time; of two that begin together, the one of the longer period announces."""
    first, _, last = (told_on or LAST).partition("/")
    return first, -int((last or first).replace("-", "").ljust(8, "0"))
