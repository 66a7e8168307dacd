"""The directory pipeline: each row of a table of organisations becomes an entry: who works on what, where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.dated import dates
from ingest.document import Block, Document, Span
from ingest.dossier.columns import ACTOR_COLUMNS, read_columns
from ingest.identity import actor_iri, fold, iri_of
from ingest.kinds import actor_kind
from ingest.mentions import Linker, link_of
from ingest.passages import passages
from ingest.records import Evidence, Extraction, Link, NewActor, Participation, Resource
from ingest.report.authors import read_authors
from ingest.report.cover import read_date, read_language, read_title
from ingest.report.extract import description
from ingest.report.quotes import cell_text, evidence_of
from ingest.report.subjects import subjects
from ontology.vocabulary import Entity

_PIECE = re.compile(r"[^;\n|]+")
_FINER = re.compile(r"[^;,/\n|]+")
_EXTENTS = ("pays", "region", "departement", "epci", "commune", "qpv")
STATED, NEW = 0.98, 0.9
"""Scores of a row whose actor is in the authority files, and of a new one."""


@dataclass(frozen=True, slots=True)
class _Labels:
    """The actors and territories of the vocabulary by their folded labels."""

    actors: dict[str, Entity]
    territories: dict[str, list[Entity]]


def extract(document: Document, linker: Linker) -> Extraction:
    """Return a directory and one entry a row; rows that are not of actors are passages only."""
    title = read_title(document)
    name = title.text
    links = linker.link(document)
    participations, authors = read_authors(document, linker, title)
    directory = Resource(
        iri=iri_of("resource", name),
        title=name,
        kind="directory",
        url=document.locator if document.locator.startswith(("http://", "https://")) else None,
        description=description(document),
        date=read_date(document, name),
        collection=None,
        language=read_language(document),
        outline=(),
        participations=participations,
        themes=subjects(document, links, title.block, "theme", limit=30),
        territories=subjects(document, links, title.block, "territory", limit=30),
        citations=(),
        evidence=evidence_of(document, title.block or document.blocks[0]),
    )
    entries: dict[str, Resource] = {}
    new = {actor.iri: actor for actor in authors}
    labels = _labels(linker)
    for block in document.blocks:
        cells = actor_cells(block)
        if cells and (read := _entry(document, block, cells, directory, linker, labels)) is not None:
            entry, actor = read
            entries.setdefault(entry.iri, entry)
            if actor is not None:
                new.setdefault(actor.iri, actor)
    return Extraction(
        document=document,
        pipeline="directory",
        title=name,
        passages=tuple(passages(document)),
        links=links,
        new_actors=tuple(new.values()),
        dates=dates(document, name, directory.date),
        series=(),
        events=(),
        resources=(directory, *entries.values()),
    )


def actor_cells(block: Block) -> dict[str, Span]:
    """Return the cells of a row that describes an actor; none for any other block."""
    if block.kind != "row":
        return {}
    cells = read_columns(block, ACTOR_COLUMNS)
    told = sum(kind in cells for kind in ("acronym", "type", "theme", "area", "url"))
    return cells if "name" in cells and told else {}


def _entry(
    document: Document,
    block: Block,
    cells: dict[str, Span],
    directory: Resource,
    linker: Linker,
    labels: _Labels,
) -> tuple[Resource, NewActor | None] | None:
    words = {kind: cell_text(document, cell) for kind, cell in cells.items()}
    name = words["name"]
    if len(name) < 2 or fold(name) == fold(cells["name"].value):
        return None
    evidence = evidence_of(document, block)
    cell = evidence_of(document, block, cells["name"].start, cells["name"].end)
    known = _known(name, words.get("acronym", ""), linker, labels)
    actor = None if known else _new_actor(words, cell)
    participation = Participation(
        actor=known.iri if known else actor_iri(name),
        label=known.pref_label if known else name,
        role="participant",
        cue=cells["name"].value,
        evidence=evidence,
        score=STATED if known else NEW,
        status="fact",
    )
    site = words.get("url", "").split()[0] if words.get("url") else ""
    link = next((span.value for span in block.links if span.value.startswith("http")), None)
    place = f" ({words['seat']})" if words.get("seat") else ""
    entry = Resource(
        iri=iri_of("resource", name, directory.title),
        title=known.pref_label if known else name,
        kind="directory-entry",
        url=link or (site if site.startswith("http") else f"https://{site}" if "." in site else None),
        description=f"{words.get('type', '')}{place}".strip(),
        date=directory.date,
        collection=directory.iri,
        language=None,
        outline=(),
        participations=(participation,),
        themes=tuple(_themes(document, block, cells.get("theme"), linker)),
        territories=_places(document, block, cells, labels),
        citations=(),
        evidence=evidence,
    )
    return entry, actor


def _new_actor(words: dict[str, str], evidence: Evidence) -> NewActor:
    acronym = words.get("acronym", "")
    return NewActor(
        iri=actor_iri(words["name"]),
        label=words["name"],
        alt_labels=(acronym,) if acronym else (),
        category=actor_kind(words.get("type") or words["name"]),
        cue="annuaire",
        evidence=evidence,
    )


def _known(name: str, acronym: str, linker: Linker, labels: _Labels) -> Entity | None:
    """Return the actor of the authority files that a row names, by its whole name first."""
    for written in (name, re.sub(r"\s*[(\[].*?[)\]]", "", name), f"{name} ({acronym})"):
        if (found := labels.actors.get(fold(written).strip())) is not None:
            return found
    for match in linker.matches(name):
        if (
            match.entity.kind == "actor"
            and match.status == "fact"
            and match.end - match.start >= 0.85 * len(name)
        ):
            return match.entity
    found = labels.actors.get(fold(acronym)) if acronym else None
    if found is not None:
        own, other = (set(re.findall(r"\w{4,}", fold(text))) for text in (name, found.pref_label))
        if own and len(own & other) >= 0.6 * len(own):
            return found
    return None


def _labels(linker: Linker) -> _Labels:
    actors: dict[str, Entity] = {}
    territories: dict[str, list[Entity]] = {}
    for entity in linker.vocabulary:
        for rank, label in enumerate((entity.pref_label, *entity.alt_labels, *entity.hidden_labels)):
            if entity.kind == "actor" and (rank == 0 or fold(label) not in actors):
                actors[fold(label)] = entity
            elif entity.kind == "territory":
                territories.setdefault(fold(label), []).append(entity)
    return _Labels(actors, territories)


def _themes(document: Document, block: Block, cell: Span | None, linker: Linker) -> Iterator[Link]:
    """Yield the themes of a cell, a whole item of its list being looked for before its words."""
    if cell is None:
        return
    seen: set[str] = set()
    for piece in _PIECE.finditer(document.text[cell.start : cell.end]):
        for match in linker.matches(piece.group(), strict=False):
            if match.entity.kind == "theme" and match.entity.iri not in seen:
                seen.add(match.entity.iri)
                link = link_of(match, document, cell.start + piece.start(), block.page)
                yield replace(link, method="field", status="fact", score=max(link.score, 0.95))


def _places(document: Document, block: Block, cells: dict[str, Span], labels: _Labels) -> tuple[Link, ...]:
    """Return the territories of action, then that of the seat, each once."""
    found: dict[str, Link] = {}
    for kind, order in (("area", _EXTENTS), ("seat", ("commune", *_EXTENTS))):
        cell = cells.get(kind)
        if cell is None:
            continue
        text = document.text[cell.start : cell.end]
        pieces = list(_PIECE.finditer(text))
        for piece in [fine for coarse in pieces for fine in _named(coarse, text, labels)]:
            options = labels.territories.get(fold(piece.group()).strip(), [])
            if options:
                best = min(options, key=lambda one: (_rank(one.category, order), -(one.population or 0)))
                start = cell.start + piece.start() + len(piece.group()) - len(piece.group().lstrip())
                end = start + len(piece.group().strip())
                found.setdefault(
                    best.iri,
                    Link(
                        iri=best.iri, kind="territory", label=best.pref_label, method="field", score=STATED,
                        status="fact", evidence=evidence_of(document, block, start, end),
                    ),
                )  # fmt: skip
    return tuple(found.values())


def _named(piece: re.Match[str], text: str, labels: _Labels) -> Iterator[re.Match[str]]:
    """Yield a piece when it is a territory as a whole, else its parts between commas."""
    if fold(piece.group()).strip() in labels.territories:
        yield piece
    else:
        yield from _FINER.finditer(text, piece.start(), piece.end())


def _rank(category: str, order: tuple[str, ...]) -> int:
    return order.index(category) if category in order else len(order)
