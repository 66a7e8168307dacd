from __future__ import annotations

import pytest

from centre.records import CentreError


@pytest.fixture
def events(centre):
    return [row.id for row in centre.agenda()]


def test_each_value_leaves_as_many_sessions_as_it_says(centre, events):
    found = centre.agenda_choices(events, {})
    assert found.events == set(events)
    assert found.values["theme"]
    assert found.values["territory"]
    for kind in ("theme", "territory", "actor", "action"):
        for choice in found.values[kind]:
            left = centre.agenda(**{kind: choice.id})
            assert len(left) == choice.count > 0, (kind, choice.label)
            assert centre.agenda_choices(events, {kind: choice.id}).events == {row.id for row in left}
    for choice in found.values["mode"]:
        assert len(centre.agenda(online=choice.id == "online")) == choice.count > 0


def test_a_filter_counts_under_the_others_and_never_leads_to_nothing(centre, events):
    every = centre.agenda_choices(events, {})
    theme = min(every.values["theme"], key=lambda choice: choice.count)
    found = centre.agenda_choices(events, {"theme": theme.id})
    for choice in found.values["territory"]:
        assert len(centre.agenda(theme=theme.id, territory=choice.id)) == choice.count > 0
    assert {choice.id for choice in found.values["theme"]} == {choice.id for choice in every.values["theme"]}


def test_a_choice_that_leaves_nothing_stays_to_be_taken_away(centre, events):
    theme = centre.agenda_choices(events, {}).values["theme"][0]
    found = centre.agenda_choices([], {"theme": theme.label})
    assert found.chosen["theme"] == theme.id
    assert [(choice.id, choice.count) for choice in found.values["theme"]] == [(theme.id, 0)]


def test_an_unknown_name_is_said(centre, events):
    with pytest.raises(CentreError, match="zorglub"):
        centre.agenda_choices(events, {"territory": "zorglub"})
