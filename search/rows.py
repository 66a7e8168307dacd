"""From what was understood of a document, and from the authority files, to rows of the index."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from ingest.records import Event, Extraction, Link, Participation, Resource, Series
from ontology.vocabulary import Entity, Vocabulary
from search.records import Row, RowKind

INDEXED_TERRITORIES = frozenset({"region", "departement", "epci", "qpv"})
"""Categories of territories that are rows of their own; communes are reached through what happens there."""

_FOUND_BY = ("Thèmes : ", "Publics : ", "Sommaire : ", "Textes cités : ", "Cycle ou réseau : ")
"""The openings of lines that repeat in words what a row has as facets, or the outline of a document."""


def document_rows(extraction: Extraction) -> Iterator[Row]:
    """Yield the rows of one document: passages, events, series, resources, and actors it reveals."""
    yield from _passage_rows(extraction)
    series = {item.iri: item for item in extraction.series}
    for event in extraction.events:
        yield _event_row(extraction, event, series.get(event.series or ""))
    for item in extraction.series:
        yield _series_row(extraction, item)
    for resource in extraction.resources:
        yield _resource_row(extraction, resource)
    yield from _new_actor_rows(extraction)


def authority_rows(vocabulary: Vocabulary) -> Iterator[Row]:
    """Yield a row for each theme, each actor, and each territory larger or smaller than a commune."""
    for entity in vocabulary:
        if entity.kind == "theme" or entity.kind == "actor":
            yield _entity_row(entity, entity.kind, vocabulary)
        if entity.kind == "territory" and entity.category in INDEXED_TERRITORIES:
            yield _entity_row(entity, entity.kind, vocabulary)


def period_of(edtf: str | None) -> tuple[date | None, date | None]:
    """Return the first and last day that an EDTF date covers, (None, None) when it has no date."""
    days = [_bounds(part) for part in re.findall(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", edtf or "")]
    known = [pair for pair in days if pair]
    if not known:
        return None, None
    return min(first for first, _ in known), max(last for _, last in known)


def _bounds(part: str) -> tuple[date, date] | None:
    numbers = [int(piece) for piece in part.split("-")]
    try:
        if len(numbers) == 3:
            day = date(*numbers)
            return day, day
        if len(numbers) == 2:
            year, month = numbers
            following = date(year + month // 12, month % 12 + 1, 1)
            return date(year, month, 1), following - timedelta(days=1)
        return date(numbers[0], 1, 1), date(numbers[0], 12, 31)
    except ValueError:
        return None


def _passage_rows(extraction: Extraction) -> Iterator[Row]:
    links = sorted(_facts(extraction.links), key=lambda link: link.evidence.start)
    own = extraction.resources[0] if extraction.resources else None
    start, end = period_of(own.date if own else None)
    for passage in extraction.passages:
        inside = [
            link
            for link in links
            if passage.start <= link.evidence.start and link.evidence.end <= passage.end
        ]
        yield Row(
            iri=passage.iri,
            kind="passage",
            document=passage.document,
            page=passage.page,
            title=passage.heading_path[-1] if passage.heading_path else extraction.title,
            text=passage.text,
            heading_path=(extraction.title, *passage.heading_path),
            date_start=start,
            date_end=end,
            themes=_of_kind(inside, "theme"),
            territories=_of_kind(inside, "territory"),
            actors=_of_kind(inside, "actor"),
            audiences=_of_kind(inside, "audience"),
        )


def _event_row(extraction: Extraction, event: Event, series: Series | None) -> Row:
    parent = (series,) if series else ()
    participations = _distinct(
        (*event.participations, *(item for of in parent for item in of.participations))
    )
    themes = (*event.themes, *(link for of in parent for link in of.themes))
    return Row(
        iri=event.iri,
        kind="event",
        document=event.evidence.document,
        page=event.evidence.page,
        title=event.title,
        text=_lines(
            event.description,
            ("Cycle ou réseau", [of.title for of in parent if of.title not in event.title]),
            ("Date", [event.when.quote] if event.when.quote else []),
            ("Lieu", [event.place] if event.place else []),
            ("Avec", [item.label for item in participations]),
            ("Thèmes", [link.label for link in themes]),
            ("Publics", [link.label for link in event.audiences]),
        ),
        heading_path=(extraction.title, event.axis) if event.axis else (extraction.title,),
        date_start=event.when.start,
        date_end=event.when.end or event.when.start,
        type=event.action or (series.action if series else None) or "",
        themes=_of_kind(_facts(themes), "theme"),
        territories=_of_kind(
            _facts((*event.territories, *(link for of in parent for link in of.territories))), "territory"
        ),
        actors=_actors(participations),
        audiences=_of_kind(
            _facts((*event.audiences, *(link for of in parent for link in of.audiences))), "audience"
        ),
    )


def _series_row(extraction: Extraction, series: Series) -> Row:
    participations = _distinct(series.participations)
    return Row(
        iri=series.iri,
        kind="series",
        document=series.evidence.document,
        page=series.evidence.page,
        title=series.title,
        text=_lines(
            series.description,
            ("Avec", [item.label for item in participations]),
            ("Thèmes", [link.label for link in series.themes]),
            ("Publics", [link.label for link in series.audiences]),
        ),
        heading_path=(extraction.title, series.axis) if series.axis else (extraction.title,),
        type=series.action or "",
        themes=_of_kind(_facts(series.themes), "theme"),
        territories=_of_kind(_facts(series.territories), "territory"),
        actors=_actors(participations),
        audiences=_of_kind(_facts(series.audiences), "audience"),
    )


def _resource_row(extraction: Extraction, resource: Resource) -> Row:
    participations = _distinct(resource.participations)
    start, end = period_of(resource.date)
    return Row(
        iri=resource.iri,
        kind="resource",
        document=resource.evidence.document,
        page=resource.evidence.page,
        title=resource.title,
        text=_lines(
            resource.description,
            ("Sommaire", list(resource.outline)),
            ("Avec", [item.label for item in participations]),
            ("Thèmes", [link.label for link in resource.themes]),
            ("Textes cités", [citation.label for citation in resource.citations]),
        ),
        heading_path=() if resource.title == extraction.title else (extraction.title,),
        date_start=start,
        date_end=end,
        type=resource.kind,
        themes=_of_kind(_facts(resource.themes), "theme"),
        territories=_of_kind(_facts(resource.territories), "territory"),
        actors=_actors(participations),
    )


def _new_actor_rows(extraction: Extraction) -> Iterator[Row]:
    for actor in extraction.new_actors:
        yield Row(
            iri=actor.iri,
            kind="actor",
            document=actor.evidence.document,
            page=actor.evidence.page,
            title=actor.label,
            labels=actor.alt_labels,
            text=_lines(actor.job_title, ("Repéré par", [f"« {actor.evidence.quote} »"])),
            heading_path=(extraction.title,),
            type=actor.category,
            actors=tuple(iri for iri in (actor.iri, actor.affiliation) if iri),
            status=actor.status,
        )


def _entity_row(entity: Entity, kind: RowKind, vocabulary: Vocabulary) -> Row:
    code = entity.notation if entity.category == "qpv" else None
    affiliations = [found.pref_label for iri in entity.member_of if (found := vocabulary.get(iri))]
    return Row(
        iri=entity.iri,
        kind=kind,
        title=entity.pref_label,
        labels=_unique((*entity.alt_labels, *entity.hidden_labels, *filter(None, (entity.label_en, code)))),
        text=_lines(entity.definition, entity.job_title, ("Membre de", affiliations)),
        type=entity.category,
        themes=(entity.iri,) if entity.kind == "theme" else (),
        territories=(
            (entity.iri,)
            if entity.kind == "territory"
            else _unique((*entity.active_in, *filter(None, (entity.seat,))))
        ),
        actors=_unique((entity.iri, *entity.member_of)) if entity.kind == "actor" else (),
    )


def prose(row: Row) -> str:
    """Return the text of a row without the lines that are there to be found by only, for people to read."""
    lines = row.text.split("\n")
    kept = [line for line in lines if not line.startswith(_FOUND_BY)]
    return "\n".join(kept) or row.title


def _lines(*parts: str | tuple[str, Iterable[str]]) -> str:
    lines = []
    for part in parts:
        if isinstance(part, str):
            lines.append(part.strip())
        else:
            values = ", ".join(_unique(part[1]))
            lines.append(f"{part[0]} : {values}." if values else "")
    return "\n".join(line for line in lines if line)


def _facts(links: Iterable[Link]) -> Iterator[Link]:
    return (link for link in links if link.status == "fact")


def _of_kind(links: Iterable[Link], kind: str) -> tuple[str, ...]:
    return _unique(link.iri for link in links if link.kind == kind)


def _actors(participations: Iterable[Participation]) -> tuple[str, ...]:
    return _unique(item.actor for item in participations)


def _distinct(participations: Iterable[Participation]) -> tuple[Participation, ...]:
    return tuple({item.actor: item for item in participations}.values())


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
