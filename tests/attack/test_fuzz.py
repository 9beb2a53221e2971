"""A short form of the fuzzer (check 22); the long one is `python -m tests.attack.fuzz --requests 20000 --seed 1`."""
from __future__ import annotations

import pytest
from flask import Flask

from tests.access import visiting
from tests.access import world as worlds
from tests.attack.fuzz import fuzz

REQUESTS = 200


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_junk_in_every_part_of_a_request_is_answered_in_order(app: Flask, seed: int) -> None:
    figures = fuzz(worlds.built(app), REQUESTS, seed)
    assert figures.faults == [], str(figures)
    assert figures.statuses.total() == REQUESTS


def test_it_comes_to_every_route(app: Flask) -> None:
    """The routes are those of the app, so a new one is among them; what is sent to it is right often enough to come through."""
    world = worlds.built(app)
    routes = {(rule.endpoint, method) for rule, method in visiting.rules(app)}
    figures = fuzz(world, len(routes), 14)

    assert set(figures.routes) == routes


def test_the_fuzzer_sees_a_failure(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.web.forms.AtMost.__call__", lambda *_any: 1 / 0)
    assert fuzz(worlds.built(app), 120, 11).faults
