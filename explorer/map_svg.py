"""A map as an SVG picture: outlines, circles whose area is a count, names that cover nothing, a scale. No tiles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import cos, radians, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from centre.mapping import MapPlace, MapView, Ring

KILOMETRES = 111.32
"""Length of a degree of latitude."""
LEAST_SPAN = 0.03
"""Degrees that a map spans at least, so that one point alone has a place around it."""
LETTER, LINE, GAP = 0.6, 1.25, 4
"""Width of a letter and height of a line, in sizes of the letters; distance from a circle to its name."""
STRIP = 62
"""Height under the map for the legend."""
_ROUND = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)
# The colours are those of a picture taken away; on the page, style.css gives them light or dark.
LAND, BORDER, DOT, INK = "#f3f0e9", "#a9a28f", "#0b6660", "#1f2a2a"

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """The room that a picture has, in units of its own."""

    width: int = 760
    height: int = 640
    radius: float = 26
    """Of the circle of the highest count."""
    letters: float = 13.5


DESK = Size()
PHONE = Size(width=390, height=420, radius=17, letters=13)


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """From longitude and latitude to the picture: equirectangular at the mean latitude."""

    west: float
    north: float
    squeeze: float
    """Cosine of the mean latitude."""
    scale: float
    """Units of the picture for a degree of latitude."""
    left: float
    top: float

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return where a place is, right and down, in units of the picture."""
        x = self.left + (longitude - self.west) * self.squeeze * self.scale
        return round(x, 1), round(self.top + (self.north - latitude) * self.scale, 1)


def projection(
    corners: Sequence[tuple[float, float]], width: float, height: float, margin: float
) -> Projection:
    """Return the projection that fits places (longitude, latitude; at least one) in a frame, in its middle."""
    lon, lat = [corner[0] for corner in corners], [corner[1] for corner in corners]
    squeeze = cos(radians((min(lat) + max(lat)) / 2))
    high = max(max(lat) - min(lat), LEAST_SPAN)
    wide = max((max(lon) - min(lon)) * squeeze, LEAST_SPAN)
    scale = min((width - 2 * margin) / wide, (height - 2 * margin) / high)
    middle_lon, middle_lat = (min(lon) + max(lon)) / 2, (min(lat) + max(lat)) / 2
    return Projection(
        west=middle_lon - wide / squeeze / 2,
        north=middle_lat + high / 2,
        squeeze=squeeze,
        scale=scale,
        left=(width - wide * scale) / 2,
        top=(height - high * scale) / 2,
    )


def picture(
    view: MapView,
    count: Callable[[MapPlace], int],
    address: Callable[[MapPlace], str],
    told: Callable[[MapPlace], str],
    title: str,
    size: Size = DESK,
) -> str:
    """Return the map; `count` measures a territory, `address` leads to it, `told` says it in words."""
    points = [point for point in view.points if count(point)]
    corners = [corner for area in view.areas for ring in area.outline for corner in ring]
    corners = corners or [_centre_of(point) for point in view.points]
    to = projection(corners, size.width, size.height, size.radius + GAP)
    top = max((count(point) for point in points), default=1)
    spots = [(point, *to.place(*_centre_of(point)), radius(count(point), top, size)) for point in points]
    land = "".join(
        _link(f'<path d="{path(area.outline, to)}" fill="{LAND}" stroke="{BORDER}" fill-rule="evenodd"/>',
              address(area), told(area), "area asked" if area.id == view.asked.id else "area")
        for area in view.areas
    )  # fmt: skip
    circles = "".join(
        _link(f'<circle cx="{x}" cy="{y}" r="{r}" fill="{DOT}" fill-opacity="0.72" stroke="#fff"/>',
              address(point), told(point), "spot asked" if point.id == view.asked.id else "spot")
        for point, x, y, r in spots
    )  # fmt: skip
    names = _names(spots, [area for area in view.areas if len(view.areas) > 1], to, size)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size.width} {size.height + STRIP}" role="group" '
        f'aria-label="{escape(title)}" font-family="sans-serif" font-size="{size.letters}">{land}{circles}'
        f'<g class="names" aria-hidden="true" fill="{INK}">{names}{_legend(top, to, size) if points else ""}</g></svg>'
    )


def radius(many: int, top: int, size: Size = DESK) -> float:
    """Return the radius of the circle of a count: its area is in proportion, that of `top` the largest."""
    return round(size.radius * sqrt(many / top), 1)


