"""Second step of theme assignment: each link gets a measured score, and is a fact or a candidate by it.

A score is the share of such links that were right in the sample kept with `benchmarks/themes.py`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from ingest.identity import fold
from ingest.records import Event, Extraction, Link, Resource, Series, Status
from ingest.themes.standing import Activity, Standing, Standings

SCORES: dict[Standing, float] = {
    "field": 0.98,
    "title": 0.97,
    "subject": 0.94,
    "above": 0.94,
    "body": 0.25,
    "aside": 0.05,
}
NEAR_SCORE, MAIN_SCORE = 0.94, 0.94
"""A theme named in the body of a text whose meaning is near; a theme a whole document comes back to."""
UNSETTLED = 0.3
"""An ambiguous label that neither its context nor the meaning of the text settles."""
FACT = 0.9
"""Score under which a link is a candidate, for a person to review."""
KEPT = 0.15
"""Score under which it is not shown at all."""
NEAR, PROMOTED = 0.5, 0.55
"""Cosine of a text and a concept from which their meanings are near; from which they settle an ambiguous label."""
MAIN_MENTIONS, MAIN_SHARE, NEAR_SHARE = 3, 0.35, 0.2
"""Mentions of a theme, and their share of those of the most named one, that make it a subject of a document; the share
that is enough when its meaning is near."""
_TEXT = 600
_ORDER: tuple[Standing, ...] = ("field", "title", "subject", "above", "body", "aside")

Record = TypeVar("Record", Event, Series, Resource)
Placed = tuple[Standing, Link]


class Meaning(Protocol):
    """What tells how near texts are to themes: one mapping a text, from the IRI of a theme to a cosine."""

    def __call__(self, texts: Sequence[str]) -> Sequence[Mapping[str, float]]: ...


def settle(extraction: Extraction, meaning: Meaning | None = None) -> Extraction:
    """Return an extraction whose events, series and resources keep the themes they are about, scored.

    Without `meaning`, a theme that only the body of a text names stays a candidate.
    """
    settling = _Settling(extraction, meaning)
    return replace(
        extraction,
        events=tuple(settling.settled(one) for one in extraction.events),
        series=tuple(settling.settled(one) for one in extraction.series),
        resources=tuple(settling.settled(one) for one in extraction.resources),
    )


class _Settling:
    def __init__(self, extraction: Extraction, meaning: Meaning | None) -> None:
        self._standings = Standings(extraction.document, extraction.new_actors)
        self._series = {one.iri: one.title for one in extraction.series}
        self._whole = extraction.resources[0] if extraction.resources else None
        self._links = sorted(
            (link for link in extraction.links if link.kind == "theme"), key=lambda link: link.evidence.start
        )
        self._starts = [link.evidence.start for link in self._links]
        self._quotes: dict[str, set[str]] = defaultdict(set)
        self._mentions: dict[str, int] = defaultdict(int)
        for link in self._links:
            self._quotes[link.iri].add(fold(link.evidence.quote))
            self._mentions[link.iri] += link.status == "fact"
        records: list[Event | Series | Resource] = [
            *extraction.resources, *extraction.series, *extraction.events
        ]  # fmt: skip
        self._placed = {id(one): self._places(one) for one in records}
        self._near: dict[str, Mapping[str, float]] = {}
        if meaning is not None:
            asked = list(dict.fromkeys(_text(one) for one in records if self._is_unsure(one)))
            self._near = dict(zip(asked, meaning(asked), strict=True)) if asked else {}

    def settled(self, record: Record) -> Record:
        """Return a record with the themes it is about, facts first."""
        near = self._near.get(_text(record), {})
        scored = []
        for standing, link in self._placed[id(record)]:
            score = self._score(standing, link, record, near.get(link.iri, 0.0))
            if score >= KEPT:
                status: Status = "fact" if score >= FACT else "candidate"
                scored.append(replace(link, score=score, status=status))
        return replace(record, themes=tuple(sorted(scored, key=lambda link: link.status != "fact")))

    def _places(self, record: Event | Series | Resource) -> list[Placed]:
        """Return, for each theme of a record, the mention that says most, and where it stands."""
        series = self._series.get(record.series or "") if isinstance(record, Event) else None
        activity = Activity(
            record=record,
            titles=(record.title, series) if series else (record.title,),
            place=record.place if isinstance(record, Event) else None,
        )
        placed = (self._best(link, activity) for link in record.themes)
        return [one for one in placed if one is not None]

    def _best(self, link: Link, activity: Activity) -> Placed | None:
        evidence = activity.record.evidence
        low, high = bisect_left(self._starts, evidence.start), bisect_left(self._starts, evidence.end)
        quotes = frozenset({*self._quotes[link.iri], fold(link.evidence.quote)})
        options = [link, *(one for one in self._links[low:high] if one.iri == link.iri)]
        found = [
            (standing, one)
            for one in options
            if (standing := self._standings.of(one, activity, quotes)) is not None
        ]
        return min(found, key=lambda pair: (pair[1].status != "fact", _ORDER.index(pair[0])), default=None)

    def _is_unsure(self, record: Event | Series | Resource) -> bool:
        """Say whether the meaning of a record may change what its themes are."""
        return any(
            self._score(standing, link, record, 0.0) != self._score(standing, link, record, 1.0)
            for standing, link in self._placed[id(record)]
        )

    def _score(
        self, standing: Standing, link: Link, record: Event | Series | Resource, closeness: float
    ) -> float:
        if link.status == "candidate":
            sure = standing in ("field", "title") and closeness >= PROMOTED
            return NEAR_SCORE if sure else min(UNSETTLED, SCORES[standing])
        if record is self._whole and standing != "title":
            return MAIN_SCORE if self._is_main(link, closeness) else SCORES["body"]
        if standing == "body" and closeness >= NEAR:
            return NEAR_SCORE
        return SCORES[standing]

    def _is_main(self, link: Link, closeness: float) -> bool:
        count = self._mentions[link.iri]
        most = max(self._mentions.values(), default=0)
        share = NEAR_SHARE if closeness >= NEAR else MAIN_SHARE
        return count >= MAIN_MENTIONS and count >= share * most


def _text(record: Event | Series | Resource) -> str:
    """Return the words that say what a record is about."""
    return f"{record.title}\n{record.description[:_TEXT]}".strip()
