from __future__ import annotations

import pytest

from centre.records import CentreError


def test_the_map_opens_on_the_region_that_most_is_known_of(centre):
    view = centre.territory_map()
    assert view.within.category == "region"
    assert {area.category for area in view.areas} == {"departement"}
    assert all(area.outline for area in view.areas)
    assert all(point.events or point.resources for point in view.points)
    assert any(point.events for point in view.points)
    assert [one.category for one in view.trail] == ["country"]


def test_a_count_is_that_of_the_agenda(centre):
    view = centre.territory_map()
    for point in view.points:
        assert point.events == len(centre.agenda(territory=point.id))
    assert view.within.events == len(centre.agenda(territory=view.within.id))
    inside = {row.id for point in view.points for row in centre.agenda(territory=point.id)}
    assert view.wider == view.within.events - len(inside)


def test_theme_and_year_narrow_the_counts_and_never_to_nothing(centre):
    every = centre.territory_map()
    for theme in every.themes:
        assert centre.territory_map(theme=theme.id).within.events == theme.count > 0
    for year, many in every.years:
        assert centre.territory_map(year=year).within.events == many > 0
    assert centre.territory_map(year=1950).within.events == 0


def test_a_town_shows_its_neighbourhoods_and_a_neighbourhood_is_shown_in_its_town(centre):
    view = centre.territory_map(within="Tours")
    assert view.within.label == "Tours"
    assert {area.category for area in view.areas} == {"qpv"}
    quarter = centre.territory_map(within=view.areas[0].id)
    assert (quarter.within.label, quarter.asked.id) == ("Tours", view.areas[0].id)


def test_a_place_without_outlines_is_shown_in_what_contains_it(centre):
    view = centre.territory_map(within="Loches")
    assert (view.within.label, view.asked.label) == ("Indre-et-Loire", "Loches")
    assert "Loches" in [point.label for point in view.points]
    assert [area.label for area in view.areas] == ["Indre-et-Loire"]


def test_where_no_outline_is_known_none_is_made_up(centre):
    assert centre.territory_map(within="Nord").areas == ()


def test_an_unknown_territory_is_said(centre):
    with pytest.raises(CentreError, match="zorglub"):
        centre.territory_map(within="zorglub")
    with pytest.raises(CentreError, match="territory/zorglub"):
        centre.territory_map(within="https://maillage.example/id/territory/zorglub")
