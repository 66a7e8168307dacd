"""Feeds (Atom and RSS) of anything that can be followed: a search, a theme, an actor, a territory, a dossier, the centre."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from centre.names import NAMES, word
from service.addresses import IDENTIFIERS, base_url, iri_of, path_of, search_path
from service.freshness import not_modified, tag_of

if TYPE_CHECKING:
    from starlette.requests import Request

    from centre.centre import Centre
    from centre.news import NewsItem

MEDIA_TYPES: Final = {"atom": "application/atom+xml", "rss": "application/rss+xml"}
ENTRIES: Final = 50
"""Entries of a feed, the latest."""
_KINDS = "actor|theme|territory|series|event|resource|document"
_FILTERS = {
    "type": "types", "theme": "themes", "territory": "territories", "actor": "actors", "audience": "audiences",
}  # fmt: skip


def routes(centre: Centre) -> list[Route]:
    """Return the routes of the feeds."""

    def news(request: Request) -> Response:
        return _feed(centre, request, "Nouveautés du centre de ressources", "/", centre.news(limit=ENTRIES))

    def of_search(request: Request) -> Response:
        asked = request.query_params
        query = asked.get("q", "")
        items = centre.news_found(
            query,
            limit=ENTRIES,
            date_from=asked.get("from"),
            date_to=asked.get("to"),
            **{name: asked.getlist(key) for key, name in _FILTERS.items()},
        )
        filters = ", ".join(_named(centre, key, value) for key in _FILTERS for value in asked.getlist(key))
        title = " – ".join(
            part for part in (f"Recherche « {query} »" if query else "Recherche", filters) if part
        )
        return _feed(centre, request, title, search_path(asked.multi_items()), items)

    def of_entity(request: Request) -> Response:
        iri = iri_of(request.path_params["kind"], request.path_params["name"])
        followed = centre.followed(iri)
        if followed is None:
            return PlainTextResponse(
                "Le centre ne connaît rien à cette adresse : vérifiez-la ou cherchez par le nom.\n",
                status_code=404,
            )
        return _feed(centre, request, followed.label, path_of(iri), followed.items[:ENTRIES])

    return [
        *_both("/feeds/news", news),
        *_both("/feeds/search", of_search),
        *_both("/feeds/{kind:str}/{name:path}", of_entity),
    ]


def _named(centre: Centre, filter_name: str, value: str) -> str:
    """Return what a value of a filter is called."""
    if filter_name == "type":
        return next((word(group, value) for group in ("kind", "resource") if value in NAMES[group]), value)
    short = value.removeprefix(IDENTIFIERS)
    return centre.opened().label(IDENTIFIERS + short) if short.startswith(f"{filter_name}/") else value


def _both(path: str, endpoint: Callable[[Request], Response]) -> list[Route]:
    return [Route(f"{path}.{form}", endpoint) for form in MEDIA_TYPES]


def _feed(centre: Centre, request: Request, title: str, page: str, items: Iterable[NewsItem]) -> Response:
    """Return a feed of items in the form that the path asks for."""
    form = request.url.path.rsplit(".", 1)[-1]
    tag = tag_of(centre, request, form)
    known = not_modified(request, tag)
    if known is not None:
        return known
    content = write_feed(
        form,
        title=title,
        page=f"{base_url(request)}{page}",
        own=f"{base_url(request)}{request.url.path}" + (f"?{request.url.query}" if request.url.query else ""),
        base=base_url(request),
        items=items,
    )
    return Response(
        content,
        media_type=MEDIA_TYPES[form],
        headers={"ETag": tag, "Cache-Control": "no-cache", "Access-Control-Allow-Origin": "*"},
    )


def write_feed(form: str, *, title: str, page: str, own: str, base: str, items: Iterable[NewsItem]) -> bytes:
    """Return a feed as Atom (RFC 4287) or RSS 2.0; the identifier of an entry is that of the thing, and stays."""
    from feedgen.feed import FeedGenerator

    feed = FeedGenerator()
    feed.id(own)
    feed.title(title)
    feed.link(href=page, rel="alternate")
    feed.link(href=own, rel="self")
    feed.description(f"{title} – Maillage")
    feed.author({"name": "Maillage"})
    feed.language("fr")
    feed.generator("Maillage")
    latest = datetime(1970, 1, 1, tzinfo=UTC)
    for item in items:
        entry = feed.add_entry(order="append")
        entry.id(item.id)
        entry.guid(item.id, permalink=False)
        entry.title(item.title)
        entry.link(href=f"{base}{path_of(item.id)}", rel="alternate")
        told = _told(item.added)
        latest = max(latest, told)
        entry.updated(told)
        entry.published(told)
        source = f"{item.document_title}, p. {item.page}" if item.document_title else ""
        entry.summary(
            " — ".join(part for part in (item.summary, f"Source : {source}" if source else "") if part)
        )
        for theme in item.themes:
            entry.category(term=theme)
    feed.updated(latest)
    feed.lastBuildDate(latest)
    content = feed.atom_str(pretty=True) if form == "atom" else feed.rss_str(pretty=True)
    return bytes(content)


def _told(added: str) -> datetime:
    when = datetime.fromisoformat(added) if added else datetime(1970, 1, 1)
    return when if when.tzinfo else when.replace(tzinfo=UTC)
