"""Many clients at once against a running site; prints what each kind of request took, as JSON.

Started by `benchmarks.service` in a process of its own. `MIX` is the list of what is asked: add a line for a new route.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

import httpx

_IDLE = 2.0
"""Seconds after which a client closes a connection it does not use: before the server does (5 s), which would refuse
what is sent at that very moment; a browser asks again then, this client does not."""
TURTLE = {"Accept": "text/turtle"}
CSV = {"Accept": "text/csv"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A request, how often it is made, and what fills its `{...}`: a name or a label of something of the centre."""

    kind: str
    weight: int
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)


_NAMES = "SELECT ?s ?name { ?s a skos:Concept ; skos:prefLabel ?name } ORDER BY ?name LIMIT 50"
_ABOUT = "SELECT ?p ?o { <https://maillage.example/id/{theme}> ?p ?o } LIMIT 100"
_COUNT = "SELECT ?type (COUNT(*) AS ?n) { ?s a ?type } GROUP BY ?type ORDER BY DESC(?n)"
_BUILD = "CONSTRUCT { <https://maillage.example/id/{actor}> ?p ?o } WHERE { <https://maillage.example/id/{actor}> ?p ?o }"

MIX: tuple[Visit, ...] = (
    Visit(kind="floor (health)", weight=10, path="/_stcore/health"),
    Visit(kind="page", weight=10, path="/id/{theme}"),
    Visit(kind="page", weight=10, path="/id/{actor}"),
    Visit(kind="page", weight=5, path="/id/{territory}"),
    Visit(kind="page", weight=5, path="/id/{document}"),
    Visit(kind="page as Turtle", weight=5, path="/id/{actor}", headers=TURTLE),
    Visit(kind="search", weight=10, path="/api/search?q={label}&limit=20"),
    Visit(kind="suggest", weight=5, path="/api/suggest?q={start}"),
    Visit(kind="who", weight=4, path="/api/who?q={label}"),
    Visit(kind="agenda", weight=4, path="/api/agenda"),
    Visit(kind="entities", weight=4, path="/api/entities?kind=theme"),
    Visit(kind="feed", weight=4, path="/feeds/news.atom"),
    Visit(kind="feed", weight=4, path="/feeds/{theme}.rss"),
    Visit(kind="feed", weight=2, path="/feeds/search.atom?q={label}"),
    Visit(kind="calendar", weight=4, path="/agenda.ics"),
    Visit(kind="OAI-PMH", weight=2, path="/oai?verb=ListRecords&metadataPrefix=oai_dc"),
    Visit(kind="explorer", weight=4, path="/"),
    Visit(kind="SPARQL", weight=4, path=f"/sparql?query={quote(_NAMES)}"),
    Visit(kind="SPARQL", weight=4, path=f"/sparql?query={quote(_ABOUT, safe='{}')}", headers=CSV),
    Visit(kind="SPARQL", weight=1, path=f"/sparql?query={quote(_COUNT)}"),
    Visit(kind="SPARQL", weight=2, path=f"/sparql?query={quote(_BUILD, safe='{}')}", headers=TURTLE),
)


@dataclass(slots=True, kw_only=True)
class Tally:
    """What the requests of one kind took, in milliseconds, and what went wrong."""

    took: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


async def things(client: httpx.AsyncClient) -> dict[str, list[str]]:
    """Return what the centre has, by what a path may ask for: `theme` as `theme/gusp`, `label`, `start`."""
    found: dict[str, list[str]] = {}
    labels: list[str] = []
    for kind in ("theme", "actor", "territory"):
        items = (await _get(client, f"/api/entities?kind={kind}&limit=100"))["items"]
        found[kind] = [_name(item["id"]) for item in items]
        labels += [item["label"] for item in items if kind != "territory"][:40]
    documents = (await _get(client, "/api/documents?limit=100"))["items"]
    found["document"] = [_name(item["id"]) for item in documents]
    found["label"] = [quote(label) for label in labels]
    found["start"] = [quote(label[:3]) for label in labels]
    return found


def _needs(visit: Visit) -> set[str]:
    """Return what a path must be filled with."""
    return {
        kind
        for kind in ("theme", "actor", "territory", "document", "label", "start")
        if f"{{{kind}}}" in visit.path
    }


async def _get(client: httpx.AsyncClient, path: str) -> dict[str, list[dict[str, str]]]:
    answer = await client.get(path)
    answer.raise_for_status()
    found: dict[str, list[dict[str, str]]] = answer.json()
    return found


def _name(iri: str) -> str:
    return quote("/".join(iri.rsplit("/", 2)[1:]))


async def load(
    address: str, clients: int, seconds: float, pause: float, mix: Sequence[Visit] = MIX
) -> dict[str, Tally]:
    """Let clients ask until the time is over, each waiting about `pause` seconds between two requests."""
    limits = httpx.Limits(
        max_connections=clients + 1, max_keepalive_connections=clients + 1, keepalive_expiry=_IDLE
    )
    async with httpx.AsyncClient(base_url=address, timeout=60, limits=limits) as client:
        found = {kind: of for kind, of in (await things(client)).items() if of}
        mix = [visit for visit in mix if _needs(visit) <= {*found}]
        tallies = {visit.kind: Tally() for visit in mix}
        end = time.monotonic() + seconds

        async def one(number: int) -> None:
            chance = random.Random(number)
            while time.monotonic() < end:
                (visit,) = chance.choices(mix, weights=[visit.weight for visit in mix])
                await _visit(client, visit, {key: chance.choice(of) for key, of in found.items()}, tallies)
                if pause:
                    await asyncio.sleep(chance.expovariate(1 / pause))

        await asyncio.gather(*(one(number) for number in range(clients)))
    return tallies


async def _visit(
    client: httpx.AsyncClient, visit: Visit, values: Mapping[str, str], tallies: dict[str, Tally]
) -> None:
    path = visit.path
    for key, value in values.items():
        path = path.replace(f"{{{key}}}", value)
    start = time.perf_counter()
    try:
        answer = await client.get(path, headers=dict(visit.headers))
        problem = "" if answer.status_code < 400 else f"{answer.status_code} {path}"
    except httpx.HTTPError as error:
        problem = f"{type(error).__name__} {path}"
    tally = tallies[visit.kind]
    tally.took.append(1000 * (time.perf_counter() - start))
    if problem:
        tally.errors.append(problem)


def main() -> None:
    """Ask, and print the times and the errors of each kind as JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("address")
    options.add_argument("--clients", type=int, default=50)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--pause", type=float, default=0)
    asked = options.parse_args()
    tallies = asyncio.run(load(asked.address, asked.clients, asked.seconds, asked.pause))
    json.dump({kind: {"took": one.took, "errors": one.errors} for kind, one in tallies.items()}, sys.stdout)


if __name__ == "__main__":
    main()
