"""The hostile server, one for all spider tests of a module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.spiders.hostile import Hostile


@pytest.fixture(scope="module")
def hostile() -> Iterator[Hostile]:
    with Hostile() as server:
        yield server
