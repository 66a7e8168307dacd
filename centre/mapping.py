"""What the documents say of each territory, to be drawn as a map: counts, coordinates and outlines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from centre.facets import told_apart
from centre.records import CentreError, Choice
from centre.resolving import resolve
from centre.tied import activities_of, tied

if TYPE_CHECKING:
    from centre.opened import Opened

Measure = Literal["events", "resources", "actors"]
Ring = tuple[tuple[float, float], ...]
"""Longitude and latitude (WGS84) of the corners of an outline, the first again at the end."""
_INSIDE = {
    "country": "region",
    "region": "commune",
    "departement": "commune",
    "epci": "commune",
    "commune": "qpv",
}
"""The kind of the territories that are counted one by one in each kind."""
_AREAS = {"country": "region", "region": "departement", "commune": "qpv"}
"""The kind of the territories whose outlines are drawn in each kind; elsewhere, its own or that of its département."""
_FROM_WIDE = ("country", "region", "departement", "commune")


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPlace:
    """One territory with what its documents tell; what it contains counts."""

    id: str
    label: str
    category: str
    longitude: float | None
    latitude: float | None
    outline: tuple[Ring, ...]
    """Empty where none is known."""
    events: int
    resources: int
    actors: int
    """Actors who take part in these events or made these resources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """What is drawn, and what may be chosen."""

    within: MapPlace
    """The territory that fills the map."""
    asked: MapPlace
    """The territory asked for: `within`, or one in it that has nothing of its own to draw."""
    trail: tuple[MapPlace, ...]
    """What contains `within`, the widest first."""
    areas: tuple[MapPlace, ...]
    """Territories with an outline, those without any count too."""
    points: tuple[MapPlace, ...]
    """Territories with coordinates and a count, the highest first."""
    unplaced: tuple[MapPlace, ...]
    """Territories with a count that cannot be drawn, for want of coordinates or out of the frame."""
    wider: int
    """Of what is measured, how much is placed in `within` and in no territory of `points` or `unplaced`."""
    theme: str | None
    """IRI."""
    themes: tuple[Choice, ...]
    """Themes that leave something to count, by name."""
    years: tuple[tuple[int, int], ...]
    """Years that leave something, the latest first, with how much."""


def territory_map(
    opened: Opened,
    *,
    within: str | None = None,
    theme: str | None = None,
    year: int | None = None,
    measure: Measure = "events",
) -> MapView:
    """Return the map of a territory (label or IRI; the region that most is known of by default).

    CentreError when the territory or the theme is not known.
    """
    chosen = resolve(opened, "theme", theme)[0] if theme else None
    known = _Known(opened, activities_of(opened, [chosen]) if chosen else None, year)
    asked = resolve(opened, "territory", within)[0] if within else known.widest_known()
    if opened.entity(asked) is None:
        raise CentreError(f"Aucun territoire n’a l’adresse « {asked} ».")
    frame = known.frame(asked)
    inside = known.counted(frame, asked)
    areas = tuple(known.place(iri) for iri in known.areas(frame))
    places = [known.place(iri) for iri in inside]
    reach = _reach(areas)
    points = tuple(place for place in places if _is_placed(place, reach))
    unplaced = tuple(place for place in places if place not in points)
    told = {one for iri in inside for one in known.activities(iri)}
    return MapView(
        within=known.place(frame),
        asked=known.place(asked),
        trail=tuple(known.place(iri) for iri in known.trail(frame)),
        areas=areas,
        points=tuple(sorted(points, key=lambda place: (-getattr(place, measure), place.label))),
        unplaced=unplaced,
        wider=len(known.items(known.activities(frame), measure) - known.items(told, measure)),
        theme=chosen,
        themes=_themes(opened, frame, chosen, year, measure),
        years=known.years(frame, measure),
    )


