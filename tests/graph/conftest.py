"""The small centre of these tests, filled once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.store import Store
from tests.graph.small_centre import fill


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("centre") / "graph"
    with Store(folder, read_only=False) as writer:
        fill(writer)
    with Store(folder) as reader:
        yield reader
