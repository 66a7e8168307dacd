"""Records that may be one and the same: matches left unsure, and new actors whose name is nearly a known one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from centre.facts import facts
from centre.opened import kind_of
from centre.records import ReviewItem

if TYPE_CHECKING:
    from centre.opened import Opened

NEAR = 88.0
"""The likeness, out of 100, from which two names are shown to a person."""
_SHORT = 5
"""Names shorter than this are alike by chance."""


def duplicates(opened: Opened) -> Iterator[ReviewItem]:
    """Yield the pairs that nobody decided on: those that reading left unsure, then nearly the same names."""
    from centre.reviewing import pair_item

    decided = set(opened.curation.pairs)
    lines = {fact.target.object: fact.evidence for fact in facts(opened)}
    shown: set[frozenset[str]] = set()
    for row in opened.ask("matches"):
        pair = frozenset((row["left"], row["right"]))
        if pair in decided or pair in shown or row["status"] != "candidate":
            continue
        shown.add(pair)
        first, second = sorted(pair, key=lambda iri: (opened.entity(iri) is not None, iri))
        activities = kind_of(first) in ("event", "series")
        yield pair_item(
            opened,
            first,
            second,
            kind="events" if activities else "duplicates",
            score=float(row["score"]),
            method=row["reason"],
            evidence=(*lines.get(first, ())[:2], *lines.get(second, ())[:2]),
        )
    for first, second, likeness in _near_names(opened):
        if frozenset((first, second)) in decided | shown:
            continue
        yield pair_item(
            opened,
            first,
            second,
            kind="duplicates",
            score=round(likeness / 100, 2),
            method="noms proches",
            evidence=(*lines.get(first, ())[:2], *lines.get(second, ())[:2]),
        )


def _near_names(opened: Opened) -> Iterable[tuple[str, str, float]]:
    from rapidfuzz import fuzz, process

    new = {iri: _names(row) for iri, row in opened.found_actors.items()}
    known = {
        entity.iri: [entity.pref_label, *entity.alt_labels] for entity in opened.vocabulary.of_kind("actor")
    }
    choices = [
        (iri, folded)
        for iri, names in {**known, **new}.items()
        for folded in {_folded(name) for name in names}
        if len(folded) >= _SHORT
    ]
    best: dict[tuple[str, str], float] = {}
    for iri, names in new.items():
        for name in {_folded(name) for name in names}:
            if len(name) < _SHORT:
                continue
            near = process.extract(
                name,
                [text for _, text in choices],
                scorer=fuzz.token_sort_ratio,
                score_cutoff=NEAR,
                limit=None,
            )
            for _, likeness, place in near:
                other = choices[place][0]
                if other != iri:
                    into = other if other in known or other < iri else iri
                    pair = (iri if into == other else other, into)
                    best[pair] = max(best.get(pair, 0.0), likeness)
    return sorted(((*pair, likeness) for pair, likeness in best.items()), key=lambda one: (-one[2], one[:2]))


def _names(row: dict[str, Any]) -> list[str]:
    return [row["pref_label"], *row["pref_labels"], *row["alt_labels"]]


def _folded(name: str) -> str:
    from ingest.identity import slug

    return slug(name, 200).replace("-", " ")
