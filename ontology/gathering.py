"""What official files state of territories, put together with what is known of them."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from ontology.official import Geometry, Place
from ontology.vocabulary import BASE, Entity, Vocabulary

COLUMNS = (
    "id", "kind", "code", "label", "alt_labels", "parents", "lon", "lat", "population", "vintage", "replaces",
    "programmes",
)  # fmt: skip
OUTLINE_FILE = "outlines.geojson"
_COUNTRY = f"{BASE}territory/pays-FR"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The territories that files add or change, and what they state of territories nobody has described."""

    territories: tuple[Entity, ...]
    outlines: Mapping[str, Geometry]
    """Geometries by IRI."""
    orphans: tuple[str, ...]
    """Labels of the territories left out: no known territory contains them."""


def gather(places: Iterable[Place], known: Vocabulary, *, regions: Iterable[str] = ()) -> Gathered:
    """Put places together with the known territories; with `regions` (INSEE codes), those of these regions only.

    A file that states a container of a kind takes the place of the known one; other names are added.
    """
    changed: dict[str, Entity] = {}
    outlines: dict[str, Geometry] = {}
    for place in places:
        iri = f"{BASE}territory/{place.id}"
        changed[iri] = _told(changed.get(iri) or known.get(iri) or _blank(iri), place)
        if place.outline is not None:
            outlines[iri] = place.outline
    every = Vocabulary(known.entities | changed)
    for iri, entity in changed.items():
        if entity.category == "epci":
            changed[iri] = replace(entity, broader=(_container(entity, every),))
        elif entity.category == "qpv" and not entity.broader:
            changed[iri] = replace(entity, broader=_heirs(iri, every))
    every = Vocabulary(known.entities | changed)
    rooted = {iri for iri in changed if _COUNTRY in every.containers(iri) and every.entities[iri].pref_label}
    orphans = [
        entity.pref_label or entity.notation or "" for iri, entity in changed.items() if iri not in rooted
    ]
    wanted = {f"{BASE}territory/region-{code}" for code in regions}
    kept = {iri for iri in rooted if not wanted or wanted & every.containers(iri)}
    return Gathered(
        territories=tuple(
            replace(
                changed[iri], broader=tuple(one for one in changed[iri].broader if every.get(one) is not None)
            )
            for iri in sorted(kept)
            if known.get(iri) != changed[iri]
        ),
        outlines={iri: outlines[iri] for iri in sorted(outlines) if iri in kept},
        orphans=tuple(sorted(orphans)),
    )


def write_territories(path: Path, territories: Iterable[Entity]) -> None:
    """Write territories as the table that `ontology.authority` reads, by IRI."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows(_row(entity) for entity in sorted(territories, key=lambda one: one.iri))


def write_outlines(path: Path, outlines: Mapping[str, Geometry]) -> None:
    """Write outlines as GeoJSON, one feature a territory, named by its identifier."""
    features = [
        {"type": "Feature", "properties": {"id": _name(iri)}, "geometry": geometry}
        for iri, geometry in sorted(outlines.items())
    ]
    content = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def read_outlines(path: Path) -> dict[str, Geometry]:
    """Return the outlines of a file written by `write_outlines`, by IRI."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return {f"{BASE}territory/{one['properties']['id']}": one["geometry"] for one in features}


def _blank(iri: str) -> Entity:
    kind, _, code = _name(iri).partition("-")
    return Entity(iri=iri, kind="territory", pref_label="", category=kind, notation=code)


def _told(entity: Entity, place: Place) -> Entity:
    """Return a territory with what a place states of it."""
    containers = tuple(f"{BASE}territory/{name}" for name in place.containers)
    kinds = {_name(iri).split("-")[0] for iri in containers}
    kept = tuple(iri for iri in entity.broader if _name(iri).split("-")[0] not in kinds)
    added = (name for name in place.alt_labels if name not in (entity.pref_label, place.label))
    longitude, latitude = entity.longitude, entity.latitude
    if place.outline is not None and longitude is None:
        longitude, latitude = centroid(place.outline)
    return replace(
        entity,
        pref_label=place.label or entity.pref_label,
        alt_labels=tuple(dict.fromkeys((*entity.alt_labels, *added))),
        broader=tuple(dict.fromkeys((*containers, *kept))),
        population=entity.population if place.population is None else place.population,
        vintage=place.vintage or entity.vintage,
        replaces=tuple(f"{BASE}territory/{old}" for old in place.replaces) or entity.replaces,
        longitude=longitude,
        latitude=latitude,
    )


def _container(epci: Entity, every: Vocabulary) -> str:
    """Return the département of all the members of an EPCI, else the region they share, else the country."""
    members = [every.containers(iri) for iri in every.narrower(epci.iri)]
    if not members:
        return epci.broader[0] if epci.broader else _COUNTRY
    for kind in ("departement", "region"):
        shared = frozenset.intersection(*(_of_kind(held, kind, every) for held in members))
        if len(shared) == 1:
            return next(iter(shared))
    return _COUNTRY


def _of_kind(iris: frozenset[str], kind: str, every: Vocabulary) -> frozenset[str]:
    found = (every.get(iri) for iri in iris)
    return frozenset(one.iri for one in found if one is not None and one.category == kind)


def _heirs(iri: str, every: Vocabulary) -> tuple[str, ...]:
    """Return the communes of the perimeters that replace one whose communes no file states."""
    heirs = (one for one in every.of_kind("territory") if iri in one.replaces)
    return tuple(dict.fromkeys(commune for heir in heirs for commune in heir.broader))


def centroid(geometry: Geometry) -> tuple[float, float]:
    """Return the longitude and latitude of the centre of an outline: of its largest ring, in degrees."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    best, area = (0.0, 0.0), -1.0
    for polygon in polygons:
        ring = polygon[0]
        twice, x, y = 0.0, 0.0, 0.0
        for (x0, y0, *_), (x1, y1, *_) in pairwise(ring):
            cross = x0 * y1 - x1 * y0
            twice, x, y = twice + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
        if abs(twice) > area and twice:
            best, area = (x / (3 * twice), y / (3 * twice)), abs(twice)
    return round(best[0], 5), round(best[1], 5)


def _row(entity: Entity) -> Iterator[object]:
    yield from (_name(entity.iri), entity.category, entity.notation or "", entity.pref_label)
    yield "|".join(entity.alt_labels)
    yield "|".join(map(_name, entity.broader))
    yield from (
        "" if value is None else value for value in (entity.longitude, entity.latitude, entity.population)
    )
    yield entity.vintage or ""
    yield "|".join(map(_name, entity.replaces))
    yield "|".join(entity.programmes)


def _name(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]
