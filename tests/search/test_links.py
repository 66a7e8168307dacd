"""What a query leads to besides words and meaning."""

from __future__ import annotations

import numpy as np

from search.facets import Facets
from search.fusion import NEAR_LINK
from search.links import Links, links_of
from search.records import Filters, Row

ROWS = {
    1: Row(iri="t", kind="theme", title="un", themes=("t",)),
    4: Row(iri="a", kind="passage", title="deux", themes=("t",)),
    6: Row(iri="b", kind="event", title="trois", themes=("t",), territories=("u",)),
    7: Row(iri="c", kind="passage", title="quatre"),
}
FACETS = Facets.build(ROWS.items())


def test_own_row_counts_more_than_tied_rows_and_reasons_add_up():
    links = Links.of(FACETS, {"t": 1.0, "u": 0.5}, {"t": [1]})
    expected = [1.0, NEAR_LINK, 1 - (1 - NEAR_LINK) * (1 - NEAR_LINK / 2), 0.0]
    np.testing.assert_allclose(links.scores, expected)
    assert links.held.tolist() == [True, True, True, False]


def test_what_is_preferred_counts_but_brings_no_row():
    links = Links.of(FACETS, {}, {}, [(Filters(kinds=frozenset({"passage"})), 0.3)])
    np.testing.assert_allclose(links.scores, [0.0, 0.3, 0.0, 0.3])
    assert not links.held.any()


def test_the_first_are_the_best_tied_among_those_allowed_in_row_order():
    links = Links.of(FACETS, {"t": 0.5}, {"t": [1]})
    assert links.first(None, 2).tolist() == [0, 1]
    assert links.first(np.array([False, True, True, True]), 1).tolist() == [1]


def test_links_of_a_row_are_those_of_its_values():
    assert links_of(ROWS[6], {"u": 1.0, "t": 1.0, "v": 1.0}) == ("u", "t")
    assert links_of(ROWS[1], {"t": 1.0}) == ("t",)
