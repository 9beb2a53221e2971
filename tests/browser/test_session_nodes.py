"""The whole session goes on while a process of its server is killed, and over two nodes of which one dies and comes back (PostgreSQL and SQLite)."""
from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.cohorts.models import Membership
from tests.browser.conftest import OpenFor
from tests.browser.nodes import balanced
from tests.browser.session_story import Story
from tests.serving import ended, free_port, started

pytestmark = pytest.mark.served


class Processes:
    """A server of two processes; one is killed, and its server starts another."""

    def __init__(self, settings: dict[str, object]) -> None:
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        self.server = started(port, settings, workers=2)

    def fail(self) -> None:
        """As by a loss of power."""
        self.before = self._processes()
        os.kill(min(self.before), signal.SIGKILL)

    def recover(self) -> None:
        until = time.monotonic() + 30
        while len(now := self._processes()) < 2 or now == self.before:
            assert time.monotonic() < until
            time.sleep(0.05)

    def end(self) -> None:
        ended(self.server)

    def _processes(self) -> set[int]:
        return {int(child) for children in Path(f"/proc/{self.server.pid}/task").glob("*/children") for child in children.read_text().split()}


class Nodes:
    """Two servers behind a balancer; one is killed and started again."""

    def __init__(self, settings: dict[str, object]) -> None:
        self.settings, self.ports = settings, [free_port(), free_port()]
        self.servers: list[subprocess.Popen[bytes]] = [started(port, settings) for port in self.ports]
        self._balancer = balanced(self.ports)
        self.address = self._balancer.__enter__()

    def fail(self) -> None:
        ended(self.servers[0], at_once=True)

    def recover(self) -> None:
        self.servers[0] = started(self.ports[0], self.settings)

    def end(self) -> None:
        self._balancer.__exit__(None, None, None)
        for server in self.servers:
            ended(server)


@pytest.fixture(params=[Processes, Nodes])
def cluster(request: pytest.FixtureRequest, whole_app: Flask, settings: dict[str, object]) -> Iterator[Processes | Nodes]:
    cluster = request.param(settings)
    yield cluster
    cluster.end()


@pytest.fixture
def server(cluster: Processes | Nodes) -> str:
    return cluster.address


def test_a_whole_session_goes_on(story: Story, members: dict[str, Membership], open_for: OpenFor, cluster: Processes | Nodes):
    def some_of_it_dies() -> None:
        cluster.fail()
        story.pause_and_add()
        cluster.recover()

    story.go_through(open_for(members["정하은"], phone=True), [name for name in members if name != "정하은"], some_of_it_dies)
