"""The network of actors as a page: choices are addresses, the picture and the tables say the same."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace

from explorer.network_svg import FAMILIES, OTHER, SIDES
from publications.tables import ties_csv
from tests.explorer.conftest import Opener, html, links, words
from tests.explorer.fake_centre import BASE, DRAWN, HOSTILE, FakeCentre


def picture(page) -> str:
    """Return the picture that the page's script puts in its place."""
    scripts = [element.proto.body for element in page.get("html")]
    put = next(body for body in scripts if "innerHTML" in body)
    assert put.count("<") == 2, "a drawing may not end its script"
    return json.loads(re.search(r'innerHTML = (".*");', put, re.DOTALL).group(1))


def test_the_choices_are_read_from_the_address(open_page: Opener, fake: FakeCentre) -> None:
    open_page("reseau", acteur="actor/carrefour", pas="2", type=["reseau"], annee="2024")
    assert fake.calls[-1] == (
        "network",
        {"actor": f"{BASE}actor/carrefour", "hops": 2, "categories": ("reseau",), "year": 2024},
    )


def test_each_choice_is_a_link_that_keeps_the_others(open_page: Opener) -> None:
    addresses = links(open_page("reseau", acteur="actor/carrefour", annee="2024"))
    assert "reseau?acteur=actor/carrefour&pas=2&annee=2024" in addresses
    assert "reseau?acteur=actor/carrefour&type=reseau&annee=2024" in addresses
    assert "reseau?annee=2024" in addresses
    assert "reseau?acteur=actor/carrefour&annee=2023" in addresses


def test_the_picture_leads_to_each_actor_and_hides_no_markup(open_page: Opener) -> None:
    drawn = picture(open_page("reseau"))
    assert drawn.count("<a ") == len(DRAWN.actors)
    assert 'href="acteur?id=actor/carrefour"' in drawn
    assert HOSTILE not in drawn
    assert "&lt;script&gt;" in drawn
    assert drawn.count("<line ") == 1


def test_the_tables_say_what_the_picture_shows(open_page: Opener) -> None:
    page = open_page("reseau")
    read = words(page)
    assert "2 acteurs, 1 lien" in read
    assert "12 autres" in read
    assert "relie les autres : 40 %" in read
    assert "Groupe 1" in read
    assert "2023 – 2024" in read
    assert HOSTILE not in html(page)


def test_the_ties_are_a_file_that_a_spreadsheet_shows_and_does_not_run() -> None:
    first, second = DRAWN.actors
    found = replace(DRAWN, actors=(replace(first, label="=1+1; « x »"), second))
    head, row = csv.reader(ties_csv(found).removeprefix("\ufeff").splitlines(), delimiter=";")
    assert head[:3] == ["Acteur", "Avec", "Activités communes"]
    assert row == ["'=1+1; « x »", second.label, "3", "2023-05-01", "2024-06-01"]


def test_nothing_to_show_is_said_with_a_way_back(open_page: Opener) -> None:
    page = open_page("reseau", annee="1999")
    assert "Aucun lien à montrer" in words(page)
    assert "reseau" in links(page)


def test_every_shape_can_be_drawn() -> None:
    shapes = {shape for _, shape in (*FAMILIES.values(), OTHER)}
    assert shapes <= {*SIDES, "circle"}
    families = {kind: family for kind, family in FAMILIES.items()}
    assert len({shape for _, shape in families.values()}) == len({colour for colour, _ in families.values()})
