from __future__ import annotations

import pytest

from explorer.components import marked


@pytest.mark.parametrize(
    ("stretches", "shown"),
    [
        ([(0, 2)], "<mark>ab</mark>&lt;d&gt;"),
        ([(2, 5), (0, 1)], "<mark>a</mark>b<mark>&lt;d&gt;</mark>"),
        ([(0, 2), (1, 3)], "<mark>ab</mark><mark>&lt;</mark>d&gt;"),
        ([(3, 90)], "ab&lt;<mark>d&gt;</mark>"),
        ([(-4, 1)], "<mark>a</mark>b&lt;d&gt;"),
        ([(4, 4), (9, 12)], "ab&lt;d&gt;"),
        ([], "ab&lt;d&gt;"),
    ],
)
def test_stretches_are_marked_in_escaped_text(stretches: list[tuple[int, int]], shown: str) -> None:
    assert marked("ab<d>", stretches) == shown
