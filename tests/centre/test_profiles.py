"""What an actor does as figures, over a centre that holds one programme of half a year."""

from __future__ import annotations

from pathlib import Path

import pytest

from centre.centre import open_centre
from tests.centre.writing import take_in
from tests.search.conftest import HashEncoder

PROGRAMME = Path(__file__).parents[2] / "corpus" / "programmes" / "programme-2024-janvier-juillet.md"
ACTOR = "https://maillage.example/id/actor/villes-au-carre"


@pytest.fixture(scope="module")
def centre(tmp_path_factory):
    """The centre of the programme."""
    data = tmp_path_factory.mktemp("profiles") / "data"
    take_in(data, PROGRAMME)
    return open_centre(data, encoder=HashEncoder())


def test_a_profile_says_the_same_as_the_page_of_the_actor(centre):
    (profile,) = centre.profiles([ACTOR])
    page = centre.entity(ACTOR)
    assert profile.label == page.label
    assert tuple(one.theme for one in profile.themes) == page.themes
    assert profile.partners == page.related


def test_each_figure_counts_activities(centre):
    (profile,) = centre.profiles([ACTOR])
    assert sum(count for _, count in profile.years) + profile.undated == len(profile.activities)
    assert {year for year, _ in profile.years} == {2024}
    assert dict(profile.roles)["organiser"] <= len(profile.activities)
    for one in profile.themes:
        assert one.events + one.resources == one.theme.count
        assert one.evidence
        assert {line.activity_id for line in one.evidence} <= {of.id for of in profile.activities}


def test_the_latest_activities_come_first(centre):
    (profile,) = centre.profiles([ACTOR])
    dates = [one.detail for one in profile.activities]
    assert dates == sorted(dates, reverse=True)


def test_who_is_not_known_has_no_profile(centre):
    assert centre.profiles(["https://maillage.example/id/actor/personne-du-tout"]) == ()