def path(rings: Iterable[Ring], to: Projection) -> str:
    """Return outlines as the path of an SVG picture; corners that fall in one place are one."""
    drawn = []
    for ring in rings:
        places = dict.fromkeys(to.place(*corner) for corner in ring)
        if len(places) > 2:
            drawn.append("M" + "L".join(f"{x:g},{y:g}" for x, y in places) + "Z")
    return "".join(drawn)


def _centre_of(place: MapPlace) -> tuple[float, float]:
    if place.longitude is not None and place.latitude is not None:
        return place.longitude, place.latitude
    corners = [corner for ring in place.outline for corner in ring]
    return (
        (min(one[0] for one in corners) + max(one[0] for one in corners)) / 2,
        (min(one[1] for one in corners) + max(one[1] for one in corners)) / 2,
    )


def _middle(place: MapPlace) -> tuple[float, float]:
    """Return the middle of the largest outline of a territory, where its name is looked for."""
    ring = max(place.outline, key=len)
    return (
        (min(one[0] for one in ring) + max(one[0] for one in ring)) / 2,
        (min(one[1] for one in ring) + max(one[1] for one in ring)) / 2,
    )


def _link(drawn: str, address: str, told: str, css: str) -> str:
    return (
        f'<a class="in {css}" href="{escape(address)}" aria-label="{escape(told)}">'
        f"<title>{escape(told)}</title>{drawn}</a>"
    )


def _names(
    spots: Sequence[tuple[MapPlace, float, float, float]],
    areas: Iterable[MapPlace],
    to: Projection,
    size: Size,
) -> str:
    """Return the names that cover no circle and no other name: of the highest counts first, then of the areas."""
    taken: list[Box] = [(x - r, y - r, x + r, y + r) for _, x, y, r in spots]
    written = []

    def write(label: str, places: Iterable[tuple[float, float, str]], css: str) -> None:
        wide, high = LETTER * size.letters * len(label), LINE * size.letters
        for x, y, anchor in places:
            left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
            box = (left, y - high / 2, left + wide, y + high / 2)
            inside = box[0] > 0 and box[2] < size.width and box[1] > 0 and box[3] < size.height
            if inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                base = round(y + size.letters * 0.35, 1)
                written.append(
                    f'<text class="{css}" x="{round(x, 1)}" y="{base}" text-anchor="{anchor}">{escape(label)}</text>'
                )
                return

    for place, x, y, r in spots:
        far = r + GAP
        around = (
            (x + far, y, "start"), (x - far, y, "end"),
            (x, y - far - size.letters * 0.5, "middle"), (x, y + far + size.letters * 0.5, "middle"),
        )  # fmt: skip
        write(short(place.label), around, "point")
    known = {place.id for place, *_ in spots}
    for area in areas:
        if area.id not in known:
            x, y = to.place(*_middle(area))
            steps = (0, 1.5, -1.5, 3, -3, 4.5, -4.5)
            write(short(area.label), [(x, y + step * size.letters, "middle") for step in steps], "place")
    return "".join(written)


def short(label: str) -> str:
    """Return a name cut to what a map has room for."""
    return label if len(label) <= 26 else f"{label[:25]}…"


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _legend(top: int, to: Projection, size: Size) -> str:
    """Return circles with their counts, and the length of some kilometres."""
    y = size.height + STRIP / 2
    x, drawn = size.radius / 2, ""
    for many in sorted({1, max(round(top / 4), 1), top}):
        r = radius(many, top, size)
        drawn += f'<circle class="key" cx="{x + r:.1f}" cy="{y}" r="{r}" fill="none" stroke="{INK}"/>'
        x += 2 * r + GAP
        drawn += f'<text x="{x:.1f}" y="{y + size.letters * 0.35:.1f}">{many}</text>'
        x += size.letters * (LETTER * len(str(many)) + 1)
    by_kilometre = to.scale / KILOMETRES
    length = max((one for one in _ROUND if one * by_kilometre <= size.width / 5), default=_ROUND[0])
    end, wide = size.width - 12, length * by_kilometre
    shown = f"{length:g}".replace(".", ",")
    return drawn + (
        f'<path class="key" d="M{end - wide:.1f},{y}v6H{end}v-6" fill="none" stroke="{INK}"/>'
        f'<text x="{end - wide / 2:.1f}" y="{y - 5}" text-anchor="middle">{shown} km</text>'
    )
