from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.access import world as worlds
from tests.access.world import World

_kept: dict[int, World] = {}


@pytest.fixture
def world(app: Flask) -> Iterator[World]:
    """The small world, as it was in the beginning; built once a process."""
    known = _kept.get(id(app))
    if known is None:
        known = _kept[id(app)] = worlds.built(app)
    else:
        known.restore()
    yield known
