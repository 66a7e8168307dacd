"""Filters and counts against the rows themselves."""

from __future__ import annotations

from collections import Counter
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.facets import Facets
from search.records import Filters, SearchError

from .conftest import actor, passage, territory, theme

ROWS = dict(enumerate((passage(number) for number in range(60)), start=11))
FACETS = Facets.build(ROWS.items())


def passes(row, filters):
    wanted = [
        (filters.kinds, {row.kind}),
        (filters.themes, set(row.themes)),
        (filters.territories, set(row.territories)),
        (filters.actors, set(row.actors)),
    ]
    if any(values and not values & held for values, held in wanted):
        return False
    if filters.date_from and not (row.date_end and row.date_end >= filters.date_from):
        return False
    return not (filters.date_to and not (row.date_start and row.date_start <= filters.date_to))


days = st.none() | st.dates(date(2023, 12, 1), date(2025, 1, 31))


@given(
    st.builds(
        Filters,
        kinds=st.frozensets(st.sampled_from(["passage", "event"])),
        themes=st.frozensets(st.sampled_from([theme(f"t{n}") for n in range(5)])),
        territories=st.frozensets(st.sampled_from([territory(f"v{n}") for n in range(5)])),
        actors=st.frozensets(st.sampled_from([actor(f"a{n}") for n in range(6)])),
        date_from=days,
        date_to=days,
    )
)
def test_allowed_is_what_passes_row_by_row(filters):
    allowed = FACETS.allowed(filters)
    if not filters:
        assert allowed is None
    else:
        assert allowed.tolist() == [number for number, row in ROWS.items() if passes(row, filters)]


@given(st.sets(st.sampled_from(list(ROWS))))
def test_counts_are_those_of_the_rows(chosen):
    counts = FACETS.counts(np.array(sorted(chosen), dtype=np.int64))
    for facet, values_of in (
        ("theme", lambda row: row.themes),
        ("territory", lambda row: row.territories),
        ("actor", lambda row: row.actors),
        ("kind", lambda row: (row.kind,)),
    ):
        assert counts[facet] == Counter(value for number in chosen for value in values_of(ROWS[number]))
        assert list(counts[facet].values()) == sorted(counts[facet].values(), reverse=True)


@given(st.sets(st.sampled_from(list(ROWS))))
def test_years_are_those_that_a_filter_by_the_year_would_count(chosen):
    ids = np.array(sorted(chosen), dtype=np.int64)
    expected = {
        year: len(set(np.intersect1d(ids, FACETS.allowed(period)).tolist()))
        for year in range(2000, 2040)
        if (period := Filters(date_from=date(year, 1, 1), date_to=date(year, 12, 31)))
    }
    assert FACETS.years(ids) == {year: number for year, number in expected.items() if number}


def test_a_thing_read_in_two_documents_is_counted_once():
    rows = {
        1: passage(1, iri="x", themes=("t",)),
        2: passage(2, "d2", iri="x", themes=("t", "u")),
        3: passage(3, themes=("t",)),
    }
    counts = Facets.build(rows.items()).counts(np.array([1, 2, 3]))
    assert counts["theme"] == {"t": 2, "u": 1}
    assert counts["kind"] == {"passage": 2}


def test_write_then_read_is_identity(tmp_path):
    FACETS.save(tmp_path / "facets.npz")
    again = Facets.load(tmp_path / "facets.npz")
    for name in ("values", "pair_value", "pair_row", "rows", "thing", "start", "end"):
        np.testing.assert_array_equal(getattr(again, name), getattr(FACETS, name))


def test_no_rows_at_all(tmp_path):
    Facets.build([]).save(tmp_path / "facets.npz")
    empty = Facets.load(tmp_path / "facets.npz")
    assert empty.allowed(Filters(themes=frozenset({"t"}))).tolist() == []
    assert set(map(len, empty.counts(np.array([], dtype=np.int64)).values())) == {0}


def test_a_damaged_file_is_said_in_french(tmp_path):
    (tmp_path / "facets.npz").write_bytes(b"junk")
    with pytest.raises(SearchError, match="illisible"):
        Facets.load(tmp_path / "facets.npz")
