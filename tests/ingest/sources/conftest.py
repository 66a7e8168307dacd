from __future__ import annotations

import pytest

from tests.ingest.sources.memory import Centre
from tests.ingest.sources.site import quick_web, serving


@pytest.fixture
def site():
    with serving() as site:
        yield site


@pytest.fixture
def web():
    web, _ = quick_web()
    yield web
    web.close()


@pytest.fixture
def centre():
    return Centre()
