"""What the SPARQL endpoint says of itself: https://www.w3.org/TR/sparql11-service-description/."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.responses import HTMLResponse, Response

from centre.querying import workers
from service.addresses import base_url
from service.freshness import not_modified, tag_of
from service.media_types import preferred
from service.sparql_formats import HTML, charset
from service.sparql_pages import description_page

if TYPE_CHECKING:
    from starlette.requests import Request

    from centre.centre import Centre

_WRITERS: Final = {
    "text/turtle": "turtle",
    "application/ld+json": "json-ld",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
}
_TURTLE: Final = """\
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix formats: <http://www.w3.org/ns/formats/> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix dcterms: <http://purl.org/dc/terms/> .

<{endpoint}> a sd:Service ;
    dcterms:title "Point d’accès SPARQL du centre de ressources"@fr , "SPARQL endpoint of the resource centre"@en ;
    dcterms:description "Lecture seule ; {seconds:g} s et {megabytes} Mo au plus par question, {rows} lignes ou triplets par réponse."@fr ,
        "Read only; at most {seconds:g} s and {megabytes} MB a query, {rows} rows or triples an answer."@en ;
    sd:endpoint <{endpoint}> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:feature sd:UnionDefaultGraph ;
    sd:resultFormat formats:SPARQL_Results_JSON , formats:SPARQL_Results_XML , formats:SPARQL_Results_CSV ,
        formats:SPARQL_Results_TSV , formats:Turtle , formats:JSON-LD , formats:N-Triples , formats:RDF_XML ;
    sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ; void:triples {triples} ] ] .
"""


def description(centre: Centre, request: Request) -> Response:
    """Return the description of the service: a page for people, RDF for programs."""
    accept = request.headers.get("accept", "")
    media_type = preferred(accept, (*_WRITERS, HTML)) or "text/turtle"
    tag = tag_of(centre, request, media_type)
    if same := not_modified(request, tag):
        return same
    limits = workers().limits
    if media_type == HTML:
        return HTMLResponse(description_page(request, limits), headers={"ETag": tag})
    turtle = _TURTLE.format(
        endpoint=f"{base_url(request)}{request.url.path.rstrip('/')}",
        seconds=limits.seconds,
        megabytes=limits.megabytes,
        rows=limits.rows,
        triples=centre.status()["triples"],
    )
    return Response(_written(turtle, media_type), media_type=charset(media_type), headers={"ETag": tag})


def _written(turtle: str, media_type: str) -> str:
    if media_type == "text/turtle":
        return turtle
    from rdflib import Graph

    return Graph().parse(data=turtle, format="turtle").serialize(format=_WRITERS[media_type])
