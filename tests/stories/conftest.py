"""One town for all stories that need no other: it is started when the first of them asks for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.stories import towns
from tests.stories.counters import Customer, customer


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[towns.Town]:
    with towns.town(tmp_path_factory.mktemp("town")) as opened:
        yield opened


@pytest.fixture
def someone(town: towns.Town) -> Iterator[Customer]:
    """A new customer who writes Finnish."""
    with customer(town.address) as talking:
        yield talking.open("fi")
