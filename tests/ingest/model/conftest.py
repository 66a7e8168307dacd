from __future__ import annotations

import pytest

from tests.ingest.model.stub import speaking


@pytest.fixture
def stub():
    with speaking() as stub:
        yield stub
