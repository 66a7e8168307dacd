"""How near two dates are: as sure as they are written."""

from __future__ import annotations

import pytest

from graph.days import nearness, stretches


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2024-02-08", "2024-02-08", 1.0),
        ("2024-10-05/2024-10-06", "2024-10-05/2024-10-06", 1.0),
        ("2024-10-05/2024-10-06", "2024-10-06", 0.9),
        ("[2024-06-13,2024-06-20]", "2024-06-20", 0.95),
        ("2024-05", "2024-05-16", 0.6),
        ("2024", "2024-05-16", 0.5),
        ("2024-05-14", "2024-05-16", 0.4),
        ("2024-05-09", "2024-05-16", 0.3),
        ("2024-04-20", "2024-05-16", 0.15),
        ("2023-05-16", "2024-05-16", 0.0),
        (None, "2024-05-16", None),
        ("2024-02-30", "2024-05-16", None),
    ],
)
def test_dates_are_near_as_far_as_they_are_sure(
    one: str | None, other: str | None, expected: float | None
) -> None:
    found = nearness(stretches(one), stretches(other))
    assert found == (None if expected is None else pytest.approx(expected))
    assert found == nearness(stretches(other), stretches(one))


def test_uncertain_dates_have_the_days_they_name() -> None:
    assert stretches("2024-02-09~") == stretches("2024-02-09")
    assert len(stretches("[2024-06-13,2024-06-20]")) == 2
    assert stretches("2024-12")[0][1].isoformat() == "2024-12-31"
    assert stretches("") == stretches(None) == ()
