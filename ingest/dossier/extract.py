"""The dossier pipeline: a dossier, a press review or a feed becomes a collection and its dated items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.citations import LEGAL_KINDS, citations, citations_within, legal_iri
from ingest.dated import dates
from ingest.dates.lexicon import MONTH_NAMES
from ingest.document import Document
from ingest.dossier.entries import Entry, read_entries
from ingest.identity import fold, iri_of
from ingest.kinds import actor_kind, document_kind, item_kind, kind_named
from ingest.mentions import Linker, link_of
from ingest.passages import passages
from ingest.records import Citation, Extraction, Link, NewActor, Participation, Resource
from ingest.report.authors import credit, merged, read_authors
from ingest.report.cover import read_date, read_language, read_outline, read_title, read_url, undated
from ingest.report.extract import description
from ingest.report.quotes import evidence_of, first_of_each, links_within
from ingest.report.subjects import subjects
from ingest.roles.names import Name

FEEDS = ("application/rss+xml", "application/atom+xml")
COLLECTIONS = ("dossier", "press-review", "newsletter", "news")
_SEPARATOR = re.compile(r"\s*[,;/]\s+|\s*[;/]\s*|\s+(?:et|&)\s+(?=[A-ZÀ-Ý])")
_LONGER = re.compile(r"[A-ZÀ-Ý][\w'’ -]*\b(?:du|de la|des|de|de l['’]|d['’])\s?$")
"""A name that ends in a known one: `Secrétariat général du CIV`."""
_ARTICLE = re.compile(r"^(?:avec |et )?(?:l['’](?=[A-Z])|la (?=[A-Z]{3})|le (?=[A-Z]{3}))")


@dataclass(frozen=True, slots=True)
class _Context:
    document: Document
    linker: Linker
    links: Sequence[Link]
    citations: tuple[Citation, ...]
    collection: str
    kind: str


def extract(document: Document, linker: Linker) -> Extraction:
    """Return a collection and its items, each with its date, issuing body, kind, themes and address.

    The collection is known by its title alone: a later version, or the next issue, updates it.
    """
    title = read_title(document)
    links = linker.link(document)
    cited = tuple(one for one in citations(document, linker) if one.kind != "document")
    kind = collection_kind(document, title.text)
    name = undated(title.text)
    participations, new_actors = read_authors(document, linker, title)
    collection = Resource(
        iri=iri_of("resource", name),
        title=name,
        kind=kind,
        url=read_url(document),
        description=description(document),
        date=read_date(document, title.text),
        collection=None,
        language=read_language(document),
        outline=read_outline(document, title),
        participations=participations,
        themes=subjects(document, links, title.block, "theme"),
        territories=subjects(document, links, title.block, "territory", limit=30),
        citations=citations_within(cited, 0, len(document.text)),
        evidence=evidence_of(document, title.block or document.blocks[0]),
    )
    context = _Context(document, linker, links, cited, collection.iri, kind)
    items: dict[str, Resource] = {}
    new = {actor.iri: actor for actor in new_actors}
    for entry in read_entries(document, linker):
        item, found = _item(context, entry)
        if item.iri != collection.iri and item.iri not in items:
            items[item.iri] = item
            for actor in found:
                new.setdefault(actor.iri, actor)
    return Extraction(
        document=document,
        pipeline="dossier",
        title=_issue(name, title.text, collection.date, kind),
        passages=tuple(passages(document)),
        links=links,
        new_actors=tuple(new.values()),
        dates=dates(document, title.text, collection.date),
        series=(),
        events=(),
        resources=(collection, *items.values()),
    )


def _issue(name: str, title: str, date: str | None, kind: str) -> str:
    """Return the title of one issue of a periodical, its month told when the title does not."""
    if title != name or kind not in ("newsletter", "press-review") or not re.match(r"\d{4}-\d\d", date or ""):
        return title
    assert date is not None
    return f"{title}, {MONTH_NAMES[int(date[5:7]) - 1]} {date[:4]}"


def collection_kind(document: Document, title: str) -> str:
    """Return the kind of a collection: a press review, a newsletter, a feed of news or a dossier."""
    kind = kind_named(title)
    if kind in ("press-review", "newsletter", "dossier"):
        return kind
    if document.media_type in FEEDS:
        return "news"
    kind = document_kind(document, title)
    return kind if kind in COLLECTIONS else "dossier"


def _item(context: _Context, entry: Entry) -> tuple[Resource, tuple[NewActor, ...]]:
    document, block = context.document, entry.block
    cited = citations_within(context.citations, block.start, block.end)
    date = entry.date
    named = first_of_each(links_within(context.links, block.start, block.end), "theme", "territory")
    fielded = tuple(_field_themes(context, entry))
    taken = {link.iri for link in fielded}
    themes = (*fielded, *(link for link in named if link.kind == "theme" and link.iri not in taken))
    participations, new = merged(_bodies(context, entry))
    kind = _kind(context, entry)
    legal = _legal(entry, cited) if kind == "legal-text" else None
    living = kind in ("dossier", "press-review")
    iri = legal or (
        iri_of("resource", undated(entry.title)) if living else iri_of("resource", entry.title, date)
    )
    limit = f"Date limite : {entry.deadline}." if entry.deadline else ""
    return (
        Resource(
            iri=iri,
            title=entry.title,
            kind=kind,
            url=entry.url,
            description=" ".join(part for part in (entry.description, limit) if part),
            date=date,
            collection=None if living else context.collection,
            language=None,
            outline=(),
            participations=participations,
            themes=themes,
            territories=tuple(link for link in named if link.kind == "territory"),
            citations=tuple(one for one in cited if one.iri != iri),
            evidence=evidence_of(document, block),
        ),
        new,
    )


def _kind(context: _Context, entry: Entry) -> str:
    """Return the kind of an item: in feeds and press reviews, news unless a field says otherwise."""
    feed = context.document.media_type in FEEDS
    press = context.kind == "press-review" and entry.block.kind != "row" and entry.structured
    if entry.deadline or feed or press:
        kind = (kind_named(entry.nature) if entry.nature else None) or "news"
    else:
        kind = item_kind(entry.nature, entry.title)
        kind = "news" if kind == "document" and entry.structured else kind
    return "document" if kind in ("minutes", "programme") else kind


def _legal(entry: Entry, cited: tuple[Citation, ...]) -> str | None:
    """Return the legal text that an item is: the same address as where other documents cite it."""
    kind = fold(entry.nature or entry.title.split()[0]).rstrip("s")
    own = next((one for one in cited if fold(one.kind) == kind and one.number), None)
    if own is not None:
        return own.iri
    name = next((one for one in LEGAL_KINDS if fold(one) == kind), None)
    if name is None or entry.date is None or not re.fullmatch(r"\d{4}-\d\d-\d\d", entry.date):
        return None
    return legal_iri(name, None, entry.date, "")


def _field_themes(context: _Context, entry: Entry) -> Iterator[Link]:
    if entry.themes is None:
        return
    start, end = entry.themes
    seen: set[str] = set()
    for match in context.linker.matches(context.document.text[start:end], strict=False):
        if match.entity.kind == "theme" and match.entity.iri not in seen:
            seen.add(match.entity.iri)
            link = link_of(match, context.document, start, entry.block.page)
            yield replace(link, method="field", status="fact", score=max(link.score, 0.95))


def _bodies(context: _Context, entry: Entry) -> Iterator[tuple[Participation, NewActor | None]]:
    """Yield who issued an item: names of the authority files, then the other names of the field."""
    if entry.body is None:
        return
    start, end = entry.body
    text = context.document.text[start:end]
    known = [match for match in context.linker.matches(text) if match.entity.kind == "actor"]
    evidence = evidence_of(context.document, entry.block)
    rest = text
    names: list[Name] = []
    for match in known:
        start_of = _LONGER.search(text, 0, match.start)
        if start_of is None:
            names.append(Name(match.start, match.end, match.label, match.entity.category, match))
            rest = rest[: match.start] + ";" * (match.end - match.start) + rest[match.end :]
    rest = re.sub(r"[\[(][^\])]*[\])]", lambda found: ";" * len(found.group()), rest)
    media = context.kind == "press-review" and entry.block.kind != "row"
    for piece in _SEPARATOR.split(re.sub(r";+", " ; ", rest)):
        words = _ARTICLE.sub("", piece).strip(" ;,.*_")
        if 2 < len(words) <= 90 and words[:1].isupper():
            at = text.find(words)
            names.append(Name(at, at + len(words), words, "media" if media else actor_kind(words)))
    for name in sorted(names, key=lambda one: one.start):
        person = name.category == "personne"
        yield credit(
            context.document, entry.block, name, "author" if person else "publisher", "champ", evidence
        )
