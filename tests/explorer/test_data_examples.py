"""The queries offered on the page of data: each has a title and an answer over a centre of real small documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from centre.centre import Centre, open_centre
from explorer.data import builds_graph
from explorer.data_examples import EXAMPLES
from explorer.texts import TEXTS
from tests.centre.writing import take_in, write_note, write_programme


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Centre:
    """Return a centre of two documents."""
    folder = tmp_path_factory.mktemp("examples")
    data: Path = folder / "data"
    take_in(data, write_programme(folder), write_note(folder))
    return open_centre(data)


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_example_has_a_title_and_an_answer(asked: Centre, name: str) -> None:
    assert f"data.example.{name}" in TEXTS
    if not builds_graph(EXAMPLES[name]):
        assert json.loads(asked.sparql_within_limits(EXAMPLES[name]))["results"]["bindings"]
        return
    found = asked.built_graph(EXAMPLES[name])
    assert found.drawn.ties
    assert all(one.object != one.object_id for one in found.triples), "things are named"
