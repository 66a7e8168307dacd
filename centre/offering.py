"""What to search for instead when nothing was found: a broader theme, a containing territory, a spelling, fewer filters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from centre.records import Offer
from centre.resolving import resolve_all
from centre.searching import search

if TYPE_CHECKING:
    from centre.opened import Opened

MOST = 4
_CLOSE = 0.75
"""How near two spellings are, from 0 to 1."""
_FILTERS = {"broader": "themes", "container": "territories"}


def offers(
    opened: Opened,
    query: str,
    *,
    themes: Iterable[str] = (),
    territories: Iterable[str] = (),
    **others: Any,
) -> tuple[Offer, ...]:
    """Return searches that have results, the nearest first; `others` are the other filters of the search."""
    held = {
        "themes": resolve_all(opened, "theme", themes),
        "territories": resolve_all(opened, "territory", territories),
    }
    others = {name: value for name, value in others.items() if name not in ("limit", "sort")}
    kept: dict[tuple[str, tuple[str, ...], tuple[str, ...]], Offer] = {}
    for offer in (
        *_wider_filters(opened, query, held),
        *_spelt(opened, query, held),
        *_wider_words(opened, query, held),
    ):
        same = (offer.query, offer.themes, offer.territories)
        if same in kept or len(kept) == MOST:
            continue
        total = search(
            opened, offer.query, limit=1, themes=offer.themes, territories=offer.territories, **others
        ).total
        if total:
            kept[same] = replace(offer, total=total)
    found = tuple(kept.values())
    if len(found) < MOST and (any(held.values()) or any(others.values())):
        none: dict[str, tuple[str, ...]] = {"themes": (), "territories": ()}
        if total := search(opened, query, limit=1).total:
            found += (replace(_offer("unfiltered", query, "", query, none), total=total),)
    return found


def _wider_filters(opened: Opened, query: str, held: dict[str, tuple[str, ...]]) -> Iterator[Offer]:
    """Yield the search with a theme or a territory of the filters replaced by each one that holds it."""
    for kind, name in _FILTERS.items():
        for iri in held[name]:
            for above in _above(opened, iri):
                wider = {**held, name: tuple(above if one == iri else one for one in held[name])}
                yield _offer(kind, opened.label(above), opened.label(iri), query, wider)


def _wider_words(opened: Opened, query: str, held: dict[str, tuple[str, ...]]) -> Iterator[Offer]:
    """Yield the query with the name of a theme or a territory replaced by that of each one that holds it."""
    if not query.strip():
        return
    reading = opened.reader.read(query)
    for kind, entities in (("broader", reading.themes), ("container", reading.territories)):
        for entity in entities:
            names = sorted((entity.pref_label, *entity.alt_labels), key=len, reverse=True)
            written = next(
                (found[0] for name in names if (found := re.search(re.escape(name), query, re.IGNORECASE))),
                None,
            )
            for above in _above(opened, entity.iri) if written else ():
                label = opened.label(above)
                yield _offer(kind, label, entity.pref_label, query.replace(str(written), label), held)


def _above(opened: Opened, iri: str) -> list[str]:
    """Return what holds a theme or a territory, the nearest first; never the whole country."""
    containers = opened.vocabulary.containers(iri) - {iri}
    near = sorted(containers, key=lambda one: -len(opened.vocabulary.containers(one)))
    return [one for one in near if opened.category(one) != "country"]


def _spelt(opened: Opened, query: str, held: dict[str, tuple[str, ...]]) -> Iterator[Offer]:
    """Yield the names in the centre that are written nearly as the query."""
    from difflib import get_close_matches

    from ingest.identity import fold

    wanted = fold(query).strip()
    names = opened.once("names to spell", lambda: _spellings(opened)) if wanted else {}
    for near in get_close_matches(wanted, names, n=MOST, cutoff=_CLOSE):
        if near != wanted:
            yield _offer("spelling", names[near], query, names[near], held)


def _spellings(opened: Opened) -> dict[str, str]:
    from ingest.identity import fold

    return {
        fold(name): name
        for entity in opened.vocabulary
        if entity.kind in ("theme", "territory", "actor")
        for name in (entity.pref_label, *entity.alt_labels)
    }


def _offer(kind: Any, label: str, instead_of: str, query: str, held: dict[str, tuple[str, ...]]) -> Offer:
    return Offer(kind=kind, label=label, instead_of=instead_of, query=query, total=0, **held)
