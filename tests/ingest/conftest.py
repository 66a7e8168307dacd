from pathlib import Path

import pytest

from ingest.mentions import Linker
from ontology.authority import load


@pytest.fixture(scope="session")
def linker():
    return Linker(load(Path(__file__).parents[2] / "ontology"))
