"""A network as an SVG picture: each kind of actor has its colour and its shape, each actor is a link."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from math import cos, pi, sin, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from centre.drawing import DrawnActor, DrawnNetwork

WIDTH, HEIGHT, MARGIN = 1000, 640, 70
NAMED = 40
"""Actors whose names are written: the best tied; the others tell theirs to a pointer and to a screen reader."""
# The colours are those of a picture taken away; on the page, style.css gives each shape its own, light or dark.
FAMILIES: dict[str, tuple[str, str]] = {
    "personne": ("#8a4b08", "circle"),
    "association": ("#0b6660", "triangle"),
    "collectif": ("#0b6660", "triangle"),
    "centre-social": ("#0b6660", "triangle"),
    "collectivite": ("#1d4f91", "square"),
    "epci": ("#1d4f91", "square"),
    "service-de-l-etat": ("#7a1f4b", "diamond"),
    "operateur-public": ("#7a1f4b", "diamond"),
    "instance": ("#7a1f4b", "diamond"),
    "reseau": ("#5b3b8c", "hexagon"),
    "recherche": ("#3f5d1e", "pentagon"),
    "bailleur-social": ("#a33b20", "turned"),
}
OTHER = ("#4a5555", "octagon")
SIDES = {"triangle": 3, "turned": 3, "diamond": 4, "square": 4, "pentagon": 5, "hexagon": 6, "octagon": 8}
TURN = {"square": pi / 4, "turned": pi}
LETTER, LINE = 7.2, 16
"""Width of a letter and height of a line of a name, about."""


def picture(
    network: DrawnNetwork, address: Callable[[str], str], told: Callable[[DrawnActor], str], title: str
) -> str:
    """Return the picture; `address` leads to an actor by its IRI, `told` says what it is in words."""
    places = {one.id: _place(one) for one in network.actors}
    lines = "".join(
        f'<line x1="{places[tie.source][0]}" y1="{places[tie.source][1]}" x2="{places[tie.target][0]}" '
        f'y2="{places[tie.target][1]}" stroke-width="{min(1 + tie.activities, 6)}"/>'
        for tie in network.ties
    )
    named = _named(network.actors, places)
    nodes = "".join(_node(one, places[one.id], address(one.id), told(one)) for one in network.actors)
    names = "".join(_name(one, places[one.id]) for one in network.actors if one.id in named)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="group" '
        f'aria-label="{escape(title)}"><g class="ties" stroke="#b9b3a4" fill="none">{lines}</g>{nodes}<g class="names" aria-hidden="true">{names}</g></svg>'
    )


def mark(category: str) -> str:
    """Return the colour and the shape of a kind of actor, for the legend."""
    return f'<span class="mark {FAMILIES.get(category, OTHER)[1]}" aria-hidden="true"></span>'


def _named(actors: Sequence[DrawnActor], places: Mapping[str, tuple[float, float]]) -> set[str]:
    """Return the actors whose names are written: the best tied, where the name covers no other."""
    boxes: list[tuple[float, float, float]] = []
    named = set()
    for one in actors[:NAMED]:
        x, y = places[one.id][0], places[one.id][1] + _radius(one)
        half = LETTER * len(_short(one.label)) / 2
        if all(abs(x - left) > half + wide or abs(y - top) > LINE for left, top, wide in boxes):
            boxes.append((x, y, half))
            named.add(one.id)
    return named


def _short(label: str) -> str:
    return label if len(label) <= 28 else f"{label[:27]}…"


def _radius(actor: DrawnActor) -> float:
    return round(6 + 2.2 * sqrt(actor.partners), 1)


def _place(actor: DrawnActor) -> tuple[float, float]:
    return (
        round(MARGIN + actor.x * (WIDTH - 2 * MARGIN), 1),
        round(MARGIN / 2 + actor.y * (HEIGHT - MARGIN), 1),
    )


def _node(actor: DrawnActor, place: tuple[float, float], address: str, told: str) -> str:
    colour, shape = FAMILIES.get(actor.category, OTHER)
    drawn = _shape(shape, *place, _radius(actor), colour)
    return (
        f'<a class="in" href="{escape(address)}" aria-label="{escape(told)}">'
        f"<title>{escape(told)}</title>{drawn}</a>"
    )


def _name(actor: DrawnActor, place: tuple[float, float]) -> str:
    y = round(place[1] + _radius(actor) + 13, 1)
    return f'<text x="{place[0]}" y="{y}">{escape(_short(actor.label))}</text>'


def _shape(shape: str, x: float, y: float, radius: float, colour: str) -> str:
    style = f'class="{shape}" fill="{colour}" stroke="#fff" stroke-width="1.5"'
    if shape == "circle":
        return f'<circle cx="{x}" cy="{y}" r="{radius}" {style}/>'
    sides, turn = SIDES[shape], TURN.get(shape, 0.0)
    corners = " ".join(
        f"{x + radius * sin(turn + 2 * pi * at / sides):.1f},{y - radius * cos(turn + 2 * pi * at / sides):.1f}"
        for at in range(sides)
    )
    return f'<polygon points="{corners}" {style}/>'
