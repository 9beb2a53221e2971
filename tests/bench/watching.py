"""People who have a page open, as its script asks for them (js/live.js, parts.js, presence.js): again and again, with the mark of the last answer, on a
connection that stays; the page itself when something is new; and a sign of being here now and then."""
from __future__ import annotations

import asyncio
import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

PATIENCE = 20  # seconds, as in js/live.js
A_LITTLE = 0.3  # pauses differ by this part of themselves, as there
SIGNS_EVERY = 30  # seconds, as in js/presence.js
COMING = 30  # seconds in which they come; what they hear for the first time costs more, and is not counted


@dataclass(frozen=True)
class Viewer:
    """Somebody of a team (its number): what their page asks for, the cookie that signs them in, which page they load again when something is new,
    and where they say that they are here, with what fields."""

    team: int
    path: str
    cookie: str
    page: str = ""
    presence: str = ""
    fields: str = ""


@dataclass
class Watched:
    """What became of it: milliseconds from question to answer, milliseconds from a change to its being seen (the page loaded, where there is one), how many
    pages and signs there were besides; milliseconds that a page took which somebody else read meanwhile; and what went wrong."""

    seconds: float = 0
    waits: list[float] = field(default_factory=list)
    delays: list[float] = field(default_factory=list)
    reads: list[float] = field(default_factory=list)
    news: int = 0
    pages: int = 0
    signs: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return len(self.waits) / self.seconds

    def add(self, other: Watched) -> None:
        self.seconds += other.seconds
        self.news += other.news
        self.pages += other.pages
        self.signs += other.signs
        for mine, theirs in ((self.waits, other.waits), (self.delays, other.delays), (self.reads, other.reads), (self.errors, other.errors)):
            mine.extend(theirs)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Readers:
    """So many others, each of whom reads a page, pauses for so many seconds (more or less) and reads it again."""

    many: int
    pause: float
    page: str
    cookie: str


def watch(address: str, viewers: Sequence[Viewer], readers: Readers, every: float, seconds: float, change: Callable[[int], object], pause: float,
          come: Callable[[], object] = lambda: None) -> Watched:
    """Let all of them look and read for so many seconds. Meanwhile `change(team)` is called for one team after the other, every `pause` seconds.

    When all have come, `come` is called, and counting begins.
    """
    return asyncio.run(_Watching(address, every, change).run(viewers, readers, seconds, pause, come))


def percentile(values: Sequence[float], part: int) -> float:
    return statistics.quantiles(values, n=100)[part - 1] if len(values) > 1 else float("nan")


class _Watching:
    def __init__(self, address: str, every: float, change: Callable[[int], object]) -> None:
        self.host, port = address.removeprefix("http://").split(":")
        self.port, self.every, self.change = int(port), every, change
        self.watched = Watched()
        self.changed: dict[int, tuple[int, float]] = {}  # by team: how often, and when last

    async def run(self, viewers: Sequence[Viewer], readers: Readers, seconds: float, pause: float, come: Callable[[], object]) -> Watched:
        coming = COMING + 2 * self.every if viewers else 2
        until = time.perf_counter() + coming + seconds
        looking = [asyncio.create_task(self._view(each, until)) for each in viewers]
        reading = [asyncio.create_task(self._read(readers, until)) for _reader in range(readers.many)]
        await asyncio.sleep(coming)
        self.watched, began = Watched(), time.perf_counter()
        come()
        await asyncio.gather(self._changes(sorted({each.team for each in viewers}), pause, until), *looking, *reading)
        self.watched.seconds = time.perf_counter() - began
        return self.watched

    async def _read(self, readers: Readers, until: float) -> None:
        line = _Line(self.host, self.port, readers.cookie)
        await asyncio.sleep(readers.pause * random.random())
        while (at := time.perf_counter()) < until:
            try:
                self._expect(200, await line.send("GET", readers.page))
                self.watched.reads.append((time.perf_counter() - at) * 1000)
            except (OSError, EOFError, TimeoutError) as error:
                self.watched.errors.append(type(error).__name__)
                line.close()
            await asyncio.sleep(readers.pause * 2 * random.random())
        line.close()

    async def _changes(self, teams: Sequence[int], pause: float, until: float) -> None:
        turn = 0
        while teams and time.perf_counter() + 2 * self.every + 1 < until:  # what is changed can still be seen
            team, begun = teams[turn % len(teams)], time.perf_counter()
            self.changed[team] = (self.changed.get(team, (0, 0.0))[0] + 1, begun)
            await asyncio.to_thread(self.change, team)
            await asyncio.sleep(max(0.0, begun + pause - time.perf_counter()))
            turn += 1

    async def _view(self, viewer: Viewer, until: float) -> None:
        line, mark, known = _Line(self.host, self.port, viewer.cookie), "", 0
        await asyncio.sleep(random.random() * COMING)
        sign_at = 0.0
        while time.perf_counter() < until:
            try:
                if viewer.presence and time.perf_counter() > sign_at:
                    sign_at = time.perf_counter() + SIGNS_EVERY
                    self._expect(204, await line.send("POST", viewer.presence, fields=viewer.fields))
                    self.watched.signs += 1
                asked = time.perf_counter()
                status, its_mark = await line.send("GET", viewer.path, mark)
                self.watched.waits.append((time.perf_counter() - asked) * 1000)
                if status == 200:
                    times, moment = self.changed.get(viewer.team, (0, 0.0))
                    if mark and viewer.page:
                        self._expect(200, await line.send("GET", viewer.page))
                        self.watched.pages += 1
                    if mark and times > known and its_mark != mark:
                        self.watched.delays.append((time.perf_counter() - moment) * 1000)
                        known = times
                    self.watched.news += 1
                    mark = its_mark
                elif status != 304:
                    self.watched.errors.append(str(status))
            except (OSError, EOFError, TimeoutError) as error:
                self.watched.errors.append(type(error).__name__)
                line.close()
            await asyncio.sleep(self.every * (1 - A_LITTLE / 2 + A_LITTLE * random.random()))
        line.close()

    def _expect(self, status: int, answer: tuple[int, str]) -> None:
        if answer[0] != status:
            self.watched.errors.append(str(answer[0]))


class _Line:
    """One connection to the server, opened when it is needed."""

    def __init__(self, host: str, port: int, cookie: str) -> None:
        self.host, self.port, self.cookie = host, port, cookie
        self.writer: asyncio.StreamWriter | None = None

    async def send(self, method: str, path: str, mark: str = "", fields: str = "") -> tuple[int, str]:
        """Status and ETag of the answer. Raises TimeoutError after PATIENCE."""
        async with asyncio.timeout(PATIENCE):
            return await self._send(method, path, mark, fields)

    async def _send(self, method: str, path: str, mark: str, fields: str) -> tuple[int, str]:
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection(self.host, self.port)
        known = f"If-None-Match: {mark}\r\n" if mark else ""
        body = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(fields)}\r\n" if method == "POST" else ""
        self.writer.write(f"{method} {path} HTTP/1.1\r\nHost: {self.host}\r\nCookie: {self.cookie}\r\nAccept: */*\r\n{known}{body}\r\n{fields}".encode())
        first, *lines = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        status = int(first.split()[1])
        if status in (204, 304):
            return status, mark
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        await self.reader.readexactly(int(headers.get("content-length", 0)))
        return status, headers.get("etag", "")

    def close(self) -> None:
        if self.writer is not None:
            self.writer.close()
            self.writer = None
