"""The data as a whole: its description, its vocabulary, and what tells robots where everything is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast
from xml.sax.saxutils import escape

from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from service.addresses import base_url, path_of, root
from service.answers import missing
from service.freshness import not_modified, tag_of
from service.negotiation import HTML, Representation, by_suffix
from service.rendering import embedded, render
from service.representing import represent
from service.wording import text

if TYPE_CHECKING:
    from starlette.requests import Request

    from centre.centre import Centre
    from centre.describing import Format
    from centre.names import Language

MOST: Final = 50_000
"""Addresses that one sitemap may hold (sitemaps.org)."""
FIGURES: Final = ("documents", "events", "series", "resources", "actors", "themes", "territories", "triples")
_SITEMAPS: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


def routes(centre: Centre) -> list[Route]:
    """Return the routes of the data set."""

    def dataset(request: Request) -> Response:
        def make(chosen: Representation, language: Language) -> bytes | None:
            if chosen is HTML:
                return _dataset_html(centre, request, language).encode()
            return centre.describe_dataset(base_url(request), format=cast("Format", chosen.suffix))

        return represent(centre, request, "/dataset", by_suffix(request.url.path)[1], make)

    def vocabulary(request: Request) -> Response:
        def make(chosen: Representation, language: Language) -> bytes | None:
            if chosen is HTML:
                canonical = f"{base_url(request)}/ns"
                page = render("vocabulary.html", request, language, canonical=canonical, terms=centre.terms())
                return page.encode()
            return centre.vocabulary(format=cast("Format", chosen.suffix))

        return represent(centre, request, "/ns", by_suffix(request.url.path)[1], make)

    def well_known(request: Request) -> Response:
        suffix = "" if "text/html" in request.headers.get("accept", "") else ".ttl"
        return RedirectResponse(f"{root(request)}/dataset{suffix}", 302, headers={"Vary": "Accept"})

    def ontology(request: Request) -> Response:
        return RedirectResponse(f"{root(request)}/ns{request.path_params.get('suffix', '')}", 308)

    def sitemap(request: Request) -> Response:
        return _sitemap(centre, request, int(request.path_params.get("number", 0)))

    def robots(request: Request) -> Response:
        lines = ("User-agent: *", "Disallow: /sparql", "Disallow: /files/", "Allow: /", "")
        return PlainTextResponse("\n".join((*lines, f"Sitemap: {base_url(request)}/sitemap.xml", "")))

    described = ("", ".html", ".ttl", ".jsonld", ".nt", ".rdf")
    return [
        *(Route(f"/dataset{suffix}", dataset) for suffix in described),
        *(Route(f"/ns{suffix}", vocabulary) for suffix in described),
        Route("/ontology", ontology),
        Route("/.well-known/void", well_known),
        Route("/sitemap.xml", sitemap),
        Route("/sitemap-{number:int}.xml", sitemap),
        Route("/robots.txt", robots),
    ]


def sitemap_of(addresses: list[str], day: str) -> str:
    """Return a sitemap of addresses, as they were on a day."""
    body = "".join(f"<url><loc>{escape(one)}</loc><lastmod>{day}</lastmod></url>\n" for one in addresses)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{_SITEMAPS}">\n{body}</urlset>\n'


def index_of(addresses: list[str], day: str) -> str:
    """Return an index of sitemaps."""
    body = "".join(
        f"<sitemap><loc>{escape(one)}</loc><lastmod>{day}</lastmod></sitemap>\n" for one in addresses
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="{_SITEMAPS}">\n{body}</sitemapindex>\n'
    )


def _sitemap(centre: Centre, request: Request, number: int) -> Response:
    """Return the sitemap, or its index (number 0) when there are more addresses than one may hold."""
    tag = tag_of(centre, request)
    if fresh := not_modified(request, tag):
        return fresh
    base, day = base_url(request), centre.opened().manifest.created[:10]
    every = [f"{base}/", f"{base}/dataset", *(base + path_of(one.id) for one in centre.things())]
    parts = -(-len(every) // MOST)
    if number == 0 and parts > 1:
        body = index_of([f"{base}/sitemap-{part}.xml" for part in range(1, parts + 1)], day)
    elif number <= parts:
        start = max(0, number - 1) * MOST
        body = sitemap_of(every[start : start + MOST], day)
    else:
        return missing(centre, request)
    return Response(body, media_type="application/xml", headers={"ETag": tag, "Cache-Control": "no-cache"})


def _dataset_html(centre: Centre, request: Request, language: Language) -> str:
    base = base_url(request)
    manifest = centre.opened().manifest
    licence = "https://creativecommons.org/licenses/by/4.0/"
    structured = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": f"{base}/dataset",
        "url": f"{base}/dataset",
        "name": text("dataset.title", language),
        "description": text("dataset.lead", language),
        "license": licence,
        "dateModified": manifest.created,
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": "application/sparql-results+json",
                "contentUrl": f"{base}/sparql",
            }
        ],
    }
    counts = [(name, manifest.counts.get(name, 0)) for name in FIGURES]
    return render(
        "dataset.html",
        request,
        language,
        canonical=f"{base}/dataset",
        counts=counts,
        created=manifest.created[:10],
        version=manifest.snapshot,
        structured=embedded(structured),
    )
