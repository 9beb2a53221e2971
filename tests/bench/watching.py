"""People who have a page open, as js/live.js asks for them: again and again, with the mark of the last answer, on a connection that stays."""
from __future__ import annotations

import asyncio
import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

PATIENCE = 20  # seconds, as in js/live.js
A_LITTLE = 0.3  # pauses differ by this part of themselves, as there
COMING = 5  # seconds in which they come; what they hear for the first time costs more, and is not counted


@dataclass(frozen=True)
class Viewer:
    """Somebody of a team (its number), what their page asks for, and the cookie that signs them in."""

    team: int
    path: str
    cookie: str


@dataclass
class Watched:
    """What became of it: milliseconds from question to answer, milliseconds from a change to its being seen, and what went wrong."""

    seconds: float = 0
    waits: list[float] = field(default_factory=list)
    delays: list[float] = field(default_factory=list)
    news: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return len(self.waits) / self.seconds

    def add(self, other: Watched) -> None:
        self.seconds += other.seconds
        self.news += other.news
        for mine, theirs in ((self.waits, other.waits), (self.delays, other.delays), (self.errors, other.errors)):
            mine.extend(theirs)  # type: ignore[arg-type]


def watch(address: str, viewers: Sequence[Viewer], every: float, seconds: float, change: Callable[[int], object], pause: float,
          come: Callable[[], object] = lambda: None) -> Watched:
    """Let all of them look for so many seconds. Meanwhile `change(team)` is called for one team after the other, every `pause` seconds.

    When all have come, `come` is called, and counting begins.
    """
    return asyncio.run(_Watching(address, every, change).run(viewers, seconds, pause, come))


def percentile(values: Sequence[float], part: int) -> float:
    return statistics.quantiles(values, n=100)[part - 1] if len(values) > 1 else float("nan")


class _Watching:
    def __init__(self, address: str, every: float, change: Callable[[int], object]) -> None:
        self.host, port = address.removeprefix("http://").split(":")
        self.port, self.every, self.change = int(port), every, change
        self.watched = Watched()
        self.changed: dict[int, tuple[int, float]] = {}  # by team: how often, and when last

    async def run(self, viewers: Sequence[Viewer], seconds: float, pause: float, come: Callable[[], object]) -> Watched:
        until = time.perf_counter() + COMING + 2 * self.every + seconds
        looking = [asyncio.create_task(self._view(each, until)) for each in viewers]
        await asyncio.sleep(COMING + 2 * self.every)
        self.watched, began = Watched(), time.perf_counter()
        come()
        await asyncio.gather(self._changes(sorted({each.team for each in viewers}), pause, until), *looking)
        self.watched.seconds = time.perf_counter() - began
        return self.watched

    async def _changes(self, teams: Sequence[int], pause: float, until: float) -> None:
        turn = 0
        while time.perf_counter() + 2 * self.every + 1 < until:  # what is changed can still be seen
            team, begun = teams[turn % len(teams)], time.perf_counter()
            self.changed[team] = (self.changed.get(team, (0, 0.0))[0] + 1, begun)
            await asyncio.to_thread(self.change, team)
            await asyncio.sleep(max(0.0, begun + pause - time.perf_counter()))
            turn += 1

    async def _view(self, viewer: Viewer, until: float) -> None:
        line, mark, known = _Line(self.host, self.port), "", 0
        await asyncio.sleep(random.random() * COMING)
        while time.perf_counter() < until:
            asked = time.perf_counter()
            try:
                status, its_mark = await asyncio.wait_for(line.ask(viewer, mark), PATIENCE)
            except (OSError, EOFError, TimeoutError) as error:
                self.watched.errors.append(type(error).__name__)
                line.close()
            else:
                now = time.perf_counter()
                self.watched.waits.append((now - asked) * 1000)
                if status == 200:
                    times, moment = self.changed.get(viewer.team, (0, 0.0))
                    if mark and times > known and its_mark != mark:
                        self.watched.delays.append((now - moment) * 1000)
                        known = times
                    self.watched.news += 1
                    mark = its_mark
                elif status != 304:
                    self.watched.errors.append(str(status))
            await asyncio.sleep(self.every * (1 - A_LITTLE / 2 + A_LITTLE * random.random()))
        line.close()


class _Line:
    """One connection to the server, opened when it is needed."""

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port
        self.writer: asyncio.StreamWriter | None = None

    async def ask(self, viewer: Viewer, mark: str) -> tuple[int, str]:
        """Status and ETag of the answer."""
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection(self.host, self.port)
        known = f"If-None-Match: {mark}\r\n" if mark else ""
        self.writer.write(f"GET {viewer.path} HTTP/1.1\r\nHost: {self.host}\r\nCookie: {viewer.cookie}\r\nAccept: application/json\r\n{known}\r\n".encode())
        first, *lines = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        status = int(first.split()[1])
        if status != 304:
            await self.reader.readexactly(int(headers.get("content-length", 0)))
        return status, headers.get("etag", "")

    def close(self) -> None:
        if self.writer is not None:
            self.writer.close()
            self.writer = None
