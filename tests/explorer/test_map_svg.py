from __future__ import annotations

import re
from math import pi
from xml.etree import ElementTree

import pytest

from centre.mapping import MapPlace, MapView
from explorer.map_svg import DESK, PHONE, path, picture, projection, radius

SQUARE = ((1.0, 46.0), (3.0, 46.0), (3.0, 48.0), (1.0, 48.0), (1.0, 46.0))


def place(name, longitude=None, latitude=None, events=0, outline=()):
    return MapPlace(
        id=name,
        label=name,
        category="commune",
        longitude=longitude,
        latitude=latitude,
        outline=outline,
        events=events,
        resources=0,
        actors=0,
    )


def view(areas, points):
    whole = place("Tout", outline=(SQUARE,))
    return MapView(
        within=whole,
        asked=whole,
        trail=(),
        areas=areas,
        points=points,
        unplaced=(),
        wider=0,
        theme=None,
        themes=(),
        years=(),
    )


def drawn(asked, size=DESK):
    text = picture(
        asked, lambda one: one.events, lambda one: f"./{one.id}", lambda one: f"<{one.label}>", "Carte", size
    )
    return ElementTree.fromstring(text), text


def test_north_is_up_and_a_degree_is_as_long_both_ways_at_the_mean_latitude():
    to = projection(SQUARE, 400, 400, 10)
    (west, north), (east, south) = to.place(1, 48), to.place(3, 46)
    assert west < east
    assert north < south
    assert (east - west) / (south - north) == pytest.approx(0.682, abs=0.002)
    assert south - north == pytest.approx(380, abs=0.2)


def test_one_place_alone_is_in_the_middle():
    assert projection([(2.0, 47.0)], 400, 300, 10).place(2.0, 47.0) == (200, 150)


def test_areas_of_circles_are_as_the_counts():
    ratio = (pi * radius(16, 16) ** 2) / (pi * radius(4, 16) ** 2)
    assert ratio == pytest.approx(4)
    assert radius(16, 16) == DESK.radius


def test_an_outline_is_drawn_whole_and_nothing_is_made_up():
    to = projection(SQUARE, 400, 400, 10)
    assert len(re.findall(r"[ML]", path((SQUARE,), to))) == 4
    root, _ = drawn(view((), (place("Tours", 0.69, 47.39, 3),)))
    assert not [one for one in root.iter("{http://www.w3.org/2000/svg}a") if "area" in one.get("class")]


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_names_cover_neither_circles_nor_one_another(size):
    points = tuple(place(f"Commune {n}", 1.5 + n % 5 * 0.1, 46.5 + n // 5 * 0.1, 30 - n) for n in range(25))
    root, _ = drawn(view((place("Tout", outline=(SQUARE,)),), points), size)
    texts = [one for one in root.iter("{http://www.w3.org/2000/svg}text") if one.get("class") == "point"]
    assert 1 <= len(texts) <= 25
    wide = size.letters * 0.6
    boxes = []
    for one in texts:
        length, x = wide * len(one.text), float(one.get("x"))
        left = {"start": x, "middle": x - length / 2, "end": x - length}[one.get("text-anchor")]
        boxes.append((left, left + length, float(one.get("y"))))
    for at, (left, right, y) in enumerate(boxes):
        assert left > 0
        assert right < size.width
        for other in boxes[at + 1 :]:
            assert right <= other[0] or other[1] <= left or abs(y - other[2]) >= size.letters * 1.2


def test_each_place_is_a_link_that_says_what_it_holds_and_nothing_escapes():
    root, text = drawn(view((place("Tout", outline=(SQUARE,)),), (place("Tours & co", 1.5, 47, 3),)))
    told = [one.get("aria-label") for one in root.iter("{http://www.w3.org/2000/svg}a")]
    assert told == ["<Tout>", "<Tours & co>"]
    assert "<Tours" not in text
