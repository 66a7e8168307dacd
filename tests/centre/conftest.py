from __future__ import annotations

import shutil

import pytest

from centre.centre import open_centre
from tests.centre.writing import take_in, write_note, write_programme
from tests.search.conftest import HashEncoder


@pytest.fixture(scope="session")
def first_data(tmp_path_factory):
    """A centre of two documents, made once."""
    folder = tmp_path_factory.mktemp("first")
    take_in(folder / "data", write_programme(folder), write_note(folder))
    return folder / "data"


@pytest.fixture
def data(first_data, tmp_path):
    """A copy of it, to change."""
    shutil.copytree(first_data, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture(scope="session")
def centre(first_data):
    """The centre of two documents, opened."""
    return open_centre(first_data, encoder=HashEncoder())


@pytest.fixture
def programme(first_data):
    """Where the programme came from."""
    return first_data.parent / "programme.md"


@pytest.fixture
def note(first_data):
    """Where the note came from."""
    return first_data.parent / "note.md"
