"""A search: the query is read against the vocabulary, widened, put to the index, and each hit says why."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, get_args

from centre.agenda import checked_day
from centre.facets import facets_of
from centre.highlights import answering
from centre.reasons import reason
from centre.records import SearchHit, SearchResult, Sort, Understood
from centre.resolving import expand, resolve_all

if TYPE_CHECKING:
    from centre.opened import Opened
    from centre.questions import Reading
    from ontology.vocabulary import Entity
    from search.records import Filters, Found, Scored

NARROWER_WEIGHT = 0.7
"""What a narrower theme or a contained territory counts for, beside the one that was read."""
_SYNONYMS, _NARROWER, _LINKS = 8, 12, 200
"""How many of each widen a query at most."""
_ALT_WEIGHT, _NARROWER_LABEL_WEIGHT = 0.8, 0.4
_HINT_WEIGHT = 0.3
"""Of a kind of rows (`webinaire`) or a period that a query mentions."""


@dataclass(slots=True)
class _Widened:
    """What a query becomes once it is read."""

    understood: Understood = field(default_factory=Understood)
    expansions: dict[str, float] = field(default_factory=dict)
    boost: dict[str, float] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    synonyms: dict[str, str] = field(default_factory=dict)
    """Label added to the query -> what was typed."""
    preferred: tuple[tuple[Filters, float], ...] = ()
    """Kinds of rows and period that the query mentions, and what each counts for."""
    sorts: tuple[str, ...] = ()
    """Kinds of rows that it asks for (`agenda`, `événements`), with its period."""
    period: tuple[date, date] | None = None
    settled: str = ""
    """The query with each thing under one name, so that all its names find the same."""


def search(
    opened: Opened,
    query: str,
    *,
    limit: int = 20,
    types: Iterable[str] = (),
    themes: Iterable[str] = (),
    territories: Iterable[str] = (),
    actors: Iterable[str] = (),
    audiences: Iterable[str] = (),
    date_from: str | None = None,
    date_to: str | None = None,
    sort: Sort = "relevance",
    semantic: bool = True,
) -> SearchResult:
    """Return the best results for a query, or the latest, under filters given as labels or IRIs."""
    started = time.perf_counter()
    filters = _filters(opened, types, themes, territories, actors, audiences, date_from, date_to)
    widened = _widen(opened, query)
    found = _ask(opened, query, filters, widened, max(limit, 1), semantic, sort)
    labels = opened.labels(_linked(found))
    hits = tuple(_hit(opened, query, scored, widened, labels) for scored in found.hits)
    facets = facets_of(opened, found, filters)
    return SearchResult(
        query=query,
        took_ms=round((time.perf_counter() - started) * 1000, 1),
        total=found.total,
        results=hits[:limit],
        facets=facets,
        understood=widened.understood,
        message=_message(opened, query, found, widened, bool(filters)),
    )


def _ask(
    opened: Opened,
    query: str,
    filters: Filters,
    widened: _Widened,
    limit: int,
    semantic: bool,
    sort: Sort,
) -> Found:
    from search.records import SearchError

    def ask(semantic: bool) -> Found:
        return opened.index.search(
            widened.settled,
            filters=_asked(filters, widened),
            limit=limit,
            expansions=tuple(widened.expansions.items()),
            link_boost=widened.boost,
            preferred=widened.preferred,
            semantic=semantic,
            by_date=sort == "date",
        )

    try:
        return ask(semantic)
    except SearchError:  # the encoder cannot be loaded: words and links still answer
        return ask(False)


def _widen(opened: Opened, query: str) -> _Widened:
    """Read a query; what it names widens it with other labels, and what is tied to it comes up."""
    from ingest.identity import fold

    widened = _Widened()
    if not query.strip():
        return widened
    reading = opened.reader.read(query)
    typed = fold(query)
    widened.settled = reading.settled
    widened.sorts, widened.period = reading.sorts, reading.period
    if not reading.sorts:
        widened.preferred = tuple(_preferred(reading))
    settled = fold(reading.settled)
    for entity in (*reading.themes, *reading.territories, *reading.actors):
        widened.boost[entity.iri] = 1.0
        widened.labels[entity.iri] = entity.pref_label
        _add_links(opened, entity, widened)
    for entity in (*reading.themes, *reading.actors):
        for label in (entity.pref_label, *entity.alt_labels)[:_SYNONYMS]:
            if fold(label) not in settled:
                widened.expansions[label] = _ALT_WEIGHT
            if fold(label) not in typed:
                widened.synonyms[label] = _typed_name(entity, typed)
    for entity in reading.themes:
        narrower = [opened.entity(iri) for iri in opened.vocabulary.narrower(entity.iri)[:_NARROWER]]
        for below in filter(None, narrower):
            widened.expansions.setdefault(below.pref_label, _NARROWER_LABEL_WEIGHT)
            widened.synonyms.setdefault(below.pref_label, _typed_name(entity, typed))
    for entity in reading.formats:
        if fold(entity.pref_label) not in typed:
            widened.expansions.setdefault(entity.pref_label, _ALT_WEIGHT)
            widened.synonyms.setdefault(entity.pref_label, _typed_name(entity, typed))
    widened.understood = Understood(
        themes=tuple(entity.pref_label for entity in reading.themes),
        territories=tuple(entity.pref_label for entity in reading.territories),
        actors=tuple(entity.pref_label for entity in reading.actors),
        period=_period(reading.period),
    )
    return widened


def _preferred(reading: Reading) -> Iterator[tuple[Filters, float]]:
    """Yield the kinds of rows and the period that a query mentions, and what each counts for."""
    from search.records import Filters

    if reading.hints:
        yield Filters(kinds=frozenset(reading.hints)), _HINT_WEIGHT
    if reading.period is not None:
        first, last = reading.period
        yield Filters(date_from=first, date_to=last), _HINT_WEIGHT


def _asked(filters: Filters, widened: _Widened) -> Filters:
    """Return filters with the kind of things and the period that the query asks for, where none was chosen."""
    if not widened.sorts or filters.kinds or filters.types:
        return filters
    asked = replace(filters, kinds=frozenset(widened.sorts))
    if widened.period is None or filters.date_from or filters.date_to:
        return asked
    return replace(asked, date_from=widened.period[0], date_to=widened.period[1])


def _add_links(opened: Opened, entity: Entity, widened: _Widened) -> None:
    """Let what is tied to the narrower themes, or the contained territories in use, come up too."""
    for iri in opened.once(f"inside {entity.iri}", lambda: _inside(opened, entity)):
        widened.boost.setdefault(iri, NARROWER_WEIGHT)
        if below := opened.entity(iri):
            widened.labels.setdefault(iri, below.pref_label)


def _inside(opened: Opened, entity: Entity) -> list[str]:
    used = opened.once("used", lambda: _used(opened))
    return sorted((opened.vocabulary.within(entity.iri) - {entity.iri}) & used)[:_LINKS]


def _used(opened: Opened) -> frozenset[str]:
    counts = opened.index.search("", limit=1, semantic=False).counts
    return frozenset(iri for facet in ("theme", "territory", "actor") for iri in counts.get(facet, {}))


def _typed_name(entity: Entity, typed: str) -> str:
    """Return the name of an entity that a folded query holds."""
    from ingest.identity import fold

    names = (entity.pref_label, *entity.alt_labels, *entity.hidden_labels)
    held = [name for name in names if fold(name) in typed]
    return max(held, key=len) if held else entity.pref_label


def _filters(
    opened: Opened,
    types: Iterable[str],
    themes: Iterable[str],
    territories: Iterable[str],
    actors: Iterable[str],
    audiences: Iterable[str],
    date_from: str | None,
    date_to: str | None,
) -> Filters:
    from search.records import Filters, RowKind

    asked = {value.strip() for value in types if value.strip()}
    kinds = asked & {*get_args(RowKind)}
    since, until = checked_day(date_from), checked_day(date_to)
    return Filters(
        kinds=frozenset(kinds),
        types=frozenset(asked - kinds),
        themes=expand(opened, resolve_all(opened, "theme", themes)),
        territories=expand(opened, resolve_all(opened, "territory", territories)),
        actors=frozenset(resolve_all(opened, "actor", actors)),
        audiences=expand(opened, resolve_all(opened, "audience", audiences)),
        date_from=date.fromisoformat(since) if since else None,
        date_to=date.fromisoformat(until) if until else None,
    )


def _linked(found: Found) -> set[str]:
    return {
        iri
        for hit in found.hits
        for iris in (hit.row.themes, hit.row.territories, hit.row.actors)
        for iri in iris
    }


def _hit(
    opened: Opened, query: str, scored: Scored, widened: _Widened, labels: Mapping[str, str]
) -> SearchHit:
    row = scored.row
    return SearchHit(
        id=opened.same.get(row.iri, row.iri),
        type=row.kind,
        title=row.title,
        snippet=scored.snippet,
        highlights=answering(scored.snippet, scored.highlights, query, widened.expansions),
        score=round(scored.score, 4),
        scores={
            "text": round(scored.text, 4),
            "vector": round(scored.vector, 4),
            "link": round(scored.link, 4),
        },
        reason=reason(
            scored,
            query,
            labels=widened.labels,
            read=[iri for iri, weight in widened.boost.items() if weight == 1.0],
            synonyms=widened.synonyms,
            floor=opened.floor,
        )
        or _listed(widened),
        document=row.document,
        document_title=opened.titles.get(row.document) if row.document else None,
        page=row.page,
        date=_edtf(row.date_start, row.date_end),
        themes=tuple(labels[iri] for iri in row.themes),
        territories=tuple(labels[iri] for iri in row.territories),
        actors=tuple(labels[iri] for iri in row.actors),
    )


def _listed(widened: _Widened) -> str:
    """Return why a thing is there when the query only asks for a kind of things and a period."""
    if not widened.sorts:
        return ""
    return "genre et période demandés" if widened.period else "genre demandé"


def _edtf(start: date | None, end: date | None) -> str | None:
    """Return the shortest EDTF date that covers two days: a year, a month, a day or an interval."""
    if start is None or end is None:
        day = start or end
        return day.isoformat() if day else None
    if start == end:
        return start.isoformat()
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return str(start.year)
    following = date(end.year + end.month // 12, end.month % 12 + 1, 1)
    if start.day == 1 and (following - end).days == 1:
        first, last = start.isoformat()[:7], end.isoformat()[:7]
        return first if first == last else f"{first}/{last}"
    return f"{start.isoformat()}/{end.isoformat()}"


def _period(period: tuple[date, date] | None) -> str | None:
    return _edtf(*period) if period else None


def _message(opened: Opened, query: str, found: Found, widened: _Widened, filtered: bool) -> str | None:
    """Return what to tell the user: what was corrected, or why there is nothing and what to try."""
    if found.total:
        if not found.corrected:
            return None
        words = ", ".join(f"« {typed} »" for typed, _ in found.corrected)
        return f"{words} : mot absent du centre, cherché sous une orthographe voisine."
    read = (*widened.understood.themes, *widened.understood.territories, *widened.understood.actors)
    asked = f"Rien de pertinent pour « {query.strip()} »" if query.strip() else "Rien ne correspond"
    if filtered:
        return f"{asked} avec ces filtres. Retirez un filtre ou élargissez la période."
    if read:
        return f"{asked}. Compris : {', '.join(read)}. Aucun document du centre n’en parle encore."
    near = opened.index.suggest(query, limit=3)
    if near:
        return f"{asked}. Essayez : {', '.join(f'« {item.title} »' for item in near)}."
    return (
        f"{asked}. Vérifiez l’orthographe, essayez un mot plus général, un thème, une commune ou un acteur."
    )