class _Known:
    """The activities of territories under a theme and a year."""

    def __init__(self, opened: Opened, among: set[str] | None, year: int | None) -> None:
        self.opened, self.among, self.year = opened, among, year
        self.held = tied(opened).activities
        self.events = opened.listed("agenda", "event")
        self.resources = opened.listed("resources", "resource")

    def activities(self, iri: str) -> set[str]:
        found = self.whenever(iri)
        return found if self.year is None else {one for one in found if self.year in self._years(one)}

    def whenever(self, iri: str) -> set[str]:
        found = {one for one in self.held.get(iri, ()) if one in self.events or one in self.resources}
        return found if self.among is None else found & self.among

    def years(self, iri: str, measure: Measure) -> tuple[tuple[int, int], ...]:
        by_year: dict[int, set[str]] = {}
        for one in self.whenever(iri):
            for year in self._years(one):
                by_year.setdefault(year, set()).add(one)
        counts = {year: self.count(found, measure) for year, found in by_year.items()}
        return tuple((year, counts[year]) for year in sorted(counts, reverse=True) if counts[year])

    def _years(self, activity: str) -> range:
        row: dict[str, Any] = self.events.get(activity) or self.resources[activity]
        first = str(row.get("start") or row.get("date") or "")[:4]
        last = str(row.get("end") or "")[:4] or first
        return range(int(first), int(last) + 1) if first.isdecimal() and last.isdecimal() else range(0)

    def count(self, activities: Iterable[str], measure: Measure) -> int:
        return len(self.items(activities, measure))

    def items(self, activities: Iterable[str], measure: Measure) -> set[str]:
        """Return the activities that are measured, or who takes part in these, those of their series too."""
        if measure == "actors":
            known = tied(self.opened)
            holders = {one for held in activities for one in (held, *known.series.get(held, ()))}
            return {actor for one in holders for actor in known.roles.get(one, ())}
        rows = self.events if measure == "events" else self.resources
        return {one for one in activities if one in rows}

    def place(self, iri: str) -> MapPlace:
        entity = self.opened.entity(iri)
        assert entity is not None  # every territory that is tied has a record
        found = self.activities(iri)
        return MapPlace(
            id=iri,
            label=f"{entity.pref_label} ({entity.vintage})" if iri in self.replaced() else entity.pref_label,
            category=entity.category,
            longitude=entity.longitude,
            latitude=entity.latitude,
            outline=_outlines(self.opened).get(iri, ()),
            events=self.count(found, "events"),
            resources=self.count(found, "resources"),
            actors=self.count(found, "actors"),
        )

    def replaced(self) -> set[str]:
        """Return the perimeters that others took the place of: often under the same name."""
        every = self.opened.vocabulary.of_kind("territory")
        return self.opened.once("replaced", lambda: {old for one in every for old in one.replaces})

    def widest_known(self) -> str:
        """Return the region that most is known of, whatever the theme and the year; the country where there is none."""
        regions = {iri: len(held) for iri, held in self.held.items() if self._category(iri) == "region"}
        countries = (
            one.iri for one in self.opened.vocabulary.of_kind("territory") if one.category == "country"
        )
        return max(sorted(regions), key=lambda iri: regions[iri], default=None) or next(countries)

    def frame(self, iri: str) -> str:
        """Return the territory that fills the map: itself, or what contains it when it has nothing to draw."""
        category = self._category(iri)
        if category == "commune" and not any(
            self.opened.entity(one) and _outlines(self.opened).get(one) for one in self._within(iri, "qpv")
        ):
            return self._container(iri, ("departement", "region", "country")) or iri
        if category not in _INSIDE:
            return self._container(iri, ("commune", "departement", "region", "country")) or iri
        return iri

    def areas(self, frame: str) -> list[str]:
        outlines = _outlines(self.opened)
        kind = _AREAS.get(self._category(frame))
        found = [iri for iri in self._within(frame, kind) if iri in outlines] if kind else []
        around = next(
            (iri for iri in (frame, self._container(frame, ("departement",))) if iri in outlines), None
        )
        return found or ([around] if around else [])

    def counted(self, frame: str, asked: str) -> list[str]:
        found = self._within(frame, _INSIDE[self._category(frame)])
        return [iri for iri in found if self.activities(iri) or iri == asked]

    def trail(self, frame: str) -> list[str]:
        above = self.opened.vocabulary.containers(frame) - {frame}
        return sorted(
            (iri for iri in above if self._category(iri) in _FROM_WIDE),
            key=lambda iri: _FROM_WIDE.index(self._category(iri)),
        )

    def _within(self, iri: str, category: str) -> list[str]:
        return sorted(one for one in self.opened.vocabulary.within(iri) if self._category(one) == category)

    def _container(self, iri: str, categories: Iterable[str]) -> str | None:
        above = sorted(self.opened.vocabulary.containers(iri) - {iri})
        return next((one for kind in categories for one in above if self._category(one) == kind), None)

    def _category(self, iri: str) -> str:
        entity = self.opened.entity(iri)
        return entity.category if entity else ""


def _themes(
    opened: Opened, frame: str, chosen: str | None, year: int | None, measure: Measure
) -> tuple[Choice, ...]:
    from ingest.identity import fold

    any_theme = _Known(opened, None, year)
    inside = any_theme.activities(frame)
    counts = {
        iri: any_theme.count(held & inside, measure)
        for iri, held in any_theme.held.items()
        if "/id/theme/" in iri
    }
    shown = {iri: many for iri, many in counts.items() if many or iri == chosen}
    labels = told_apart(opened, shown)
    return tuple(
        Choice(id=iri, label=labels[iri], count=shown[iri])
        for iri in sorted(shown, key=lambda iri: (fold(labels[iri]), iri))
    )


def _outlines(opened: Opened) -> dict[str, tuple[Ring, ...]]:
    """Return the outlines of the authority files, by territory."""
    from centre.authority import folders
    from ontology.gathering import OUTLINE_FILE, read_outlines

    def read() -> dict[str, tuple[Ring, ...]]:
        found: dict[str, tuple[Ring, ...]] = {}
        for folder in folders(opened.data):
            path = folder / OUTLINE_FILE
            if path.is_file():
                found.update({iri: _rings(geometry) for iri, geometry in read_outlines(path).items()})
        return found

    return opened.once("outlines", read)


def _rings(geometry: Any) -> tuple[Ring, ...]:
    """Return the rings of a GeoJSON polygon or of several (RFC 7946, 3.1.6)."""
    shapes = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return tuple(tuple((float(x), float(y)) for x, y, *_ in ring) for shape in shapes for ring in shape)


def _reach(areas: Iterable[MapPlace]) -> tuple[float, float, float, float] | None:
    """Return the frame of some outlines: west, south, east, north."""
    corners = [corner for area in areas for ring in area.outline for corner in ring]
    if not corners:
        return None
    lon, lat = zip(*corners, strict=True)
    return min(lon), min(lat), max(lon), max(lat)


def _is_placed(place: MapPlace, reach: tuple[float, float, float, float] | None) -> bool:
    if place.longitude is None or place.latitude is None:
        return False
    if reach is None:
        return True
    west, south, east, north = reach
    return west <= place.longitude <= east and south <= place.latitude <= north
