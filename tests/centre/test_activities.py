"""The pages of events: what is said once."""

from __future__ import annotations

import pytest

from centre.activities import _says_the_day


@pytest.mark.parametrize(
    ("quote", "edtf", "same"),
    [
        ("le 8 février 2024", "2024-02-08", True),
        ("8 février 2024", "2024-02-08", True),
        ("2024-02-08T10:00", "2024-02-08", True),
        ("mardi 8 février", "2024-02-08", False),
        ("début mai", None, False),
    ],
)
def test_a_date_is_not_said_twice(quote: str, edtf: str | None, same: bool) -> None:
    assert _says_the_day(quote, edtf) is same
